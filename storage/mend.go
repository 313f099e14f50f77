package storage

import (
	"errors"
	"fmt"
	"slices"

	"cards/storage/boltfile"
)

// Mended says whether something was damaged that follows from the log and the deck files, and was
// derived anew.
func (c *room) Mended() bool { return c.mends > 0 }

// errMended says that what is known of the deck files was damaged and has been dropped.
var errMended = errors.New("what was known of the deck files is read again")

// mending attempts what stumbles over damage a second time, once what is derived was derived anew.
// Damage of what cannot be derived stays an error.
func (c *room) mending(attempt func() error) error {
	err := attempt()
	if !isDamage(err) || c.underRepair || c.examined {
		return err
	}
	c.underRepair = true
	defer func() { c.underRepair = false }()
	reread, mendErr := c.mend()
	switch {
	case isReadOnly(mendErr):
		c.distrusted = true
	case mendErr != nil:
		return err
	case reread && c.compiling:
		c.mends++
		return errMended
	case reread && !c.compiled.IsZero(): // else the command is about to
		if err := c.reread(); err != nil {
			return err
		}
	}
	c.mends++
	return attempt()
}

// mend derives anew what is derived, in a new file that takes the place of the old one. Reread says
// that the text of the deck files was damaged too: it is left out, for the next compile.
func (c *room) mend() (reread bool, err error) {
	if c.file.InPlace() {
		return false, c.updateOnce(0, func(t *txn) error {
			return errors.Join(t.soundBeneath(),
				t.deriveAll())
		})
	}
	err = c.file.Mend(func(b *boltfile.Builder, old *boltfile.Tx, spoilt []string) error {
		t := newTxn(c, old)
		if slices.ContainsFunc(spoilt, isOwn) {
			return boltfile.ErrBeyond
		}
		if err := errors.Join(t.check(), t.soundBeneath()); err != nil {
			return err
		}
		if t.old {
			return errOld
		}
		reread = slices.ContainsFunc(spoilt, isOfText) || t.checkText() != nil
		return (&builder{Builder: b, collection: c}).mend(t, reread)
	})
	return reread, err
}

// mend fills a new file by what cannot be derived.
func (b *builder) mend(old *txn, reread bool) error {
	for _, name := range primaryBuckets() {
		if reread && isOfText(name) {
			if err := b.update(func(t *txn) error { return t.Make(name) }); err != nil {
				return err
			}
			continue
		}
		if err := b.Copy(old.Tx, name, nil); err != nil {
			return err
		}
	}
	return b.deriveAll()
}

// isOfText says whether a bucket can be made anew from the deck files.
func isOfText(bucket string) bool { return bucket == bucketFiles || bucket == bucketNotes }

// isOwn says whether what is in a bucket is nowhere else.
func isOwn(bucket string) bool {
	return !isOfText(bucket) && slices.Contains(primaryBuckets(), bucket)
}

// soundBeneath reads all that cannot be derived, and returns what is wrong with it.
func (t *fileTx) soundBeneath() error {
	for _, name := range primaryBuckets() {
		if t.Bucket(name) == nil {
			return fmt.Errorf("bucket %q is missing", name)
		}
	}
	return errors.Join(append(t.checkLog(), t.checkOwn()...)...)
}

// checkText reads what is known of the deck files.
func (t *fileTx) checkText() error {
	files, err := t.deckFiles()
	for id := range files {
		if err == nil {
			_, err = t.content(id)
		}
	}
	return err
}
