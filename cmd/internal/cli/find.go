package cli

import (
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/deck"
	"cards/storage"
)

type findOptions struct {
	plain bool
	limit int
}

func newFind(a *app) *cobra.Command {
	var opts findOptions
	cmd := &cobra.Command{
		Use:   "find [WORDS…]",
		Short: "Find cards by words, the best matches first",
		Long: `
Find the cards whose question, answer, notes, tags or deck match some words best. Words may be
misspelt, and the last one may be unfinished; case and accents do not matter. When piped, the
columns are id, deck, line and question, separated by tabs. To select cards exactly, see "cards help
query".

On a terminal the list follows as you type. Down or enter moves into the list; there, enter shows a
card, e edits it, space marks it for a command, and : takes a command such as "suspend" or "flag 2"
for the marked cards, or for the one you are at. / goes back to the words, and esc ends.

With --json, print an array of objects: {"id", "deck", "file", "line", "question", "answer",
"score"}.`,
		Example: "cards find gorotine leak",
		Args:    wantArgs(0, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runFind(cmd.Context(), a, opts, args)
		},
	}
	a.jsonFlag(cmd, "print an array of objects, one per card", foundCard{})
	cmd.Flags().BoolVar(&opts.plain, "plain", false, "print the list, without a screen")
	cmd.Flags().IntVarP(&opts.limit, "limit", "n", 50, "find at most `N` cards")
	return cmd
}

// foundCard is one element of `cards find --json`.
type foundCard struct {
	ID       string  `json:"id"`
	Deck     string  `json:"deck"`
	File     string  `json:"file"`
	Line     int     `json:"line"`
	Question string  `json:"question"`
	Answer   string  `json:"answer"`
	Score    float64 `json:"score"` // higher for those that fit better
}

func runFind(ctx context.Context, a *app, opts findOptions, args []string) error {
	if opts.limit < 1 {
		return usagef("find: --limit %d is below 1", opts.limit)
	}
	in, screen, drawn := a.screen()
	drawn = drawn && !opts.plain && !a.json.wanted
	words := strings.Join(args, " ")
	if strings.TrimSpace(words) == "" && !drawn {
		return usagef("find: missing argument WORDS")
	}
	c, err := a.compiled(ctx, "find")
	if err != nil {
		return err
	}
	if !drawn {
		found, err := desk.FindOnce(c.Collection, words, opts.limit)
		if err != nil {
			return err
		}
		return printFound(a, c, found)
	}
	finder, err := desk.NewFinder(c.Collection, storage.Scope{})
	if err != nil {
		return err
	}
	o := term.FindOptions{
		Terminal: a.terminal(), Media: a.media(c), Words: words, Most: opts.limit, Card: c.Card,
		Find: func(words string, most int) []desk.Found { return finder.Find(words, most) },
		Again: func() (err error) {
			finder, err = desk.NewFinder(c.Collection, storage.Scope{})
			return err
		},
		Editor: func(file string, line int) *exec.Cmd { return a.editing(ctx, file, line) },
		Edit: func(card *storage.Card) (*session.Editing, error) {
			return session.BeginEdit(c.Collection, card)
		},
		Edited: func(e *session.Editing, anyway bool) (desk.Edited, error) {
			edited, _, err := session.TakeEdit(ctx, c.Collection, a.Now(), e, anyway)
			return edited, err
		},
	}
	chosen, err := term.RunFind(ctx, in, screen, a.Vars, o)
	if err != nil {
		return err
	}
	return doWithFound(ctx, a, c, chosen)
}

// doWithFound runs the command that a person gave for cards, or lists those that they marked.
func doWithFound(ctx context.Context, a *app, c *collection, chosen term.Chosen) error {
	if len(chosen.Cards) == 0 {
		return nil
	}
	ids, err := c.ShortIDs(chosen.Cards...)
	if err != nil {
		return err
	}
	if strings.TrimSpace(chosen.Command) == "" {
		fmt.Fprintln(a.out, strings.Join(ids, " "))
		return nil
	}
	args := append(strings.Fields(chosen.Command), ids...)
	return newRoot(a, args).ExecuteContext(ctx)
}

func printFound(a *app, c *collection, found []desk.Found) error {
	if a.json.wanted {
		list := make([]foundCard, len(found))
		for i, f := range found {
			list[i] = foundCard{
				f.ID.String(), f.Deck, f.Path, f.Line, f.Question,
				f.Answer, f.Score,
			}
		}
		return a.printJSON(list)
	}
	if len(found) == 0 {
		a.say("no card has words like these")
		return nil
	}
	ids := make([]deck.Key, len(found))
	for i, f := range found {
		ids[i] = f.ID
	}
	names, err := c.ShortIDs(ids...)
	if err != nil {
		return err
	}
	var t out.Table
	for i, f := range found {
		if a.out.Terminal {
			t.Add(names[i], a.out.Cut(out.Line(f.Deck), 24)+":"+strconv.Itoa(f.Line), f.Question)
		} else {
			t.Add(f.ID.String(), f.Deck, strconv.Itoa(f.Line), f.Question)
		}
	}
	t.Print(a.out)
	return nil
}
