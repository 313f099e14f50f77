package storage

import (
	"encoding/binary"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"cards/storage/ahead"
	"cards/storage/boltfile"
)

// entriesIn is a stage that fills a bucket with so many entries.
func entriesIn(bucket string, n int, value []byte) stage {
	return fills(bucket, func(_ *txn, put putter) error {
		for i := range n {
			if err := put(binary.BigEndian.AppendUint64(make([]byte, 8), uint64(i)), value); err != nil {
				return err
			}
		}
		return nil
	})
}

// TestFillThatRemapsWaitsForAScan fills a bucket with more than the file is mapped to while the log
// is read, and lets the reading go on only when the filling waits for its end.
func TestFillThatRemapsWaitsForAScan(t *testing.T) {
	t.Parallel()
	const events, entries = 3 * eventsAhead, 50_000
	read, filled := 0, 0
	whole := fillFresh(t, func(b *builder) error {
		b.pass = func(n int) error { read += n; return nil }
		if err := b.runAll([]stage{entriesIn(bucketLog, events, make([]byte, 40))}); err != nil {
			return err
		}
		var filling *ahead.Task
		begun := func() {
			ended := make(chan struct{})
			filling = ahead.Do(func() error {
				defer close(ended)
				return b.runAll([]stage{entriesIn(bucketPlaces, entries, make([]byte, 40))})
			})
			select {
			case <-ended:
				t.Error("who fills has not waited")
			case <-time.After(100 * time.Millisecond): // it comes to where it waits
			}
		}
		none := func([]byte) bool { return false }
		err := b.scan(none, begun, func(*logTx, *numbered) error { return nil })
		return errors.Join(err, filling.Wait(), b.view(func(t *txn) error {
			return t.Bucket(bucketPlaces).ForEach(func(_, _ []byte) error { filled++; return nil })
		}))
	})
	select {
	case err := <-whole:
		if err != nil || read != events || filled != entries {
			t.Errorf("%d events read, %d entries filled, %v", read, filled, err)
		}
	case <-time.After(20 * time.Second):
		t.Error("who reads and who fills wait for one another")
	}
}

// fillFresh fills a new file for which no room is mapped, and says how that ended.
func fillFresh(t *testing.T, fill func(*builder) error) <-chan error {
	t.Helper()
	root := t.TempDir()
	r, err := newRoom(root, Options{})
	if err != nil {
		t.Fatal(err)
	}
	whole := make(chan error, 1)
	go func() {
		whole <- boltfile.New(filepath.Join(root, "new.db"), boltfile.Options{}).Create(r.filling(fill))
	}()
	return whole
}
