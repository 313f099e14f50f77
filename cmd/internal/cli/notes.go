package cli

import (
	"context"
	"fmt"
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
	cmd := &cobra.Command{
		Use:   "notes [PATH|DECK…]",
		Short: "Read the study notes of decks",
		Long: `Print the study notes of decks, which is all text outside the cards, under its headings. When piped,
they are printed exactly as written.`,
		Example:           "cards notes schema-update",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeDecks,
		RunE:              func(cmd *cobra.Command, args []string) error { return runNotes(cmd.Context(), a, args) },
	}
	a.jsonFlag(cmd, "print an array of objects, one per deck", deckNotes{})
	return cmd
}

// deckNotes are the study notes of a deck. Their JSON is an element of `cards notes --json`.
type deckNotes struct {
	Deck        string         `json:"deck"`
	File        string         `json:"file"`
	Description string         `json:"description"`
	Sections    []notesSection `json:"sections"`

	definitions string // of links in them, as they are written
}

// notesSection is what is written below a heading.
type notesSection struct {
	Title []string `json:"title"` // the headings, the outermost first
	Line  int      `json:"line"`  // of the heading; 0 for what stands before any
	Text  string   `json:"text"`
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
	list := []deckNotes{}
	for _, d := range decks {
		notes, err := c.notesOf(ctx, d)
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
		a.printNotes(notes)
	}
	if len(list) == 0 {
		a.say("no study notes: text between cards is, see `cards help format`")
	}
	return nil
}

// notesOf reads the study notes of a deck.
func (c *collection) notesOf(ctx context.Context, d storage.DeckInfo) (deckNotes, error) {
	text, err := folders.ReadFile(ctx, c.file(d.Path), folders.MaxDeck)
	if err != nil {
		return deckNotes{}, err
	}
	file := deck.Parse(d.Path, text)
	notes := deckNotes{
		Deck: d.Name, File: d.Path, Description: d.Description,
		definitions: deck.DefinitionSource(file.Definitions),
	}
	for _, s := range file.Sections {
		if s.Notes != "" {
			notes.Sections = append(notes.Sections, notesSection{notNil(s.Title), s.Line, s.Notes})
		}
	}
	return notes, nil
}

func (a *app) printNotes(notes deckNotes) {
	fmt.Fprintln(a.out, a.out.Bold.Sprint(out.Line(notes.Deck)))
	if notes.Description != "" {
		a.printMarkdown(notes.Description, "")
	}
	for _, s := range notes.Sections {
		if len(s.Title) > 0 {
			title := out.Plain(strings.Join(s.Title, " › "), notes.definitions)
			fmt.Fprintf(a.out, "\n%s\n", a.out.Accent.Sprint(title))
		}
		fmt.Fprintln(a.out)
		a.printMarkdown(s.Text, notes.definitions)
	}
}

// printMarkdown renders a text with the definitions of its links for a terminal; others get its
// source.
func (a *app) printMarkdown(src, definitions string) {
	if !a.out.Terminal {
		fmt.Fprintln(a.out, out.Sanitize(markup.WithoutFlow(src)))
		return
	}
	for _, line := range term.Document(out.Document(src, definitions), min(a.out.Width, 100), a.look()) {
		fmt.Fprintln(a.out, line)
	}
}
