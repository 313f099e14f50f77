package cli

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/exam"
	"cards/cmd/internal/out"
	"cards/cmd/internal/term"
	"cards/srs"
)

// testOptions are those of test beside what it shares with quiz.
type testOptions struct {
	examOptions
	date     string
	estimate bool
	paper    string // file that the questions are printed to
	bare     bool   // without what is right
}

func newTest(a *app) *cobra.Command {
	var opts testOptions
	cmd := &cobra.Command{
		Use:   "test [QUERY…]",
		Short: "Measure what you know with a random draw of your cards",
		Long: `
Ask a random draw of cards, whether you know them well or not, and say nothing until the end: then
you see your score, the right answers, and what all the cards would score today, or on the day given
by --date. That is their chance of recall, adjusted by what the test showed, with limits that
contain it nine times out of ten. Cards that were never asked are drawn too; if none was drawn, they
count as not known. With fewer than 50 answers in the log it is too early to say.

The answers count for this test only. --estimate asks nothing and says what to expect, today and on
the day given by --date. --print writes the questions to a file instead of asking them: a page to
print, with the answers on a page of their own, or, if the name ends in .gift, questions for Moodle
and similar programs.

--seed repeats the test exactly, on the same day and with the same cards. With --json, lines are
read as with --plain, questions go to standard error, and the object of "cards help quiz" is printed
at the end, where "expected" is {"date", "score", "low", "high", "before" (without the test), "tau"
(how much days differ beyond chance), "studied" (the score of the cards that were asked before),
"unasked"} or null.`,
		Example: "cards test -n 20 schema-update\ncards test --estimate --date " +
			"2027-01-15 spanish",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runTest(cmd.Context(), a, opts, args)
		},
	}
	opts.addFlags(a, cmd, 20, "mixed")
	cmd.Flags().StringVar(&opts.date, "date", "",
		"say what to expect on `DATE`, such as 2027-01-15, instead of today")
	cmd.Flags().BoolVar(&opts.estimate, "estimate", false, "ask nothing")
	cmd.Flags().StringVar(&opts.paper, "print", "",
		"write the test to `FILE`.html or .gift; - for a page on standard output")
	cmd.Flags().BoolVar(&opts.bare, "no-key", false, "with --print: leave the answers out of "+
		"the page")
	return cmd
}

func runTest(ctx context.Context, a *app, opts testOptions, args []string) error {
	day := srs.Day(0)
	if opts.date != "" {
		var err error
		if day, err = srs.ParseDay(opts.date); err != nil {
			return usagef("test: --date %q: not a date such as 2027-01-15", opts.date)
		}
	}
	opts.on = day
	switch {
	case opts.bare && (opts.paper == "" || strings.EqualFold(filepath.Ext(opts.paper), ".gift")):
		return usagef("test: --no-key only works with --print and a page")
	case opts.estimate && opts.paper != "":
		return usagef("test: --estimate and --print cannot be used together")
	case opts.estimate:
		return printEstimate(ctx, a, opts, args)
	case opts.paper != "":
		return printPaper(ctx, a, opts, args)
	}
	return runExam(ctx, a, exam.Test, opts.examOptions, args)
}

// endTest says what a test came to, with its key, and what is expected.
func endTest(
	ctx context.Context, a *app, c *collection, s *exam.Sitting, report *exam.Report,
	on srs.Day, to io.Writer,
) error {
	fmt.Fprintln(to)
	for _, q := range s.Questions() {
		if r := q.Outcome(); r != nil {
			question := a.look().Plain(q.Card.Front, q.Card.Definitions)
			number := fmt.Sprintf("%d. ", q.Number)
			a.tell(to, len(number), "%s%s", number, question)
			a.tell(to, 3, "   %s", term.Verdict(*r, q))
		}
	}
	if n := s.Unanswered(); n > 0 {
		fmt.Fprintf(to, "not answered: %s\n", out.Plural(n, "question"))
	}
	fmt.Fprintf(to, "score %s of %d\n", points(report.Points), report.Of)
	err := addExpected(ctx, a, c, s, report, on)
	sayExpected(a, to, report.Expected)
	fmt.Fprintf(to, "again with --seed %s\n", report.Seed)
	return err
}

// enoughAnswers is from how many answers in the log on something is expected.
const enoughAnswers = 50

// addExpected adds what is expected to a report, if there is enough to tell.
func addExpected(
	ctx context.Context, a *app, c *collection, s *exam.Sitting, report *exam.Report, on srs.Day,
) error {
	m, err := c.Models()
	if err != nil {
		return err
	}
	tau, answers, err := exam.Spread(ctx, c.Collection, m.All.Model)
	if err != nil || answers < enoughAnswers {
		return err
	}
	today := a.today(c)
	e := s.Expect(max(on, today), tau)
	report.Expected = &e
	return nil
}

// sayExpected says what is expected, first for programs and then for people.
func sayExpected(a *app, to io.Writer, e *exam.Expected) {
	if e == nil {
		a.tell(to, 0, "too early to say what all cards would score: fewer than %d answers",
			enoughAnswers)
		return
	}
	fmt.Fprintf(to, "expected %.2f %.2f %.2f %s\n", e.Score, e.Low, e.High, e.Date)
	sayScore(a, to, e)
}

// sayScore says for people what is expected on a day.
func sayScore(a *app, to io.Writer, e *exam.Expected) {
	percent := func(share float64) int { return int(math.Round(100 * share)) }
	without := ""
	if e.Before != e.Score {
		without = fmt.Sprintf(" (without this test: %d %%)", percent(e.Before))
	}
	a.tell(to, 0, "all cards on %s: about %d %%, %d to %d in nine of ten cases%s",
		e.Date, percent(e.Score), percent(e.Low), percent(e.High), without)
	if e.Unasked > 0 {
		others := fmt.Sprintf("; the others: %d %%", percent(e.Studied))
		if e.Studied == 0 { // there are none
			others = ""
		}
		a.tell(to, 0, "%s never asked %s as not known%s", out.Plural(e.Unasked, "card"),
			map[bool]string{true: "counts", false: "count"}[e.Unasked == 1], others)
	}
}

// printPaper writes the questions to a file.
func printPaper(ctx context.Context, a *app, opts testOptions, args []string) error {
	form, err := opts.check("test", "mixed")
	if err != nil {
		return err
	}
	kind := strings.ToLower(filepath.Ext(opts.paper))
	if opts.paper != "-" && kind != ".html" && kind != ".htm" && kind != ".gift" {
		return usagef("test: --print %q: the name must end in .html or .gift", opts.paper)
	}
	c, s, err := beginExam(ctx, a, exam.Test, form, opts.examOptions, args)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if kind == ".gift" {
		err = s.PaperGIFT(&b)
	} else {
		title := cmp.Or(strings.Join(args, " "), "All cards")
		err = s.PaperHTML(&b, title, !opts.bare, c.library().Embedded)
	}
	if err != nil {
		return err
	}
	if opts.paper == "-" {
		_, err = a.out.Write(b.Bytes())
		return err
	}
	if err := os.WriteFile(a.path(opts.paper), b.Bytes(), 0o600); err != nil {
		return err
	}
	a.print("wrote %s: %s, seed %s", opts.paper, out.Plural(s.Total(), "question"), s.Report().Seed)
	return nil
}

// printEstimate says what is expected without asking.
func printEstimate(ctx context.Context, a *app, opts testOptions, args []string) error {
	form, err := opts.check("test", "mixed")
	if err != nil {
		return err
	}
	opts.number = 1 // which is not asked
	c, s, err := beginExam(ctx, a, exam.Test, form, opts.examOptions, args)
	if err != nil {
		return err
	}
	report := s.Report()
	report.Questions, report.Of = []exam.Reported{}, 0
	if err := addExpected(ctx, a, c, s, &report, opts.on); err != nil {
		return err
	}
	if a.json.wanted {
		return a.printJSON(report)
	}
	sayExpected(a, a.out, report.Expected)
	if today := a.today(c); report.Expected != nil && opts.on > today {
		now := s.Expect(today, report.Expected.Tau)
		sayScore(a, a.out, &now)
	}
	return nil
}
