package importer

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"cards/deck"
)

// update plans to give notes that have changed in the source their new text, in the place of what
// an import wrote.
func (t *taking) update() error {
	if !t.options.Update {
		return nil
	}
	for _, e := range t.entries {
		if e.Note == nil || e.status != Changed {
			continue
		}
		err := t.replace(e)
		switch {
		case errors.Is(err, errEdited):
			t.report.leave(e.Note.Line, err)
		case err != nil:
			return err
		}
	}
	return nil
}

// replace plans to put a note in the place of the one that it was before.
func (t *taking) replace(e *entry) error {
	fates, err := t.collection.Fates([]deck.Key{e.old})
	if err != nil {
		return err
	}
	file := fates[0].Path
	before, err := t.plan.read(t.target, file)
	if errors.Is(err, fs.ErrNotExist) {
		return errEdited
	} else if err != nil {
		return err
	}
	f := deck.Parse("", before)
	at := slices.IndexFunc(f.Notes, func(n deck.Note) bool {
		return slices.ContainsFunc(n.Cards, func(c deck.Card) bool { return c.Key == e.old })
	})
	if at < 0 {
		return errEdited
	}
	there := f.Notes[at]
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
	lines := slices.Collect(strings.Lines(string(before)))
	text, err := deckText(&note)
	if err != nil {
		return err
	}
	after := slices.Concat(lines[:there.Pos.Line-1], []string{text}, lines[there.End:])
	t.plan.change(file, before, []byte(strings.Join(after, "")))
	t.plan.arrive(e, file)
	t.report.File = file
	return nil
}
