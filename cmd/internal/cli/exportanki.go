package cli

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"cards/cmd/internal/apkg"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/storage"
	"cards/storage/beside"
)

// ankiFormat is a format of Anki that can be written.
type ankiFormat struct {
	name, words string
	isText      bool
}

func ankiFormats() []ankiFormat {
	return []ankiFormat{
		{"apkg", "a package for Anki, to be added to a collection there", false},
		{"colpkg", "a package for Anki, to replace a collection there", false},
		{"anki-text", "notes for Anki as text, without schedules and media", true},
	}
}

func ankiFormatOf(name string) *ankiFormat {
	all := ankiFormats()
	i := slices.IndexFunc(all, func(f ankiFormat) bool { return f.name == name })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// exportAnki writes the cards that a query means in a format of Anki.
func exportAnki(
	ctx context.Context, a *app, format ankiFormat, output string, args []string,
) error {
	if output == "" && a.out.Terminal && !format.isText {
		return usagef("export: a package cannot be written to a terminal: -o FILE writes it to " +
			"a file")
	}
	c, scope, err := a.scoped(ctx, "export", args)
	if err != nil {
		return err
	}
	if err := c.Sound(); err != nil {
		return err
	}
	from := apkg.Collection{
		Collection: c.Collection, Config: c.config, Calendar: a.calendar(c), Now: a.Now(),
		Whole:   len(args) == 0,
		Library: c.library(),
	}
	var report apkg.Report
	write := func(to io.Writer) (err error) {
		if format.isText {
			report, err = apkg.WriteText(ctx, to, from, scope)
			return err
		}
		m := a.meter("exporting")
		defer m.end()
		scratch := filepath.Join(c.Root(), storage.Folder)
		defer beside.Hold(scratch)() // what is unpacked there is nobody's litter
		report, err = apkg.Write(ctx, to, from, scope, scratch, m.show)
		return err
	}
	if output == "" {
		err = write(a.out)
	} else {
		err = intoFile(a, output, write)
	}
	if err != nil {
		return err
	}
	sayExported(a, format, report)
	return sayUnsettled(a, c, scope)
}

// sayUnsettled says how many cards did not go out for their text is gone, though others may be
// edits of them: Anki would have both.
func sayUnsettled(a *app, c *collection, scope storage.Scope) error {
	list, err := c.proposals(scope)
	if err != nil {
		return err
	}
	gone := make(map[deck.Key]bool)
	for _, p := range list {
		gone[p.Card] = true
	}
	if n := len(gone); n > 0 {
		a.say("left out: %s whose text is gone: `cards check` says which cards may be edits, "+
			"and were exported as others", out.Plural(n, "card"))
	}
	return nil
}

// sayExported says what went into a package, and what could not.
func sayExported(a *app, format ankiFormat, r apkg.Report) {
	parts := []string{out.Plural(r.Notes, "note"), out.Plural(r.Cards, "card")}
	if !format.isText {
		parts = append(parts, out.Plural(r.Reviews, "review"), out.Plural(r.Media, "file"))
	}
	a.say("%s", strings.Join(parts, ", "))
	if n := len(r.Missing); n > 0 && !format.isText {
		const most = 5
		names := make([]string, 0, most)
		for _, name := range r.Missing[:min(n, most)] {
			names = append(names, out.Line(name))
		}
		more := ""
		if n > most {
			more = " and more"
		}
		a.say("not there: %s%s", strings.Join(names, ", "), more)
	}
	if r.Kept > 0 {
		a.say("edited here, but of types of Anki that show more than fields: %s kept the text "+
			"that Anki has",
			out.Plural(r.Kept, "note"))
	}
}
