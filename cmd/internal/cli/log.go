package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/lines"
)

type logOptions struct {
	card, since string
	limit       int
}

func newLog(a *app) *cobra.Command {
	var opts logOptions
	cmd := &cobra.Command{
		Use:   "log",
		Short: "Show the review log, or merge another one into it",
		Long: `
Show the events of the review log, oldest first: answers, and what was done to cards. What was taken
back is marked. When piped, the columns are the id, when it was written, the kind, the card, what it
says, its question, and "taken back" or nothing.

--card shows one card, by the id that "cards list" shows. --since shows what was written from a day
on: a date such as 2026-03-01, or "7d" for the last seven days. --limit shows only the last of them.
With --json, print an array of the objects that "cards export" writes one per line.

"cards log merge" brings the answers of another machine into this log.`,
		Example: "cards log --since 7d",
		Args:    commandArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runLog(cmd.Context(), a, opts)
		},
	}
	cmd.Flags().StringVar(&opts.card, "card", "", "only the card with this `ID`")
	cmd.Flags().StringVar(&opts.since, "since", "", "only what was written from this `DATE` on")
	cmd.Flags().IntVarP(&opts.limit, "limit", "n", 0, "show the last `N` events")
	a.jsonFlag(cmd, "print an array of objects", lines.Objects()...)
	cmd.AddCommand(newLogMerge(a))
	return cmd
}

// shownEvent is an event with what is known of its card.
type shownEvent struct {
	journal.Event
	undone bool
	name   deck.Key
}

func runLog(ctx context.Context, a *app, opts logOptions) error {
	if opts.limit < 0 {
		return usagef("log: --limit %d is below 0", opts.limit)
	}
	since, err := sinceDay(a, opts.since)
	if err != nil {
		return err
	}
	c, err := a.compiled(ctx, "log")
	if err != nil {
		return err
	}
	keys, err := c.keysOf(opts.card)
	if err != nil {
		return err
	}
	var shown []shownEvent
	err = c.Events(func(e journal.Event, undone bool, name deck.Key) bool {
		isOf := func(k deck.Key) bool { return slices.Contains(keys, k) }
		if _, isText := e.Body.(journal.TextSeen); isText && a.out.Terminal && !a.json.wanted {
			return ctx.Err() == nil // nobody reads these
		}
		about := opts.card == "" || slices.ContainsFunc(e.Keys(), isOf)
		if about && !e.At().Before(since) {
			shown = append(shown, shownEvent{e, undone, name})
		}
		return ctx.Err() == nil
	})
	if err := errors.Join(err, ctx.Err()); err != nil {
		return err
	}
	if opts.limit > 0 {
		shown = shown[max(0, len(shown)-opts.limit):]
	}
	if a.json.wanted {
		list := make([]any, len(shown))
		for i, e := range shown {
			list[i] = lines.Of(e.Event, e.undone, e.name)
		}
		return a.printJSON(list)
	}
	printLog(a, c, shown)
	return nil
}

// sinceDay reads from when on events are shown: a date, or a number of days before now.
func sinceDay(a *app, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	days, unit := 0, ""
	n, err := fmt.Sscanf(text, "%d%s", &days, &unit)
	if err == nil && n == 2 && unit == "d" && days >= 0 {
		return a.Now().AddDate(0, 0, -days), nil
	}
	day, err := time.ParseInLocation(time.DateOnly, text, a.Zone)
	if err != nil {
		return day, usagef("log: --since %q: neither a date such as 2026-03-01 nor days such as 7d",
			text)
	}
	return day, nil
}

// keysOf returns all keys of the card that an id names; none if it is empty.
func (c *collection) keysOf(id string) ([]deck.Key, error) {
	if id == "" {
		return nil, nil
	}
	key, err := c.Key(id)
	if err != nil {
		return nil, err
	}
	card, err := c.Card(key)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return []deck.Key{key}, nil // its text is gone
	case err != nil:
		return nil, err
	}
	return card.Keys, nil
}

// printLog prints events, one a line. A text is there beside the first answer that it belongs to: a
// person is spared it.
func printLog(a *app, c *collection, shown []shownEvent) {
	t := out.Table{Whole: true}
	names := make([]deck.Key, len(shown))
	for i, e := range shown {
		names[i] = e.name
	}
	questions := c.questions(names)
	for _, e := range shown {
		question := a.out.Asked(questions[e.name])
		undone := ""
		if e.undone {
			undone = "taken back"
		}
		at := e.At().In(a.Zone)
		if a.out.Terminal {
			t.Add(at.Format("2006-01-02 15:04"), eventWords(a, e), undone, question)
			continue
		}
		card := ""
		if e.name != (deck.Key{}) {
			card = e.name.String()
		}
		t.Add(e.ID.String(), at.Format(time.RFC3339), journal.KindOf(e.Body).String(), card,
			eventWords(a, e), question, undone)
	}
	t.Print(a.out)
}

// eventWords says what an event says.
func eventWords(a *app, e shownEvent) string {
	switch b := e.Body.(type) {
	case journal.Reviewed:
		due := b.Due.Day.String()
		if !b.Due.At.IsZero() {
			due = b.Due.At.In(a.Zone).Format("2006-01-02 15:04")
		}
		return b.Rating.String() + ", due " + due
	case journal.TextSeen:
		return "text of " + b.Path
	case journal.Cancelled:
		return "took back " + turnedStep(a, b.Target)
	case journal.Restored:
		return "brought back " + turnedStep(a, b.Target)
	case journal.DueSet, journal.Reset, journal.Linked, journal.Unlinked, journal.PropertySet,
		journal.ParamsSet,
		journal.Started, journal.Imported:
		return desk.Describe([]journal.Event{e.Event},
			map[journal.Kind]int{journal.KindOf(e.Body): 1})
	case journal.Unknown:
		return "from a newer version of cards"
	}
	return journal.KindOf(e.Body).String()
}

// turnedStep says what a step is that was turned. The ids of what an import brought are made of it,
// and tell no time.
func turnedStep(a *app, step journal.ID) string {
	if step.Time().After(a.Now().AddDate(1, 0, 0)) {
		return "what an import brought"
	}
	return "what was written " + writtenAt(a, step)
}
