package boltfile_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/storage/boltfile"
)

// entries is how many the bucket of many pages has at first.
const entries = 250

// filled returns a file with a bucket of many pages, one of a few entries and an empty one, and
// free pages.
func filled(t *testing.T) *boltfile.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.db")
	f := boltfile.New(path, boltfile.Options{Wait: 100 * time.Millisecond})
	put := func(tx *boltfile.Tx) error {
		err := errors.Join(tx.Make("empty"), tx.Make("few"), tx.Make("many"))
		for i := range entries {
			key, value := fmt.Appendf(nil, "key %04d", i), bytes.Repeat([]byte{byte(i)}, 20+i%30)
			err = errors.Join(err, tx.Put("many", key, value))
			if i < 4 {
				err = errors.Join(err, tx.Put("few", key, value))
			}
		}
		return err
	}
	if err := f.Create(func(b *boltfile.Builder) error { return b.Update(put) }); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		err := f.Update(0, func(tx *boltfile.Tx) error {
			return tx.Put("many",
				fmt.Appendf(nil, "more %d", i), []byte("x"))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// counts returns the numbers of entries, least first: a name may have changed.
func counts(contents map[string]int) []int { return slices.Sorted(maps.Values(contents)) }

// contents returns the number of entries of all buckets, by bucket.
func contents(f *boltfile.File) (map[string]int, error) {
	n := make(map[string]int)
	err := f.View(func(tx *boltfile.Tx) error {
		for _, name := range tx.Names() {
			n[name] = 0
			err := tx.Bucket(name).ForEach(func(_, _ []byte) error { n[name]++; return nil })
			if err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

// check returns what is wrong with the pages of a file, or why it could not be opened.
func check(f *boltfile.File) []error {
	var found []error
	err := f.View(func(tx *boltfile.Tx) error {
		found = tx.Check()
		return nil
	})
	if err != nil {
		found = append(found, err)
	}
	return found
}

func TestCheckFindsNothingInASoundFile(t *testing.T) {
	t.Parallel()
	if found := check(filled(t)); len(found) > 0 {
		t.Error(found)
	}
}

// TestFlippedBytes flips the bytes of a file one by one. Either the check of pages finds it, or
// every bucket still has all its entries; a key or a value that has changed is for its owner to
// find.
func TestFlippedBytes(t *testing.T) {
	t.Parallel()
	f := filled(t)
	whole, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	want, err := contents(f)
	if err != nil || want["many"] != entries+3 || want["few"] != 4 {
		t.Fatalf("%v, %v", want, err)
	}
	file, err := os.OpenFile(f.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	step := 41 // but for the first bytes of a page, all of which matter
	if inFull := os.Getenv("CARDS_LONG") != ""; inFull {
		step = 1
	}
	found := 0
	for i := range whole {
		if i%4096 > 100 && i%step != 0 {
			continue
		}
		for _, flip := range []byte{1, 0xFF} {
			if _, err := file.WriteAt([]byte{whole[i] ^ flip}, int64(i)); err != nil {
				t.Fatal(err)
			}
			if errs := check(f); len(errs) > 0 {
				found++
				plain(t, errs)
			} else if got, err := contents(f); err != nil || !slices.Equal(counts(got), counts(want)) {
				t.Errorf("byte %d of page %d by %#x: %v, %v, and the check is silent", i%4096,
					i/4096, flip, got, err)
			}
		}
		if _, err := file.WriteAt(whole[i:i+1], int64(i)); err != nil {
			t.Fatal(err)
		}
	}
	if found == 0 {
		t.Error("no flip was found")
	}
}

// plain fails if an error has words that only a programmer knows.
func plain(t *testing.T, errs []error) {
	t.Helper()
	for _, err := range errs {
		for _, word := range []string{"runtime error", "assertion", "index out of range", "memory address", "panic"} {
			if strings.Contains(err.Error(), word) {
				t.Errorf("%v", err)
			}
		}
	}
}

func TestTruncated(t *testing.T) {
	t.Parallel()
	f := filled(t)
	whole, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	want, _ := contents(f)
	for n := len(whole) - 1; n >= 0; n -= 97 {
		if err := os.WriteFile(f.Path(), whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		errs := check(f)
		plain(t, errs)
		if len(errs) > 0 {
			continue
		}
		if got, err := contents(f); err != nil || !slices.Equal(counts(got), counts(want)) {
			t.Errorf("%d bytes of %d: %v, %v, and the check is silent", n, len(whole), got, err)
		}
	}
}

// TestCountIsOfTheHeaders counts as reading does, and notices a page that hides entries.
func TestCountIsOfTheHeaders(t *testing.T) {
	t.Parallel()
	f := filled(t)
	want, err := contents(f)
	if err != nil {
		t.Fatal(err)
	}
	counted := func(bucket string) (n int, err error) {
		err = f.View(func(tx *boltfile.Tx) error {
			n, err = tx.Count(bucket)
			return err
		})
		return n, err
	}
	for name := range want {
		if n, err := counted(name); n != want[name] || err != nil {
			t.Errorf("%s: %d, %v, want %d", name, n, err, want[name])
		}
	}
	whole, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	silent := 0
	for page := 2; page < len(whole)/4096; page++ {
		flipped := bytes.Clone(whole)
		if flags, count := flipped[page*4096+8], &flipped[page*4096+10]; flags > 2 || *count < 2 {
			continue
		} else {
			*count--
		}
		if err := os.WriteFile(f.Path(), flipped, 0o600); err != nil {
			t.Fatal(err)
		}
		if n, err := counted("many"); err == nil && n == want["many"] {
			silent++ // a page that is not in use, or not of this bucket
		} else if _, ok := errors.AsType[*boltfile.DamagedError](err); !ok {
			t.Errorf("page %d hides an entry: %d, %v", page, n, err)
		}
	}
	if pages := len(whole)/4096 - 2; silent > pages/2 {
		t.Errorf("%d of %d pages could lose an entry", silent, pages)
	}
}

// TestCountOfALongBucket counts one with many branches, two parts of which are counted at once.
func TestCountOfALongBucket(t *testing.T) {
	t.Parallel()
	const long = 10_000
	f := boltfile.New(filepath.Join(t.TempDir(), "file.db"), boltfile.Options{Wait: time.Second})
	err := f.Create(func(b *boltfile.Builder) error {
		return b.Update(func(tx *boltfile.Tx) error {
			err := tx.Make("long")
			for i := range long {
				err = errors.Join(err, tx.Put("long",
					fmt.Appendf(nil, "a key of some length %09d", i), make([]byte, 100)))
			}
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	count := func() (n int, err error) {
		err = f.View(func(tx *boltfile.Tx) error {
			n, err = tx.Count("long")
			return err
		})
		return n, err
	}
	if n, err := count(); n != long || err != nil {
		t.Fatalf("%d, %v, want %d", n, err, long)
	}
	whole, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	root := widest(whole)
	children := int(binary.NativeEndian.Uint16(whole[root*4096+10:]))
	if children < 8 {
		t.Fatalf("no branch has more than %d children", children)
	}
	child := func(i int) []byte { return whole[root*4096+16+16*i+8:] } // the number of its page
	for _, i := range []int{0, children / 2, children - 1} {
		page := binary.NativeEndian.Uint64(child(i)) * 4096
		for name, spoil := range map[string]func(){
			"hides an entry": func() { whole[page+10]-- },
			"is used twice": func() {
				binary.NativeEndian.PutUint64(child(i),
					binary.NativeEndian.Uint64(child((i+children/2+1)%children)))
			},
		} {
			kept := bytes.Clone(whole)
			spoil()
			if err := os.WriteFile(f.Path(), whole, 0o600); err != nil {
				t.Fatal(err)
			}
			n, err := count()
			if _, ok := errors.AsType[*boltfile.DamagedError](err); !ok && n == long {
				t.Errorf("child %d %s: %d, %v", i, name, n, err)
			}
			if name == "is used twice" && err == nil {
				t.Errorf("child %d %s, and nothing is said", i, name)
			}
			copy(whole, kept)
		}
	}
}

// widest returns the page of the branch with the most children.
func widest(whole []byte) int {
	found, most := 0, uint16(0)
	for page := 2; page < len(whole)/4096; page++ {
		head := whole[page*4096:]
		isBranch := binary.NativeEndian.Uint64(head) == uint64(page) &&
			binary.NativeEndian.Uint16(head[8:]) == 1
		if n := binary.NativeEndian.Uint16(head[10:]); isBranch && n > most {
			found, most = page, n
		}
	}
	return found
}

// TestRemainsFindsAllEntries finds every entry of a file whose tree cannot be followed.
func TestRemainsFindsAllEntries(t *testing.T) {
	t.Parallel()
	f := filled(t)
	file, err := os.OpenFile(f.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteAt(make([]byte, 2*4096), 0); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	keys := make(map[string]bool)
	err = f.Remains(func(r boltfile.Remnant) {
		for _, e := range r.Entries {
			keys[string(e.Key)] = true
		}
	})
	for i := range entries {
		if key := fmt.Sprintf("key %04d", i); err != nil || !keys[key] {
			t.Fatalf("%q is not found, %v", key, err)
		}
	}
}
