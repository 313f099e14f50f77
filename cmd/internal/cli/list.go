package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/srs"
	"cards/storage"
)

type listOptions struct {
	columns, sort string // names; empty for those by default, and the order of decks
	limit         int    // 0 for all
}

func newList(a *app) *cobra.Command {
	var opts listOptions
	cmd := &cobra.Command{
		Use:   "list [QUERY…]",
		Short: "List cards and where each one stands",
		Long: `
List the cards of the collection, or those that a query selects ("cards help query"), including
drafts and suspended cards. When piped, the columns are id, deck, kind, phase, due date, reviews and
question, separated by tabs.

A card's id is the smallest of its keys, so an edit can change it. Wherever a command takes an id,
any of the card's keys works.

--columns chooses what is shown, and --sort the order: by one of the columns, backwards with a
minus before it. The columns are
` + "`" + strings.Join(columnNames(columns(srs.Calendar{})), ", ") + "`." + `

--json prints everything about each card.`,
		Example: "cards list --columns id,lapses,question --sort=-lapses --limit 10\n" +
			"cards list --json | jq '.[] | select(.leech) | .question'",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runList(cmd.Context(), a, opts, args)
		},
	}
	a.jsonFlag(cmd, "print an array of objects, one per card", listedCard{})
	cmd.Flags().StringVar(&opts.columns, "columns", "",
		"show these columns: `NAMES` separated by commas")
	cmd.Flags().StringVar(&opts.sort, "sort", "", "order by this `COLUMN`; -COLUMN backwards")
	cmd.Flags().IntVarP(&opts.limit, "limit", "n", 0, "list at most `N` cards")
	return cmd
}

func runList(ctx context.Context, a *app, opts listOptions, args []string) error {
	if opts.limit < 0 {
		return usagef("list: --limit %d is below 0", opts.limit)
	}
	c, scope, err := a.scoped(ctx, "list", args)
	if err != nil {
		return err
	}
	all := columns(a.calendar(c))
	row, err := rowOf(a, c, opts, all)
	if err != nil {
		return err
	}
	each := func(yield func(*storage.Card) bool) error { return listed(c, scope, opts, all, yield) }
	if a.json.wanted {
		return listJSON(a, c, each)
	}
	if !a.out.Terminal {
		return each(func(card *storage.Card) bool {
			out.PrintRow(a.out, row(card)...)
			return true
		})
	}
	return listTable(a, c, opts, row, each)
}

// listTable prints a listing to a person. Ids are as short as they may be typed.
func listTable(
	a *app, c *collection, opts listOptions, row func(*storage.Card) []string,
	each func(func(*storage.Card) bool) error,
) error {
	var t out.Table
	var ids []deck.Key
	err := each(func(card *storage.Card) bool {
		ids = append(ids, card.ID)
		t.Add(row(card)...)
		return true
	})
	if err == nil && opts.columns == "" {
		err = c.nameRows(&t, ids, a.out.Width)
	}
	t.Print(a.out)
	return err
}

// nameRows puts the ids of cards into the second column of their rows, or in place of the deck
// where there is no room for both beside the questions.
func (c *collection) nameRows(t *out.Table, ids []deck.Key, width int) error {
	const roomForDecks = 50 // cells
	names, err := c.ShortIDs(ids...)
	if err != nil {
		return err
	}
	for i, name := range names {
		if width < roomForDecks {
			t.Rows[i][0] = name
			continue
		}
		t.Rows[i] = slices.Insert(t.Rows[i], 1, name)
	}
	return nil
}

// rowOf returns what a listing says of a card: the columns that are wanted, or those for a person
// or for a program.
func rowOf(
	a *app, c *collection, opts listOptions, all []column,
) (func(*storage.Card) []string, error) {
	if opts.columns != "" {
		chosen, err := picked(all, opts.columns)
		return func(card *storage.Card) []string {
			row := make([]string, len(chosen))
			for i, column := range chosen {
				row[i] = a.out.Asked(column.text(card))
			}
			return row
		}, err
	}
	cal, now, leeches := a.calendar(c), a.Now(), desk.LeechesOf(c.config)
	if a.out.Terminal {
		return func(card *storage.Card) []string {
			return askedRow(a, listShortRow(card, cal, now, leeches))
		}, nil
	}
	return func(card *storage.Card) []string { return askedRow(a, listRow(card, cal)) }, nil
}

// askedRow returns a row that ends with what a card asks, with a sign for gaps that is seen.
func askedRow(a *app, row []string) []string {
	row[len(row)-1] = a.out.Asked(row[len(row)-1])
	return row
}

// listed calls yield for the cards of a listing in its order.
func listed(
	c *collection, scope storage.Scope, opts listOptions, all []column,
	yield func(*storage.Card) bool,
) error {
	n := 0
	limited := func(card *storage.Card) bool {
		n++
		return yield(card) && n != opts.limit
	}
	if opts.sort == "" {
		return c.Cards(scope, limited)
	}
	var cards []*storage.Card
	err := c.Cards(scope, func(card *storage.Card) bool {
		cards = append(cards, card)
		return true
	})
	if err == nil {
		err = sorted(cards, all, opts.sort)
	}
	for i := 0; err == nil && i < len(cards) && limited(cards[i]); i++ {
	}
	return err
}

// listRow is what a listing that is piped says of a card.
func listRow(card *storage.Card, cal srs.Calendar) []string {
	return []string{
		card.ID.String(), card.Deck, card.Kind.String(), stateWord(card), dueText(card, cal),
		strconv.Itoa(card.Schedule.Reviews), card.Question(),
	}
}

// listShortRow is what a person is told of a card.
func listShortRow(
	card *storage.Card, cal srs.Calendar, now time.Time, leeches desk.Leeches,
) []string {
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

// listJSON prints an array with one card a line, each as it is read.
func listJSON(a *app, c *collection, each func(func(*storage.Card) bool) error) error {
	cal, leeches := a.calendar(c), desk.LeechesOf(c.config)
	list := newJSONArray(a, func(b []byte, card *storage.Card) []byte {
		listed := newListedCard(card, cal)
		listed.Leech = leeches.Has(card)
		return listed.appendJSON(b)
	})
	err := each(list.add)
	return errors.Join(err, list.end())
}
