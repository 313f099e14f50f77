package storage_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"cards/srs"
	"cards/storage"
	"cards/storage/boltfile"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// dbPath returns the path of a collection's file.
func dbPath(root string) string { return filepath.Join(root, storage.Folder, "collection.db") }

func TestCreateMakesOnlyItsFolder(t *testing.T) {
	t.Parallel()
	root := filepath.Join(t.TempDir(), "new", "notes")
	c, err := storage.Create(root, storagetest.Start(), storagetest.Options(1))
	if err != nil {
		t.Fatal(err)
	}
	if c.Root() != root {
		t.Errorf("root is %q", c.Root())
	}
	var names []string
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		names = append(names, strings.TrimPrefix(path, root)+" "+info.Mode().String())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		" drwxr-xr-x", "/.cards drwx------", "/.cards/.gitignore -rw-------",
		"/.cards/collection.db -rw-------",
	}
	if got := strings.Join(names, "\n"); runtime.GOOS == "linux" && got != strings.Join(want, "\n") {
		t.Errorf("made:\n%s", got)
	}
	if _, err := storage.Create(root, storagetest.Start(), storagetest.Options(1)); !errors.Is(err,
		storage.ErrExists) {
		t.Errorf("second create: %v", err)
	}
}

func TestCreateBesideAConfiguration(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	folder := filepath.Join(root, storage.Folder)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "config.toml"), []byte("new_per_day = 3\n"),
		0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Create(root, storagetest.Start(), storagetest.Options(1)); err != nil {
		t.Errorf("a cloned folder with its configuration: %v", err)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	isDamaged := func(err error) bool {
		var damaged *boltfile.DamagedError
		return errors.As(err, &damaged)
	}
	isNoFile := func(err error) bool {
		return isDamaged(err) &&
			strings.Contains(err.Error(), "not a regular file")
	}
	text := bytes.Repeat([]byte("no database\n"), 9999)
	tests := []struct {
		name  string
		spoil func(path string) error
		want  func(error) bool
	}{
		{
			"no folder", func(path string) error { return os.RemoveAll(filepath.Dir(path)) },
			is(storage.ErrNoCollection),
		},
		{"missing", os.Remove, is(storage.ErrMissing)},
		{"empty", func(path string) error { return os.Truncate(path, 0) }, is(storage.ErrMissing)},
		{"text", func(path string) error { return os.WriteFile(path, text, 0o600) }, isDamaged},
		{"short", func(path string) error { return os.Truncate(path, 100) }, isDamaged},
		{"half", func(path string) error { return os.Truncate(path, 16384) }, isDamaged},
		{"folder", func(path string) error {
			return errors.Join(os.Remove(path),
				os.Mkdir(path, 0o700))
		}, isNoFile},
		{"device", func(path string) error {
			return errors.Join(os.Remove(path),
				os.Symlink(os.DevNull, path))
		}, isNoFile},
		{"file in place of the folder", func(path string) error {
			folder := filepath.Dir(path)
			return errors.Join(os.RemoveAll(folder), os.WriteFile(folder, text, 0o600))
		}, is(storage.ErrNoFolder)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := t.TempDir()
			c, err := storage.Create(root, storagetest.Start(), storagetest.Options(1))
			if err != nil {
				t.Fatal(err)
			}
			if err := tt.spoil(dbPath(root)); err != nil {
				t.Fatal(err)
			}
			before, _ := os.ReadFile(dbPath(root))
			if _, err := storage.Open(root, storagetest.Options(1)); !tt.want(err) {
				t.Errorf("open: %v", err)
			}
			if _, err := c.Append(storagetest.Start(), journal.Reset{}); !tt.want(err) {
				t.Errorf("append: %v", err)
			}
			if after, _ := os.ReadFile(dbPath(root)); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func is(want error) func(error) bool { return func(err error) bool { return errors.Is(err, want) } }

func TestMissingFileWithBackupsIsNoFreshStart(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, storage.Folder, "backups", "2026"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Create(root, storagetest.Start(), storagetest.Options(1)); !errors.Is(err,
		storage.ErrMissing) {
		t.Errorf("create: %v", err)
	}
}

func TestNewerFormatIsRefused(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	c, err := storage.Create(root, storagetest.Start(), storagetest.Options(1))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.SetFormat(storage.Format + 1); err != nil {
		t.Fatal(err)
	}
	var newer *storage.NewerError
	_, err = storage.Open(root, storagetest.Options(1))
	if !errors.As(err, &newer) || newer.Format != storage.Format+1 || newer.Known != storage.Format {
		t.Errorf("open: %v", err)
	}
	if _, err := c.Append(storagetest.Start(), journal.Reset{}); !errors.As(err, &newer) {
		t.Errorf("append: %v", err)
	}
}

func TestOtherRulesAreDerivedAnew(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	c.Rate("one?", srs.Good)
	if err := c.ForgetDerived(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(dbPath(c.Root()))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Find("one?").Schedule.Reviews; got != 1 {
		t.Errorf("%d reviews are known", got)
	}
	if after, _ := os.ReadFile(dbPath(c.Root())); !bytes.Equal(before, after) {
		t.Error("a look has written")
	}
	c.Compile()
	if after, _ := os.ReadFile(dbPath(c.Root())); bytes.Equal(before, after) {
		t.Error("a compile has not derived anew")
	}
}

func TestFailedCommitIsLookedAfter(t *testing.T) {
	t.Parallel()
	for name, fail := range map[string]func(*storagetest.Collection){
		"saved":            func(c *storagetest.Collection) { c.FailCommit(true) },
		"not saved":        func(c *storagetest.Collection) { c.FailCommit(false) },
		"saved with a bug": func(c *storagetest.Collection) { c.PanicInCommit() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := storagetest.New(t, map[string]string{"a.md": twoCards})
			fail(c)
			step := c.Rate("one?", srs.Good)
			events := eventsOf(t, c)
			if len(events) != 2 || events[0].ID != step || events[1].Step != step {
				t.Errorf("the log holds %+v", events)
			}
		})
	}
}

func TestCommitThatKeepsFailingIsAnError(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	c.FailCommits()
	if _, err := c.Append(c.Now, journal.Reset{Key: c.AnyKey()}); !errors.Is(err, storage.ErrCommit) {
		t.Errorf("append: %v", err)
	}
}

func TestCorruptValuesAreFound(t *testing.T) {
	t.Parallel()
	for _, bucket := range []string{"log", "cards", "files", "notes", "days", "fresh", "places", "history", "counts"} {
		t.Run(bucket, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			c := storagetest.New(t, map[string]string{"a.md": twoCards})
			c.Rate("one?", srs.Good)
			copied := filepath.Join(root, storage.Folder)
			if err := os.MkdirAll(copied, 0o700); err != nil {
				t.Fatal(err)
			}
			whole, err := os.ReadFile(dbPath(c.Root()))
			if err := errors.Join(err, os.WriteFile(dbPath(root), whole, 0o600)); err != nil {
				t.Fatal(err)
			}
			broken, err := storage.Open(root, storagetest.Options(1))
			if err != nil {
				t.Fatal(err)
			}
			if found := broken.Check(); found != nil {
				t.Fatalf("the copy: %v", found)
			}
			err = broken.Damage(bucket, func(_, value []byte) []byte {
				value[len(value)/2] ^= 4
				return value
			})
			if err != nil {
				t.Fatal(err)
			}
			if found := broken.Check(); len(found) == 0 {
				t.Error("the damage is not found")
			}
		})
	}
}

func TestRebuildKeepsEverything(t *testing.T) {
	t.Parallel()
	for _, inPlace := range []bool{false, true} {
		c := storagetest.New(t, map[string]string{"a.md": twoCards})
		c.SetInPlace(inPlace)
		c.Rate("one?", srs.Good)
		c.Rate("two?", srs.Easy)
		c.Sleep(3)
		before := cardsOf(t, c)
		if err := c.Rebuild(c.Now); err != nil {
			t.Fatal(err)
		}
		compareCards(t, before, cardsOf(t, c))
		if got := c.Compile(); got.Changed != 1 {
			t.Errorf("%d deck files were read again", got.Changed)
		}
		compareCards(t, before, cardsOf(t, c))
	}
}

// TestMergeOfManyEvents merges so many that they are not written one by one.
func TestMergeOfManyEvents(t *testing.T) {
	t.Parallel()
	for _, inPlace := range []bool{false, true} {
		c := storagetest.New(t, map[string]string{"a.md": twoCards})
		c.SetInPlace(inPlace)
		key := c.AnyKey()
		events := make([]journal.Event, 1500)
		for i := range events {
			own := journal.ID{1, 14: byte(i >> 8), 15: byte(i)}
			body := journal.PropertySet{Key: key, Property: journal.Flag, Value: int64(i)}
			events[i] = journal.Event{ID: own, Step: own, Body: body}
		}
		for range 2 { // the second time changes nothing
			if err := storagetest.Merge(c, events, c.Now); err != nil {
				t.Fatal(err)
			}
			if card, err := c.Card(key); err != nil || card.Flag != 1499 || len(eventsOf(t, c)) != 1500 {
				t.Errorf("in place %t: %+v, %v", inPlace, card, err)
			}
		}
	}
}

func TestRebuildRemovesWhatWasNeverFinished(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	left := dbPath(c.Root()) + ".123.new"
	if err := os.WriteFile(left, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := c.Rebuild(c.Now); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the half file: %v", err)
	}
}

// TestEmptyIgnoreFileIsFilled makes a collection where a process was stopped while it made one:
// with an empty .gitignore git would track the log.
func TestEmptyIgnoreFileIsFilled(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	folder := filepath.Join(root, storage.Folder)
	ignore := filepath.Join(folder, ".gitignore")
	if err := errors.Join(os.Mkdir(folder, 0o700), os.WriteFile(ignore, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Create(root, storagetest.Start(), storagetest.Options(1)); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(ignore); !strings.HasPrefix(string(text), "*\n") || err != nil {
		t.Errorf("%q, %v", text, err)
	}
	if left, err := filepath.Glob(filepath.Join(folder, ".gitignore.*")); len(left) > 0 || err != nil {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
