//go:build unix

package storage_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"cards/storage"
	"cards/storage/boltfile"
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
	var damaged *boltfile.DamagedError
	if _, err := storage.Open(root, storagetest.Options(1)); !errors.As(err, &damaged) {
		t.Errorf("open: %v", err)
	}
}

// TestNoteThatIsAPipe has a pipe in the place of the note of a long operation while someone waits
// for its lock.
func TestNoteThatIsAPipe(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	options := storagetest.Options(2)
	options.Wait = 60 * time.Millisecond
	second, err := storage.Open(c.Root(), options)
	if err != nil {
		t.Fatal(err)
	}
	key := c.AnyKey()
	err = c.WhileLocked(func() {
		if err := syscall.Mkfifo(dbPath(c.Root())+".holder", 0o600); err != nil {
			t.Error(err)
		}
		var busy *boltfile.BusyError
		if _, err := second.Card(key); !errors.As(err, &busy) || busy.Holder != "" {
			t.Errorf("read: %v", err)
		}
	}, "", c.Now)
	if err != nil {
		t.Fatal(err)
	}
}

// TestLogOfAPipe looks for a log in a pipe into which nobody writes, and for backups among such.
func TestLogOfAPipe(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, nil)
	pipe := filepath.Join(c.BackupFolder(), "2026-03-01T08-00-00Z.backup")
	if err := errors.Join(os.MkdirAll(c.BackupFolder(), 0o700),
		syscall.Mkfifo(pipe, 0o600)); err != nil {
		t.Fatal(err)
	}
	if format, err := storage.LogOf(pipe); format != storage.NoLog || err != nil {
		t.Errorf("a pipe holds a log of format %q, %v", format, err)
	}
	if _, err := c.Restore(t.Context(), pipe, c.Now); err == nil {
		t.Error("a pipe was restored")
	}
	list, err := c.Backups()
	if err != nil || len(list) != 0 {
		t.Errorf("%v and %v: a pipe is a backup", list, err)
	}
}
