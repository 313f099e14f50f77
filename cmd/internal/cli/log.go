package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/lines"
)

type logOptions struct {
	card, since string
}

func newLog(a *app) *cobra.Command {
	var opts logOptions
	cmd := &cobra.Command{
		Use:   "log",
		Short: "Show the review log, or merge another one into it",
		Long: `Show the events of the review log, the oldest first: answers, and what was done to cards. What
was taken back is marked. Piped, the columns are the id, when it was written, the kind, the card,
what it says, its question, and "taken back" or nothing.

--card shows one card, by the id that "cards list" shows. --since shows what was written on a day
and later: a date such as 2026-03-01, or "7d" for the last seven days. With --json an array of the
objects that "cards export" writes one a line.

"cards log merge" brings the answers of another machine into this log.`,
		Example: "cards log --since 7d",
		Args:    commandArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runLog(cmd.Context(), a, opts) },
	}
	cmd.Flags().StringVar(&opts.card, "card", "", "only the card with this `ID`")
	cmd.Flags().StringVar(&opts.since, "since", "", "only what was written from this `DATE` on")
	a.jsonFlag(cmd, "print an array of objects", lines.Objects()...)
	cmd.AddCommand(newLogMerge(a))
	return cmd
}

// shownEvent is an event with what is known of its card.
type shownEvent struct {
	journal.Event
	undone bool
	name   deck.Key
}

func runLog(ctx context.Context, a *app, opts logOptions) error {
	since, err := a.sinceDay(opts.since)
	if err != nil {
		return err
	}
	c, err := a.compiled(ctx, "log")
	if err != nil {
		return err
	}
	keys, err := c.keysOf(opts.card)
	if err != nil {
		return err
	}
	var shown []shownEvent
	err = c.Events(func(e journal.Event, undone bool, name deck.Key) bool {
		isOf := func(k deck.Key) bool { return slices.Contains(keys, k) }
		about := opts.card == "" || slices.ContainsFunc(e.Keys(), isOf)
		if about && !e.ID.Time().Before(since) {
			shown = append(shown, shownEvent{e, undone, name})
		}
		return ctx.Err() == nil
	})
	if err := errors.Join(err, ctx.Err()); err != nil {
		return err
	}
	if a.json.wanted {
		list := make([]any, len(shown))
		for i, e := range shown {
			list[i] = lines.Of(e.Event, e.undone, e.name)
		}
		return a.printJSON(list)
	}
	a.printLog(c, shown)
	return nil
}

// sinceDay reads from when on events are shown: a date, or a number of days before now.
func (a *app) sinceDay(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	days, unit := 0, ""
	if n, err := fmt.Sscanf(text, "%d%s", &days, &unit); err == nil && n == 2 && unit == "d" && days >= 0 {
		return a.Now().AddDate(0, 0, -days), nil
	}
	day, err := time.ParseInLocation(time.DateOnly, text, a.Zone)
	if err != nil {
		return day, usagef("log: --since %q: neither a date such as 2026-03-01 nor days such as 7d", text)
	}
	return day, nil
}

// keysOf returns all keys of the card that an id names; none if it is empty.
func (c *collection) keysOf(id string) ([]deck.Key, error) {
	if id == "" {
		return nil, nil
	}
	key, err := c.Key(id)
	if err != nil {
		return nil, err
	}
	card, err := c.Card(key)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return []deck.Key{key}, nil // its text is gone
	case err != nil:
		return nil, err
	}
	return card.Keys, nil
}

// printLog prints events, one a line. A text is there beside the first answer that it belongs to: a
// person is spared it.
func (a *app) printLog(c *collection, shown []shownEvent) {
	t := out.Table{}
	questions := make(map[deck.Key]string)
	for _, e := range shown {
		question, ok := questions[e.name]
		if !ok && e.name != (deck.Key{}) {
			question = c.question(e.name)
			questions[e.name] = question
		}
		undone := ""
		if e.undone {
			undone = "taken back"
		}
		at := e.ID.Time().In(a.Zone)
		if a.out.Terminal {
			if _, isText := e.Body.(journal.TextSeen); !isText {
				t.Add(at.Format("2006-01-02 15:04"), a.eventWords(e), undone, question)
			}
			continue
		}
		card := ""
		if e.name != (deck.Key{}) {
			card = e.name.String()
		}
		t.Add(e.ID.String(), at.Format(time.RFC3339), journal.KindOf(e.Body).String(), card,
			a.eventWords(e), question, undone)
	}
	t.Print(a.out)
}

// eventWords says what an event says.
func (a *app) eventWords(e shownEvent) string {
	switch b := e.Body.(type) {
	case journal.Reviewed:
		due := b.Due.Day.String()
		if !b.Due.At.IsZero() {
			due = b.Due.At.In(a.Zone).Format("2006-01-02 15:04")
		}
		return b.Rating.String() + ", due " + due
	case journal.TextSeen:
		return "text of " + b.Path
	case journal.Cancelled:
		return "took back " + a.target(b.Target)
	case journal.Restored:
		return "brought back " + a.target(b.Target)
	case journal.DueSet, journal.Reset, journal.Linked, journal.Unlinked, journal.PropertySet, journal.ParamsSet,
		journal.Started, journal.Imported:
		return desk.Describe([]journal.Event{e.Event}, map[journal.Kind]int{journal.KindOf(e.Body): 1})
	case journal.Unknown:
		return "from a newer version of cards"
	}
	return journal.KindOf(e.Body).String()
}

// target says what a step is that was turned. The ids of what an import brought are made of it, and
// tell no time.
func (a *app) target(step journal.ID) string {
	if step.Time().After(a.Now().AddDate(1, 0, 0)) {
		return "what an import brought"
	}
	return "what was written " + a.written(step)
}

func newLogMerge(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "merge FILE…|-",
		Short: "Unite the log with that of another machine, a backup or an export",
		Long: `Unite the review log with that in a file: a collection.db of another machine, a copy of one that
a service for syncing files left, a backup, or the JSON lines of "cards export"; "-" is standard
input. What is there
already stays as it is, and merging the same again changes nothing, in whatever order. Where anything
is new, the log is backed up first. "cards undo" does not take a merge back; "cards backup restore"
does.

In a folder whose log was kept on another machine it begins the log with what is in the file.`,
		Example: "cards log merge /media/stick/notes/.cards/collection.db",
		Args:    wantArgs(1, -1),
		RunE:    func(cmd *cobra.Command, args []string) error { return runLogMerge(cmd.Context(), a, args) },
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
	c, err := a.openOrBegin("log")
	if err != nil {
		return err
	}
	if err := c.exists(); err != nil {
		return err
	}
	backedUp := false
	for _, file := range files {
		added, err := a.mergeLog(ctx, c, file, &backedUp)
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
func (a *app) openOrBegin(holder string) (*collection, error) {
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
func (a *app) mergeLog(ctx context.Context, c *collection, file string, backedUp *bool) (int, error) {
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
	defer a.attend(ctx, c, "merging")()
	added, err := c.MergeAfter(storage.EventsOf(path, format), a.Now(), func() error {
		if *backedUp {
			return nil
		}
		*backedUp = true
		return a.backUpBefore(ctx, c)
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
	c, err := a.openOrBegin("import")
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
		n, err = a.mergeLog(ctx, c, file, &backedUp)
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
