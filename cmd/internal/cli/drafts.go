package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/storage"
)

func newDrafts(a *app) *cobra.Command {
	plain := false
	cmd := &cobra.Command{
		Use:   "drafts [PATH|DECK…]",
		Short: "Answer the questions that have no confirmed answer",
		Long: `
Go through the drafts: notes that are kept but never asked, because nobody has confirmed their
answer. Each is shown with what the study notes of its deck suggest, and the lines that say so.
Accept a suggestion, choose another, edit it, type the answer, or skip the draft for now. Every
answer is written into the deck file the moment you give it, and "cards undo" takes one back, so you
can stop at any time and go on later. For a question with options, tick the right ones.

With --plain, a number takes a suggestion or says which options are right; any other line is the
answer, "edit" opens your editor, "skip" goes on. After "=", as in "= skip", a line is always the
answer.`,
		Example:           "cards drafts schema-update",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeDecks,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runDrafts(cmd.Context(), a, args, plain)
		},
	}
	a.jsonFlag(cmd, "print an array of objects, and ask nothing", listedDraft{})
	cmd.Flags().BoolVar(&plain, "plain", false,
		"work line by line: no cursor movement, one line read per step")
	return cmd
}

func runDrafts(ctx context.Context, a *app, args []string, plain bool) error {
	c, scope, err := a.scoped(ctx, "drafts", args)
	if err != nil {
		return err
	}
	if a.json.wanted {
		drafts, err := desk.Drafts(c.Collection, scope)
		if err != nil {
			return err
		}
		return a.printJSON(listedDrafts(drafts))
	}
	d, err := session.NewDrafting(c.Collection, scope, a.Now)
	if err != nil {
		return err
	}
	if _, ok := d.Screen(); !ok {
		a.say("no drafts are waiting for an answer")
		return nil
	}
	if err := c.writable(); err != nil {
		return fmt.Errorf("answers cannot be saved: %w", err)
	}
	if in, out, ok := a.screen(); ok && !plain {
		err = term.RunDraftsScreen(ctx, d, in, out, a.Vars, a.terminal(), a.editText)
	} else {
		err = term.RunDraftsPlain(ctx, d, a.Stdin, a.out, a.editText, a.look())
	}
	answered, left := d.Answered()
	if answered > 0 {
		if _, cerr := c.Compile(ctx, a.Now()); cerr != nil {
			return errors.Join(err, cerr)
		}
		a.print("%s answered, %s left: cards review%s", out.Count(answered), out.Count(left),
			arguments(args))
	}
	return err
}

// listedDraft is one element of `cards drafts --json`.
type listedDraft struct {
	Deck        string            `json:"deck"`
	File        string            `json:"file"`
	Line        int               `json:"line"`
	Question    string            `json:"question"`
	Options     []string          `json:"options"` // of which the right ones are to be ticked
	Suggestions []listedSuggested `json:"suggestions"`
}

// listedSuggested is what may be the answer of a draft.
type listedSuggested struct {
	Text string `json:"text"`
	Line int    `json:"line"` // of the study notes that say it; 0 if none does
}

func listedDrafts(drafts []desk.Draft) []listedDraft {
	list := make([]listedDraft, len(drafts))
	for i, d := range drafts {
		list[i] = listedDraft{
			d.Deck, d.Path, d.Pos.Line, d.Prompt, notNil(d.Choices),
			make([]listedSuggested, len(d.Answers)),
		}
		for j, s := range d.Answers {
			list[i].Suggestions[j] = listedSuggested{s.Text, s.Line}
		}
	}
	return list
}

// arguments returns arguments as they are typed behind a command.
func arguments(args []string) string {
	var b strings.Builder
	for _, arg := range args {
		b.WriteString(" " + shellWord(arg))
	}
	return b.String()
}

var errNoEditor = errors.New("no editor: set VISUAL or EDITOR, or type the answer as a line")

// editText has the person edit a text. Where nobody sits at a terminal the editor must be named.
func (d *dialog) editText(ctx context.Context, text string) (string, error) {
	if _, named := d.editor(); !named && !d.converses() {
		return "", errNoEditor
	}
	folder, err := os.MkdirTemp("", "cards-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "answer.md")
	if err := os.WriteFile(path, []byte(text+"\n"), 0o600); err != nil {
		return "", err
	}
	if err := d.edit(ctx, path, 0); err != nil {
		return "", err
	}
	edited, err := os.ReadFile(path)
	return string(edited), err
}

// printWaiting says how many drafts of a scope wait for an answer, if any do.
func printWaiting(a *app, c *collection, scope storage.Scope) error {
	decks, err := c.Decks(scope)
	if err == nil {
		printDrafts(a, c, decks)
	}
	return err
}

// printDrafts says how many drafts of decks wait for an answer, and what answers them, if any do.
func printDrafts(a *app, c *collection, decks []storage.DeckInfo) {
	n, files := 0, make(map[string]storage.DeckInfo)
	for _, d := range decks {
		if d.Drafts > 0 {
			n, files[d.Path] = n+d.Drafts, d
		}
	}
	wait, where := "wait", ""
	switch {
	case n == 0:
		return
	case n == 1:
		wait = "waits"
	}
	if len(files) == 1 {
		for _, d := range files {
			where = " " + out.Line(deckWord(a, c, d))
		}
	}
	a.print("%s %s for an answer: cards drafts%s", out.Plural(n, "draft"), wait, where)
}

// deckWord returns a deck as it is typed in a command: by its name, or by its file where that is
// easier.
func deckWord(a *app, c *collection, d storage.DeckInfo) string {
	name := shellWord(d.Name)
	if name == d.Name {
		return name
	}
	rel, err := filepath.Rel(a.Dir, c.file(d.Path))
	if err == nil && filepath.IsLocal(rel) && shellWord(rel) == rel {
		return rel
	}
	return name
}
