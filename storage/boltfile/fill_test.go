package boltfile_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"cards/storage/boltfile"
)

// pile is what a test fills a bucket with.
type pile struct {
	name   string
	values [][]byte // of the numbers from 0, which are the keys
}

func filledKey(i int) []byte { return binary.BigEndian.AppendUint64(nil, uint64(i)) }

// fill fills a bucket of a new file.
func (l pile) fill(b *boltfile.Builder) error {
	return b.Fill(l.name, func(put func(key, value []byte) error) error {
		for i, value := range l.values {
			if err := put(filledKey(i), value); err != nil {
				return err
			}
		}
		return nil
	})
}

// check compares what a bucket holds.
func (l pile) check(tx *boltfile.Tx) error {
	c, n := tx.Bucket(l.name).Cursor(), 0
	for key, value := c.First(); key != nil; key, value = c.Next() {
		if n == len(l.values) || !bytes.Equal(key, filledKey(n)) || !bytes.Equal(value, l.values[n]) {
			return fmt.Errorf("%s: entry %d is %x, %d bytes", l.name, n, key, len(value))
		}
		n++
	}
	if n != len(l.values) {
		return fmt.Errorf("%s: %d entries, want %d", l.name, n, len(l.values))
	}
	for i := 0; i < n; i += 1 + n/100 {
		if got := tx.Get(l.name, filledKey(i)); !bytes.Equal(got, l.values[i]) {
			return fmt.Errorf("%s: get %d: %d bytes", l.name, i, len(got))
		}
	}
	if counted, err := tx.Count(l.name); err != nil || counted != n {
		return fmt.Errorf("%s: %d entries counted, %w", l.name, counted, err)
	}
	return nil
}

// ofSizes returns the entries of a bucket of so many values, which are of the given lengths in turn.
func ofSizes(name string, n int, sizes ...int) pile {
	l := pile{name: name}
	for i := range n {
		value := bytes.Repeat([]byte{byte(i)}, sizes[i%len(sizes)])
		l.values = append(l.values, append(value, filledKey(i)...))
	}
	return l
}

func fillings() []pile {
	return []pile{
		{name: "none"},
		ofSizes("one", 1, 3),
		ofSizes("one large", 1, 100_000),
		ofSizes("some", 100, 20),
		ofSizes("many", 30_000, 20, 100, 0),
		ofSizes("mixed", 300, 0, 5000, 17, 70_000),
		ofSizes("pages", 200, 4096-8-32, 4095, 4097),
		ofSizes("sealed", 5000, 40),
	}
}

// TestFillHoldsWhatWasPut fills files, whether there is room enough or none, reads them back, and
// goes on to write them as any other.
func TestFillHoldsWhatWasPut(t *testing.T) {
	t.Parallel()
	lists := fillings()
	file := boltfile.New(filepath.Join(t.TempDir(), "file.db"),
		boltfile.Options{Sealed: []string{"sealed"}})
	err := file.Create(func(b *boltfile.Builder) error {
		err := b.Update(func(tx *boltfile.Tx) error {
			return errors.Join(tx.Make("before"), tx.Put("before", []byte("a"), make([]byte, 50_000)))
		})
		for _, l := range lists {
			err = errors.Join(err, l.fill(b), b.View(func(tx *boltfile.Tx) error {
				if got := tx.Get("before", []byte("a")); len(got) != 50_000 {
					return fmt.Errorf("what was there has %d bytes", len(got))
				}
				return nil
			}))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	checkFilled(t, file, lists)
	random := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		for i := range lists {
			change(t, file, &lists[i], random)
		}
		checkFilled(t, file, lists)
	}
}

func checkFilled(t *testing.T, file *boltfile.File, lists []pile) {
	t.Helper()
	err := file.View(func(tx *boltfile.Tx) error {
		errs := tx.Check()
		for _, l := range lists {
			errs = append(errs, l.check(tx))
		}
		return errors.Join(errs...)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// change changes a third of the values of a bucket, and how many there are.
func change(t *testing.T, file *boltfile.File, l *pile, random *rand.Rand) {
	t.Helper()
	n := random.IntN(len(l.values) + 10)
	err := file.Update(0, func(tx *boltfile.Tx) error {
		for i := n; i < len(l.values); i++ {
			if err := tx.Delete(l.name, filledKey(i)); err != nil {
				return err
			}
		}
		for i := range n {
			if i < len(l.values) && random.IntN(3) > 0 {
				continue
			}
			value := make([]byte, random.IntN(300))
			if i < len(l.values) {
				l.values[i] = value
			} else {
				l.values = append(l.values, value)
			}
			if err := tx.Put(l.name, filledKey(i), value); err != nil {
				return err
			}
		}
		l.values = l.values[:n]
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestFillAgain fills a bucket whose filling has failed, and one that holds something.
func TestFillAgain(t *testing.T) {
	t.Parallel()
	file := boltfile.New(filepath.Join(t.TempDir(), "file.db"), boltfile.Options{})
	list := ofSizes("a", 5000, 10, 90)
	errStop := errors.New("stop")
	err := file.Create(func(b *boltfile.Builder) error {
		err := b.Fill("a", func(put func(key, value []byte) error) error {
			for i := range 100_000 {
				if err := put(filledKey(i), []byte("something")); err != nil {
					return err
				}
			}
			return errStop
		})
		if !errors.Is(err, errStop) {
			t.Errorf("%v, want the error of what fills", err)
		}
		return errors.Join(list.fill(b), list.fill(b))
	})
	if err != nil {
		t.Fatal(err)
	}
	checkFilled(t, file, []pile{list})
}

// TestFillRefusesDisorder holds that entries that do not ascend are not taken.
func TestFillRefusesDisorder(t *testing.T) {
	t.Parallel()
	for _, keys := range [][]string{{"b", "a"}, {"a", "a"}, {""}, {"a", "ab", "aa"}} {
		file := boltfile.New(filepath.Join(t.TempDir(), "file.db"), boltfile.Options{})
		err := file.Create(func(b *boltfile.Builder) error {
			return b.Fill("a", func(put func(key, value []byte) error) error {
				for _, key := range keys {
					if err := put([]byte(key), nil); err != nil {
						return err
					}
				}
				return nil
			})
		})
		if err == nil {
			t.Errorf("%q is taken", keys)
		}
	}
}
