package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
)

func newEdit(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "edit QUERY…",
		Short: "Edit a card or a deck in your editor",
		Long: `
Open the file of a card in your editor, at the line of the card, or the file of a deck. The editor
is the first of CARDS_EDITOR, VISUAL and EDITOR that is set, else vi; vi, vim, nvim and nano are
told the line. When you leave it the file is read: a card that you edited keeps its progress,
because it stands where it stood. You are shown what is wrong with the text, and may edit it again.
A card that you removed keeps its history, and picks it up again if its text comes back. "cards
undo" takes the edit back.`,
		Example:           "cards edit 3f2a91\ncards edit go",
		Args:              wantArgs(1, -1),
		ValidArgsFunction: a.completeQuery,
		Annotations: map[string]string{exits: "1: the text still has something " +
			"wrong with it"},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runEdit(cmd.Context(), a, args)
		},
	}
}

func runEdit(ctx context.Context, a *app, args []string) error {
	c, err := a.compiled(ctx, "edit")
	if err != nil {
		return err
	}
	file, line, err := toEdit(a, c, args)
	if err != nil {
		return err
	}
	if _, named := a.editor(); !named && !a.converses() {
		return noEditor("edit")
	}
	return editDeck(ctx, a, c, file, line)
}

// toEdit returns the file that arguments are about, and the line of the first card that they name,
// 0 if they name a whole deck.
func toEdit(a *app, c *collection, args []string) (file textFile, line int, err error) {
	if len(args) == 1 && isFile(a, args[0]) {
		file, err = ownFile(a, c, args[0])
		return file, 0, err
	}
	cards, err := namedCards(a, c, args)
	if err != nil {
		return textFile{}, 0, err
	}
	var paths []string
	for _, card := range cards {
		if len(paths) == 0 || paths[len(paths)-1] != card.Path {
			paths = append(paths, card.Path)
		}
		if line == 0 {
			line = card.Line
		}
	}
	if len(paths) > 1 {
		return textFile{}, 0, &hinted{
			fmt.Errorf("edit: %s in %s: one file is edited at a time",
				out.Plural(len(cards), "card"), out.Plural(len(paths), "file")),
			"name one of them: " + strings.Join(namedFiles(paths), ", "),
		}
	}
	if scope, err := a.selected(c, args); err == nil && scope.Cards == nil {
		line = 0
	}
	return c.textFile(paths[0]), line, nil
}

// editDeck has a person edit a deck file, and takes in what they did.
func editDeck(ctx context.Context, a *app, c *collection, file textFile, line int) error {
	var err error
	if file.Before, err = desk.ReadDeck(file.abs); err != nil {
		return err
	}
	var e desk.Edited
	for again := true; again; {
		if err := a.edit(ctx, file.abs, line); err != nil {
			return err
		}
		file.After, err = desk.ReadDeck(file.abs)
		if errors.Is(err, fs.ErrNotExist) {
			file.After, err = nil, nil
		}
		if err != nil {
			return err
		}
		e = desk.CompareEdit(file.Path, file.Before, file.After)
		if again, err = editAgain(ctx, a, file, e); err != nil {
			return err
		}
	}
	if bytes.Equal(file.Before, file.After) {
		a.print("nothing was changed")
		return nil
	}
	if _, err := desk.KeepEdit(ctx, c.Collection, a.Now(), file.FileChange, e); err != nil {
		return err
	}
	a.print("%s", e.Words())
	if len(e.Wrong) > 0 {
		return ended(exitFailed)
	}
	return nil
}

// editAgain shows what is wrong with a text and says whether the person wants to mend it.
func editAgain(ctx context.Context, a *app, file textFile, e desk.Edited) (bool, error) {
	if len(e.Wrong) == 0 {
		return false, nil
	}
	source := sourceLines{
		cut: a.out.Sign("…"), path: file.Path,
		lines: strings.Split(string(file.After), "\n"),
	}
	for _, d := range e.Wrong {
		a.printDiagnostic(d, &source)
	}
	if !a.converses() {
		return false, nil
	}
	return a.ask(ctx, "Edit it again?")
}
