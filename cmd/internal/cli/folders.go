package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/storage/folders"
)

func newFolders(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "folders",
		Short: "List, add and remove folders of decks",
		Long: `
List the folders of the collection's decks: its own, then any others. "folders add" adds a folder to
the configuration and "folders remove" takes it out again. Decks and review log stay as they are:
the cards of a folder that you remove keep their history, and pick it up again when you add it
back.`,
		Example: "cards folders add ~/work/runbooks",
		Args:    commandArgs,
		RunE:    func(*cobra.Command, []string) error { return runFolders(a) },
	}
	a.jsonFlag(cmd, "print an array of objects", listedFolder{})
	cmd.AddCommand(
		&cobra.Command{
			Use: "add DIR…", Short: "Add folders to the collection", Args: wantArgs(1, -1),
			Example: "cards folders add ~/work/runbooks",
			RunE: func(cmd *cobra.Command, args []string) error {
				return runFoldersAdd(cmd.Context(), a, args)
			},
		},
		&cobra.Command{
			Use: "remove DIR…", Short: "Remove folders from the collection", Args: wantArgs(1, -1),
			Example: "cards folders remove ~/work/runbooks",
			RunE: func(_ *cobra.Command, args []string) error {
				return runFoldersRemove(a, args)
			},
		},
	)
	return cmd
}

// listedFolder is one element of `cards folders --json`.
type listedFolder struct {
	Folder  string `json:"folder"`
	Missing bool   `json:"missing"`
}

func runFolders(a *app) error {
	c, err := a.open("folders")
	if err != nil {
		return err
	}
	var list []listedFolder
	for _, dir := range c.config.Roots(c.asked) {
		info, err := os.Stat(dir)
		list = append(list, listedFolder{dir, err != nil || !info.IsDir()})
	}
	if a.json.wanted {
		return a.printJSON(list)
	}
	for _, folder := range list {
		note := ""
		if folder.Missing {
			note = "\t(missing)"
		}
		fmt.Fprintln(a.out, out.Sanitize(folder.Folder)+note)
	}
	return nil
}

func runFoldersAdd(ctx context.Context, a *app, args []string) error {
	c, err := a.compiled(ctx, "folders")
	if err != nil {
		return err
	}
	if err := c.exists(); err != nil {
		return err
	}
	for _, arg := range args {
		dir := a.path(arg)
		if info, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("add %q: no such folder", arg)
		} else if err != nil {
			return err
		} else if !info.IsDir() {
			return fmt.Errorf("add %q: not a folder", arg)
		}
		added, err := folders.AddFolder(c.Root(), dir)
		if err != nil {
			return err
		}
		if !added {
			a.say("%s is already one of the folders", out.Sanitize(dir))
			continue
		}
		before := c.found
		if c.found, err = c.Compile(ctx, a.Now()); err != nil {
			return err
		}
		more := ""
		if rel, err := filepath.Rel(dir, c.Root()); err == nil && filepath.IsLocal(rel) {
			more = "; the collection itself is in it"
		}
		a.say("added %s: %s, %s%s", out.Sanitize(dir),
			out.Plural(c.found.Files-before.Files, "file"),
			out.Plural(c.found.Cards-before.Cards, "card"), more)
	}
	return nil
}

func runFoldersRemove(a *app, args []string) error {
	c, err := a.open("folders")
	if err != nil {
		return err
	}
	if err := c.exists(); err != nil {
		return err
	}
	for _, arg := range args {
		removed, err := folders.RemoveFolder(c.Root(), a.path(arg))
		if err != nil {
			return err
		}
		if !removed {
			return &hinted{
				fmt.Errorf("remove %q: not a folder that was added", arg),
				"`cards folders` lists them",
			}
		}
		a.say("removed %s", out.Sanitize(a.path(arg)))
	}
	return nil
}
