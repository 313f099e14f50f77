package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/storage"
)

type dueOptions struct{ exitCode, prompt bool }

func newDue(a *app) *cobra.Command {
	var opts dueOptions
	cmd := &cobra.Command{
		Use:   "due [QUERY…]",
		Short: "Count the cards that can be asked now",
		Long: `
Count the cards that a review would ask now: new ones, those in the learning steps whose step is
over, and reviews. Daily limits apply, and of the cards of one note only one a day is counted. With
--json, print {"new", "learning", "review", "total", "next"}, where "next" is the earliest later
time at which something becomes due, or null.

With --prompt, print a few words for the prompt of a shell: "12 due", and nothing at all if nothing
is due or there is no collection. This is quick because it does not look for changed deck files;
docs/prompt.md has the lines for bash, zsh, fish and starship.`,
		Example:           "cards due --exit-code && cards review",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeQuery,
		Annotations:       map[string]string{exits: "3 with --exit-code: nothing is due"},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runDue(cmd.Context(), a, opts, args)
		},
	}
	a.jsonFlag(cmd, "print an object", dueNow{})
	cmd.Flags().BoolVar(&opts.exitCode, "exit-code", false,
		"end with exit code 3 if nothing is due")
	cmd.Flags().BoolVar(&opts.prompt, "prompt", false,
		"print a few words for the prompt of a shell, or nothing")
	return cmd
}

// dueNow is what may be asked now. Its JSON is what `cards due --json` prints.
type dueNow struct {
	New      int        `json:"new"`
	Learning int        `json:"learning"`
	Review   int        `json:"review"`
	Total    int        `json:"total"`
	Next     *time.Time `json:"next"`

	time   time.Duration // that it will take, zero if nothing is known
	coming int           // cards that are due then
	held   desk.Held     // what rules of the day keep back, counted when nothing is due
}

func runDue(ctx context.Context, a *app, opts dueOptions, args []string) error {
	switch {
	case opts.prompt && a.json.wanted:
		return usagef("due: --prompt and --json cannot be used together")
	case opts.prompt && opts.exitCode:
		return usagef("due: --prompt and --exit-code cannot be used together")
	case opts.prompt:
		return runPrompt(a, args)
	}
	c, scope, err := a.scoped(ctx, "due", args)
	if err != nil {
		return err
	}
	sayWhich(a, c)
	if err := sayClock(a, c); err != nil {
		return err
	}
	due, err := countDue(a, c, scope, !a.json.wanted)
	if err != nil {
		return err
	}
	if a.json.wanted {
		err = a.printJSON(due)
	} else {
		a.print("%s", due.line(a.calendar(c), a.Now()))
		if due.Total == 0 {
			err = printWaiting(a, c, scope)
		}
	}
	if err == nil && opts.exitCode && due.Total == 0 {
		return ended(exitNothing)
	}
	return err
}

// countDue counts what may be asked now: what a session that begins now would ask. What the limit
// keeps back is counted only if held is set, as that takes long where there are very many new
// cards; when something is due next only if it is told: in JSON, or when nothing is due.
func countDue(a *app, c *collection, scope storage.Scope, held bool) (dueNow, error) {
	s, err := a.session(c, scope, sitting{})
	if err != nil {
		return dueNow{}, err
	}
	due := newDueNow(s.Left())
	if held && due.Total > 0 {
		return due, nil
	}
	if held {
		if due.held, err = s.Plan().Held(a.Now()); err != nil {
			return dueNow{}, err
		}
	}
	coming, err := s.Plan().Next()
	if err == nil && coming.Cards > 0 {
		next := jsonTime(coming.At.In(a.Zone))
		due.Next, due.coming = &next, coming.Cards
	}
	return due, err
}

func newDueNow(left srs.Counts, time time.Duration) dueNow {
	return dueNow{
		New: left.New, Learning: left.Learning, Review: left.Review,
		Total: left.Total(), time: time,
	}
}

// line says it in one line.
func (d dueNow) line(cal srs.Calendar, now time.Time) string {
	if d.Total > 0 {
		return fmt.Sprintf("%s due: %s new, %s learning, %s review",
			out.Count(d.Total), out.Count(d.New), out.Count(d.Learning), out.Count(d.Review))
	}
	line := "nothing is due"
	if d.Next != nil {
		line += "; next: " + out.When(*d.Next, now, cal)
	}
	return line + d.more()
}

// more says what limits keep back when nothing is due, and how to go on with new cards.
func (d dueNow) more() string {
	text := ""
	if n := d.held.Reviews; n > 0 {
		text += fmt.Sprintf("; %s behind today's limit", out.Plural(n, "review"))
	}
	if n := d.held.New; n > 0 {
		text += fmt.Sprintf("; %s behind today's limit: `cards review --new %d`",
			out.Plural(n, "new card"), min(n, 10))
	}
	return text
}

// words say it in few words, with how long it will take if that can be told: "12 due, 4 of them new
// · about 9 minutes".
func (d dueNow) words(s *out.Stream) string {
	var parts []string
	switch {
	case d.Total == 0:
		return ""
	case d.New == 0:
		parts = []string{out.Count(d.Total) + " due"}
	case d.New == d.Total:
		parts = []string{out.Count(d.Total) + " due, all new"}
	default:
		parts = []string{fmt.Sprintf("%s due, %s of them new", out.Count(d.Total),
			out.Count(d.New))}
	}
	switch {
	case d.time >= time.Minute:
		parts = append(parts, "about "+someTime(d.time))
	case d.time > 0:
		parts = append(parts, "under a minute")
	}
	return strings.Join(parts, s.Sign(" · "))
}
