package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"cards/storage/boltfile"
	"cards/storage/journal"
)

// errOld says that a file is of an earlier format and was not written.
var errOld = errors.New("of an earlier format")

// migrate brings a file of format 1 to this one, after a copy of it was put among the backups,
// which the program of then can read. The log stays as it is, byte for byte.
func (c *room) migrate() error {
	if err := os.MkdirAll(c.inFolder(backupName), folderMode); err != nil {
		return err
	}
	err := c.lookOnce(func(t *txn) error {
		if !t.old {
			return nil
		}
		return t.CopyTo(c.inFolder(filepath.Join(backupName, backupOfFormat1)))
	})
	if err != nil {
		return fmt.Errorf("back up before the change of format: %w", err)
	}
	return c.opening(c.file.Update(0, func(tx *boltfile.Tx) error {
		t := newTxn(c, tx)
		if err := t.check(); err != nil || !t.old {
			return err
		}
		if err := t.fromFormat1(); err != nil {
			return fmt.Errorf("change the format: %w", err)
		}
		return t.flush()
	}))
}

// backupOfFormat1 is the name of the copy that a migration leaves.
const backupOfFormat1 = "format1.db"

func (t *txn) fromFormat1() error {
	for _, name := range primaryBuckets() {
		if err := t.Make(name); err != nil {
			return err
		}
	}
	t.old = false
	t.Plain(false)
	t.recount()
	if err := errors.Join(t.putMeta(metaFormat, format), t.deriveAll()); err != nil {
		return err
	}
	return t.giveOfLog()
}

// giveOfLog makes of the newest steps in the log, which were given here for all that is known, the
// list of what was given here, in the order of the log.
func (t *stepTx) giveOfLog() error {
	var entries []*given
	byStep := make(map[journal.ID]*given)
	err := t.scan(func(ev journal.Event) error {
		if isGiven(ev.Body) && byStep[ev.Step] == nil {
			g := &given{kind: givenStep, steps: []journal.ID{ev.Step}}
			byStep[ev.Step], entries = g, append(entries, g)
		}
		if target, k, ok := journal.Target(ev.Body); ok && k == journal.KindCancel {
			if g := byStep[target]; g != nil && !t.inForce(target) {
				entries = append(entries, &given{kind: givenStep, steps: g.steps, mark: 1})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return t.giveAll(entries[max(len(entries)-maxGiven, 0):])
}

// giveAll gives entries their numbers in order. Those with a mark say that the entry of their step
// was taken back then.
func (t *stepTx) giveAll(entries []*given) error {
	byStep := make(map[journal.ID]*given)
	for _, g := range entries {
		var err error
		if first := byStep[g.steps[0]]; g.mark == 0 {
			byStep[g.steps[0]] = g
			err = t.give(g)
		} else if first != nil {
			err = t.setMark(first, true)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
