package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/storage"
	"cards/storage/folders"
)

func newInit(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Turn a folder of notes into a collection",
		Long: `Turn a folder into a collection: the folder you name, which is created if it does not exist, or else
the working directory. Every Markdown file in it is a deck. The only thing written is the folder
.cards, which holds the review log and the configuration; a .gitignore inside keeps everything but the
configuration out of git.`,
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
		a.print("start with `cards review`%s", a.whereHint(dir))
	}
	return nil
}

// howToWrite is said where there are no cards.
const howToWrite = "a card starts with a line \"Q:\" and its answer with \"A:\"; see `cards help format`"

// whereHint says what else it takes to use the collection in dir, if it is not the one that this run would use.
func (a *app) whereHint(dir string) string {
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
func (a *app) path(arg string) string {
	if filepath.IsAbs(arg) {
		return filepath.Clean(arg)
	}
	return filepath.Join(a.Dir, arg)
}
