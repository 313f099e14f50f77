package cli

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/srs"
	"cards/storage"
	"cards/storage/importer"
	"cards/storage/importer/formats"
	"cards/storage/importer/source"
)

type importOptions struct {
	format, deck, sep, rowSep string
	update, zone              string
	from, tags                []string
	dryRun, again             bool
	noHistory, parameters     bool
}

const importHelp = `
Bring cards into the collection from a file, from a folder of files, or from standard input. The
format is recognised from the content, or named by --format. Decks in the format of cards are
copied, with the pictures and sounds they refer to; from other formats new decks are made. The
source stays as it is.

Importing the same thing twice changes nothing: what came before is recognised, even if you have
edited, moved or deleted it since. New cards are added to the deck that the first import made. Cards
that have changed in the source are listed, and take their new text with --update; they keep their
progress. Anki notes then also take their new tags, and go to their new deck. Text you wrote is
never overwritten, and a single "cards undo" takes an import back.

For a folder of hashcards, the learning history comes from its database or from what "hashcards
export" wrote; for one of repeater, from a copy of its cards.db. Both are read where they are, next
to the cards.

The lines that "cards export --format jsonl" writes are merged into the review log, as by "cards log
merge"; --json then prints one object: {"format", "file", "new"}. To use decks where they are, see
"cards folders add".

With --json, print one object per file: {"format", "deck", "file", "cards": [{"question", "line",
"kind", "draft", "answer", "status": new|same|changed|duplicate, "suggestions": [{"text", "line",
"score"}]}], "notes", "left_out": [{"line", "reason"}], "refused": [{"line", "reason"}]}.`

func newImport(a *app) *cobra.Command {
	var opts importOptions
	cmd := &cobra.Command{
		Use:         "import FILE|FOLDER|-",
		Short:       "Bring in cards from a file or folder",
		Long:        importHelp,
		Example:     "cards import --dry-run ~/Downloads/words.csv",
		Args:        wantArgs(1, 1),
		Annotations: map[string]string{exits: "4: something was refused"},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runImport(cmd.Context(), a, opts, args[0])
		},
	}
	f := cmd.Flags()
	f.StringVar(&opts.format, "format", "", "read it as `FORMAT`: "+
		strings.Join(formats.Names(), ", "))
	f.StringVar(&opts.sep, "sep", "",
		"`TEXT` that separates question and answer, such as ' - '; \\t is a tab")
	f.StringVar(&opts.rowSep, "row-sep", "",
		"with --sep, `TEXT` that separates the rows, such as ';' or '\\n\\n'")
	f.StringVar(&opts.deck, "deck", "", "put the cards into the deck `NAME`")
	f.BoolVar(&opts.dryRun, "dry-run", false, "say what would be done, without doing it")
	a.jsonFlag(cmd, "print an object per file", importer.Report{}, importedLog{})
	f.StringVar(&opts.update, "update", "", "take the new text of cards that have changed in the "+
		"source; if `WHICH`\nis theirs, also of those that you edited here")
	f.Lookup("update").NoOptDefVal = updateOurs
	f.BoolVar(&opts.again, "again", false, "bring back cards that were imported before and are "+
		"gone")
	f.StringArrayVar(&opts.from, "from", nil,
		"from an Anki package, take only `DECK` and the decks below it")
	f.StringArrayVar(&opts.tags, "tag", nil, "from an Anki package, take only the notes tagged "+
		"`TAG`")
	f.BoolVar(&opts.noHistory, "no-history", false,
		"from an Anki package, take the notes as new, without their history")
	f.BoolVar(&opts.parameters, "parameters", false,
		"from an Anki package, take the FSRS parameters too")
	f.StringVar(&opts.zone, "zone", "",
		"the time `ZONE` you studied in, such as Europe/Berlin (default: yours)")
	return cmd
}

// What --update takes.
const (
	updateOurs   = "unedited"
	updateTheirs = "theirs"
)

func runImport(ctx context.Context, a *app, opts importOptions, source string) error {
	if opts.update != "" && opts.update != updateOurs && opts.update != updateTheirs {
		return usagef("import: --update takes nothing or =%s, not %q", updateTheirs, opts.update)
	}
	if names := formats.Names(); opts.format != "" && !slices.Contains(names, opts.format) {
		return unknownValue("import", "format", opts.format, names)
	}
	if opts.rowSep != "" && opts.sep == "" {
		return usagef("import: --row-sep needs --sep")
	}
	path, err := a.source("import", source)
	if err != nil {
		return err
	}
	if format, err := storage.LogOf(path); err == nil && format == storage.LogLines {
		return runImportLog(ctx, a, opts, source)
	}
	if source == stdinName {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		a.Stdin, path = f, importer.Stdin
	}
	c, err := a.compiled(ctx, "import")
	if err != nil {
		return err
	}
	o, err := importerOptions(a, c, opts)
	if err != nil {
		return err
	}
	end := a.attend(ctx, c, "importing")
	reports, err := importer.Import(ctx, c.Collection, path, o)
	end()
	if err != nil {
		return err
	}
	if err := printReports(a, reports); err != nil {
		return err
	}
	if !opts.dryRun {
		if _, err := c.Compile(ctx, a.Now()); err != nil {
			return err
		}
	}
	if !a.json.wanted {
		if err := sayImportedDrafts(a, c, opts, reports); err != nil {
			return err
		}
	}
	return importEnd(reports)
}

// sayImportedDrafts says which drafts wait, or would, in the decks that came.
func sayImportedDrafts(
	a *app, c *collection, opts importOptions, reports []importer.Report,
) error {
	var scope storage.Scope
	for _, r := range reports {
		if len(r.Cards) > 0 {
			scope.Paths = append(append(scope.Paths, r.File), r.Further...)
		}
	}
	if scope.Paths == nil {
		return nil
	}
	decks, err := c.Decks(scope)
	if err != nil {
		return err
	}
	if opts.dryRun {
		for _, r := range reports {
			decks = append(decks, storage.DeckInfo{
				Name: r.Deck, Path: r.File,
				Drafts: newDraftsIn(r),
			})
		}
	}
	printDrafts(a, c, decks)
	return nil
}

// newDraftsIn counts the drafts that are new.
func newDraftsIn(r importer.Report) int {
	n := 0
	for _, card := range r.Cards {
		if card.Draft && card.Status == importer.New {
			n++
		}
	}
	return n
}

// importerOptions returns what an import is to do, and what it works with.
func importerOptions(a *app, c *collection, opts importOptions) (importer.Options, error) {
	models, err := c.Models()
	if err != nil {
		return importer.Options{}, err
	}
	zone := a.Zone
	if opts.zone != "" {
		if zone, err = time.LoadLocation(opts.zone); err != nil {
			return importer.Options{}, usagef("import: --zone: %v", err)
		}
	}
	s, err := srs.NewScheduler(schedulerConfig(a, c, models.All.Model))
	return importer.Options{
		Format: opts.format, Separator: unescaped(opts.sep), RowSeparator: unescaped(opts.rowSep),
		Deck: opts.deck, DryRun: opts.dryRun, Again: opts.again,
		Update: opts.update != "", Theirs: opts.update == updateTheirs,
		From: opts.from, Tags: opts.tags, NoHistory: opts.noHistory, Parameters: opts.parameters,
		Settings: c.settings, Stdin: a.Stdin, Scheduler: s, Zone: zone, Now: a.Now(),
	}, err
}

// unescaped returns a separator with the signs in it that are hard to type in a shell.
func unescaped(separator string) string {
	return strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\t`, "\t").Replace(separator)
}

// importEnd says how an import ends: nothing came of it, a part of it did, or all.
func importEnd(reports []importer.Report) error {
	taken, refused := 0, 0
	for _, r := range reports {
		if len(r.Cards) > 0 {
			taken++
		}
		refused += len(r.Refused)
	}
	switch {
	case refused == 0:
		return nil
	case taken == 0:
		return ended(exitFailed)
	}
	return ended(exitPartial)
}

// printReports says what became of each file.
func printReports(a *app, reports []importer.Report) error {
	for _, r := range reports {
		if !a.json.wanted {
			printReport(a, r)
			continue
		}
		if err := a.printJSON(r); err != nil {
			return err
		}
	}
	return nil
}

// printReport says what became of one file.
func printReport(a *app, r importer.Report) {
	status, kinds := make(map[importer.Status]int), make(map[string]int)
	for _, card := range r.Cards {
		status[card.Status]++
		kinds[card.Kind]++
	}
	var line strings.Builder
	line.WriteString(out.Plural(len(r.Cards), "card") + byKind(kinds))
	for _, part := range []struct {
		n    int
		what string
	}{
		{status[importer.New], "new"},
		{status[importer.Same], "as before"},
		{status[importer.Changed], "changed in the source"},
		{status[importer.Duplicate], "already asked elsewhere"},
	} {
		if part.n > 0 {
			line.WriteString(fmt.Sprintf(", %s %s", out.Count(part.n), part.what))
		}
	}
	if drafts := newDraftsIn(r); drafts > 0 {
		line.WriteString(", " + out.Plural(drafts, "draft"))
	}
	if len(r.Media) > 0 {
		line.WriteString(", with " + out.Plural(len(r.Media), "media file"))
	}
	a.tell(a.out, 2, "%s: %s", filesOf(r), line.String())
	if r.Reason != "" && r.Format != "cards" {
		a.tell(a.out, 4, "  %s", a.out.Dim.Sprint("read as "+out.Line(r.Reason)))
	}
	for _, name := range r.Presets {
		a.tell(a.out, 4, "  with the preset %q", out.Line(name))
	}
	for _, remark := range r.Remarks {
		a.tell(a.out, 4, "  %s", out.Line(remark))
	}
	printChanged(a, r)
	printReasons(a, "left out", r.Unit, r.LeftOut)
	printReasons(a, "refused", r.Unit, r.Refused)
}

// filesOf names the file that cards went into, or one of them and how many others.
func filesOf(r importer.Report) string {
	if len(r.Further) == 0 {
		return out.Line(r.File)
	}
	return out.Line(r.File) + " and " + out.Plural(len(r.Further), "other file")
}

// byKind counts cards by kind in parentheses, where there are several.
func byKind(kinds map[string]int) string {
	if len(kinds) < 2 {
		return ""
	}
	var parts []string
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		parts = append(parts, out.Count(kinds[kind])+" "+kind)
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// printChanged names the cards that have changed in the source.
func printChanged(a *app, r importer.Report) {
	var changed []source.Reason
	for _, card := range r.Cards {
		if card.Status == importer.Changed {
			changed = append(changed, source.Reason{
				Line:   card.Line,
				Reason: out.Cut(card.Question, 60),
			})
		}
	}
	printReasons(a, "changed", r.Unit, changed)
}

// printReasons prints what is said of lines, or of what the unit names.
func printReasons(a *app, what, unit string, reasons []source.Reason) {
	const most = 20 // lines that anybody reads
	for i, reason := range reasons {
		if i == most {
			a.tell(a.out, 4, "  %s: %s more; --json lists them all", a.out.Warn.Sprint(what),
				out.Count(len(reasons)-most))
			return
		}
		place := ""
		if reason.Line > 0 {
			place = fmt.Sprintf("%s %d: ", cmp.Or(unit, "line"), reason.Line)
		}
		a.tell(a.out, 4, "  %s: %s%s", a.out.Warn.Sprint(what), place, out.Line(reason.Reason))
	}
}
