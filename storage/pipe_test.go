//go:build unix

package storage_test

import (
	"errors"
	"os"
	"syscall"
	"testing"

	"cards/storage"
	"cards/storage/storagetest"
)

// TestPipeIsNotOpened has a pipe in the place of the file, which whoever opens it waits for.
func TestPipeIsNotOpened(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if _, err := storage.Create(root, storagetest.Start(), storagetest.Options(1)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Remove(dbPath(root)), syscall.Mkfifo(dbPath(root), 0o600)); err != nil {
		t.Fatal(err)
	}
	var damaged *storage.DamagedError
	if _, err := storage.Open(root, storagetest.Options(1)); !errors.As(err, &damaged) {
		t.Errorf("open: %v", err)
	}
}
