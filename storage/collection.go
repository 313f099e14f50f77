package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"cards/srs"
	"cards/storage/beside"
	"cards/storage/boltfile"
	"cards/storage/folders"
)

// Options are what a collection needs from outside.
type Options struct {
	Random io.Reader     // for the ids of events
	Wait   time.Duration // how long to wait for another process; 0 means 3 s
	Holder string        // what this process does ("review", "import"): told to others who wait for it
	PID    int           // of this process, likewise
}

// Collection is one person's decks and log. Its methods may be called from several processes, but
// not from several goroutines at once.
type Collection struct {
	*room
	*logOwner
	*wholeLog
	*modelOwner
	*cardOwner
	*courseOwner
	*linkOwner
	*textOwner
	*backupOwner
	*deviceOwner
}

// room is a collection's folder and its file: transactions, what ends them, and what is done about
// damage of what is derived. The owners work in it.
type room struct {
	root    string
	options Options
	file    *boltfile.File
	cap     time.Duration   // see [Collection.CapAnswers]
	wrote   bool            // a step
	config  *folders.Config // as it was when decks were compiled, or it was needed first; nil before
	kept    keptFiles       // of the last read transaction

	mends       int          // how often what is derived was found damaged, and mended
	verified    bool         // what is noted of parameters was compared with the log
	underRepair bool         // it is just being mended
	examined    bool         // what is wrong is told, not mended
	distrusted  bool         // what is derived is damaged and cannot be written: it is derived for each read
	compiling   bool         // a compile is at work, which begins again if the text of deck files must be read again
	compiled    time.Time    // the instant of the last compile
	reread      func() error // compiles the deck files again as of that instant

	before func() error // see [Collection.BackUpFirst]

	attended context.Context     // may end what takes long; nil: nothing does
	reported func(done, all int) // see [Collection.Attend]
}

func newCollection(root string, o Options) (*Collection, error) {
	r, err := newRoom(root, o)
	log := &logOwner{r}
	whole := &wholeLog{log}
	texts := &textOwner{whole}
	r.reread = func() error {
		_, err := texts.Compile(r.attending(), r.compiled)
		return err
	}
	return &Collection{
		room: r, logOwner: log, wholeLog: whole, modelOwner: &modelOwner{whole},
		cardOwner: &cardOwner{r}, courseOwner: &courseOwner{log}, linkOwner: &linkOwner{log},
		textOwner: texts, backupOwner: &backupOwner{whole}, deviceOwner: &deviceOwner{whole},
	}, err
}

func newRoom(root string, o Options) (*room, error) {
	abs, err := filepath.Abs(root)
	r := &room{root: abs, options: o, cap: srs.AnswerCap}
	r.file = boltfile.New(r.inFolder(fileName), boltfile.Options{
		Wait: o.Wait, Holder: o.Holder, PID: o.PID,
		Sealed: sealedBuckets(), Seals: seals(),
	})
	return r, err
}

// Root returns the absolute path of the collection's folder.
func (c *room) Root() string { return c.root }

// At returns the collection in root without looking whether it is there and can be read: for what
// mends it.
func At(root string, o Options) (*Collection, error) { return newCollection(root, o) }

// Wrote says whether a step was given by this value of Collection.
func (c *room) Wrote() bool { return c.wrote }

// Open opens the collection in root: [ErrNoCollection] if there is none, [ErrNoFolder] if a file is
// in the place of [Folder], [ErrMissing] if the collection's file is gone or empty, a
// [*boltfile.DamagedError] if it cannot be read, a [*NewerError] if a later version wrote it.
func Open(root string, o Options) (*Collection, error) {
	c, err := newCollection(root, o)
	if err != nil {
		return nil, err
	}
	c.clear()
	err = c.look(nothing)
	if lost, ok := errors.AsType[*LostError](err); ok && !lost.Empty {
		if _, statErr := os.Stat(lost.Path); statErr == nil { // another process has made it meanwhile
			err = c.look(nothing)
		}
	}
	return c, err
}

// CapAnswers sets how much time an answer counts at most where time is summed: in the totals of
// days and in the pace of cards. It is [srs.AnswerCap] otherwise. What was summed with another is
// summed anew, by the next compile for all, until then by each reader for itself. The log keeps the
// time as it was.
func (c *room) CapAnswers(most time.Duration) { c.cap = most }

// AnswerCap returns how much time an answer counts at most where time is summed.
func (c *room) AnswerCap() time.Duration { return c.cap }

// BackUpFirst has back called before the log is changed at large: before an import that brings
// something new into one that is not empty, and before a step of more than 1,000 events is taken
// back or brought back. An error of it ends that, and nothing is changed.
func (c *room) BackUpFirst(back func() error) { c.before = back }

// backUpFirst is called before the log is changed at large.
func (c *room) backUpFirst() error {
	if c.before == nil {
		return nil
	}
	return c.before()
}

// nothing is done in a transaction that is there to see whether there can be one.
func nothing(*txn) error { return nil }

// Create makes a collection in root, which is created if need be, and opens it. If root holds one,
// it is [ErrExists]; if only backups are left of one, [ErrMissing]; if a file is in the place of
// [Folder], [ErrNoFolder]. Nothing but the folder [Folder] is written.
func Create(root string, now time.Time, o Options) (*Collection, error) {
	c, err := newCollection(root, o)
	if err != nil {
		return nil, err
	}
	if err := c.refuseToCreate(); err != nil {
		return nil, err
	}
	folder := c.inFolder("")
	if err := os.MkdirAll(c.root, 0o755); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, folderMode); err != nil {
		return nil, err
	}
	if err := writeNew(filepath.Join(folder, ignoreName), ignoreText); err != nil {
		return nil, err
	}
	if err := c.createFile(now); err != nil {
		return nil, err
	}
	return c, errors.Join(boltfile.SyncFolder(folder), boltfile.SyncFolder(c.root))
}

func (c *room) refuseToCreate() error {
	if err := c.checkFolder(); err != nil {
		return fmt.Errorf("create %q: %w", c.inFolder(""), err)
	}
	if _, err := os.Lstat(c.inFolder(fileName)); err == nil {
		return fmt.Errorf("create %q: %w", c.root, ErrExists)
	}
	backups, err := os.ReadDir(c.inFolder(backupName))
	if err == nil && len(backups) > 0 {
		return c.lost()
	}
	return nil
}

// writeNew writes a small file unless there is one. An empty one is what a process left that was
// stopped before it had written its text.
func writeNew(path, text string) error {
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		return nil
	}
	defer beside.Hold(filepath.Dir(path))()
	f, err := beside.Create(path)
	if err != nil {
		return err
	}
	if _, err = f.WriteString(text); err != nil {
		return errors.Join(err, f.Close(), beside.Remove(f.Name()))
	}
	return beside.Place(f, path)
}

// createFile makes an empty collection's file.
func (c *room) createFile(now time.Time) error {
	err := c.file.Create(c.filling(func(b *builder) error {
		return b.update(func(t *txn) error {
			if err := t.begin(now); err != nil {
				return err
			}
			return t.deriveAll()
		})
	}))
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("create %q: %w", c.root, ErrExists)
	}
	return err
}

// begin makes what an empty collection has before anything is derived.
func (t *txn) begin(now time.Time) error {
	for _, name := range primaryBuckets() {
		if err := t.Make(name); err != nil {
			return err
		}
	}
	if err := t.putMeta(metaFormat, format); err != nil {
		return err
	}
	return t.putMeta(metaCreated, uint64(now.UnixMilli()))
}
