package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/storage"
	"cards/storage/importer"
)

type importOptions struct{ dryRun, json bool }

func newImport(a *app) *cobra.Command {
	var opts importOptions
	cmd := &cobra.Command{
		Use:   "import FILE|FOLDER",
		Short: "Copy decks into the collection",
		Long: `Copy a deck file, or a folder of them, into the collection, with the pictures and sounds
that it refers to. A file that is there is never overwritten, and the same import twice changes
nothing. What is written in another format is recognised and left. To use decks where they are, see
"cards folders add". The lines that "cards export --format jsonl" writes are merged into the review
log, as "cards log merge" does it; with --json one object then: {"format", "file", "new"}.

With --json one object a file: {"format", "deck", "file", "cards": [{"question", "line", "kind",
"draft", "answer", "status": new|same|duplicate, "suggestions": [{"text", "line", "score"}]}],
"notes", "left_out": [{"line", "reason"}], "refused": [{"line", "reason"}]}.`,
		Example:     "cards import --dry-run ~/Downloads/go-deck",
		Args:        wantArgs(1, 1),
		Annotations: map[string]string{exits: "4: a part was left out or refused"},
		RunE:        func(cmd *cobra.Command, args []string) error { return runImport(cmd.Context(), a, opts, args[0]) },
	}
	cmd.Flags().BoolVar(&opts.dryRun, "dry-run", false, "say what would be done, without doing it")
	cmd.Flags().BoolVar(&opts.json, "json", false, "print an object for every file")
	return cmd
}

func runImport(ctx context.Context, a *app, opts importOptions, source string) error {
	if format, err := storage.LogOf(a.path(source)); err == nil && format == storage.LogLines {
		return runImportLog(ctx, a, opts, source)
	}
	c, err := a.compiled(ctx, "import")
	if err != nil {
		return err
	}
	known, err := c.Asked()
	if err != nil {
		return err
	}
	reports, err := importer.Import(c.Root(), a.path(source), importer.Options{Known: known, DryRun: opts.dryRun})
	if err != nil {
		return err
	}
	for _, r := range reports {
		if opts.json {
			err = a.printJSON(r)
		} else {
			a.printReport(r)
		}
		if err != nil {
			return err
		}
	}
	if !opts.dryRun {
		if _, err := c.Compile(ctx, a.Now()); err != nil {
			return err
		}
	}
	return importEnd(reports)
}

// importEnd says how an import ends: nothing came of it, a part of it did, or all.
func importEnd(reports []importer.Report) error {
	taken, left := 0, 0
	for _, r := range reports {
		if len(r.Cards) > 0 {
			taken++
		}
		left += len(r.LeftOut) + len(r.Refused)
	}
	switch {
	case left == 0:
		return nil
	case taken == 0:
		return ended(exitFailed)
	}
	return ended(exitPartial)
}

// printReport says what became of one file.
func (a *app) printReport(r importer.Report) {
	status := make(map[importer.Status]int)
	drafts := 0
	for _, card := range r.Cards {
		status[card.Status]++
		if card.Draft {
			drafts++
		}
	}
	var line strings.Builder
	line.WriteString(out.Plural(len(r.Cards), "card"))
	for _, part := range []struct {
		n    int
		what string
	}{
		{status[importer.New], "new"},
		{status[importer.Same], "as before"},
		{status[importer.Duplicate], "asked elsewhere already"},
	} {
		if part.n > 0 {
			fmt.Fprintf(&line, ", %s %s", out.Count(part.n), part.what)
		}
	}
	if drafts > 0 {
		line.WriteString(", " + out.Plural(drafts, "draft"))
	}
	if len(r.Media) > 0 {
		line.WriteString(", with " + out.Plural(len(r.Media), "media file"))
	}
	fmt.Fprintf(a.out, "%s: %s\n", out.Line(r.File), line.String())
	a.printReasons("left out", r.LeftOut)
	a.printReasons("refused", r.Refused)
}

func (a *app) printReasons(what string, reasons []importer.Reason) {
	const most = 20 // lines that anybody reads
	for i, reason := range reasons {
		if i == most {
			fmt.Fprintf(a.out, "  %s: %s more, all of them with --json\n", a.out.Warn.Sprint(what), out.Count(len(reasons)-most))
			return
		}
		place := ""
		if reason.Line > 0 {
			place = fmt.Sprintf("line %d: ", reason.Line)
		}
		fmt.Fprintf(a.out, "  %s: %s%s\n", a.out.Warn.Sprint(what), place, out.Line(reason.Reason))
	}
}
