package cli

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/storage"
	"cards/storage/folders"
)

func newCheck(a *app) *cobra.Command {
	var opts checkOptions
	cmd := &cobra.Command{
		Use:   "check [PATH|DECK…]",
		Short: "Find everything that is wrong with the decks",
		Long: `
Print what is wrong with the deck files, and where: FILE:LINE:COLUMN: error|warning: text. A note
with an error is left out; one with a warning is still asked. Missing pictures and sounds are
warnings, and so are conflict copies, which file-syncing programs make when a file has changed in
two places: their cards are not asked. A summary comes last.

There is also a warning for each new card that may be an edit of one whose text is gone, and for
each file that has lost the text of cards you have answered. The latter lasts until the end of the
next day, or, if more than a third of a file's answered cards disappeared at once, until you have
looked at them with "cards orphans".

With --lint, there is advice on cards that may be hard to learn: "long" (a question or an answer of
more than 60 words), "facts" (an answer of three or more sentences), "set" (more than seven items),
"leak" (the question gives its answer away) and "twin" (asks nearly the same as another). To turn
some of it off for a deck, name it in the front matter: "lint_off: [set, long]".`,
		Example:           "cards check\ncards check --lint spanish",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeDecks,
		Annotations: map[string]string{exits: "1: there are errors; warnings and drafts do " +
			"not count"},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runCheck(cmd.Context(), a, args, opts)
		},
	}
	a.jsonFlag(cmd, "print an array of objects, one per problem", listedProblem{})
	cmd.Flags().BoolVar(&opts.compat, "compat", false,
		"also report, once per folder, what hashcards would read differently")
	cmd.Flags().BoolVar(&opts.lint, "lint", false, "also report cards that may be hard to learn")
	return cmd
}

// checkOptions is what is looked for besides mistakes.
type checkOptions struct{ compat, lint bool }

func runCheck(ctx context.Context, a *app, args []string, opts checkOptions) error {
	c, err := compiledQuietly(ctx, a, "check") // what cannot be read is among what it prints
	if err != nil {
		return err
	}
	scope, err := c.Scope(args, a.Dir)
	if err != nil {
		return err
	}
	found, err := desk.Problems(c.Collection, c.config, scope)
	if err != nil {
		return err
	}
	proposed, err := proposalDiagnostics(c, scope)
	if err != nil {
		return err
	}
	lost, err := vanishedDiagnostics(a, c, scope)
	if err != nil {
		return err
	}
	found = append(append(found, proposed...), lost...)
	further, err := c.further(ctx, scope, opts)
	if err != nil {
		return err
	}
	found = append(found, further...)
	slices.SortStableFunc(found, deck.Diagnostic.Compare)
	if len(args) == 0 {
		found = slices.Concat(c.config.Warnings, logCopies(c), found)
	}
	cards, err := c.Schedules(scope)
	if err != nil {
		return err
	}
	var sum checkSummary
	for _, d := range found {
		sum.add(d)
	}
	if a.json.wanted {
		err = a.printJSON(listedProblems(found))
	} else {
		printDiagnostics(a, c, found)
		a.print("%s", sum.line(c.found.Files, len(args) == 0, cards))
	}
	if err != nil {
		return err
	}
	if sum.errors > 0 {
		return ended(exitFailed)
	}
	return nil
}

// further finds what is looked for besides mistakes.
func (c *collection) further(
	ctx context.Context, scope storage.Scope, opts checkOptions,
) ([]deck.Diagnostic, error) {
	var found []deck.Diagnostic
	if opts.compat {
		decks, err := c.DeckFiles(scope)
		if err != nil {
			return nil, err
		}
		found = c.compatDiagnostics(decks)
	}
	if !opts.lint {
		return found, nil
	}
	hints, err := desk.Hints(ctx, c.Collection, scope)
	return append(found, hints...), err
}

// logCopies names the conflict copies of the review log and of the configuration. The answers in a
// copy of the log are nowhere else.
func logCopies(c *collection) []deck.Diagnostic {
	var list []deck.Diagnostic
	copies := folders.LogCopies(c.Root())
	for _, abs := range slices.Sorted(maps.Keys(copies)) {
		d := deck.Diagnostic{
			Path: folders.Path(c.Root(), abs), Severity: deck.Warning,
			Text: "not read: a conflict copy of " + copies[abs],
			Hint: "copy what is new in it to " + copies[abs] + ", then delete it",
		}
		if filepath.Base(c.log()) == copies[abs] {
			d.Text += ", which may hold answers found nowhere else"
			d.Hint = "`cards log merge " + shellWord(abs) +
				"` adds its answers to this collection; " +
				"then delete it"
		}
		list = append(list, d)
	}
	return list
}

// checkSummary counts diagnostics and the files that they are about.
type checkSummary struct {
	errors, warnings, advice, files int
	last                            string
}

func (s *checkSummary) add(d deck.Diagnostic) {
	switch d.Severity {
	case deck.Error:
		s.errors++
	case deck.Warning:
		s.warnings++
	case deck.Advice:
		s.advice++
	}
	if d.Path != s.last {
		s.last = d.Path
		s.files++
	}
}

// line says it: "1 error, 1 warning in 2 of 14 files; 402 cards are fine".
func (s *checkSummary) line(files int, all bool, cards storage.Schedules) string {
	line := "no problems"
	if s.files > 0 {
		line = s.found() + " in " + out.Count(s.files)
		if all {
			// what is no deck file is told of too
			line += " of " + out.Plural(max(files, s.files), "file")
		} else {
			line += map[bool]string{true: " file", false: " files"}[s.files == 1]
		}
	} else if all {
		line += " in " + out.Plural(files, "file")
	}
	fine := cards.Total - cards.Drafts
	line += fmt.Sprintf("; %s %s fine", out.Plural(fine, "card"),
		map[bool]string{true: "is", false: "are"}[fine == 1])
	if cards.Drafts > 0 {
		line += fmt.Sprintf(", %s not asked", out.Plural(cards.Drafts, "draft"))
	}
	return line
}

// found says how many diagnostics there are of each severity.
func (s *checkSummary) found() string {
	var parts []string
	if s.errors > 0 {
		parts = append(parts, out.Plural(s.errors, "error"))
	}
	if s.warnings > 0 {
		parts = append(parts, out.Plural(s.warnings, "warning"))
	}
	switch {
	case s.advice == 1:
		parts = append(parts, "1 piece of advice")
	case s.advice > 1:
		parts = append(parts, out.Count(s.advice)+" pieces of advice")
	}
	return strings.Join(parts, ", ")
}

// listedProblem is one element of `cards check --json`.
type listedProblem struct {
	File     string `json:"file"`
	Line     int    `json:"line"`   // from 1
	Column   int    `json:"column"` // in characters, from 1
	Severity string `json:"severity"`
	Text     string `json:"text"`
	Hint     string `json:"hint"`
}

func listedProblems(found []deck.Diagnostic) []listedProblem {
	list := make([]listedProblem, len(found))
	for i, d := range found {
		list[i] = listedProblem{
			d.Path, max(d.Pos.Line, 1), max(d.Pos.Col, 1), d.Severity.String(), d.Text, d.Hint,
		}
	}
	return list
}

func printDiagnostics(a *app, c *collection, found []deck.Diagnostic) {
	source := sourceLines{collection: c, cut: a.out.Sign("…")}
	for _, d := range found {
		a.printDiagnostic(d, &source)
	}
}

// printDiagnostic prints a diagnostic with the line that it is about and a mark below the place.
func (s *streams) printDiagnostic(d deck.Diagnostic, source *sourceLines) {
	style := s.out.Warn
	if d.Severity == deck.Error {
		style = s.out.Bad
	}
	// what concerns a whole file stands at its beginning
	line, col := max(d.Pos.Line, 1), max(d.Pos.Col, 1)
	place := s.out.FileLink(fmt.Sprintf("%s:%d:%d", out.Line(d.Path), line, col),
		source.place(d.Path), line)
	fmt.Fprintf(s.out, "%s: %s: %s\n", place, style.Sprint(d.Severity), out.Line(d.Text))
	if before, rest, ok := source.at(d.Path, d.Pos); ok {
		fmt.Fprintf(s.out, "%7d | %s\n", d.Pos.Line, before+rest)
		fmt.Fprintf(s.out, "%7s | %s%s\n", "", strings.Repeat(" ", out.Cells(before)),
			style.Sprint("^"))
	}
	if d.Hint != "" {
		fmt.Fprintf(s.out, "   hint: %s\n", out.Line(d.Hint))
	}
}

// Longer files and lines are not quoted whole.
const (
	quotedFile = 8 << 20 // bytes
	quotedLine = 60      // runes on each side of the place
)

// sourceLines reads lines of deck files and remembers the file read last.
type sourceLines struct {
	collection *collection
	abs        string // of the only file, without a collection
	cut        string // stands for the rest of a long line
	path       string
	lines      []string
}

// place returns the path of a file on this machine.
func (s *sourceLines) place(path string) string {
	if s.collection == nil {
		return s.abs
	}
	return s.collection.file(path)
}

// at returns what stands before and from a place on its line, as it may be shown, and false if it
// cannot be quoted.
func (s *sourceLines) at(path string, pos deck.Pos) (before, rest string, ok bool) {
	if pos.Line < 1 {
		return "", "", false
	}
	if path != s.path {
		s.path, s.lines = path, nil
		if text, err := readSmall(s.collection.file(path)); err == nil {
			s.lines = strings.Split(text, "\n")
		}
	}
	if pos.Line > len(s.lines) {
		return "", "", false
	}
	line := strings.TrimSuffix(s.lines[pos.Line-1], "\r")
	if pos.Line == 1 {
		line = strings.TrimLeft(line, "\ufeff")
	}
	at := len(line)
	for i := range line {
		if pos.Col--; pos.Col == 0 {
			at = i
			break
		}
	}
	return shown(lastRunes(line[:at], quotedLine, s.cut)),
		shown(firstRunes(line[at:], quotedLine, s.cut)), true
}

func readSmall(path string) (string, error) {
	text, err := folders.ReadFile(context.Background(), path, quotedFile)
	return string(text), err
}

// shown makes a piece of source harmless, each tab one space, so that a mark stands below what it
// is about.
func shown(s string) string { return strings.ReplaceAll(out.Sanitize(s), "\t", " ") }

func firstRunes(s string, n int, cut string) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i] + cut
		}
	}
	return s
}

func lastRunes(s string, n int, cut string) string {
	for i := len(s); i > 0; n-- {
		if n == 0 {
			return cut + s[i:]
		}
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s
}
