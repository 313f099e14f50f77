package importer

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"cards/deck"
)

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
func rewriteDeck(file string, p *plan) (*rewritten, error) {
	before, err := p.read(file)
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
func (w *rewritten) end(p *plan, r *Report) {
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
		done = n.End
		if w.texts[i] == "" && done < len(lines) && strings.TrimSpace(lines[done]) == "" {
			done++ // one of the blank lines around what is gone
		}
	}
	for _, line := range lines[done:] {
		after.WriteString(line)
	}
	p.change(w.file, w.before, []byte(after.String()))
	r.File = w.file
}

// source returns the lines of a note.
func (w *rewritten) source(n deck.Note) string {
	return strings.Join(w.lines[n.Pos.Line-1:n.End], "")
}
