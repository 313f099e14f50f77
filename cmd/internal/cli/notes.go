package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/term"
	"cards/deck/markup"
)

func newNotes(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "notes [PATH|DECK…]",
		Short: "Read the study notes of decks",
		Long: `
Print the study notes of decks: all text outside the cards, under its headings. When piped, they are
printed exactly as written.`,
		Example:           "cards notes schema-update",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeDecks,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runNotes(cmd.Context(), a, args)
		},
	}
	a.jsonFlag(cmd, "print an array of objects, one per deck", desk.Notes{})
	return cmd
}

func runNotes(ctx context.Context, a *app, args []string) error {
	c, scope, err := a.scoped(ctx, "notes", args)
	if err != nil {
		return err
	}
	listed := c.Decks
	if len(args) > 0 { // a file of notes alone is meant too once it is named
		listed = c.DeckFiles
	}
	decks, err := listed(scope)
	if err != nil {
		return err
	}
	list := []desk.Notes{}
	for _, d := range decks {
		notes, err := desk.ReadNotes(ctx, c.Root(), d)
		if err != nil {
			return err
		}
		if len(notes.Sections) > 0 {
			list = append(list, notes)
		}
	}
	if a.json.wanted {
		return a.printJSON(list)
	}
	for i, notes := range list {
		if i > 0 {
			fmt.Fprintln(a.out)
		}
		printNotes(a, notes)
	}
	if len(list) == 0 {
		a.say("no study notes: they are the text between cards, see `cards help format`")
	}
	return nil
}

func printNotes(a *app, notes desk.Notes) {
	fmt.Fprintln(a.out, a.out.Bold.Sprint(out.Line(notes.Deck)))
	if notes.Description != "" {
		printMarkdown(a, notes.Description, "")
	}
	for _, s := range notes.Sections {
		if len(s.Title) > 0 {
			title := a.look().Plain(strings.Join(s.Title, a.out.Sign(" › ")), notes.Definitions)
			fmt.Fprintf(a.out, "\n%s\n", a.out.Accent.Sprint(title))
		}
		fmt.Fprintln(a.out)
		printMarkdown(a, s.Text, notes.Definitions)
	}
}

// printMarkdown renders a text with the definitions of its links for a terminal; others get its
// source.
func printMarkdown(a *app, src, definitions string) {
	if !a.out.Terminal {
		fmt.Fprintln(a.out, out.Sanitize(markup.WithoutFlow(src)))
		return
	}
	for _, line := range term.Document(out.Document(src, definitions),
		min(a.out.Width, 100), a.look()) {
		fmt.Fprintln(a.out, line)
	}
}
