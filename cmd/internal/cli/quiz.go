package cli

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/exam"
	"cards/cmd/internal/out"
	"cards/cmd/internal/term"
	"cards/srs"
	"cards/storage"
)

// examOptions are those of quiz and test.
type examOptions struct {
	number, fresh, minutes int
	on                     srs.Day // what is expected is said of it; 0 for today
	form, seed             string
	plain                  bool
}

func newQuiz(a *app) *cobra.Command {
	var opts examOptions
	cmd := &cobra.Command{
		Use:   "quiz [QUERY…]",
		Short: "Be asked what you are about to forget, in forms that fit",
		Long: `
Ask what you missed lately, then what you are most likely to have forgotten: as a choice among
answers from your own cards, typed, or in your head, depending on the card and on how well you know
it. After each answer you see what is right and why; what you miss comes back, in a harder form,
until you know it. With --new, the study notes of a section come before its first new card.

Nothing here counts as a review: due dates, memory, limits and statistics stay as they are, and the
review log keeps the answers, marked as practice. At the end you can have the cards that you missed
asked in today's review. Each "cards undo" takes back one thing.

--seed repeats a quiz, on the same day and with the same cards. With --json, lines are read as with
--plain, questions go to standard error, and one object is printed at the end: {"command", "seed",
"taken", "form", "cards", "points", "of", "seconds", "questions": [{"n", "card", "deck", "file",
"line", "form", "question", "options" (as shown, or null), "right" (their positions from 0, or
null), "answer", "given", "verdict", "points", "guess", "again", "ms", "recall"}], "expected":
null}. "given" and "verdict" are null for what was not answered.`,
		Example:           "cards quiz spanish\ncards quiz -n 5 --form choice tag:verb",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runExam(cmd.Context(), a, exam.Quiz, opts, args)
		},
	}
	opts.addFlags(a, cmd, 10, "auto")
	cmd.Flags().IntVar(&opts.fresh, "new", 0, "ask `N` new cards too")
	return cmd
}

// addFlags adds the flags that quiz and test share.
func (o *examOptions) addFlags(a *app, cmd *cobra.Command, number int, form string) {
	a.jsonFlag(cmd, "print an object at the end", exam.Report{})
	forms := formsOf(form)
	cmd.Flags().IntVarP(&o.number, "number", "n", number, "ask `N` questions")
	cmd.Flags().IntVar(&o.minutes, "minutes", 0, "stop asking after `N` minutes; 0 for no limit")
	cmd.Flags().StringVar(&o.form, "form", form, "ask in this `FORM`: "+strings.Join(forms, ", "))
	cmd.Flags().StringVar(&o.seed, "seed", "",
		"use the seed `TEXT`, as printed before (default: a new one)")
	cmd.Flags().BoolVar(&o.plain, "plain", false,
		"work line by line: no cursor movement, one line read per step")
	_ = cmd.RegisterFlagCompletionFunc("form", cobra.FixedCompletions(
		forms, cobra.ShellCompDirectiveNoFileComp)) // it is there, and has none yet
}

// formsOf lists the forms beside the usual one: a quiz has auto, a test mixed.
func formsOf(usual string) []string { return []string{usual, "recall", "typed", "choice"} }

// check refuses what is out of bounds.
func (o *examOptions) check(command, usual string) (exam.Form, error) {
	const most = 10_000
	switch {
	case o.number < 1 || o.number > most:
		return 0, usagef("%s: -n %d: not from 1 to %d", command, o.number, most)
	case o.fresh < 0 || o.fresh > most:
		return 0, usagef("%s: --new %d: not from 0 to %d", command, o.fresh, most)
	case o.minutes < 0:
		return 0, usagef("%s: --minutes %d: below zero", command, o.minutes)
	case !slices.Contains(formsOf(usual), o.form):
		return 0, unknownValue(command, "form", o.form, formsOf(usual))
	}
	return exam.Form(slices.Index(exam.Forms(), o.form)), nil
}

// runExam gives a quiz or a test.
func runExam(ctx context.Context, a *app, kind exam.Kind, opts examOptions, args []string) error {
	usual := map[exam.Kind]string{exam.Quiz: "auto", exam.Test: "mixed"}[kind]
	form, err := opts.check(kind.String(), usual)
	if err != nil {
		return err
	}
	c, s, err := beginExam(ctx, a, kind, form, opts, args)
	if err != nil {
		return err
	}
	var report exam.Report
	end := func(to io.Writer) (err error) {
		report = s.Report()
		if kind == exam.Test {
			return endTest(ctx, a, c, s, &report, opts.on, to)
		}
		endQuiz(a, s, report, to)
		return nil
	}
	if err := askExam(ctx, a, c, s, opts.plain, end); err != nil {
		return err
	}
	if a.json.wanted {
		return a.printJSON(report)
	}
	return nil
}

// beginExam begins a sitting.
func beginExam(
	ctx context.Context, a *app, kind exam.Kind, form exam.Form, opts examOptions, args []string,
) (*collection, *exam.Sitting, error) {
	c, scope, err := a.scoped(ctx, kind.String(), args)
	if err != nil {
		return nil, nil, err
	}
	if err := c.Sound(); err != nil {
		return nil, nil, err
	}
	if err := c.writable(); err != nil {
		return nil, nil, fmt.Errorf("answers cannot be saved: %w", err)
	}
	m, err := c.Models()
	if err != nil {
		return nil, nil, err
	}
	seed, err := a.seed(opts.seed)
	if err != nil {
		return nil, nil, err
	}
	s, err := exam.New(c.Collection, exam.Config{
		Kind: kind, Scope: scope, Questions: opts.number, New: opts.fresh, Form: form, Seed: seed,
		Time: time.Duration(opts.minutes) * time.Minute, Now: a.Now,
		Schedulers: desk.NewSchedulers(c.config, m, a.calendar(c)),
		Leeches:    desk.LeechesOf(c.config),
	})
	if err == nil && s.Total() == 0 {
		err = nothingToAsk(c, s, scope, args)
	}
	return c, s, err
}

// nothingToAsk says why there is no question.
func nothingToAsk(c *collection, s *exam.Sitting, scope storage.Scope, args []string) error {
	none := &hinted{
		errors.New("nothing to ask: all cards are drafts, suspended or buried"),
		"`cards drafts` confirms drafts, `cards list` shows what each card is",
	}
	if s.Kind() == exam.Quiz && s.Report().Cards > 0 {
		none = &hinted{
			errors.New("nothing to ask: no card has been reviewed yet"),
			"run `cards review` first, or ask new cards too with `--new N`",
		}
	}
	return nothingFor(c, scope, args, none)
}

// seed returns the seed that is wanted, or a new one.
func (d *dialog) seed(wanted string) (string, error) {
	if wanted != "" {
		return strings.ToUpper(wanted), nil
	}
	var b [16]byte
	if _, err := io.ReadFull(d.Random, b[:]); err != nil {
		return "", fmt.Errorf("seed: %w", err)
	}
	drawn := rand.New(rand.NewPCG(binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])))
	return exam.NewSeed(drawn), nil
}

// askExam lets the person answer, on the screen or line by line; beside an object on standard
// error.
func askExam(
	ctx context.Context, a *app, c *collection, s *exam.Sitting, plain bool,
	end func(io.Writer) error,
) error {
	o := termOptions(ctx, a, c)
	if a.json.wanted {
		return term.RunExamPlain(ctx, s, a.Stdin, a.err, end, o)
	}
	if in, screen, ok := a.screen(); ok && !plain {
		if err := term.RunExamScreen(ctx, s, in, screen, a.Vars, o); err != nil {
			return err
		}
		return term.EndExam(ctx, s, a.Stdin, a.out, end, o)
	}
	return term.RunExamPlain(ctx, s, a.Stdin, a.out, end, o)
}

// endQuiz says what a quiz came to.
func endQuiz(a *app, s *exam.Sitting, report exam.Report, to io.Writer) {
	tally := s.Tally()
	fmt.Fprintln(to)
	if n := s.Unanswered(); n > 0 {
		fmt.Fprintf(to, "not answered: %s\n", out.Plural(n, "question"))
	}
	if tally.Answered > 0 {
		a.tell(to, 0, "%d of %d on the first try, %d in the end, %s",
			tally.First, tally.Answered, tally.End,
			out.Exact(time.Duration(report.Seconds*float64(time.Second))))
		fmt.Fprintf(to, "score %s of %d\n", points(report.Points), report.Of)
	}
	listQuestions(a, to, "sure and wrong", tally.Sure)
	listQuestions(a, to, "missed", tally.Missed)
	fmt.Fprintf(to, "again with --seed %s\n", report.Seed)
}

// listQuestions lists questions under a title.
func listQuestions(a *app, to io.Writer, title string, list []*exam.Question) {
	for _, q := range list {
		a.tell(to, 0, "%s: %s", title, a.look().Plain(q.Card.Front, q.Card.Definitions))
	}
}

// points writes points without a useless decimal.
func points(p float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", p), ".0") }
