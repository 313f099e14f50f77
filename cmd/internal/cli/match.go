package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/exam"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
)

type matchOptions struct {
	pairs int
	seed  string
}

func newMatch(a *app) *cobra.Command {
	var opts matchOptions
	cmd := &cobra.Command{
		Use:   "match [QUERY…]",
		Short: "Match questions and answers against the clock",
		Long: `
Show questions and answers of your cards in two lists, to be matched against the clock. A line with
a number and a letter, such as "2 c", joins a question and an answer; "quit" or "q" ends. It is a
game: nothing is recorded.`,
		Example:           "cards match spanish",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := inBounds("match", "--pairs", opts.pairs, 2, 'z'-'a'+1); err != nil {
				return err
			}
			return runMatch(cmd.Context(), a, opts, args)
		},
	}
	cmd.Flags().IntVar(&opts.pairs, "pairs", 6, "play with `N` pairs")
	cmd.Flags().StringVar(&opts.seed, "seed", "",
		"use the seed `TEXT`, as printed before (default: a new one)")
	return cmd
}

func runMatch(ctx context.Context, a *app, opts matchOptions, args []string) error {
	c, scope, err := a.scoped(ctx, "match", args)
	if err != nil {
		return err
	}
	seed, err := a.seed(opts.seed)
	if err != nil {
		return err
	}
	m, err := exam.NewMatch(c.Collection, scope, a.today(c), opts.pairs, seed, a.Now)
	if err != nil {
		return err
	}
	if len(m.Questions) < 2 {
		return nothingFor(c, scope, args,
			errors.New("nothing to match: fewer than two cards with short texts"))
	}
	return playMatch(ctx, a, m, seed)
}

// playMatch reads what belongs together until all is found.
func playMatch(ctx context.Context, a *app, m *exam.Match, seed string) error {
	lines := linesOf(a.Stdin)
	showPairs(a, m)
	fmt.Fprintln(a.out)
	sayHow(a)
	var failed error
	for m.Left() > 0 && ctx.Err() == nil {
		if err := a.out.Flush(); err != nil {
			return err
		}
		line, more, err := lines.next(ctx)
		if failed = err; !more || session.Quits(line) {
			break
		}
		if joinPair(a, m, line) && m.Left() > 0 {
			showPairs(a, m)
		}
	}
	took, wrong := m.Score()
	found := len(m.Questions) - m.Left()
	a.print("%d of %d found in %s, %s; again with --seed %s",
		found, len(m.Questions), out.Exact(took), out.Plural(wrong, "wrong choice"), seed)
	return cmp.Or(failed, ctx.Err())
}

func sayHow(a *app) { a.print("join two by number and letter, such as 1 b; quit ends") }

// joinPair takes a line that joins two; it says whether the lists have changed.
func joinPair(a *app, m *exam.Match, line string) bool {
	question, answer, ok := pairIn(line)
	if !ok || question >= len(m.Questions) || answer >= len(m.Answers) {
		sayHow(a)
		return false
	}
	return judgePair(a, m, question, answer)
}

// pairIn reads a number and a letter, in either order, with or without a space: which question and
// which answer they mean, from 0.
func pairIn(line string) (question, answer int, ok bool) {
	line = strings.ToLower(strings.TrimSpace(line))
	letter := strings.Trim(line, "0123456789 ")
	number, atEnd := strings.CutSuffix(line, letter)
	if !atEnd {
		number = strings.TrimPrefix(line, letter)
	}
	n, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil || n < 1 || len(letter) != 1 || letter < "a" || letter > "z" {
		return 0, 0, false
	}
	return n - 1, int(letter[0] - 'a'), true
}

func judgePair(a *app, m *exam.Match, question, answer int) bool {
	if m.IsFound(question) || m.IsTaken(answer) {
		a.print("that one is already found")
		return false
	}
	if m.Choose(question, answer) {
		a.print("right")
		return true
	}
	a.print("wrong")
	return false
}

// showPairs writes what is still to be found.
func showPairs(a *app, m *exam.Match) {
	fmt.Fprintln(a.out)
	for i, q := range m.Questions {
		if !m.IsFound(i) {
			a.tell(a.out, 3, "%d  %s", i+1, a.out.Asked(q))
		}
	}
	fmt.Fprintln(a.out)
	for i, answer := range m.Answers {
		if !m.IsTaken(i) {
			a.tell(a.out, 3, "%c  %s", 'a'+i, answer)
		}
	}
}
