package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/storage"
)

func newLogMerge(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "merge FILE…|-",
		Short: "Merge the log of another machine, a backup or an export into this one",
		Long: `
Merge the review log in a file into this one: a collection.db of another machine, a copy of one left
by a file-syncing service, a backup, or the JSON lines of "cards export"; "-" is standard input.
What is already here stays as it is, and merging the same thing again changes nothing, in whatever
order. If anything is new, the log is backed up first. "cards undo" does not take a merge back;
"cards backup restore" does.

In a folder whose log was kept on another machine, the log starts with what is in the file.`,
		Example: "cards log merge /media/stick/notes/.cards/collection.db",
		Args:    wantArgs(1, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runLogMerge(cmd.Context(), a, args)
		},
	}
}

func runLogMerge(ctx context.Context, a *app, files []string) error {
	for _, file := range files { // before anything is made
		path, err := a.source("log", file)
		if err != nil {
			return err
		}
		if format, err := storage.LogOf(path); err != nil {
			return err
		} else if format == storage.NoLog {
			return noLog(file)
		}
	}
	c, err := openOrBegin(a, "log")
	if err != nil {
		return err
	}
	if err := c.exists(); err != nil {
		return err
	}
	backedUp := false
	for _, file := range files {
		added, err := mergeLog(ctx, a, c, file, &backedUp)
		if err != nil {
			return err
		}
		a.print("%s: %s", out.Sanitize(file), newEvents(added))
	}
	_, err = c.Compile(ctx, a.Now())
	return err
}

func noLog(file string) error {
	return &hinted{
		fmt.Errorf("%q holds no review log", file),
		"it takes a collection.db, a backup, or what `cards export --format jsonl` writes",
	}
}

func newEvents(n int) string {
	if n == 0 {
		return "nothing is new"
	}
	if n == 1 {
		return "1 event is new"
	}
	return out.Plural(n, "event") + " are new"
}

// openOrBegin opens the collection, or begins a log where it was kept on another machine.
func openOrBegin(a *app, holder string) (*collection, error) {
	c, err := a.open(holder)
	lost, ok := errors.AsType[*storage.LostError](err)
	if !ok || lost.Empty || lost.Backup != "" {
		return c, err
	}
	root, _, err := a.locate()
	if err != nil {
		return nil, err
	}
	if _, err := storage.Create(root, a.Now(), a.storageOptions(holder)); err != nil {
		return nil, err
	}
	return a.open(holder)
}

// mergeLog unites the log with that in a file, after a backup if anything is new and none was made
// yet, and returns how many events were.
func mergeLog(
	ctx context.Context, a *app, c *collection, file string, backedUp *bool,
) (int, error) {
	path, err := a.source("log", file)
	if err != nil {
		return 0, err
	}
	format, err := storage.LogOf(path)
	if err != nil {
		return 0, err
	}
	if format == storage.NoLog {
		return 0, noLog(file)
	}
	if isSame(path, c.log()) {
		return 0, nil
	}
	defer attendTo(ctx, a, c, "merging", storage.Logged(path, format))()
	added, err := c.MergeAfter(storage.EventsOf(path, format), a.Now(), func() error {
		if *backedUp {
			return nil
		}
		*backedUp = true
		return backUpBefore(ctx, a, c)
	})
	if err != nil {
		err = fmt.Errorf("merge %q: %w", file, err)
	}
	return added, err
}

// isSame says whether two paths lead to one file.
func isSame(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// runImportLog is an import of the lines of an export: the same as a merge.
func runImportLog(ctx context.Context, a *app, opts importOptions, file string) error {
	c, err := openOrBegin(a, "import")
	if err != nil {
		return err
	}
	n := 0
	if opts.dryRun {
		var path string
		if path, err = a.source("import", file); err == nil {
			n, err = c.Lacks(storage.EventsOf(path, storage.LogLines))
		}
	} else {
		backedUp := false
		n, err = mergeLog(ctx, a, c, file, &backedUp)
	}
	if err != nil {
		return err
	}
	if a.json.wanted {
		return a.printJSON(importedLog{Format: string(storage.LogLines), File: file, New: n})
	}
	a.print("%s: %s", strings.TrimSpace(out.Sanitize(file)), newEvents(n))
	if opts.dryRun {
		return nil
	}
	_, err = c.Compile(ctx, a.Now())
	return err
}

// importedLog is what `cards import --json` prints of the lines of an export.
type importedLog struct {
	Format string `json:"format"`
	File   string `json:"file"`
	New    int    `json:"new"` // events
}
