package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"cards/deck"
	"cards/deck/printer"
)

// update plans to give notes that have changed in the source their new text, in the place of what
// an import wrote, or their new tags.
func (t *taking) update() error {
	if !t.options.Update {
		return nil
	}
	files := make(map[string]*rewritten)
	if err := t.replaceAll(files); err != nil {
		return err
	}
	same, err := t.sameAsBefore()
	if err != nil {
		return err
	}
	if err := t.retag(files, same); err != nil {
		return err
	}
	moved, err := t.movedAway(files, same)
	if err != nil {
		return err
	}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		files[file].end(t)
	}
	return t.settle(moved)
}

// replaceAll plans to put notes that have changed in the source in the places of what they were.
func (t *taking) replaceAll(files map[string]*rewritten) error {
	var changed []*entry
	var keys []deck.Key
	for _, e := range t.entries {
		if e.Note != nil && e.status == Changed {
			changed, keys = append(changed, e), append(keys, e.old)
		}
	}
	fates, err := t.fates(keys)
	if err != nil {
		return err
	}
	for i, e := range changed {
		w, err := t.rewritten(files, fates[i].Path)
		if err != nil {
			return err
		}
		err = t.replace(w, e, fates[i].Arrived)
		var both *editedError
		switch {
		case errors.Is(err, errEdited), errors.As(err, &both):
			t.report.leave(e.Note.Line, err)
		case err != nil:
			return err
		}
	}
	return nil
}

// rewritten returns the deck file of a path among some, which it begins to rewrite.
func (t *taking) rewritten(files map[string]*rewritten, path string) (*rewritten, error) {
	if files[path] == nil {
		w, err := t.rewriteDeck(path)
		if err != nil {
			return nil, err
		}
		files[path] = w
	}
	return files[path], nil
}

// rewritten is a deck file of which some notes get another text.
type rewritten struct {
	file   string
	before []byte
	lines  []string // of before
	notes  []deck.Note
	places map[deck.Key]int // of the notes, by the keys of their cards
	texts  map[int]string   // that notes get, by their places
}

// rewriteDeck begins to rewrite a deck file. One that is gone has no notes.
func (t *taking) rewriteDeck(file string) (*rewritten, error) {
	before, err := t.plan.read(t.target, file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	w := &rewritten{
		file: file, before: before, lines: slices.Collect(strings.Lines(string(before))),
		notes:  deck.Parse("", before).Notes,
		places: make(map[deck.Key]int), texts: make(map[int]string),
	}
	for i, n := range w.notes {
		for _, c := range n.Cards {
			if _, ok := w.places[c.Key]; !ok {
				w.places[c.Key] = i
			}
		}
	}
	return w, nil
}

// end plans the text that a file has then.
func (w *rewritten) end(t *taking) {
	if len(w.texts) == 0 {
		return
	}
	lines := w.lines
	var after strings.Builder
	done := 0
	for _, i := range slices.Sorted(maps.Keys(w.texts)) {
		n := w.notes[i]
		for _, line := range lines[done : n.Pos.Line-1] {
			after.WriteString(line)
		}
		after.WriteString(w.texts[i])
		if done = n.End; w.texts[i] == "" && done < len(lines) && strings.TrimSpace(lines[done]) == "" {
			done++ // one of the blank lines around what is gone
		}
	}
	for _, line := range lines[done:] {
		after.WriteString(line)
	}
	t.plan.change(w.file, w.before, []byte(after.String()))
	t.report.File = w.file
}

// editedError says that a note was edited here and in the source.
type editedError struct {
	here   deck.Note
	source *Note
}

func (e *editedError) Error() string {
	here, there := shown(e.here.Prompt, e.source.Prompt)
	if e.here.Prompt == e.source.Prompt {
		here, there = shown(e.here.Answer, e.source.Answer)
	}
	return fmt.Sprintf("it was edited here too and stays as it is, %s, not %s: --update=theirs takes the source's", here, there)
}

// shown returns two texts for people: what they begin with, from shortly before where they differ.
func shown(a, b string) (string, string) {
	same, at := 0, 0
	for i, r := range a {
		if !strings.HasPrefix(b[min(i, len(b)):], string(r)) {
			break
		}
		same = i
	}
	const before, most = 20, 60
	if same > most-before {
		at = same - before
	}
	cut := func(text string) string {
		runes := []rune(strings.ToValidUTF8(text[min(at, len(text)):], ""))
		if len(runes) > most {
			return strconv.Quote(string(runes[:most]) + "…")
		}
		return strconv.Quote(string(runes))
	}
	return cut(a), cut(b)
}

// replace plans to put a note in the place of the one that it was before. Arrived says that this
// one is as an import wrote it.
func (t *taking) replace(w *rewritten, e *entry, arrived bool) error {
	at, ok := w.places[e.old]
	if _, done := w.texts[at]; !ok || done {
		return errEdited
	}
	there := w.notes[at]
	if !arrived && !slices.Contains(e.Note.Was, e.old) && !t.options.Theirs {
		return &editedError{here: there, source: e.Note}
	}
	note := *e.Note
	note.Tags = slices.Clone(there.Tags)
	for _, tag := range e.Note.Tags {
		if !slices.Contains(note.Tags, tag) {
			note.Tags = append(note.Tags, tag)
		}
	}
	if note.More == "" {
		note.More = there.More
	}
	note.harmless()
	text, err := printer.Print(note.inDeck())
	if err != nil {
		return err
	}
	w.texts[at] = text
	t.plan.arrive(e, w.file)
	return nil
}
