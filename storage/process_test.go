package storage_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"cards/srs"
	"cards/storage"
	"cards/storage/boltfile"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

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
		if !errors.As(err, &busy) || busy.Holder != "import" || busy.PID != os.Getpid() ||
			!busy.Since.Equal(c.Now) {
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
