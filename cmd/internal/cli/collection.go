package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck"
	"cards/deck/settings"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
)

// collection is an open collection with what a command needs to work on it.
type collection struct {
	*storage.Collection
	config   folders.Config
	settings settings.Set // of the whole collection
	rule     folders.Rule // why it is this one
	// the folder that was asked for, which does not exist if the collection stands in for it
	asked string
	found storage.Compilation
}

// locate returns the folder of the collection that this run uses.
func (a *app) locate() (string, folders.Rule, error) {
	return folders.Locate(a.Dir, a.home, a.Getenv, runtime.GOOS)
}

// makers are the commands that make the default collection if there is none. Nothing else does: a
// look leaves no trace, and a dry run is one.
var makers = []string{"review", "import", "add", "make", "serve"}

// open opens the collection of this run without looking at its deck files. Where the default one
// does not exist yet, the commands of [makers] make it, and others see an empty one.
func (a *app) open(holder string) (*collection, error) {
	root, rule, err := a.locate()
	if err != nil {
		return nil, err
	}
	opened, err := storage.Open(root, a.storageOptions(holder))
	if rule == folders.ByDefault && errors.Is(err, storage.ErrNoCollection) {
		if slices.Contains(makers, holder) && !a.dry {
			opened, err = createDefault(a, root, holder)
		} else {
			clearBeside(root)
			opened, err = emptyCollection(a, holder)
		}
	}
	if err != nil {
		return nil, err
	}
	config, err := a.config(opened.Root())
	if err != nil {
		return nil, err
	}
	opened.CapAnswers(*config.All().AnswerCap)
	opened.BackUpFirst(func() error {
		// in a sitting there is nowhere to name it
		_, err := opened.Backup(context.Background(), a.Now())
		return err
	})
	a.wrote = &collection{
		Collection: opened, config: config, settings: config.All(), rule: rule, asked: root,
	}
	a.theme(*a.wrote.settings.Theme)
	return a.wrote, nil
}

// emptyCollection returns a collection without decks that is gone when the command is over.
func emptyCollection(a *app, holder string) (*storage.Collection, error) {
	a.say("there is no collection yet: `cards review` makes one with two decks to begin with, " +
		"`cards init DIR` turns a folder of notes into one")
	folder, err := os.MkdirTemp("", "cards-*")
	if err != nil {
		return nil, err
	}
	a.ends = append(a.ends, func() { _ = os.RemoveAll(folder) }) // the system removes it else
	return storage.Create(folder, a.Now(), a.storageOptions(holder))
}

// sayMended says that something stored was damaged, if the log and the decks were not: nothing is
// lost.
func sayMended(a *app) {
	if a.wrote != nil && a.wrote.Mended() {
		a.say("part of what is stored was damaged; it was recomputed from the review log and the " +
			"decks, which are unharmed")
	}
}

// exists returns an error if the collection only stands in for one that does not exist: what is
// written would be lost with it.
func (c *collection) exists() error {
	if c.asked == c.Root() {
		return nil
	}
	return fmt.Errorf("open %q: %w", c.asked, storage.ErrNoCollection)
}

// sayWhich says which collection is used if it is not that of the folder in which the command runs,
// and nobody has named it.
func sayWhich(a *app, c *collection) {
	named := c.rule == folders.ByFlag || c.rule == folders.ByParent
	if rel, err := filepath.Rel(c.asked, a.Dir); named || err == nil && filepath.IsLocal(rel) ||
		c.asked != c.Root() {
		return
	}
	a.say("the collection in %s (%s)", a.shortPath(c.Root()), c.rule)
}

// config returns the configuration of the collection in root, with what the person says of all
// collections.
func (a *app) config(root string) (folders.Config, error) {
	config, err := folders.ReadConfig(root)
	if path := folders.UserConfig(a.Getenv, runtime.GOOS); err == nil && path != "" {
		err = config.ReadUser(path)
	}
	if err != nil {
		return config, err
	}
	var wrong []deck.Diagnostic
	_, found := session.KeysOf(config.Keys)
	for _, d := range found {
		if d.Severity == deck.Warning {
			config.Warnings = append(config.Warnings, d)
		} else {
			wrong = append(wrong, d)
		}
	}
	if wrong != nil {
		return config, &folders.ConfigError{Diagnostics: wrong}
	}
	return config, nil
}

// compiled is [compiledQuietly] that also says which files and folders could not be read: what
// is counted or listed lacks their cards.
func (a *app) compiled(ctx context.Context, holder string) (*collection, error) {
	c, err := compiledQuietly(ctx, a, holder)
	if err != nil {
		return nil, err
	}
	sayUnread(a, c.found.Unread)
	return c, nil
}

// sayUnread names what could not be read.
func sayUnread(a *app, unread []storage.Unread) {
	const named = 5
	for _, u := range unread[:min(len(unread), named)] {
		a.say("could not read %s: %s; its cards are left out", out.Line(u.Path), out.Line(u.Reason))
	}
	if more := len(unread) - named; more > 0 {
		a.say("could not read %s more: `cards check` lists them all", out.Count(more))
	}
}

// compiledQuietly opens the collection of this run and brings it up to date with its deck files.
func compiledQuietly(ctx context.Context, a *app, holder string) (*collection, error) {
	c, err := a.open(holder)
	if err != nil {
		return nil, err
	}
	if c.found, err = c.Compile(ctx, a.Now()); err != nil {
		return nil, err
	}
	if err := c.found.Unwritten; err != nil {
		a.say("decks have changed, but that cannot be stored here (%v): their cards are as they "+
			"were", err)
	}
	if n := c.found.Linked; n > 0 {
		whose := map[bool]string{true: "its", false: "their"}[n == 1]
		a.say("%s kept %s progress (`cards relink` lists them)",
			out.Plural(n, "edited card"), whose)
	}
	return c, nil
}

// scoped is [app.compiled] with the scope that the arguments of a command name.
func (a *app) scoped(
	ctx context.Context, holder string, args []string,
) (*collection, storage.Scope, error) {
	c, err := a.compiled(ctx, holder)
	if err != nil {
		return nil, storage.Scope{}, err
	}
	scope, err := a.selected(c, args)
	return c, scope, err
}

// selected returns the scope of a query.
func (a *app) selected(c *collection, args []string) (storage.Scope, error) {
	scope, err := selectedQuietly(a, c, args)
	if !a.json.wanted {
		sayUnknown(a, scope.Unknown)
	}
	return scope, err
}

// selectedQuietly is [app.selected] that says nothing of names that nothing has.
func selectedQuietly(a *app, c *collection, args []string) (storage.Scope, error) {
	return c.Select(args, storage.Here{
		Dir: a.Dir, Calendar: a.calendar(c), Now: a.Now(), LeechLapses: *c.config.All().LeechLapses,
	})
}

// sayUnknown says which names in a query nothing has: they may be misspelt.
func sayUnknown(a *app, names []storage.UnknownName) {
	for _, n := range names {
		text := fmt.Sprintf("there is no %s %q", n.What, n.Name)
		if n.What == "tag" {
			text = fmt.Sprintf("no card has the tag %q", n.Name)
		}
		if len(n.Near) > 0 {
			text += "; " + meant(n.Near, "")
		}
		a.say("%s", text)
	}
}

func (a *app) storageOptions(holder string) storage.Options {
	return storage.Options{Random: a.Random, Holder: holder, PID: a.PID}
}

// schedulerConfig returns the configuration of the scheduler of what is set for the whole
// collection, with the given model.
func schedulerConfig(a *app, c *collection, m model.Kernel) srs.Config {
	return desk.ScheduledBy(c.settings, m, a.calendar(c))
}

// rules are those of the collection's configuration. Fresh is how many new cards may be asked, nil
// for what is left of the day's limit.
func (c *collection) rules(fresh *int) desk.Rules {
	r := desk.RulesOf(c.config)
	r.Extra = fresh
	return r
}

// plan is what is asked in a scope on the rest of the study day.
func (a *app) plan(c *collection, scope storage.Scope) (*desk.Plan, error) {
	return desk.NewPlan(c.Collection, scope, a.calendar(c), c.rules(nil), a.Now())
}

// calendar counts study days by the zone in force and the rollover of the collection.
func (a *app) calendar(c *collection) srs.Calendar {
	return srs.Calendar{Zone: a.Zone, Rollover: *c.settings.Rollover}
}

// today returns the present study day.
func (a *app) today(c *collection) srs.Day { return a.calendar(c).Day(a.Now()) }

// log returns the path of the file with the review log.
func (c *collection) log() string {
	return filepath.Join(c.Root(), storage.Folder, "collection.db")
}

// file returns the path of a deck file by the name that the collection has for it.
func (c *collection) file(name string) string { return folders.Abs(c.Root(), name) }

// dueAt returns the instant at which a card is due, in the zone in force; zero for a new card.
func dueAt(s srs.Schedule, cal srs.Calendar) time.Time {
	switch {
	case s.Phase == srs.New:
		return time.Time{}
	case !s.Due.At.IsZero():
		return s.Due.At.In(cal.Zone)
	}
	return cal.Start(s.Due.Day)
}
