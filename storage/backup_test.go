package storage_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/backup"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// loggedOf returns all events of a log as the log keeps them, by id.
func loggedOf(t *testing.T, c *storage.Collection) map[journal.ID]string {
	t.Helper()
	events := make(map[journal.ID]string)
	err := c.Events(func(e journal.Event, _ bool, _ deck.Key) bool {
		value, err := journal.Encode(e)
		if err != nil {
			t.Error(err)
		}
		events[e.ID] = string(value)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return events
}

func backedUp(t *testing.T, c *storagetest.Collection) backup.Info {
	t.Helper()
	info, err := c.Backup(t.Context(), c.Now)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// TestALostLogHasItsFullestBackup: a clock that was ahead names a backup as if it were the newest.
func TestALostLogHasItsFullestBackup(t *testing.T) {
	t.Parallel()
	for _, clocks := range [][]int{{0, 1, 2}, {400, 1, 2}, {0, 400, 2}, {400, 300, 2}, {2, 1, 0}, {0, -400, 1}} { // days
		c := storagetest.New(t, map[string]string{"a.md": twoCards})
		start := c.Now
		var last backup.Info
		for _, days := range clocks {
			c.Rate("one?", srs.Good)
			info, err := c.Backup(t.Context(), start.AddDate(0, 0, days))
			if err != nil {
				t.Fatal(err)
			}
			c.Now, last = c.Now.Add(time.Hour), info
		}
		path := dbPath(c.Root())
		if err := os.Rename(path, path+".away"); err != nil {
			t.Fatal(err)
		}
		_, err := storage.Open(c.Root(), storagetest.Options(2))
		if err := os.Rename(path+".away", path); err != nil {
			t.Fatal(err)
		}
		lost, ok := errors.AsType[*storage.LostError](err)
		if !ok || lost.Backup != last.Name {
			t.Errorf("clocks %v: %v names %+v, want %s", clocks, err, lost, last.Name)
		}
	}
}

func TestRestoreGoesBackToABackup(t *testing.T) {
	t.Parallel()
	for _, inPlace := range []bool{false, true} {
		c := storagetest.New(t, map[string]string{"a.md": twoCards})
		c.SetInPlace(inPlace)
		c.Rate("one?", srs.Good)
		want := loggedOf(t, c.Collection)
		info := backedUp(t, c)
		if info.Reviews != 1 || info.Events != len(want) {
			t.Errorf("%+v", info)
		}
		c.Now = c.Now.Add(time.Hour)
		c.Rate("one?", srs.Good)
		c.Rate("two?", srs.Again)
		full := loggedOf(t, c.Collection)
		c.Now = c.Now.Add(time.Hour)
		done, err := c.Restore(t.Context(), filepath.Join(c.BackupFolder(), info.Name), c.Now)
		if err != nil || done.Lacking != 2 || done.Kept != "" || done.Before.Reviews != 3 {
			t.Fatalf("%+v, %v", done, err)
		}
		if got := loggedOf(t, c.Collection); !equalEvents(got, want) {
			t.Errorf("%d events, want %d", len(got), len(want))
		}
		c.Compile()
		before := filepath.Join(c.BackupFolder(), done.Before.Name)
		if back, err := c.Restore(t.Context(), before, c.Now); err != nil || back.Lacking != 0 {
			t.Fatalf("%+v, %v", back, err)
		}
		if got := loggedOf(t, c.Collection); !equalEvents(got, full) {
			t.Errorf("%d events after going forth again, want %d", len(got), len(full))
		}
	}
}

func equalEvents(a, b map[journal.ID]string) bool {
	for id, value := range a {
		if b[id] != value {
			return false
		}
	}
	return len(a) == len(b)
}

// TestRestoreOverDamage restores where the file is damaged or gone; the damaged one is kept.
func TestRestoreOverDamage(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	c.Rate("one?", srs.Good)
	want := loggedOf(t, c.Collection)
	path := filepath.Join(c.BackupFolder(), backedUp(t, c).Name)
	garbage := bytes.Repeat([]byte("no database\n"), 999)
	if err := os.WriteFile(dbPath(c.Root()), garbage, 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		done, err := c.Restore(t.Context(), path, c.Now)
		if err != nil || (done.Kept != "") != (i == 0) {
			t.Fatalf("%+v, %v", done, err)
		}
		if i == 0 {
			if kept, err := os.ReadFile(done.Kept); !bytes.Equal(kept, garbage) {
				t.Errorf("the damaged file is not kept: %v", err)
			}
		}
		c.Compile()
		if got := loggedOf(t, c.Collection); !equalEvents(got, want) {
			t.Errorf("%d events, want %d", len(got), len(want))
		}
		if err := os.Remove(dbPath(c.Root())); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Restore(t.Context(), path, c.Now); err != nil {
		t.Fatal(err)
	}
	c.Compile()
}

// TestDamageIsNotBackedUp leaves the backups alone when the log is damaged, and a backup that is
// damaged leaves the log alone.
func TestDamageIsNotBackedUp(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	c.Rate("one?", srs.Good)
	path := filepath.Join(c.BackupFolder(), backedUp(t, c).Name)
	flip := func(path string) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		data[len(data)/2] ^= 1
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	flip(path)
	before := loggedOf(t, c.Collection)
	if _, err := c.Restore(t.Context(), path, c.Now); err == nil ||
		!strings.Contains(err.Error(), "damaged") {
		t.Errorf("restore from damage: %v", err)
	}
	if got := loggedOf(t, c.Collection); !equalEvents(got, before) {
		t.Error("the log was changed")
	}
	flip(path)
	whole, err := os.ReadFile(dbPath(c.Root()))
	if err != nil {
		t.Fatal(err)
	}
	err = c.Damage("log", func(_, value []byte) []byte {
		value[len(value)/2] ^= 4
		return value
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Backup(t.Context(), c.Now); err == nil {
		t.Error("a damaged log was backed up")
	}
	if list, err := backup.List(c.BackupFolder()); len(list) != 1 || err != nil {
		t.Errorf("%v, %v", list, err)
	}
	if err := os.WriteFile(dbPath(c.Root()), whole, 0o600); err != nil { // for the check at the end
		t.Fatal(err)
	}
}

// TestBackupWhileOthersWrite takes backups while answers are given: each holds the log as it was at
// one instant.
func TestBackupWhileOthersWrite(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	other, err := storage.Open(c.Root(), storagetest.Options(7))
	if err != nil {
		t.Fatal(err)
	}
	key := c.AnyKey()
	failed := make(chan error, 1)
	go func() {
		var err error
		for i := range 50 {
			_, e := other.Append(c.Now.Add(time.Duration(i)), journal.Reset{Key: key},
				journal.PropertySet{Key: key, Property: journal.Flag, Value: 1})
			err = errors.Join(err, e)
		}
		failed <- err
	}()
	for range 10 {
		info := backedUp(t, c)
		if info.Events%2 != 0 {
			t.Errorf("%d events: half a step", info.Events)
		}
	}
	if err := <-failed; err != nil {
		t.Error(err)
	}
}

// TestBackupOfNothingMakesNoFolder removes a collection's folder under the program: what is left to
// do must not make one that looks like a collection whose log is lost.
func TestBackupOfNothingMakesNoFolder(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	c, err := storage.Create(root, storagetest.Start(), storagetest.Options(1))
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(root, storage.Folder)
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Backup(t.Context(), storagetest.Start()); !errors.Is(err, storage.ErrNoCollection) {
		t.Errorf("backup: %v", err)
	}
	if _, err := os.Lstat(folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is there: %v", err)
	}
}
