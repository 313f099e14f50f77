package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/srs"
	"cards/storage"
)

func newDecks(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "decks [PATH|DECK…]",
		Short: "List decks with what is due in each",
		Long: `
List the decks that have cards: how many cards each has, how many of them are new or in the learning
steps, how many reviews are due today, and what the deck is about. When piped, the columns are name,
cards, new, learning, reviews due, drafts, suspended, file and description, separated by tabs.`,
		Example:           "cards decks go",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeDecks,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runDecks(cmd.Context(), a, args)
		},
	}
	a.jsonFlag(cmd, "print an array of objects, one per deck", listedDeck{})
	return cmd
}

// listedDeck is one element of `cards decks --json`.
type listedDeck struct {
	Deck        string `json:"deck"`
	Description string `json:"description"`
	File        string `json:"file"`
	Cards       int    `json:"cards"`
	New         int    `json:"new"`
	Learning    int    `json:"learning"`
	Due         int    `json:"due"`
	Drafts      int    `json:"drafts"`
	Suspended   int    `json:"suspended"`
}

func runDecks(ctx context.Context, a *app, args []string) error {
	c, scope, err := a.scoped(ctx, "decks", args)
	if err != nil {
		return err
	}
	decks, err := c.Decks(scope)
	if err != nil {
		return err
	}
	plan, err := a.plan(c, scope)
	if err != nil {
		return err
	}
	due := plan.ByFile(a.Now())
	if a.json.wanted {
		return a.printJSON(newListedDecks(decks, due))
	}
	t := decksTable(decks, due, a.out.Terminal)
	t.Print(a.out)
	return nil
}

func newListedDecks(decks []storage.DeckInfo, due map[string]srs.Counts) []listedDeck {
	listed := make([]listedDeck, len(decks))
	for i, d := range decks {
		listed[i] = listedDeck{
			d.Name, d.Description, d.Path, d.Cards, d.New, d.Learning, due[d.Path].Review,
			d.Drafts, d.Suspended,
		}
	}
	return listed
}

// decksTable lists decks with the reviews that are due in each.
func decksTable(decks []storage.DeckInfo, due map[string]srs.Counts, terminal bool) out.Table {
	if !terminal {
		var t out.Table
		for _, d := range decks {
			t.Add(d.Name, fmt.Sprint(d.Cards), fmt.Sprint(d.New), fmt.Sprint(d.Learning),
				fmt.Sprint(due[d.Path].Review),
				fmt.Sprint(d.Drafts), fmt.Sprint(d.Suspended), d.Path, d.Description)
		}
		return t
	}
	t := out.Table{Right: map[int]bool{1: true, 2: true, 3: true, 4: true}}
	t.Add("deck", "cards", "new", "learning", "reviews", "")
	for _, d := range decks {
		t.Add(d.Name, out.Count(d.Cards), out.Count(d.New), out.Count(d.Learning),
			out.Count(due[d.Path].Review), d.Description)
	}
	return t
}
