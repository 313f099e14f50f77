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
)

type matchOptions struct {
	pairs int
	seed  string
}

func newMatch(a *app) *cobra.Command {
	var opts matchOptions
	cmd := &cobra.Command{
		Use:   "match [QUERY…]",
		Short: "Find the answers that belong to questions, against the clock",
		Long: `
Show questions and answers of your cards in two lists, to be put together against the clock. A line
with a number and a letter, such as "2 c", joins a question and an answer; "quit" ends. It is a
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
		"draw by the seed `TEXT`, as it was printed; a new one without it")
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
	show := true
	var failed error
	for m.Left() > 0 && ctx.Err() == nil {
		if show {
			showPairs(a, m)
		}
		if err := a.out.Flush(); err != nil {
			return err
		}
		line, more, err := lines.next(ctx)
		if failed = err; !more || strings.TrimSpace(line) == "quit" {
			break
		}
		show = takeLine(a, m, line)
	}
	took, wrong := m.Score()
	found := len(m.Questions) - m.Left()
	a.print("%d of %d found in %s, %s; again with --seed %s",
		found, len(m.Questions), out.Exact(took), out.Plural(wrong, "wrong choice"), seed)
	return cmp.Or(failed, ctx.Err())
}

// takeLine takes a line; it says whether the lists have changed.
func takeLine(a *app, m *exam.Match, line string) bool {
	fields := strings.Fields(strings.ToLower(line))
	if len(fields) == 1 && len(fields[0]) > 1 { // 2c
		at := len(fields[0]) - 1
		fields = []string{fields[0][:at], fields[0][at:]}
	}
	if len(fields) == 2 && len(fields[1]) == 1 {
		question, err := strconv.Atoi(fields[0])
		answer := int(fields[1][0]) - 'a'
		if err == nil && 1 <= question && question <= len(m.Questions) && 0 <= answer &&
			answer < len(m.Answers) {
			return judgePair(a, m, question-1, answer)
		}
	}
	a.print("a number and a letter, such as 1 b; quit")
	return false
}

func judgePair(a *app, m *exam.Match, question, answer int) bool {
	if m.IsFound(question) || m.IsTaken(answer) {
		a.print("that is found already")
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
			a.print("%d  %s", i+1, a.out.Asked(q))
		}
	}
	fmt.Fprintln(a.out)
	for i, answer := range m.Answers {
		if !m.IsTaken(i) {
			a.print("%c  %s", 'a'+i, answer)
		}
	}
}
