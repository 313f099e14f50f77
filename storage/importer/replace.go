package importer

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cards/deck"
	"cards/deck/printer"
	"cards/storage/importer/source"
)

// replaceAll plans to put notes that have changed in the source in the places of what they were.
func (r *revision) replaceAll() error {
	var changed []*entry
	var keys []deck.Key
	for _, e := range r.entries {
		if e.Note != nil && e.status == Changed {
			changed, keys = append(changed, e), append(keys, e.old)
		}
	}
	fates, err := r.past.fates(keys)
	if err != nil {
		return err
	}
	for i, e := range changed {
		w, err := r.rewritten(fates[i].Path)
		if err != nil {
			return err
		}
		err = r.replace(w, e, fates[i].Arrived)
		var both *editedError
		switch {
		case errors.Is(err, errEdited), errors.As(err, &both):
			r.report.leave(e.Note.Line, err)
		case err != nil:
			return err
		}
	}
	return nil
}

// editedError says that a note was edited here and in the source.
type editedError struct {
	here   deck.Note
	source *source.Note
}

func (e *editedError) Error() string {
	here, there := shown(e.here.Prompt, e.source.Prompt)
	if e.here.Prompt == e.source.Prompt {
		here, there = shown(e.here.Answer, e.source.Answer)
	}
	return fmt.Sprintf("it was edited here too and stays as it is, %s, not %s: "+
		"--update=theirs takes the source's", here, there)
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
func (r *revision) replace(w *rewritten, e *entry, arrived bool) error {
	at, ok := w.places[e.old]
	if _, done := w.texts[at]; !ok || done {
		return errEdited
	}
	there := w.notes[at]
	if !arrived && !slices.Contains(e.Note.Was, e.old) && !r.options.Theirs {
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
	clean(&note)
	text, err := printer.Print(inDeck(&note))
	if err != nil {
		return err
	}
	w.texts[at] = text
	r.plan.arrive(e, w.file)
	return nil
}
