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
	cmd := &cobra.Command{
		Use:   "paths",
		Short: "Show every file and folder that cards uses",
		Long: `
Show which collection is used and why, where its files are, and what to delete to get rid of it. No
file is created or opened. When piped, the columns are what it is, its path and a remark, separated
by tabs.`,
		Example: "cards paths",
		Args:    wantArgs(0, 0),
		RunE:    func(*cobra.Command, []string) error { return runPaths(a) },
	}
	a.jsonFlag(cmd, "print an array of objects", usedPath{})
	return cmd
}

// usedPath is a file or folder that is used. Its JSON is an element of `cards paths --json`.
type usedPath struct {
	What string `json:"what"`
	Path string `json:"path"`
	Note string `json:"note"`
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
	paths := usedPaths(a, root, rule, config)
	if a.json.wanted {
		return a.printJSON(paths)
	}
	for _, p := range paths {
		printPath(a, p)
	}
	a.say("delete %s to remove everything but the decks",
		out.Sanitize(filepath.Join(root, storage.Folder)))
	return nil
}

// usedPaths returns all files and folders that are used with the collection in root.
func usedPaths(a *app, root string, rule folders.Rule, config folders.Config) []usedPath {
	own := filepath.Join(root, storage.Folder)
	paths := []usedPath{{"collection", root, rule.String()}}
	for _, dir := range config.Roots(root) {
		paths = append(paths, usedPath{"decks", dir, "every *.md in it and below"})
	}
	paths = append(paths,
		usedPath{
			"review log", filepath.Join(own, "collection.db"),
			"every answer, and what follows from them",
		},
		usedPath{
			"statistics", filepath.Join(own, storage.CourseFile),
			"what they need from the past; made again if deleted",
		},
		usedPath{
			"syncing", filepath.Join(own, "sync.json"),
			"which store is set up; sync.key next to it has its keys",
		},
		usedPath{
			"others' decks", filepath.Join(own, "subscribed.json"),
			"what you subscribed to; publish.key next to it signs your own",
		},
		usedPath{"backups", filepath.Join(own, "backups"), "of the review log; see `cards backup`"},
		usedPath{
			"configuration", filepath.Join(root, filepath.FromSlash(folders.ConfigPath)),
			"settings, if it exists; see `cards help config`",
		})
	if user := folders.UserConfig(a.Getenv, runtime.GOOS); user != "" {
		paths = append(paths, usedPath{
			"your settings", user,
			"settings of all your collections, if it exists",
		})
	}
	if cache := speechCache(a); cache != "" {
		paths = append(paths, usedPath{
			"speech", cache,
			"what was read aloud, if anything was; delete it when you like",
		})
	}
	return paths
}

func printPath(a *app, p usedPath) {
	if a.out.Terminal {
		note := out.Wrap(strings.Repeat(" ", 15)+p.Note, a.out.Width, 15)
		path := a.out.FileLink(out.Sanitize(p.Path), p.Path, 0)
		fmt.Fprintf(a.out, "%-14s %s\n%s\n", p.What, path, a.out.Dim.Sprint(note))
		return
	}
	fmt.Fprintf(a.out, "%s\t%s\t%s\n", p.What, out.Line(p.Path), p.Note)
}

// placed writes where in a file something stands, by the name that the collection has for the file.
func placed(to *out.Stream, c *collection, file string, line int) string {
	return to.FileLink(fmt.Sprintf("%s:%d", out.Line(file), line), c.file(file), line)
}

// shortPath writes a path below the home folder with ~.
func (s *streams) shortPath(path string) string {
	home := s.Getenv("HOME")
	if home == "" || runtime.GOOS == "windows" {
		return path
	}
	if rel, err := filepath.Rel(home, path); err == nil && filepath.IsLocal(rel) {
		return filepath.Join("~", rel)
	}
	return path
}
