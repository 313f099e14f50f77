package boltfile

import (
	"errors"
	"maps"
	"os"
	"slices"
	"time"
)

// ErrBeyond says that a file is damaged in a place that everything else depends on.
var ErrBeyond = errors.New("the pages that lead to the others are damaged")

// Mend puts a new file in the place of one of which some buckets are damaged. Fill makes the new
// one of the buckets that are not: spoilt names those with damaged pages, which may not be read.
// Nobody writes the old file meanwhile. If it was replaced by the time the new one is whole, that
// is given up. The error is [ErrBeyond] if the file is damaged outside of its buckets too.
func (f *File) Mend(fill func(b *Builder, old *Tx, spoilt []string) error) error {
	h, err := f.open(true, 0)
	if err != nil {
		return err
	}
	defer func() { _ = h.release() }() // it is thrown away
	var path string
	var mended uint64
	err = f.guarded(h, func() error {
		w, err := walkerOf(h.opened)
		if err != nil || len(w.found) > 0 {
			return errors.Join(ErrBeyond, err)
		}
		mended = w.meta.txid
		w.tree("", w.meta.root, nil, nil, 0)
		if w.spoilt[""] {
			return ErrBeyond
		}
		spoilt := slices.Sorted(maps.Keys(w.spoilt))
		tx, err := h.Begin(false)
		if err != nil {
			return err
		}
		path, err = f.build(f.folder(), 0, func(b *Builder) error {
			return fill(b, &Tx{tx: tx, file: f, handle: h}, spoilt)
		})
		return errors.Join(err, tx.Rollback())
	})
	if err == nil {
		err = unlock(h.opened) // others who read it go on; whoever writes it is noticed
	}
	if err == nil {
		err = f.placeMended(path, h.opened, mended)
	}
	if path != "" {
		err = errors.Join(err, removeIfThere(path))
	}
	return err
}

// placeMended gives a new file its name, unless the old one was written or replaced since.
func (f *File) placeMended(path string, old *os.File, txid uint64) error {
	file, err := openExisting(f.path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := f.lockWaiting(file); err != nil {
		return err
	}
	w, err := walkerOf(file)
	if err != nil || w.meta.txid != txid || !isAt(old, f.path) {
		return nil // whoever was there first has seen to it, or the next who meets the damage does
	}
	if err := os.Rename(path, f.path); err != nil {
		return err
	}
	return SyncFolder(f.folder())
}

// lockWaiting takes the lock of a file as soon as nobody has it.
func (f *File) lockWaiting(file *os.File) error {
	const pause = 20 * time.Millisecond
	for waited := time.Duration(0); ; waited += pause {
		err := lock(file)
		if err == nil {
			return nil
		}
		if waited >= f.wait() {
			return f.busy()
		}
		time.Sleep(pause)
	}
}
