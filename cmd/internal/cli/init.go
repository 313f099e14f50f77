package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/deck"
	"cards/storage"
	"cards/storage/folders"
)

func newInit(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Turn a folder of notes into a collection",
		Long: `
Turn a folder into a collection: the folder you name, which is created if it does not exist, or else
the working directory. Every Markdown file in it is a deck. The only thing written is the folder
.cards, which holds the review log and the configuration; a .gitignore inside keeps everything but
the configuration out of git.

On a terminal you are asked first if more than 50 files in the folder have no cards, because all of
them are read whenever something has changed. Without a terminal nothing is asked.`,
		Example: "cards init ~/notes",
		Args:    wantArgs(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := a.path(a.home) // the working directory if --home is not given
			if len(args) > 0 {
				dir = a.path(args[0])
			}
			return runInit(cmd.Context(), a, dir)
		},
	}
}

func runInit(ctx context.Context, a *app, dir string) error {
	if agreed, err := agreesToFolder(ctx, a, dir); err != nil || !agreed {
		return err
	}
	c, err := storage.Create(dir, a.Now(), a.storageOptions("init"))
	if err != nil {
		return err
	}
	found, err := c.Compile(ctx, a.Now())
	if err != nil {
		return err
	}
	cards, err := c.Schedules(storage.Scope{})
	if err != nil {
		return err
	}
	a.print("made a collection in %s: %s, %s",
		out.Sanitize(dir), out.Plural(found.Files, "file"), out.Plural(cards.Total, "card"))
	switch {
	case found.Errors > 0:
		fmt.Fprintf(a.out, "%s: `cards check` shows them\n", out.Plural(found.Errors, "problem"))
	case cards.Total == 0:
		a.print("write a first card into a file such as first.md; `cards review` asks it:")
		fmt.Fprint(a.out, "\nQ: What is the capital of France?\nA: Paris\n\n")
		a.print("`cards help format` shows what else there is")
	default:
		a.print("start with `cards review`%s", whereHint(a, dir))
	}
	return nil
}

// manyFiles is how many files without cards a folder has at most that is taken without a question.
const manyFiles = 50

// agreesToFolder shows what is in a folder that has many files without cards, and asks whether it
// is meant. Where nobody can be asked it is.
func agreesToFolder(ctx context.Context, a *app, dir string) (bool, error) {
	if _, err := os.Stat(filepath.Join(dir, storage.Folder)); err == nil || !a.converses() {
		return true, nil
	}
	found, err := folders.Walk(dir, folders.Config{})
	if err != nil || len(found.Files) <= manyFiles {
		return true, nil // what is wrong with the folder is said when it is taken
	}
	without, err := withoutCards(ctx, dir, found.Files)
	if err != nil || without <= manyFiles {
		return err == nil, err
	}
	a.print("%s has %s, %s of them without cards", out.Sanitize(dir),
		out.Plural(len(found.Files), "file"), out.Count(without))
	agreed, err := a.ask(ctx, "Make it a collection?")
	if err == nil && !agreed {
		a.say("nothing was made; `cards init DIR` takes another folder, and \"ignore\" in " +
			".cards/config.toml leaves files out")
	}
	return agreed, err
}

// withoutCards counts files that have no cards.
func withoutCards(ctx context.Context, dir string, files []folders.File) (int, error) {
	n := 0
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		if !hasCards(folders.Abs(dir, f.Path)) {
			n++
		}
	}
	return n, nil
}

// howToWrite is said where there are no cards.
const howToWrite = "a card starts with a line \"Q:\" and its answer with \"A:\"; see `cards help " +
	"format`"

// whereHint says what else it takes to use the collection in dir, if it is not the one that this
// run would use.
func whereHint(a *app, dir string) string {
	if root, _, err := a.locate(); err == nil && root == dir {
		return ""
	}
	hint := " with --home " + shellWord(dir)
	if root, _, err := folders.Locate(dir, "", a.Getenv, runtime.GOOS); err == nil && root == dir {
		hint = " in that folder, or anywhere" + hint
	}
	return hint
}

// path makes an argument of a command an absolute path.
func (s *streams) path(arg string) string {
	if filepath.IsAbs(arg) {
		return filepath.Clean(arg)
	}
	return filepath.Join(s.Dir, arg)
}

// holdsCards says whether a deck file in a folder, not below it, has cards.
func holdsCards(dir string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false
	}
	for _, e := range entries {
		if e.Type().IsRegular() && !strings.HasPrefix(e.Name(), ".") &&
			strings.EqualFold(filepath.Ext(e.Name()), ".md") &&
			hasCards(filepath.Join(dir, e.Name())) {
			return true
		}
	}
	return false
}

func hasCards(path string) bool {
	text, err := readSmall(path)
	if err != nil {
		return false
	}
	for _, n := range deck.Parse(path, []byte(text)).Notes {
		if len(n.Cards) > 0 {
			return true
		}
	}
	return false
}
