package cli

import (
	"context"
	"strconv"
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/storage"

	"github.com/spf13/cobra"
)

// rescheduling is when cards are to be due; one of the texts is set.
type rescheduling struct {
	to, in, spread string
	dry            bool
}

func newReschedule(a *app) *cobra.Command {
	var o rescheduling
	cmd := &cobra.Command{
		Use: "reschedule [QUERY…]", Short: "Set when cards are due",
		Long: `
Set when cards are due, without an answer: on a date, or in a number of days. Your memory of them
stays as it is, and new cards are left alone.

With --spread, the reviews that are waiting today are spread over the next days, so that each has
about the same number of reviews; those that lose most by waiting, for the time that they take, come
first. Without arguments the whole collection is spread. You are shown the days before and
after.` + whichCards,
		Example:           "cards reschedule --in 3d spanish\ncards reschedule --spread 7d",
		ValidArgsFunction: a.completeQuery,
		Args: func(cmd *cobra.Command, args []string) error {
			return o.check(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runReschedule(cmd.Context(), a, o, args)
		},
	}
	cmd.Flags().StringVar(&o.to, "to", "", "make them due on `DATE`: YYYY-MM-DD")
	cmd.Flags().StringVar(&o.in, "in", "",
		"make them due `TIME` from today, such as 3d")
	cmd.Flags().StringVar(&o.spread, "spread", "",
		"spread what is waiting over `TIME`, such as 7d")
	dryRun(cmd, &o.dry)
	return cmd
}

// check takes one of the flags, and cards unless everything is spread.
func (o rescheduling) check(cmd *cobra.Command, args []string) error {
	given := 0
	for _, name := range []string{"to", "in", "spread"} {
		if cmd.Flags().Changed(name) {
			given++
		}
	}
	switch {
	case given != 1:
		return usagef("reschedule: one of --to, --in and --spread is needed")
	case len(args) == 0 && !cmd.Flags().Changed("spread"):
		return usagef("reschedule: missing argument PATH|DECK|ID")
	}
	return nil
}

func runReschedule(ctx context.Context, a *app, o rescheduling, args []string) error {
	c, err := a.compiled(ctx, "reschedule")
	if err != nil {
		return err
	}
	if o.spread != "" {
		return spreadReviews(a, c, o, args)
	}
	day, err := o.day(a.today(c))
	if err != nil {
		return err
	}
	cards, err := namedCards(a, c, args)
	if err != nil {
		return err
	}
	return applyChange(a, c, changing{
		did: "%s due on " + day.String(), would: "%s would be due on " + day.String(),
		left: "new, or already due then",
	}, desk.Reschedule(day).On(cards), o.dry)
}

// longest is how many days ahead a due date can be set: a hundred years.
const longest = 36500

// day returns the study day that --to or --in says.
func (o rescheduling) day(today srs.Day) (srs.Day, error) {
	if o.to == "" {
		n, err := dayCount("reschedule", "--in", o.in, 0)
		return today + srs.Day(n), err
	}
	t, err := time.Parse(time.DateOnly, o.to)
	if err != nil {
		return 0, usagef("reschedule: --to %q: not a date; write it as 2026-12-31", o.to)
	}
	day := (srs.Calendar{Zone: time.UTC}).Day(t)
	if day < today || day > today+longest {
		return 0, usagef("reschedule: --to %s: not between today and a hundred years from now", day)
	}
	return day, nil
}

// dayCount reads a number of days, "7d" or "7", that is not below least.
func dayCount(command, flag, text string, least int) (int, error) {
	n, err := strconv.Atoi(strings.TrimSuffix(text, "d"))
	if err != nil || n < least || n > longest {
		return 0, usagef("%s: %s %q: not a number of days from %d to %d, such as 7d",
			command, flag, text, least, longest)
	}
	return n, nil
}

// longestSpread is over how many days reviews can be spread: a year.
const longestSpread = 365

// spreadReviews spreads the reviews that wait over days, and shows these before and after.
func spreadReviews(a *app, c *collection, o rescheduling, args []string) error {
	days, err := dayCount("reschedule", "--spread", o.spread, 2)
	if err != nil {
		return err
	}
	if days > longestSpread {
		return usagef("reschedule: --spread %q: more than %d days", o.spread, longestSpread)
	}
	var cards []*storage.Card
	if len(args) == 0 {
		err = c.Cards(storage.Scope{}, func(card *storage.Card) bool {
			cards = append(cards, card)
			return true
		})
	} else {
		cards, err = namedCards(a, c, args)
	}
	if err != nil {
		return err
	}
	plan, err := a.plan(c, storage.Scope{})
	if err != nil {
		return err
	}
	today := a.today(c)
	change, before, after := desk.Spread(cards, plan.Settled(), c.rules(nil).Bury, today, days)
	if len(change.Cards) == 0 {
		a.print("nothing to spread: %s today", out.Plural(len(change.Left), "review"))
		return nil
	}
	err = applyChange(a, c, changing{
		did: "moved %s to later days", would: "would move %s to later days", left: "stay today",
	}, change, o.dry)
	if err == nil {
		printSpread(a, today, before, after)
	}
	return err
}

// printSpread shows how many reviews each day has before and after.
func printSpread(a *app, today srs.Day, before, after []int) {
	var t out.Table
	t.Add("day", "before", "after")
	for i := range before {
		t.Add((today + srs.Day(i)).String(), out.Count(before[i]), out.Count(after[i]))
	}
	t.Print(a.out)
}
