package boltfile_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"cards/storage/boltfile"
)

// large returns a file whose pages are not all looked at when it is opened, with so many entries in
// a bucket that it has branches beneath branches.
func large(t *testing.T, n int) (f *boltfile.File, keys [][]byte) {
	t.Helper()
	f = boltfile.New(filepath.Join(t.TempDir(), "file.db"), boltfile.Options{})
	for i := range n {
		keys = append(keys, fmt.Appendf(nil, "key %06d %s", 2*i, bytes.Repeat([]byte("x"), 80)))
	}
	err := f.Create(func(b *boltfile.Builder) error {
		return b.Update(func(tx *boltfile.Tx) error {
			err := tx.Make("many")
			for i, key := range keys {
				err = errors.Join(err, tx.Put("many", key, bytes.Repeat(key[:10], 1+i%7)))
			}
			return err
		})
	})
	if info, _ := os.Stat(f.Path()); err != nil || info.Size() < 1<<20 {
		t.Fatal(info.Size(), err)
	}
	return f, keys
}

// TestCursor moves about at random in a bucket and compares with the list of its keys.
func TestCursor(t *testing.T) {
	t.Parallel()
	f, keys := large(t, 9000)
	rng := rand.New(rand.NewPCG(1, 2))
	err := f.View(func(tx *boltfile.Tx) error {
		b := tx.Bucket("many")
		c, at := b.Cursor(), -1
		for range 200_000 {
			var key, value []byte
			switch rng.IntN(12) {
			case 0:
				key, value = c.First()
				at = 0
			case 1:
				key, value = c.Last()
				at = len(keys) - 1
			case 2:
				key, value = c.Seek(fmt.Appendf(nil, "key %06d", 2*len(keys)))
				at = -1
			case 3, 4:
				wanted := rng.IntN(2 * len(keys))
				key, value = c.Seek(fmt.Appendf(nil, "key %06d", wanted))
				at = (wanted + 1) / 2
			case 5, 6, 7, 8:
				key, value = c.Next()
				if at >= 0 {
					at++
				}
			default:
				key, value = c.Prev()
				if at >= 0 {
					at--
				}
			}
			if at < 0 || at >= len(keys) {
				at = -1
			}
			switch {
			case at < 0 && key != nil:
				t.Fatalf("%q beyond the ends", key)
			case at >= 0 && !bytes.Equal(key, keys[at]):
				t.Fatalf("%q, want %q", key, keys[at])
			case at >= 0 && !bytes.Equal(value, bytes.Repeat(key[:10], 1+at%7)):
				t.Fatalf("%q has %q", key, value)
			}
		}
		for i, key := range keys {
			if got := b.Get(key); !bytes.Equal(got, bytes.Repeat(key[:10], 1+i%7)) {
				t.Fatalf("%q has %q", key, got)
			}
			if got := b.Get(key[:10]); got != nil {
				t.Fatalf("%q has %q", key[:10], got)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestDamagedPageHidesNothing damages pages of a large file: those who read all entries get all of
// them, or an error.
func TestDamagedPageHidesNothing(t *testing.T) {
	t.Parallel()
	f, keys := large(t, 9000)
	whole, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	const size = 4096
	order := binary.NativeEndian
	isBranch := func(page []byte) bool { return order.Uint16(page[8:]) == 1 }
	damage := map[string]func(page []byte, id int){
		"one entry less": func(page []byte,
			_ int,
		) {
			order.PutUint16(page[10:], order.Uint16(page[10:])-1)
		},
		"one entry": func(page []byte, _ int) { order.PutUint16(page[10:], 1) },
		"nothing":   func(page []byte, _ int) { clear(page) },
		"another page": func(page []byte, id int) {
			if !isBranch(page) { // in the place of the root it would be a bucket of its own
				copy(page, whole[(id+1)*size:][:size])
				order.PutUint64(page, uint64(id))
			}
		},
		"a circle": func(page []byte, id int) {
			if isBranch(page) {
				order.PutUint64(page[16+8:], uint64(id))
			}
		},
		"a page twice": func(page []byte, _ int) {
			if isBranch(page) {
				copy(page[16+8:][:8], page[32+8:])
			}
		},
	}
	found := 0
	for id := 2; (id+2)*size <= len(whole); id++ {
		page := whole[id*size:][:size]
		if n := order.Uint16(page[10:]); order.Uint64(page) != uint64(id) || n < 2 ||
			!isBranch(page) && id%9 > 0 {
			continue
		}
		for name, spoil := range damage {
			spoilt := bytes.Clone(page)
			spoil(spoilt, id)
			write(t, f, id*size, spoilt)
			got, err := contents(f)
			if err == nil && got["many"] != len(keys) {
				t.Errorf("page %d, %s: %v", id, name, got)
			} else if err != nil {
				found++
				plain(t, []error{err})
			}
			write(t, f, id*size, page)
		}
	}
	if got, err := contents(f); err != nil || got["many"] != len(keys) || found == 0 {
		t.Errorf("%v, %v, %d found", got, err, found)
	}
}

// write writes into a file.
func write(t *testing.T, f *boltfile.File, at int, data []byte) {
	t.Helper()
	file, err := os.OpenFile(f.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.WriteAt(data, int64(at)); err != nil {
		t.Fatal(err)
	}
}
