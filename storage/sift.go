package storage

import (
	"bytes"
	"strings"

	"cards/deck"
	"cards/storage/query"
	"cards/storage/wire"
)

// Sifter chooses notes by their texts.
type Sifter interface {
	// Look is told the texts of each note, with its deck and its sections, folded as [query.Fold]
	// does. They hold until it returns.
	Look(folded []byte)
	// Keeps says afterwards whether the cards of a note are wanted, by its number from 0.
	Keeps(i int) bool
}

// Sift returns the cards that are asked from notes that a sifter keeps, and how many cards all
// notes have. Notes are looked at as they are stored, which is quicker than to take them apart.
func (c *cardOwner) Sift(by Sifter) (scope Scope, all int, err error) {
	err = c.view(func(t *txn) error {
		files, err := t.deckFiles()
		if err != nil {
			return err
		}
		s := sifting{t: t, files: files, f: newFilter(query.Required{}), by: by}
		if all, err = s.look(); err == nil {
			scope, err = s.kept()
		}
		return err
	})
	return scope, all, err
}

// sifting is a sifter at work.
type sifting struct {
	t     *txn
	files map[fileID]*deckFile
	order []fileID
	f     *filter
	by    Sifter
}

// look tells the sifter of all notes, and returns how many cards they have.
func (s *sifting) look() (int, error) {
	all := 0
	for id, file := range s.files {
		s.order = append(s.order, id)
		text, err := s.t.compiledText(id)
		if err != nil {
			return 0, err
		}
		name := query.Fold(file.deck) + "\n"
		for i := range text.n {
			folded, n, err := s.note(name, text, i)
			if err != nil {
				return 0, &wire.CorruptError{Bucket: bucketNotes, Key: id.bytes(), Err: err}
			}
			s.by.Look(folded)
			all += n
		}
	}
	return all, nil
}

// note returns the texts of a note behind the name of its deck, folded, and how many cards it has.
func (s *sifting) note(name string, text compiled, i int) ([]byte, int, error) {
	d := wire.NewDecoder(text.raw(i))
	s.f.text = append(s.f.text[:0], name...)
	plain := s.f.fold(skipToTags(d))
	for range 2 { // tags, sections
		for n := d.Count(); n > 0; n-- {
			plain = s.f.fold(rawText(d)) && plain
		}
	}
	for n := d.Count(); n > 0; n-- {
		plain = s.f.fold(rawText(d)) && plain
		d.Byte()
	}
	cards := d.Count()
	for range cards {
		front, back := rawSides(d)
		plain = s.f.fold(front) && s.f.fold(back) && plain
	}
	if d.Err() == nil && plain {
		if bytes.ContainsRune(s.f.text, deck.GapOpen) {
			s.f.text = []byte(withoutGaps(string(s.f.text)))
		}
		return s.f.text, cards, nil
	}
	n, err := text.note(i)
	if err != nil {
		return nil, 0, err
	}
	return []byte(name + foldedNote(n)), len(n.Cards), nil
}

// foldedNote is the texts of a note, folded.
func foldedNote(n *deck.Note) string {
	all := []string{n.More}
	all = append(append(all, n.Tags...), n.Section...)
	for _, o := range n.Options {
		all = append(all, o.Text)
	}
	for _, c := range n.Cards {
		all = append(all, c.Front, c.Back)
	}
	var folded strings.Builder
	for _, text := range all {
		folded.WriteString(query.Fold(withoutGaps(text)) + "\n")
	}
	return folded.String()
}

// withoutGaps leaves the marks of gaps out of a text: a word may stand around one.
func withoutGaps(text string) string {
	if !strings.ContainsRune(text, deck.GapOpen) {
		return text
	}
	return strings.NewReplacer(string(deck.GapOpen), "", string(deck.GapClose), "").Replace(text)
}

// kept returns the cards of the notes that the sifter keeps.
func (s *sifting) kept() (Scope, error) {
	found := found{files: make(map[deck.Key]fileID), notes: make(map[fileID][]int)}
	i := -1
	for _, id := range s.order {
		text, err := s.t.compiledText(id)
		if err != nil {
			return Scope{}, err
		}
		for j := range text.n {
			if i++; !s.by.Keeps(i) {
				continue
			}
			n, err := text.note(j)
			if err != nil {
				return Scope{}, &wire.CorruptError{Bucket: bucketNotes, Key: id.bytes(), Err: err}
			}
			s.keep(found, n, id, j)
		}
	}
	return found.scope(s.t.Version()), nil
}

// keep adds the cards that are asked from a note, and not from another one with the same card.
func (s *sifting) keep(found found, n *deck.Note, id fileID, note int) {
	for k := range n.Cards {
		key := n.Cards[k].Key
		at := spot{file: id, note: uint32(note), card: uint32(k)}
		if !isFirst(s.t.Get(bucketPlaces, key[:]), at) {
			continue
		}
		found.files[s.t.name(key)] = id
		if last := len(found.notes[id]) - 1; last < 0 || found.notes[id][last] != note {
			found.notes[id] = append(found.notes[id], note)
		}
	}
}
