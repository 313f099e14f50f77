package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
)

func newMove(a *app) *cobra.Command {
	var to string
	var dry bool
	cmd := &cobra.Command{
		Use:   "move QUERY… --deck DECK",
		Short: "Move cards to another deck",
		Long: `
Move the notes of cards to the end of another deck file, which is created if it does not exist. Each
note is moved once, whichever of its cards are named, with the comments directly above it and the
definitions that its links need; paths to pictures and sounds are rewritten. Cards keep their
progress, even if their text changes with a path. --dry-run shows what would be changed, and a
single "cards undo" takes it back.`,
		Example:           "cards move tag:memory --deck go/memory",
		ValidArgsFunction: a.completeQuery,
		Args: func(cmd *cobra.Command, args []string) error {
			if err := wantArgs(1, -1)(cmd, args); err != nil {
				return err
			}
			if to == "" {
				return whereTo(cmd, args)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runMove(cmd.Context(), a, args, to, dry)
		},
	}
	cmd.Flags().StringVar(&to, "deck", "", "move to `DECK`, a name or a path")
	_ = cmd.RegisterFlagCompletionFunc("deck", a.completeDecks) // the flag is there
	dryRun(cmd, &dry)
	return cmd
}

// whereTo says that a move lacks its deck, which other programs take as the last word.
func whereTo(cmd *cobra.Command, args []string) error {
	e := &usageError{text: "move: --deck is missing: it says where to"}
	if last := len(args) - 1; last > 0 && !cmd.Flags().Changed("deck") {
		words := []string{"`cards move"}
		for _, word := range args[:last] {
			words = append(words, shellWord(word))
		}
		e.hint = strings.Join(append(words, "--deck", shellWord(args[last])+"`"), " ")
	}
	return e
}

func runMove(ctx context.Context, a *app, args []string, to string, dry bool) error {
	c, err := a.compiled(ctx, "move")
	if err != nil {
		return err
	}
	cards, err := namedCards(a, c, args)
	if err != nil {
		return err
	}
	dest, err := desk.Destination(c.Collection, c.config, to, a.Dir)
	if err != nil {
		return fmt.Errorf("move: %w", err)
	}
	r, err := desk.Move(c.Collection, cards, dest)
	if err != nil {
		return fmt.Errorf("move: %w", err)
	}
	return rewriteNotes(ctx, a, c, r, dry, "moved %s", "would move %s")
}
