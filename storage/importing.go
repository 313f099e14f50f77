package storage

import (
	"errors"
	"iter"
	"maps"
	"slices"
	"time"

	"cards/storage/journal"
)

// Run is one run of an import.
type Run struct {
	journal.Imported              // Reviews is filled in
	Files            []FileChange // that it is about to write
}

// Unwritten is a deck file that an import noted, and was stopped before it wrote it.
type Unwritten struct {
	Path  string // as in [Card.Path]
	after fileHash
}

// Wants says whether a text is the one that the file was to get.
func (u Unwritten) Wants(text []byte) bool { return hashOf(text) == u.after }

// Unwritten returns the deck files of the newest import in force that are still as they were before
// it.
func (c *Collection) Unwritten() ([]Unwritten, error) {
	var files []Unwritten
	err := c.view(func(t *txn) error {
		files = nil
		if t.old {
			return nil // nothing was noted then
		}
		g, err := t.findGiven(func(g *given) bool { return g.kind == givenImport })
		if err != nil || g == nil || !t.isInForce(g) {
			return err
		}
		for _, f := range g.files {
			data, err := readDeck(c.root, f.path)
			if err != nil {
				return err
			}
			if hashOf(data) == f.before && f.before != f.after {
				files = append(files, Unwritten{f.path, f.after})
			}
		}
		return nil
	})
	return files, err
}

// Ran is what a run of an import did to the log.
type Ran struct {
	Step     journal.ID // of what it added; zero if that is nothing
	Added    int        // events
	Reviews  int        // among them
	Known    int        // events that were there
	Restored int        // steps that had been taken back and are in force again
}

// Import writes the events of a source, whose ids are those of [journal.ImportID]; their steps are
// chosen here. It never replaces: what is there is left out, and in force again if it had been
// taken back. What it adds is one step, which undo takes back as one; a run that adds and restores
// nothing is none. The events are gone through twice. The files are noted, for undo, before they
// are written. It waits for importers of other programs' collections.
func (c *Collection) Import(run Run, events iter.Seq2[journal.Event, error], now time.Time) (Ran, error) {
	ran, news, taken, err := c.compareImport(run, events)
	if err != nil {
		return ran, err
	}
	if ran.Added > 0 || len(taken) > 0 || len(run.Files) > 0 {
		if newest, err := c.Newest(); err != nil || !newest.IsZero() {
			if err := errors.Join(err, c.backUpFirst()); err != nil {
				return ran, err
			}
		}
	}
	stepped := func(yield func(journal.Event, error) bool) {
		for ev, err := range news.only(events) {
			ev.Step = ran.Step
			if !yield(ev, err) {
				return
			}
		}
	}
	if max(ran.Added, news.back) > inPlaceAtOnce && !c.file.InPlace() {
		return ran, c.importAll(run, &ran, stepped, taken, now)
	}
	return ran, c.update(func(t *txn) error {
		for some, err := range chunks(stepped, inPlaceAtOnce) {
			if err == nil {
				err = t.write(some)
			}
			if err != nil {
				return err
			}
		}
		return t.endImport(run, &ran, taken, now, t.write)
	})
}

// importAll is [Collection.Import] of many events, into a new file.
func (c *Collection) importAll(
	run Run, ran *Ran, events iter.Seq2[journal.Event, error], taken []journal.ID, now time.Time,
) error {
	turned := make(map[journal.ID]journal.Kind, len(taken))
	for _, step := range taken {
		turned[step] = journal.KindRestore
	}
	return c.rewrite(now, rewriting{
		more: ran.Added,
		fill: func(r *rewriter) error {
			if err := r.copyAll(); err != nil {
				return err
			}
			_, err := r.unite(events, false, turned)
			return err
		},
		end: func(_, fresh *txn) error { return fresh.endImport(run, ran, taken, now, fresh.writeTurned) },
	})
}

// compareImport says what of a source is new, and which steps are to be in force again.
func (c *Collection) compareImport(
	run Run, events iter.Seq2[journal.Event, error],
) (ran Ran, news *missing, taken []journal.ID, err error) {
	news = &missing{ids: make(map[journal.ID]bool)}
	steps := make(map[journal.ID]bool)
	done := 0
	for some, err := range chunks(events, eventsPerRead) {
		if err != nil {
			return ran, nil, nil, err
		}
		err = c.viewOnce(func(t *txn) error {
			held, err := t.tally()
			news.log = int(held.count)
			for _, ev := range some {
				if err == nil {
					err = t.compareImported(ev, &ran, news, steps)
				}
			}
			return err
		})
		if err := errors.Join(err, c.attending().Err()); err != nil {
			return ran, nil, nil, err
		}
		done += len(some)
		c.report(done, 0)
	}
	if ran.Added > 0 {
		ran.Step = journal.ImportStep(run.Format+" "+run.Source, slices.Collect(maps.Keys(news.ids)))
	}
	taken = slices.SortedFunc(maps.Keys(steps), journal.ID.Compare)
	ran.Restored = len(taken)
	return ran, news, taken, nil
}

func (t *logTx) compareImported(ev journal.Event, ran *Ran, news *missing, taken map[journal.ID]bool) error {
	if t.Get(bucketLog, ev.ID[:]) == nil {
		if news.ids[ev.ID] {
			return nil // twice in the source
		}
		news.ids[ev.ID] = true
		ran.Added++
		if _, ok := ev.Body.(journal.Reviewed); ok {
			ran.Reviews++
		}
		return nil
	}
	there, err := t.event(ev.ID)
	if err != nil {
		return err
	}
	ran.Known++
	if !t.inForce(there.Step) {
		taken[there.Step] = true
		news.back++
	}
	return nil
}

// endImport writes what a run did, brings back what had been taken back, and notes that it was
// given here, now. Write is how the events are written that this takes.
func (t *txn) endImport(
	run Run, ran *Ran, taken []journal.ID, now time.Time, write func([]journal.Event) error,
) error {
	if ran.Added == 0 && len(taken) == 0 && len(run.Files) == 0 {
		return nil
	}
	own, err := journal.NewID(t.newest(), now, t.collection.options.Random)
	if err != nil {
		return err
	}
	var bodies []journal.Body
	steps := taken
	if ran.Added > 0 {
		run.Imported.Reviews = ran.Reviews
		bodies, steps = append(bodies, run.Imported), append([]journal.ID{ran.Step}, taken...)
	}
	for _, step := range taken {
		bodies = append(bodies, journal.Restored{Target: step})
	}
	events := newStep(own, bodies)
	for i := range events {
		if ran.Added > 0 {
			events[i].Step = ran.Step
		}
	}
	return errors.Join(write(events), t.forgetGiven(taken), t.giveChange(givenImport, run.Files, steps...))
}

// forgetGiven drops the entries of steps that get a new one.
func (t *logTx) forgetGiven(steps []journal.ID) error {
	var drop []*given
	err := t.eachGiven(func(g *given) bool {
		if slices.ContainsFunc(g.steps, func(s journal.ID) bool { return slices.Contains(steps, s) }) {
			drop = append(drop, g)
		}
		return true
	})
	for _, g := range drop {
		key := givenKey(g.number)
		err = errors.Join(err, t.Delete(bucketGiven, key), t.dropTexts(key))
	}
	return err
}
