package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/cmd/internal/term"
	"cards/deck"
	"cards/deck/markup"
	"cards/storage"
	"cards/storage/folders"
)

func newNotes(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "notes [PATH|DECK…]",
		Short: "Read the study notes of decks",
		Long: `Print the study notes of decks, which is all text outside the cards, under its headings. When piped,
they are printed exactly as written.`,
		Example:           "cards notes schema-update",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeDecks,
		RunE:              func(cmd *cobra.Command, args []string) error { return runNotes(cmd.Context(), a, args) },
	}
}

func runNotes(ctx context.Context, a *app, args []string) error {
	c, scope, err := a.scoped(ctx, "notes", args)
	if err != nil {
		return err
	}
	decks, err := c.Decks(scope)
	if err != nil {
		return err
	}
	printed := 0
	for _, d := range decks {
		text, err := folders.ReadFile(ctx, c.file(d.Path), folders.MaxDeck)
		if err != nil {
			return err
		}
		file := deck.Parse(d.Path, text)
		isEmpty := func(s deck.Section) bool { return s.Notes == "" }
		sections := slices.DeleteFunc(file.Sections, isEmpty)
		if len(sections) == 0 {
			continue
		}
		if printed++; printed > 1 {
			fmt.Fprintln(a.out)
		}
		a.printNotes(d, sections, deck.DefinitionSource(file.Definitions))
	}
	if printed == 0 {
		a.say("no study notes: text between cards is, see `cards help format`")
	}
	return nil
}

func (a *app) printNotes(d storage.DeckInfo, sections []deck.Section, definitions string) {
	fmt.Fprintln(a.out, a.out.Bold.Sprint(out.Line(d.Name)))
	if d.Description != "" {
		a.printMarkdown(d.Description, "")
	}
	for _, s := range sections {
		if len(s.Title) > 0 {
			title := out.Plain(strings.Join(s.Title, " › "), definitions)
			fmt.Fprintf(a.out, "\n%s\n", a.out.Accent.Sprint(title))
		}
		fmt.Fprintln(a.out)
		a.printMarkdown(s.Notes, definitions)
	}
}

// printMarkdown renders a text with the definitions of its links for a terminal; others get its
// source.
func (a *app) printMarkdown(src, definitions string) {
	if !a.out.Terminal {
		fmt.Fprintln(a.out, out.Sanitize(markup.WithoutFlow(src)))
		return
	}
	for _, line := range term.Document(out.Document(src, definitions), min(a.out.Width, 100), a.out.Theme) {
		fmt.Fprintln(a.out, line)
	}
}
