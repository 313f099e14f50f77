package cli

import (
	"context"
	"fmt"
	"strconv"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/storage"

	"github.com/spf13/cobra"
)

// changing is a command that changes cards: what help and messages say of it, and what it does.
type changing struct {
	name, short, long, example string

	did    string // "suspended %s"
	would  string // "would suspend %s"
	left   string // why cards are left as they are: "suspended already"
	action func(today srs.Day) desk.Action
}

// whichCards ends the long help of each of these commands.
const whichCards = `

Name decks, files, folders or cards, or write a query ("cards help query"). A card is named by any
of its keys, or by at least the first four digits of one; "cards list" shows them. --dry-run shows
which cards would be changed. However many cards there are, a single "cards undo" takes the change
back.`

// changes are the commands that change the cards of a query in one way each.
func changes() []command {
	var commands []command
	for _, ch := range []changing{
		{
			name: "suspend", short: "Stop asking cards until you resume them",
			long: "Stop asking cards until you resume them. They keep their progress and are\n" +
				"not counted as due.",
			example: "cards suspend 3f2a91",
			did:     "suspended %s",
			would:   "would suspend %s",
			left:    "suspended already",
			action:  func(srs.Day) desk.Action { return desk.Suspend() },
		},
		{
			name: "resume", short: "Ask suspended cards again",
			long: "Ask suspended cards again. They are due when they were, and come as reviews " +
				"if that\n" +
				"has passed.",
			example: "cards resume spanish",
			did:     "resumed %s",
			would:   "would resume %s",
			left:    "not suspended",
			action:  func(srs.Day) desk.Action { return desk.Resume() },
		},
		{
			name: "bury", short: "Put cards off until tomorrow",
			long:    "Put cards off until the next study day. Their due dates stay.",
			example: "cards bury 3f2a91",
			did:     "buried %s until tomorrow",
			would:   "would bury %s until tomorrow",
			left:    "buried already", action: desk.Bury,
		},
		{
			name: "unbury", short: "Ask buried cards today after all",
			long:    "Take back bury: the cards may be asked today after all.",
			example: "cards unbury spanish",
			did:     "unburied %s",
			would:   "would unbury %s",
			left:    "not buried",
			action:  desk.Unbury,
		},
		{
			name: "reset", short: "Make cards new again",
			long: "Make cards new again, as if they had never been answered. The answers stay in " +
				"the\n" +
				"log and in the statistics.",
			example: "cards reset 3f2a91",
			did:     "reset %s",
			would:   "would reset %s",
			left:    "new already",
			action:  func(srs.Day) desk.Action { return desk.Reset() },
		},
	} {
		commands = append(commands, command{
			ch.name, func(a *app) *cobra.Command { return newChange(a, ch) },
		})
	}
	return commands
}

func newChange(a *app, ch changing) *cobra.Command {
	dry := false
	cmd := &cobra.Command{
		Use: ch.name + " QUERY…", Short: ch.short, Long: ch.long + whichCards,
		Example: ch.example,
		Args:    wantArgs(1, -1), ValidArgsFunction: a.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			return changeCards(cmd.Context(), a, ch, args, dry)
		},
	}
	dryRun(cmd, &dry)
	return cmd
}

func dryRun(cmd *cobra.Command, dry *bool) {
	cmd.Flags().BoolVar(dry, "dry-run", false, "change nothing; show which cards would be changed")
}

func newFlag(a *app) *cobra.Command {
	dry := false
	cmd := &cobra.Command{
		Use: "flag N QUERY…", Short: "Mark cards with a number",
		Long: fmt.Sprintf("Mark cards with a flag, a number from 1 to %d, to find them again. "+
			"What each number\n"+
			"means is up to you. Flag 0 takes the mark off.", desk.MaxFlag) + whichCards,
		Example: "cards flag 2 3f2a91", Args: wantArgs(2, -1),
		ValidArgsFunction: a.completeFlagging,
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := strconv.Atoi(args[0])
			if err != nil || n < 0 || n > desk.MaxFlag {
				return usagef("flag: %q is not a number from 0 to %d", args[0], desk.MaxFlag)
			}
			return changeCards(cmd.Context(), a, flagging(n), args[1:], dry)
		},
	}
	dryRun(cmd, &dry)
	return cmd
}

func flagging(n int) changing {
	ch := changing{
		name: "flag", left: fmt.Sprintf("with flag %d already", n),
		did:    fmt.Sprintf("set flag %d on %%s", n),
		would:  fmt.Sprintf("would set flag %d on %%s", n),
		action: func(srs.Day) desk.Action { return desk.SetFlag(n) },
	}
	if n == 0 {
		ch.did, ch.would, ch.left = "took the flag off %s", "would take the flag off %s",
			"without a flag"
	}
	return ch
}

// changeCards does what a command does to the cards that its arguments name, as one step.
func changeCards(ctx context.Context, a *app, ch changing, args []string, dry bool) error {
	c, err := a.compiled(ctx, ch.name)
	if err != nil {
		return err
	}
	cards, err := namedCards(a, c, args)
	if err != nil {
		return err
	}
	return applyChange(a, c, ch, ch.action(a.today(c)).On(cards), dry)
}

// applyChange writes a change, unless it is only to be shown, and says what it came to.
func applyChange(a *app, c *collection, ch changing, change desk.Change, dry bool) error {
	if len(change.Cards) == 0 {
		a.print("nothing to change in %s: %s", out.Plural(len(change.Left), "card"), ch.left)
		return nil
	}
	line := ch.did
	if dry {
		line = ch.would
	} else if _, err := c.Append(a.Now(), change.Bodies...); err != nil {
		return err
	}
	line = fmt.Sprintf(line, out.Plural(len(change.Cards), "card"))
	if n := len(change.Left); n > 0 {
		line += fmt.Sprintf("; %s %s", out.Count(n), ch.left)
	}
	a.print("%s", line)
	if dry {
		printNamed(a, change.Cards)
	}
	return nil
}

// printNamed lists cards by id and question.
func printNamed(a *app, cards []*storage.Card) {
	var t out.Table
	for _, card := range cards {
		t.Add(shortID(card.ID), a.out.Asked(out.Line(card.Question())))
	}
	t.Print(a.out)
}

// namedCards returns the cards that a query means.
func namedCards(a *app, c *collection, args []string) ([]*storage.Card, error) {
	scope, err := a.selected(c, args)
	if err != nil {
		return nil, err
	}
	var cards []*storage.Card
	err = c.Cards(scope, func(card *storage.Card) bool {
		cards = append(cards, card)
		return true
	})
	if err == nil && len(cards) == 0 {
		err = noCards(c, scope, args)
	}
	return cards, err
}
