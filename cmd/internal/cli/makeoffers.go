package cli

import (
	"context"
	"errors"
	"io/fs"
	"strconv"
	"strings"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck"
	"cards/deck/printer"
	"cards/storage"
	"cards/storage/folders"
)

// ask shows one card after the other with the line that it was made of. No person made them, so
// nothing is a card until one says so. What was kept before the person stopped the program is
// returned with the error; who stopped it while cards were made is asked about those that there
// are.
func (m *making) ask(ctx context.Context, offers []desk.Offer) ([]desk.Offer, error) {
	if ctx.Err() != nil {
		ctx = context.WithoutCancel(ctx)
	}
	var kept []desk.Offer
	for i := 0; i < len(offers); {
		o := &offers[i]
		m.showOffer(*o, i+1, len(offers))
		if err := m.out.Flush(); err != nil {
			return nil, err
		}
		line, more, err := m.lines.next(ctx)
		if !more {
			return kept, err
		}
		if session.Quits(line) {
			return kept, nil
		}
		line = strings.ToLower(strings.TrimSpace(line))
		if n, err := strconv.Atoi(line); err == nil && 1 <= n && n <= len(o.Others) {
			*o = o.With(n - 1)
			continue
		}
		switch line {
		case "y", "yes", "d", "draft":
			o.Draft = line[0] == 'd'
			kept = append(kept, *o)
		case "e", "edit":
			m.editOffer(ctx, o)
			continue
		case "a", "all":
			return append(kept, offers[i:]...), nil
		case "n", "no":
		default:
			continue // nothing is dropped by a slip
		}
		i++
	}
	return kept, nil
}

// showOffer shows a card with the line that it was made of, and what can be done.
func (m *making) showOffer(o desk.Offer, n, of int) {
	m.print("")
	m.print("%d of %d · line %d: %s", n, of, o.Line, out.Line(o.Quote))
	note := o.Note()
	m.print("%s", out.Sanitize(note.Prompt))
	if note.Answer != "" {
		m.print("→ %s", out.Sanitize(note.Answer))
	}
	for i, other := range o.Others {
		if other.Line != o.Line {
			m.print("%d takes line %d: %s", i+1, other.Line, out.Line(other.Quote))
		}
	}
	if o.Edited == nil && desk.Loose(o) {
		m.print("much of it is not in that line")
	}
	m.print("y keep, d keep as a draft, e edit, n drop, a all the rest as drafts, q end; then enter")
}

// editOffer has the person edit a card. What is no card afterwards stays as it was.
func (m *making) editOffer(ctx context.Context, o *desk.Offer) {
	note := o.Note()
	note.Draft = false
	printed, err := printer.Print(note)
	if err == nil {
		printed, err = m.editText(ctx, strings.TrimSuffix(printed, "\n"))
	}
	if err != nil {
		m.print("%s", out.Line(err.Error()))
		return
	}
	f := deck.Parse("", []byte(printed))
	switch {
	case len(f.Diagnostics) > 0:
		m.print("not taken: %s", out.Line(f.Diagnostics[0].Text))
	case len(f.Notes) != 1:
		m.print("not taken: that is %s, not one", out.Plural(len(f.Notes), "card"))
	default:
		o.Edited = &f.Notes[0]
	}
}

// write puts the kept cards into the file, or prints them.
func (m *making) write(kept []desk.Offer) error {
	change := storage.FileChange{Path: m.file}
	if before, err := desk.ReadDeck(folders.Abs(m.c.Root(), m.file)); err == nil {
		change.Before = before
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if !m.inPlace {
		for i := range kept {
			kept[i].Line = 1 << 30 // at the end
		}
	}
	var err error
	if m.options.answers && m.inPlace {
		change.After, err = desk.Filled(change.Before, kept)
	} else {
		change.After, err = desk.Inserted(change.Before, kept)
	}
	if err != nil {
		return err
	}
	if m.options.dry {
		return nil
	}
	return desk.Rewrite(m.c.Collection, m.Now(), []storage.FileChange{change})
}
