package storage

import (
	"errors"
	"io"
	"time"

	"cards/deck"
	"cards/storage/boltfile"
	"cards/storage/journal"
)

// ErrCommit is what commits fail with that are made to.
var ErrCommit = errors.New("input/output error")

// FailCommit lets the next commit fail, after it has saved everything or before it has saved
// anything.
func (c *Collection) FailCommit(saved bool) {
	c.onCommit(func(save func() error) error {
		c.onCommit(nil)
		if !saved {
			return ErrCommit
		}
		return errors.Join(ErrCommit, save())
	})
}

// PanicInCommit lets the next commit panic after it has saved everything.
func (c *Collection) PanicInCommit() {
	c.onCommit(func(save func() error) error {
		c.onCommit(nil)
		panic(save())
	})
}

// FailCommits lets every commit fail before it has saved anything.
func (c *Collection) FailCommits() { c.onCommit(func(func() error) error { return ErrCommit }) }

func (c *Collection) onCommit(commit func(save func() error) error) {
	o := c.fileOptions()
	o.Commit = commit
	c.file = boltfile.New(c.file.Path(), o)
}

func (c *Collection) fileOptions() boltfile.Options {
	return boltfile.Options{
		Wait: c.options.Wait, Holder: c.options.Holder, PID: c.options.PID,
		Sealed: sealedBuckets(), Seals: seals(),
	}
}

// Damage changes a stored value without regard for what it means.
func (c *Collection) Damage(bucket string, change func(key, value []byte) []byte) error {
	return c.update(func(t *txn) error {
		key, value := t.Bucket(bucket).Cursor().First()
		return t.Put(bucket, append([]byte(nil), key...), change(key, append([]byte(nil), value...)))
	})
}

// SetFormat lets the file say that it is of another format.
func (c *Collection) SetFormat(n uint64) error {
	return c.update(func(t *txn) error { return t.putMeta(metaFormat, n) })
}

// ForgetDerived empties what is derived and lets the file say that it was derived by other rules.
func (c *Collection) ForgetDerived() error {
	return c.update(func(t *txn) error {
		return errors.Join(t.clearDerived(),
			t.putMeta(metaRules, 0))
	})
}

// WhileLocked runs do while the file is locked for writing, by a long operation if does is not
// empty.
func (c *Collection) WhileLocked(do func(), does string, now time.Time) error {
	o := c.fileOptions()
	o.Holder = does
	return boltfile.New(c.file.Path(), o).Update(0, func(tx *boltfile.Tx) (err error) {
		if does != "" {
			err = tx.Announce(now)
		}
		do()
		return err
	})
}

// SetInPlace lets large writes go into the file itself, as where an open file cannot be replaced,
// or not.
func (c *Collection) SetInPlace(inPlace bool) {
	o := c.fileOptions()
	o.InPlace = inPlace
	c.file = boltfile.New(c.file.Path(), o)
}

// IsYoung says whether a deck file is to be read again whatever its stamp says.
func (c *Collection) IsYoung(path string) (young bool, err error) {
	err = c.view(func(t *txn) error {
		files, err := t.deckFiles()
		for _, f := range files {
			young = young || f.path == path && f.young
		}
		return err
	})
	return young, err
}

// IsLive says whether a key is known to stand in a deck file.
func (c *Collection) IsLive(k deck.Key) (live bool, err error) {
	err = c.view(func(t *txn) error { live = t.isLive(k); return nil })
	return live, err
}

// ForgetProposals loses the note of what compiles found likely.
func (c *Collection) ForgetProposals() error {
	return c.update(func(t *txn) error { return t.Delete(bucketMeta, []byte(metaProposals)) })
}

// DamageProposals makes that note one that cannot be read.
func (c *Collection) DamageProposals() error {
	return c.update(func(t *txn) error {
		return t.Put(bucketMeta, []byte(metaProposals),
			[]byte{9, 1})
	})
}

// FailCommitAfter lets commits fail, before they have saved anything, for which fails says so.
func (c *Collection) FailCommitAfter(fails func() bool) {
	c.onCommit(func(save func() error) error {
		if fails != nil && fails() {
			return ErrCommit
		}
		return save()
	})
}

// GivenHere returns how many steps are known to have been given here.
func (c *Collection) GivenHere() (n int, err error) {
	err = c.view(func(t *txn) error { return t.eachGiven(func(*given) bool { n++; return true }) })
	return n, err
}

// GiveSteps notes n steps that do not exist as given here.
func (c *Collection) GiveSteps(n int) error {
	return c.update(func(t *txn) error {
		for i := range n {
			step := journal.ID{14: byte(i >> 8), 15: byte(i)}
			if err := t.give(&given{kind: givenStep, steps: []journal.ID{step}}); err != nil {
				return err
			}
		}
		return nil
	})
}

// RunRoom is how many bytes are read at once from a run of sorted events.
const RunRoom = runRoom

// ReadRun calls do for the events of a run, in its order.
func ReadRun(run io.Reader, do func(id journal.ID, value []byte)) error {
	r := &runReader{from: run}
	for {
		if err := r.next(); err != nil {
			return err
		}
		do(r.id, r.value)
	}
}
