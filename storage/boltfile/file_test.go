package boltfile_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"cards/storage/boltfile"
)

// create returns a file with one bucket in which an entry is larger than a page.
func create(t *testing.T) *boltfile.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.db")
	f := boltfile.New(path, boltfile.Options{Wait: 100 * time.Millisecond})
	err := f.Create(func(b *boltfile.Builder) error {
		return b.Update(func(tx *boltfile.Tx) error {
			return errors.Join(tx.Make("a"), tx.Put("a", []byte("key"), bytes.Repeat([]byte("x"), 40_000)))
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestDamageDoesNotKeepTheLock opens a file that has lost its end again and again in one process.
func TestDamageDoesNotKeepTheLock(t *testing.T) {
	t.Parallel()
	f := create(t)
	if err := os.Truncate(f.Path(), 16384); err != nil {
		t.Fatal(err)
	}
	nothing := func(*boltfile.Tx) error { return nil }
	for range 3 {
		for _, err := range []error{f.Update(0, nothing), f.View(nothing)} {
			if _, ok := errors.AsType[*boltfile.DamagedError](err); !ok {
				t.Errorf("%v, want damage", err)
			}
		}
	}
}

func TestCreateLeavesAloneWhatIsThere(t *testing.T) {
	t.Parallel()
	f := create(t)
	before, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	err = f.Create(func(b *boltfile.Builder) error { return nil })
	if !errors.Is(err, os.ErrExist) {
		t.Errorf("create: %v", err)
	}
	if after, _ := os.ReadFile(f.Path()); !bytes.Equal(before, after) {
		t.Error("the file was changed")
	}
	entries, err := os.ReadDir(filepath.Dir(f.Path()))
	if len(entries) != 1 || err != nil {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
}
