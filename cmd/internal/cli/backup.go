package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/storage"
	"cards/storage/backup"
)

func newBackup(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "backup",
		Short: "List, make, verify and restore backups of the review log",
		Long: `
The review log is backed up automatically once a study day, after the first command that writes to
the log, and before a merge, a restore, an import and the undo of something large. Backups are kept
in the folder .cards/backups: one a day for the last 7 days that have one, one a week for 4 weeks
and one a month for 12 months, 500 MB in all at most (backup_max in the configuration). The newest
is never dropped, and the log that a restore replaced is kept for a week.

"cards backup" lists them. Your decks are text and are not included: keep them in git, or back them
up with the rest of your files.`,
		Example: "cards backup create",
		Args:    commandArgs,
		RunE:    func(*cobra.Command, []string) error { return runBackupList(a) },
	}
	a.jsonFlag(cmd, "print an array of objects", listedBackup{})
	cmd.AddCommand(newBackupList(a), newBackupCreate(a), newBackupVerify(a), newBackupRestore(a))
	return cmd
}

func newBackupList(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the backups, oldest first",
		Long: `
List the backups, oldest first, with how many answers and events each holds. When piped, the columns
are name, when it was made, answers, events, size in bytes, and what is wrong with it. The file
format1.db is the log as it was before its format changed; it can be verified and restored like the
others.

With --json, print an array of objects: {"name", "made", "reviews", "events", "size", "problem"};
"problem" is empty for a backup that looks intact. "cards backup verify" reads all of it.`,
		Example: "cards backup list",
		Args:    wantArgs(0, 0),
		RunE:    func(*cobra.Command, []string) error { return runBackupList(a) },
	}
	a.jsonFlag(cmd, "print an array of objects", listedBackup{})
	return cmd
}

func newBackupCreate(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "create",
		Short: "Make a backup now",
		Long: `
Make a backup of the review log now. It gets its name only once all of it is on the disk and has
been read back, so it is either complete or not there. Reviews can go on meanwhile.`,
		Example: "cards backup create",
		Args:    wantArgs(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runBackupCreate(cmd.Context(), a)
		},
	}
}

func newBackupVerify(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "verify [NAME…]",
		Short: "Read backups in full and say whether they are intact",
		Long: `
Read the backups you name, or all of them, from the first byte to the last, and say whether every
event in each is as it was written.`,
		Example:     "cards backup verify",
		Args:        wantArgs(0, -1),
		Annotations: map[string]string{exits: "1: a backup is damaged"},
		RunE: func(_ *cobra.Command, args []string) error {
			return runBackupVerify(a, args)
		},
	}
}

func newBackupRestore(a *app) *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "restore NAME",
		Short: "Restore the review log from a backup",
		Long: `Restore the review log from a backup, given by its name or its path. The present log
is backed up first, and a damaged file is kept next to the new one. You are told how many answers
the backup lacks, and which command brings them back.

On a terminal you are asked before anything happens, unless you pass --yes.`,
		Example: "cards backup restore 2026-03-02T08-00-00Z",
		Args:    wantArgs(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runBackupRestore(cmd.Context(), a, args[0], yes)
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

// closedCollection returns the collection of this run without opening it: for what must work
// whatever became of its file.
func closedCollection(a *app, holder string) (*collection, error) {
	root, rule, err := a.locate()
	if err != nil {
		return nil, err
	}
	c, err := storage.At(root, a.storageOptions(holder))
	if err != nil {
		return nil, err
	}
	config, err := a.config(root)
	all := config.All()
	c.CapAnswers(*all.AnswerCap)
	return &collection{Collection: c, config: config, settings: all, rule: rule}, err
}

// listedBackup is one element of `cards backup list --json`.
type listedBackup struct {
	Name    string `json:"name"`
	Made    string `json:"made"`
	Reviews int    `json:"reviews"`
	Events  int    `json:"events"`
	Size    int64  `json:"size"`
	Problem string `json:"problem"`
}

func runBackupList(a *app) error {
	c, err := closedCollection(a, "backup")
	if err != nil {
		return err
	}
	list, err := c.Backups()
	if err != nil {
		return err
	}
	if a.json.wanted {
		listed := make([]listedBackup, len(list))
		for i, b := range list {
			listed[i] = listedBackup{
				b.Name, b.Made.Format(time.RFC3339), b.Reviews, b.Events, b.Size, problem(b.Err),
			}
		}
		return a.printJSON(listed)
	}
	if len(list) == 0 {
		a.say("there are no backups yet; `cards backup create` makes one")
		return nil
	}
	t := out.Table{Right: map[int]bool{2: true, 3: true, 4: true}, Whole: true}
	if a.out.Terminal {
		t.Add("name", "made", "answers", "events", "size", "")
	}
	for _, b := range list {
		if a.out.Terminal {
			t.Add(b.Name, b.Made.In(a.Zone).Format("2006-01-02 15:04"), out.Count(b.Reviews),
				out.Count(b.Events), bytesText(b.Size), problem(b.Err))
			continue
		}
		t.Add(b.Name, b.Made.Format(time.RFC3339), fmt.Sprint(b.Reviews), fmt.Sprint(b.Events),
			fmt.Sprint(b.Size), problem(b.Err))
	}
	t.Print(a.out)
	return nil
}

func problem(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// bytesText writes a size the way people say it.
func bytesText(n int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	switch {
	case n < kilo:
		return out.Plural(int(n), "byte")
	case n < mega:
		return fmt.Sprintf("%.0f kB", float64(n)/kilo)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/mega)
}

func runBackupCreate(ctx context.Context, a *app) error {
	c, err := a.open("backup")
	if err != nil {
		return err
	}
	if err := c.exists(); err != nil {
		return err
	}
	info, err := c.Backup(ctx, a.Now())
	if err != nil {
		return err
	}
	a.print("backed up %s (%s) as %s", out.Plural(info.Reviews, "answer"),
		out.Plural(info.Events, "event"), info.Name)
	return thinBackups(a, c)
}

// thinBackups drops the backups that need not be kept.
func thinBackups(a *app, c *collection) error {
	cal := a.calendar(c)
	limits := backup.NewLimits(int64(*c.settings.BackupMax)<<20, func(t time.Time) int {
		return int(cal.Day(t))
	})
	return backup.Thin(c.BackupFolder(), limits)
}

func runBackupVerify(a *app, names []string) error {
	c, err := closedCollection(a, "backup")
	if err != nil {
		return err
	}
	var list []backup.Info
	for _, name := range names {
		b, err := findBackup(c, name)
		if err != nil {
			return err
		}
		list = append(list, b)
	}
	if len(names) == 0 {
		if list, err = c.Backups(); err != nil {
			return err
		}
	}
	failed := false
	for _, b := range list {
		if err := c.VerifyBackup(b.Name); err != nil {
			failed = true
			fmt.Fprintf(a.out, "%s: %s\n", b.Name, a.out.Bad.Sprint(out.Line(err.Error())))
			continue
		}
		a.print("%s: intact, %s", b.Name, out.Plural(b.Reviews, "answer"))
	}
	if failed {
		return ended(exitFailed)
	}
	return nil
}

func findBackup(c *collection, name string) (backup.Info, error) {
	list, err := c.Backups()
	if err != nil {
		return backup.Info{}, err
	}
	b, err := backup.Find(list, name)
	if errors.Is(err, backup.ErrNone) {
		err = &hinted{err, "`cards backup list` shows them"}
	}
	return b, err
}

func runBackupRestore(ctx context.Context, a *app, name string, yes bool) error {
	c, err := closedCollection(a, "restore")
	if err != nil {
		return err
	}
	path, err := backupPath(a, c, name)
	if err != nil {
		return err
	}
	if !yes && a.converses() {
		agreed, err := a.ask(ctx, "Restore the review log from "+filepath.Base(path)+"?")
		if err != nil || !agreed {
			return a.unchanged(err)
		}
	}
	end := a.attend(ctx, c, "restoring")
	done, err := c.Restore(ctx, path, a.Now())
	end()
	if err != nil {
		return err
	}
	a.print("the review log has been restored from %s", filepath.Base(path))
	if done.Kept != "" {
		a.print("the damaged file is kept as %s", out.Sanitize(done.Kept))
	}
	if done.Before.Name != "" {
		before := filepath.Join(c.BackupFolder(), done.Before.Name)
		a.print("the log as it was before is %s; %s in it that this backup lacks",
			done.Before.Name, answersAre(done.Lacking))
		if done.Lacking > 0 {
			a.print("`cards log merge %s` brings them back", shellWord(before))
		}
	}
	return nil
}

func answersAre(n int) string {
	if n == 1 {
		return "there is 1 answer"
	}
	if n == 0 {
		return "there are no answers"
	}
	return "there are " + out.Plural(n, "answer")
}

// backupPath returns the file that a name of a backup, or a path, means.
func backupPath(a *app, c *collection, name string) (string, error) {
	if strings.ContainsAny(name, `/\`) {
		return a.path(name), nil
	}
	b, err := findBackup(c, name)
	return filepath.Join(c.BackupFolder(), b.Name), err
}
