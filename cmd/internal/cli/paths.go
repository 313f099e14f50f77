package cli

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/storage"
	"cards/storage/folders"
)

func newPaths(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "paths",
		Short: "Show every file and folder that cards uses",
		Long: `Show which collection is used and why, where its files are, and what to delete to get rid of it. No
file is created or opened. When piped, the columns are what it is, its path and a remark, separated by
tabs.`,
		Example: "cards paths",
		Args:    wantArgs(0, 0),
		RunE:    func(*cobra.Command, []string) error { return runPaths(a) },
	}
}

func runPaths(a *app) error {
	root, rule, err := a.locate()
	if err != nil {
		return err
	}
	config, err := a.config(root)
	if err != nil {
		return err
	}
	own := filepath.Join(root, storage.Folder)
	a.printPath("collection", root, rule.String())
	for _, dir := range config.Roots(root) {
		a.printPath("decks", dir, "every *.md in it and below")
	}
	a.printPath("review log", filepath.Join(own, "collection.db"), "every answer, and what follows from them")
	a.printPath("backups", filepath.Join(own, "backups"), "of the review log; see `cards backup`")
	settings := filepath.Join(root, filepath.FromSlash(folders.ConfigPath))
	a.printPath("configuration", settings, "settings, if it is there; see `cards help config`")
	if user := folders.UserConfig(a.Getenv, runtime.GOOS); user != "" {
		a.printPath("your settings", user, "settings of all your collections, if it is there")
	}
	a.say("delete %s to remove everything but the decks", out.Sanitize(own))
	return nil
}

func (a *app) printPath(what, path, note string) {
	if a.out.Terminal {
		note = out.Wrap(strings.Repeat(" ", 15)+note, a.out.Width, 15)
		fmt.Fprintf(a.out, "%-14s %s\n%s\n", what, out.Sanitize(path), a.out.Dim.Sprint(note))
		return
	}
	fmt.Fprintf(a.out, "%s\t%s\t%s\n", what, out.Line(path), note)
}
