package storage

import (
	"errors"
	"iter"
	"maps"
	"slices"
	"time"

	"cards/storage/ahead"
	"cards/storage/journal"
)

// Run is one run of an import.
type Run struct {
	journal.Imported              // Reviews is filled in
	Files            []FileChange // that it is about to write
}

// unwritten is a deck file that an import noted, and was stopped before it wrote it.
type unwritten struct {
	Path  string // as in [Card.Path]
	after fileHash
}

// wants says whether a text is the one that the file was to get.
func (u unwritten) wants(text []byte) bool { return hashOf(text) == u.after }

// unwritten returns the deck files of the newest import in force that are still as they were before
// it.
func (c *wholeLog) unwritten() ([]unwritten, error) {
	var files []unwritten
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
				files = append(files, unwritten{f.path, f.after})
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

// Import writes the events of a source, as [journal.AppendImported] lays them one behind the other,
// some at once, each piece until the next; their steps are chosen here. It never replaces: what is
// there is left out, and in force again if it had been taken back. What it adds is one step, which
// undo takes back as one; a run that adds and restores nothing is none. The files are noted, for
// undo, before they are written. It waits for importers of other programs' collections.
func (c *wholeLog) Import(run Run,
	events iter.Seq2[[]byte, error], now time.Time,
) (_ Ran, err error) {
	came, err := c.laidInOrder(events)
	if err != nil {
		return Ran{}, err
	}
	defer func() { err = errors.Join(err, came.close()) }()
	texts := newFiles{files: run.Files}
	run.Files = slices.Clone(run.Files)
	for i := range run.Files {
		run.Files[i].Read = nil
	}
	texts.begin() // no earlier: making the events takes all processors, and much memory
	defer texts.end()
	i := importing{Run: run, news: make([]bool, came.n), taken: make(map[journal.ID]bool)}
	if err := c.compareImport(&i, came); err != nil {
		return i.ran, err
	}
	if !i.isNothing() {
		if newest, err := c.Newest(); err != nil || !newest.IsZero() {
			if err := errors.Join(err, c.backUpFirst()); err != nil {
				return i.ran, err
			}
		}
	}
	stepped := came.entries(func(n int) bool { return i.news[n] }, i.ran.Step)
	if max(i.ran.Added, i.back) > inPlaceAtOnce && !c.file.InPlace() {
		return i.ran, c.importAll(&i, stepped, texts.take, now)
	}
	texts.end() // the next compile reads the files
	return i.ran, c.update(func(t *txn) error {
		for some, err := range chunks(stepped, inPlaceAtOnce) {
			var events []journal.Event
			if err == nil {
				events, err = eventsIn(some)
			}
			if err == nil {
				err = t.write(events)
			}
			if err != nil {
				return err
			}
		}
		return t.endImport(&i, now, t.write)
	})
}

// importing is a run on its way into the log.
type importing struct {
	Run
	ran   Ran
	news  []bool              // by the numbers of the events: those that the log does not have
	taken map[journal.ID]bool // steps that are to be in force again
	back  int                 // events of these
}

// isNothing says whether the run does nothing.
func (i *importing) isNothing() bool {
	return i.ran.Added == 0 && len(i.taken) == 0 && len(i.Files) == 0
}

// restored returns the steps that are to be in force again, in order.
func (i *importing) restored() []journal.ID {
	return slices.SortedFunc(maps.Keys(i.taken), journal.ID.Compare)
}

// importAll is [Collection.Import] of many events, into a new file.
func (c *wholeLog) importAll(i *importing,
	events iter.Seq2[entry, error], texts func() *ahead.Pieces[[]*job], now time.Time,
) error {
	turned := make(map[journal.ID]journal.Kind, len(i.taken))
	for step := range i.taken {
		turned[step] = journal.KindRestore
	}
	return c.rewrite(now, rewriting{
		more: i.ran.Added,
		fill: func(r *rewriter) error {
			err := r.copyAll()
			if err == nil {
				err = r.storeNew(texts())
			}
			if err != nil {
				return err
			}
			_, err = r.unite(events, false, turned)
			return err
		},
		end: func(_, fresh *txn) error { return fresh.endImport(i, now, fresh.writeTurned) },
	})
}

// compareImport finds out what of a source is new, and which steps are to be in force again.
func (c *wholeLog) compareImport(i *importing, came *ordered) error {
	step := journal.NewImportStep(i.Format + " " + i.Source)
	n, last := 0, journal.ID{}
	compare := func(t *txn, some []head) error {
		isEmpty := t.newest().IsZero()
		for _, h := range some {
			known := h.id == last // it is twice in the source
			if !known && !isEmpty {
				var err error
				if known, err = t.compareImported(i, h.id); err != nil {
					return err
				}
			}
			if !known {
				step.Add(h.id)
				i.add(n, h)
			}
			n, last = n+1, h.id
		}
		return nil
	}
	err := ahead.Each(came.headsAhead, func(some []head) error {
		err := c.viewOnce(func(t *txn) error { return compare(t, some) })
		c.report(n, 0)
		return errors.Join(err, c.attending().Err())
	})
	if i.ran.Added > 0 {
		i.ran.Step = step.ID()
	}
	i.ran.Restored = len(i.taken)
	return err
}

// add notes that an event of the source is new, by its number.
func (i *importing) add(n int, h head) {
	i.news[n] = true
	i.ran.Added++
	if h.kind == journal.KindReview {
		i.ran.Reviews++
	}
}

// compareImported says whether the log has an event. If its step has been taken back, it is to be
// in force again.
func (t *eventTx) compareImported(i *importing, id journal.ID) (known bool, err error) {
	if t.Get(bucketLog, id[:]) == nil {
		return false, nil
	}
	there, err := t.event(id)
	if err != nil {
		return false, err
	}
	i.ran.Known++
	if !t.inForce(there.Step) {
		i.taken[there.Step] = true
		i.back++
	}
	return true, nil
}

// endImport writes what a run did, brings back what had been taken back, and notes that it was
// given here, now. Write is how the events are written that this takes.
func (t *txn) endImport(i *importing, now time.Time, write func([]journal.Event) error) error {
	if i.isNothing() {
		return nil
	}
	own, err := journal.NewID(t.newest(), now, t.collection.options.Random)
	if err != nil {
		return err
	}
	var bodies []journal.Body
	taken := i.restored()
	steps := taken
	if i.ran.Added > 0 {
		imported := i.Imported
		imported.Reviews = i.ran.Reviews
		bodies, steps = append(bodies, imported), append([]journal.ID{i.ran.Step}, taken...)
	}
	for _, step := range taken {
		bodies = append(bodies, journal.Restored{Target: step})
	}
	events := newStep(own, bodies)
	for n := range events {
		if i.ran.Added > 0 {
			events[n].Step = i.ran.Step
		}
	}
	return errors.Join(write(events), t.forgetGiven(taken),
		t.giveChange(givenImport, i.Files, steps...))
}

// forgetGiven drops the entries of steps that get a new one.
func (t *stepTx) forgetGiven(steps []journal.ID) error {
	var drop []*given
	err := t.eachGiven(func(g *given) bool {
		if slices.ContainsFunc(g.steps,
			func(s journal.ID) bool { return slices.Contains(steps, s) }) {
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
