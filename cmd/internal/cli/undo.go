package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/storage"
	"cards/storage/journal"
)

func newUndo(a *app) *cobra.Command {
	anywhere := false
	cmd := &cobra.Command{
		Use:   "undo [ID…]",
		Short: "Take back the last answer or change",
		Long: `
Take back the last thing you did on this machine, be it an answer or something that a command such
as relink or optimize wrote to the review log, and say what it was. Nothing is deleted: the log
keeps both, and redo brings it back as long as you have done nothing since. What counts is when you
did it, not the day it is about. What came from another machine is left alone unless you pass --any;
memory parameters from there, or fitted automatically, are only taken back by "cards optimize
--undo". Deck files that were changed along with it get their old text back, unless they have been
edited since.

With the ids of events, as shown by "cards log", take back what was done with these, however long
ago and on whichever machine.`,
		Example: "cards undo",
		Args:    wantArgs(0, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if anywhere && len(args) > 0 {
				return usagef("undo: --any and an id cannot be used together")
			}
			if len(args) > 0 {
				return runUndoNamed(cmd.Context(), a, args)
			}
			return runUndo(cmd.Context(), a, "took back", func(
				c *collection,
			) (storage.Undone, error) {
				if anywhere {
					return c.UndoAny(a.Now())
				}
				return c.Undo(journal.ID{}, a.Now())
			})
		},
	}
	cmd.Flags().BoolVar(&anywhere, "any", false,
		"take back the newest step of the log, whichever machine it came from")
	return cmd
}

func newRedo(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "redo",
		Short: "Bring back what undo last took back",
		Long: "Bring back the newest step that was taken back. This is refused once something " +
			"else has been done.",
		Example: "cards redo",
		Args:    wantArgs(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runUndo(cmd.Context(), a, "brought back", func(
				c *collection,
			) (storage.Undone, error) {
				u, err := c.Redo(a.Now())
				if errors.Is(err, storage.ErrNothing) {
					err = errors.New("nothing to bring back: redo comes right after undo")
				}
				return u, err
			})
		},
	}
}

// runUndo takes a step back or brings it back and says what it was.
func runUndo(
	ctx context.Context, a *app, did string, step func(*collection) (storage.Undone, error),
) error {
	c, err := a.compiled(ctx, "undo")
	if err != nil {
		return err
	}
	end := a.attend(ctx, c, "recomputing")
	u, err := step(c)
	end()
	if err != nil {
		return err
	}
	return sayUndone(a, c, did, u)
}

// runUndoNamed takes back the steps of the events with some ids, in the order in which they are
// named.
func runUndoNamed(ctx context.Context, a *app, names []string) error {
	ids := make([]journal.ID, len(names))
	for i, name := range names {
		var err error
		if ids[i], err = journal.ParseID(name); err != nil {
			return &usageError{
				fmt.Sprintf("undo: %q: %v", name, err),
				"`cards log | cat` shows the ids",
			}
		}
	}
	c, err := a.compiled(ctx, "undo")
	if err != nil {
		return err
	}
	for _, id := range ids { // all of them, before anything is done
		if _, err := c.StepOf(id); err != nil {
			return err
		}
	}
	for _, id := range ids {
		step, err := c.StepOf(id)
		if err != nil {
			return err
		}
		end := a.attend(ctx, c, "recomputing")
		u, err := c.Undo(step, a.Now())
		end()
		if errors.Is(err, storage.ErrNothing) {
			return fmt.Errorf("undo %s: it is already taken back, or cannot be", id)
		}
		if err != nil {
			return err
		}
		if err := sayUndone(a, c, "took back", u); err != nil {
			return err
		}
	}
	return nil
}

// sayUndone says what a step was.
func sayUndone(a *app, c *collection, did string, u storage.Undone) error {
	parts := append([]string{desk.Describe(u.Events, u.Kinds)}, namedFiles(u.Files)...)
	line := did + ": " + strings.Join(slices.DeleteFunc(parts, func(s string) bool {
		return s == ""
	}), ", ")
	if key, ok := reviewed(u.Events); ok {
		line += fmt.Sprintf(" for \"%s\"", a.out.Asked(c.question(key)))
	}
	if len(u.Left) > 0 {
		line += "; left as they are, since they were changed: " +
			strings.Join(namedFiles(u.Left), ", ")
	}
	fmt.Fprintln(a.out, out.Wrap(line, a.out.Width, 0))
	if err := a.out.Flush(); err != nil {
		return fmt.Errorf("%s; this was done, but could not be printed: %w", line, err)
	}
	return nil
}

// namedFiles names files, the first of many.
func namedFiles(paths []string) []string {
	const named = 5
	var names []string
	for i, path := range paths {
		if i == named {
			return append(names, out.Count(len(paths)-named)+" more files")
		}
		names = append(names, out.Line(path))
	}
	return names
}

// reviewed returns the key that a step is about, if it is an answer or a change to one card.
func reviewed(events []journal.Event) (deck.Key, bool) {
	if _, ok := desk.Imported(events); ok {
		return deck.Key{}, false
	}
	for _, e := range events {
		if r, ok := e.Body.(journal.Reviewed); ok {
			return deck.Key(r.Card), true
		}
	}
	if len(events) == 1 {
		if keys := events[0].Keys(); len(keys) == 1 {
			return keys[0], true
		}
	}
	return deck.Key{}, false
}

// question returns what the card of a key asks or, if its text is gone, asked.
func (c *collection) question(key deck.Key) string {
	return c.questions([]deck.Key{key})[key]
}

// questions returns what the cards of keys ask or, if their texts are gone, asked: the log is gone
// through once for all of these.
func (c *collection) questions(keys []deck.Key) map[deck.Key]string {
	asked := make(map[deck.Key]string, len(keys))
	gone := make(map[deck.Key]bool)
	for _, key := range keys {
		if _, ok := asked[key]; ok || key == (deck.Key{}) {
			continue
		}
		if card, err := c.Card(key); err == nil {
			asked[key] = questionLine(card.Question())
		} else {
			asked[key], gone[key] = key.String(), true
		}
	}
	if len(gone) == 0 {
		return asked
	}
	_ = c.Events(func(e journal.Event, _ bool, _ deck.Key) bool { // a key is as good a name
		if seen, ok := e.Body.(journal.TextSeen); ok && gone[seen.Key] {
			// a text has one of them
			asked[seen.Key] = questionLine(seen.Text.Prompt + seen.Text.Cloze)
			delete(gone, seen.Key)
		}
		return len(gone) > 0
	})
	return asked
}

func questionLine(text string) string { return out.Cut(out.Line(text), 60) }
