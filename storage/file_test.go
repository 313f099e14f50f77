package storage_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

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
		" drwxr-xr-x", "/.cards drwx------", "/.cards/.gitignore -rw-------", "/.cards/collection.db -rw-------",
	}
	if got := strings.Join(names, "\n"); runtime.GOOS == "linux" && got != strings.Join(want, "\n") {
		t.Errorf("made:\n%s", got)
	}
	if _, err := storage.Create(root, storagetest.Start(), storagetest.Options(1)); !errors.Is(err, storage.ErrExists) {
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
	if err := os.WriteFile(filepath.Join(folder, "config.toml"), []byte("new_per_day = 3\n"), 0o644); err != nil {
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
	isNoFile := func(err error) bool { return isDamaged(err) && strings.Contains(err.Error(), "not a regular file") }
	text := bytes.Repeat([]byte("no database\n"), 9999)
	tests := []struct {
		name  string
		spoil func(path string) error
		want  func(error) bool
	}{
		{"no folder", func(path string) error { return os.RemoveAll(filepath.Dir(path)) }, is(storage.ErrNoCollection)},
		{"missing", os.Remove, is(storage.ErrMissing)},
		{"empty", func(path string) error { return os.Truncate(path, 0) }, is(storage.ErrMissing)},
		{"text", func(path string) error { return os.WriteFile(path, text, 0o600) }, isDamaged},
		{"short", func(path string) error { return os.Truncate(path, 100) }, isDamaged},
		{"half", func(path string) error { return os.Truncate(path, 16384) }, isDamaged},
		{"folder", func(path string) error { return errors.Join(os.Remove(path), os.Mkdir(path, 0o700)) }, isNoFile},
		{"device", func(path string) error { return errors.Join(os.Remove(path), os.Symlink(os.DevNull, path)) }, isNoFile},
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
	if _, err := storage.Create(root, storagetest.Start(), storagetest.Options(1)); !errors.Is(err, storage.ErrMissing) {
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

func TestWaitForAnotherProcessEnds(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	other := storagetest.Options(2)
	other.Wait, other.Holder = 60*time.Millisecond, "stats"
	second, err := storage.Open(c.Root(), other)
	if err != nil {
		t.Fatal(err)
	}
	var busy *boltfile.BusyError
	key := c.AnyKey()
	err = c.WhileLocked(func() {
		if _, err := second.Card(key); !errors.As(err, &busy) || busy.Holder != "" {
			t.Errorf("read: %v", err)
		}
		if _, err := second.Append(c.Now, journal.Reset{}); !errors.As(err, &busy) {
			t.Errorf("write: %v", err)
		}
	}, "", c.Now)
	if err != nil {
		t.Fatal(err)
	}
	err = c.WhileLocked(func() {
		_, err := second.Card(key)
		if !errors.As(err, &busy) || busy.Holder != "import" || busy.PID != os.Getpid() || !busy.Since.Equal(c.Now) {
			t.Errorf("read during an import: %+v", busy)
		}
	}, "import", c.Now)
	if err != nil {
		t.Fatal(err)
	}
}

func TestNoteOfAKilledProcessIsIgnored(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	note := dbPath(c.Root()) + ".holder"
	if err := os.WriteFile(note, []byte(`{"does":"import","pid":1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	c.Find("one?")
	if _, err := os.Stat(note); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the note is still there: %v", err)
	}
}

// TestNoteThatAnotherProcessRemoved removes the note of a long operation before it is over, as who
// opens a file does that has taken the place of the locked one.
func TestNoteThatAnotherProcessRemoved(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, nil)
	err := c.WhileLocked(func() {
		if err := os.Remove(dbPath(c.Root()) + ".holder"); err != nil {
			t.Error(err)
		}
	}, "import", c.Now)
	if err != nil {
		t.Errorf("the operation failed: %v", err)
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

// TestFileIsReplacedWhileAnotherWaits lets a second writer wait for the lock of a file that a
// rebuild replaces.
func TestFileIsReplacedWhileAnotherWaits(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	second, err := storage.Open(c.Root(), storagetest.Options(2))
	if err != nil {
		t.Fatal(err)
	}
	done, key := make(chan error), c.AnyKey()
	err = c.WhileLocked(func() {
		go func() {
			_, err := second.Append(c.Now, journal.PropertySet{Key: key, Property: journal.Flag, Value: 3})
			done <- err
		}()
		if err := copyOver(dbPath(c.Root())); err != nil {
			t.Error(err)
		}
	}, "", c.Now)
	if err := errors.Join(err, <-done); err != nil {
		t.Fatal(err)
	}
	if events := eventsOf(t, c); len(events) != 1 {
		t.Errorf("the log holds %v", events)
	}
}

// copyOver puts a copy of a file in its place, as a restore does.
func copyOver(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".copy", data, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".copy", path)
}

const helperVariable = "CARDS_STORAGE_TEST_HELPER"

// TestTwoProcesses lets two processes answer all cards of one collection at once: each answer
// counts once, and an answer to a card that the other has answered since it was shown is refused.
func TestTwoProcesses(t *testing.T) {
	t.Parallel()
	if root := os.Getenv(helperVariable); root != "" {
		answerAll(t, root)
		return
	}
	var text strings.Builder
	for word := range strings.FieldsSeq("a b c d e f g h i j k l m n o p q r s t") {
		text.WriteString("Q: " + word + "?\nA: " + word + "\n\n")
	}
	c := storagetest.New(t, map[string]string{"a.md": text.String()})
	var helpers []*exec.Cmd
	var outputs []*bytes.Buffer
	for range 2 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestTwoProcesses$", "-test.v")
		cmd.Env = append(os.Environ(), helperVariable+"="+c.Root())
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		helpers, outputs = append(helpers, cmd), append(outputs, &out)
	}
	answered, refused := 0, 0
	for i, cmd := range helpers {
		if err := cmd.Wait(); err != nil {
			t.Fatalf("%v\n%s", err, outputs[i])
		}
		answered += strings.Count(outputs[i].String(), "answered\n")
		refused += strings.Count(outputs[i].String(), "refused\n")
	}
	reviews := 0
	for _, card := range cardsOf(t, c) {
		reviews += card.Schedule.Reviews
	}
	if answered+refused != 40 || reviews != answered || answered < 20 {
		t.Errorf("%d answered and %d refused, but %d in the log", answered, refused, reviews)
	}
}

// answerAll answers every card as it was when all were shown.
func answerAll(t *testing.T, root string) {
	t.Helper()
	options := storagetest.Options(uint64(os.Getpid()))
	options.Wait = 20 * time.Second
	c, err := storage.Open(root, options)
	if err != nil {
		t.Fatal(err)
	}
	scheduler, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	var cards []*storage.Card
	err = c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		cards = append(cards, card)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	now := storagetest.Start()
	for _, card := range cards {
		r := scheduler.Answer(srs.CardID(card.Key), card.Schedule, srs.Good, now, now)
		_, err := c.Answer(card, r, now)
		switch {
		case err == nil:
			os.Stdout.WriteString("answered\n")
		case errors.Is(err, storage.ErrAnswered):
			os.Stdout.WriteString("refused\n")
		default:
			t.Error(err)
		}
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
