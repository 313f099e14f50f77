package storage

import (
	"fmt"
	"path"
	"slices"

	"cards/deck"
	"cards/storage/wire"
)

// Diagnostics returns what is wrong with the deck files in the scope, as of the last compile,
// ordered by path and place: also what concerns several files, such as a key that occurs in two.
// Paths are as in [Card.Path].
func (c *textOwner) Diagnostics(scope Scope) ([]deck.Diagnostic, error) {
	var list []deck.Diagnostic
	err := c.view(func(t *txn) error {
		list = nil
		chosen, err := t.choose(scope)
		if err != nil {
			return err
		}
		for _, find := range []func(*choice) ([]deck.Diagnostic, error){
			t.fileDiagnostics, t.problemsIn, t.conflictDiagnostics, t.repeatDiagnostics,
			t.nameDiagnostics,
		} {
			found, err := find(chosen)
			if err != nil {
				return err
			}
			list = append(list, found...)
		}
		return nil
	})
	slices.SortStableFunc(list, deck.Diagnostic.Compare)
	return list, err
}

// fileDiagnostics are those of each file by itself.
func (t *problemTx) fileDiagnostics(chosen *choice) ([]deck.Diagnostic, error) {
	problems, err := t.problems()
	if err != nil {
		return nil, err
	}
	var list []deck.Diagnostic
	for _, f := range chosen.files {
		text, err := t.compiledText(f.id)
		if err != nil {
			return nil, err
		}
		_, found, err := text.rest(f.path)
		if err != nil {
			return nil, &wire.CorruptError{Bucket: bucketNotes, Key: f.id.bytes(), Err: err}
		}
		list = append(list, found...)
		if f.problem != "" && !explained(problems, f) {
			list = append(list, unread(f.path, f.problem))
		}
	}
	return list, nil
}

// notRead begins the text of a diagnostic of what could not be read.
const notRead = "not read: "

// unread says that what is at a path could not be read.
func unread(path, why string) deck.Diagnostic {
	return deck.Diagnostic{Path: path, Text: notRead + why}
}

// explained says whether a file could not be read because of one of the problems, such as that of
// its folder.
func explained(problems []deck.Diagnostic, f *deckFile) bool {
	return slices.ContainsFunc(problems, func(d deck.Diagnostic) bool {
		return d.Severity == deck.Error && holds(d.Path, f.path)
	})
}

// problemsIn are those of folders and of what is no deck file.
func (t *problemTx) problemsIn(chosen *choice) ([]deck.Diagnostic, error) {
	list, err := t.problems()
	return slices.DeleteFunc(list,
		func(d deck.Diagnostic) bool { return !chosen.hasPath(d.Path) }), err
}

// conflictDiagnostics are those of explicit ids that name several notes.
func (t *problemTx) conflictDiagnostics(chosen *choice) ([]deck.Diagnostic, error) {
	conflicts, err := t.idConflicts()
	if err != nil {
		return nil, err
	}
	var list []deck.Diagnostic
	for _, c := range conflicts {
		if !chosen.has(c.note.file) {
			continue
		}
		first, err := t.noteAt(c.first)
		if err != nil {
			return nil, err
		}
		n, err := t.noteAt(c.note)
		if err != nil {
			return nil, err
		}
		list = append(list, deck.RepeatedID(chosen.path(c.note), n.Pos, n.ID, chosen.path(c.first),
			first.Pos.Line))
	}
	return list, nil
}

// repeatDiagnostics are those of keys that occur in several files. Those of one file are the
// parser's.
func (t *problemTx) repeatDiagnostics(chosen *choice) ([]deck.Diagnostic, error) {
	var list []deck.Diagnostic
	c := t.Bucket(bucketPlaces).Cursor()
	for key, value := c.First(); key != nil; key, value = c.Next() {
		if len(value) <= placeSize {
			continue
		}
		places, err := t.places(deck.Key(key))
		if err != nil {
			return nil, err
		}
		found, err := t.repeats(chosen, places)
		if err != nil {
			return nil, err
		}
		list = append(list, found...)
	}
	return list, nil
}

func (t *problemTx) repeats(chosen *choice, places []place) ([]deck.Diagnostic, error) {
	var list []deck.Diagnostic
	seen := map[fileID]bool{places[0].file: true}
	for _, at := range places[1:] {
		if at.held || seen[at.file] {
			continue
		}
		seen[at.file] = true
		if !chosen.has(at.file) {
			continue
		}
		first, err := t.noteAt(places[0].spot)
		if err != nil {
			return nil, err
		}
		n, err := t.noteAt(at.spot)
		if err != nil {
			return nil, err
		}
		list = append(list, deck.RepeatedKey(chosen.path(at.spot), n.Pos,
			chosen.path(places[0].spot), first.Pos.Line))
	}
	return list, nil
}

// nameDiagnostics are those of decks of one name.
func (t *problemTx) nameDiagnostics(chosen *choice) ([]deck.Diagnostic, error) {
	first := make(map[string]*deckFile)
	var list []deck.Diagnostic
	for _, f := range chosen.sorted {
		g := first[f.deck]
		if g == nil {
			first[f.deck] = f
			continue
		}
		if chosen.has(f.id) {
			list = append(list, deck.Diagnostic{
				Path: f.path, Severity: deck.Warning,
				Text: fmt.Sprintf("deck %q is also the name of %s; the name means both", f.deck,
					g.path),
				Hint: fmt.Sprintf("give it another name in the front matter, such as name = %q",
					path.Base(f.deck)+" 2"),
			})
		}
	}
	return list, nil
}
