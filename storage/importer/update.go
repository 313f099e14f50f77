package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
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

// replace plans to put a note in the place of the one that it was before.
func (t *taking) replace(e *entry) error {
	fates, err := t.fates([]deck.Key{e.old})
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
	if !fates[0].Arrived && !slices.Contains(e.Note.Was, e.old) && !t.options.Theirs {
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
	lines := slices.Collect(strings.Lines(string(before)))
	note.harmless()
	text, err := deck.Print(note.inDeck())
	if err != nil {
		return err
	}
	after := slices.Concat(lines[:there.Pos.Line-1], []string{text}, lines[there.End:])
	t.plan.change(file, before, []byte(strings.Join(after, "")))
	t.plan.arrive(e, file)
	t.report.File = file
	return nil
}
