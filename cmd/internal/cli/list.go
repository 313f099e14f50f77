package cli

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/storage"
)

type listOptions struct{ json bool }

func newList(a *app) *cobra.Command {
	var opts listOptions
	cmd := &cobra.Command{
		Use:   "list [QUERY…]",
		Short: "List cards and where each one stands",
		Long: `List the cards of the collection, or those that a query means ("cards help query"), including drafts
and suspended cards. When piped, the columns are id, deck, kind, phase, due date, reviews and question,
separated by tabs.

A card's id is the smallest of its keys, so an edit can change it. Wherever a command takes an id, any
of the card's keys works.`,
		Example:           "cards list --json | jq '.[] | select(.leech) | .question'",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeQuery,
		RunE:              func(cmd *cobra.Command, args []string) error { return runList(cmd.Context(), a, opts, args) },
	}
	cmd.Flags().BoolVar(&opts.json, "json", false, "print an array of objects, one per card")
	return cmd
}

func runList(ctx context.Context, a *app, opts listOptions, args []string) error {
	c, scope, err := a.scoped(ctx, "list", args)
	if err != nil {
		return err
	}
	if opts.json {
		return a.listJSON(c, scope)
	}
	return a.listTable(c, scope)
}

func (a *app) listTable(c *collection, scope storage.Scope) error {
	cal, now, leeches := a.calendar(c), a.Now(), desk.LeechesOf(c.config)
	if !a.out.Terminal {
		return c.Cards(scope, func(card *storage.Card) bool {
			out.PrintRow(a.out, listRow(card, cal)...)
			return true
		})
	}
	var t out.Table
	err := c.Cards(scope, func(card *storage.Card) bool {
		t.Add(listShortRow(card, cal, now, leeches)...)
		return true
	})
	t.Print(a.out)
	return err
}

// listRow is what a listing that is piped says of a card.
func listRow(card *storage.Card, cal srs.Calendar) []string {
	due := ""
	if t := dueAt(card.Schedule, cal); !t.IsZero() {
		due = jsonTime(t).Format(time.RFC3339)
	}
	return []string{
		card.ID.String(), card.Deck, card.Kind.String(), stateWord(card), due,
		strconv.Itoa(card.Schedule.Reviews), card.Question(),
	}
}

// listShortRow is what a person is told of a card.
func listShortRow(card *storage.Card, cal srs.Calendar, now time.Time, leeches desk.Leeches) []string {
	state := stateWord(card)
	if t := dueAt(card.Schedule, cal); !t.IsZero() && state == card.Schedule.Phase.String() {
		state = out.When(t, now, cal)
	}
	if leeches.Has(card) {
		state += ", leech"
	}
	if desk.IsBuried(card, cal.Day(now)) {
		state += ", buried"
	}
	if card.Flag != 0 {
		state += fmt.Sprintf(", flag %d", card.Flag)
	}
	return []string{out.Cut(out.Line(card.Deck), 24), state, card.Question()}
}

// stateWord is a card's phase, unless it is never asked.
func stateWord(card *storage.Card) string {
	switch {
	case card.Draft:
		return "draft"
	case card.Suspended:
		return "suspended"
	}
	return card.Schedule.Phase.String()
}

// listedCard is one element of `cards list --json`.
type listedCard struct {
	ID         string     `json:"id"`
	Keys       []string   `json:"keys"`
	Deck       string     `json:"deck"`
	Section    []string   `json:"section"` // headings, the outermost first
	File       string     `json:"file"`
	Line       int        `json:"line"`
	Kind       string     `json:"kind"`
	Question   string     `json:"question"`
	Answer     string     `json:"answer"`
	Phase      string     `json:"phase"`
	Due        *time.Time `json:"due"`
	Reviews    int        `json:"reviews"`
	Lapses     int        `json:"lapses"`
	Stability  *float64   `json:"stability"` // days
	Difficulty *float64   `json:"difficulty"`
	Tags       []string   `json:"tags"`
	Draft      bool       `json:"draft"`
	Suspended  bool       `json:"suspended"`
	Flag       int        `json:"flag"`   // 0 if none
	Buried     *string    `json:"buried"` // the study day on which it may be asked again
	Leech      bool       `json:"leech"`  // forgotten as often as leech_lapses says
}

func newListedCard(card *storage.Card, cal srs.Calendar) listedCard {
	l := listedCard{
		ID: card.ID.String(), Keys: make([]string, len(card.Keys)), Deck: card.Deck, Section: notNil(card.Section),
		File: card.Path, Line: card.Line, Kind: card.Kind.String(), Phase: card.Schedule.Phase.String(),
		Reviews: card.Schedule.Reviews, Lapses: card.Schedule.Lapses, Tags: notNil(card.Tags),
		Draft: card.Draft, Suspended: card.Suspended, Flag: card.Flag,
	}
	for i, k := range card.Keys {
		l.Keys[i] = k.String()
	}
	if card.Buried != 0 {
		until := card.Buried.String()
		l.Buried = &until
	}
	l.Question, l.Answer = card.Question(), card.Answer()
	if due := dueAt(card.Schedule, cal); !due.IsZero() {
		due = jsonTime(due)
		l.Due = &due
		stability, difficulty := card.Schedule.Stability(card.Model), card.Schedule.Memory.Difficulty
		l.Stability, l.Difficulty = &stability, &difficulty
	}
	return l
}

// listJSON prints an array with one card a line, each as it is read.
func (a *app) listJSON(c *collection, scope storage.Scope) error {
	cal, leeches, before := a.calendar(c), desk.LeechesOf(c.config), "[\n"
	enc := a.jsonEncoder()
	var failed error
	err := c.Cards(scope, func(card *storage.Card) bool {
		fmt.Fprint(a.out, before)
		before = ","
		listed := newListedCard(card, cal)
		listed.Leech = leeches.Has(card)
		failed = enc.Encode(listed)
		return failed == nil
	})
	if err != nil || failed != nil {
		return cmp.Or(err, failed)
	}
	if before != "," {
		fmt.Fprint(a.out, before)
	}
	_, err = fmt.Fprintln(a.out, "]")
	return err
}

// notNil makes an empty list of none, which JSON would write as null.
func notNil(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
