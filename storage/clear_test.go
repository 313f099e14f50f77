package storage_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"cards/deck/from/anki"
	"cards/storage"
	"cards/storage/beside"
	"cards/storage/storagetest"
)

// TestUnpackedIsCleared leaves a folder in which a package was unpacked, as a process does that is
// killed: it stays while somebody is at it, and goes then; what others have put there stays.
func TestUnpackedIsCleared(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if _, err := storage.Create(root, storagetest.Start(), storagetest.Options(1)); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(root, storage.Folder)
	left, err := os.MkdirTemp(folder, anki.Unpacked)
	other := filepath.Join(folder, "anki")
	err = errors.Join(err, os.Mkdir(other, 0o700),
		os.WriteFile(filepath.Join(left, "rows"), nil, 0o600))
	if err != nil {
		t.Fatal(err)
	}
	for _, held := range []bool{true, false} {
		release := func() {}
		if held {
			release = beside.Hold(folder)
		}
		if _, err := storage.Open(root, storagetest.Options(1)); err != nil {
			t.Fatal(err)
		}
		release()
		if _, err := os.Stat(left); errors.Is(err, fs.ErrNotExist) == held {
			t.Errorf("held %v: %v", held, err)
		}
	}
	if _, err := os.Stat(other); err != nil {
		t.Error(err)
	}
}
