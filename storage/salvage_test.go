package storage_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// fileOf returns a closed collection with some hundred events, and the bytes of its file.
func fileOf(t *testing.T, steps int) (*storage.Collection, []byte) {
	t.Helper()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	for i := range steps {
		c.Rate([]string{"one?", "two?"}[i%2], srs.Good)
		c.Now = c.Now.AddDate(0, 0, 1)
	}
	key := c.AnyKey()
	for i := range steps {
		_, err := c.Append(c.Now, journal.PropertySet{
			Key: key, Property: journal.Flag,
			Value: int64(i % 8),
		}, journal.Reset{Key: key})
		if err != nil {
			t.Fatal(err)
		}
	}
	whole, err := os.ReadFile(dbPath(c.Root()))
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, storage.Folder), 0o700); err != nil {
		t.Fatal(err)
	}
	copied, err := storage.At(root, storagetest.Options(3))
	if err != nil {
		t.Fatal(err)
	}
	return copied, whole
}

// spoil writes the collection's file anew with one change.
func spoil(t *testing.T, c *storage.Collection, whole []byte, change func([]byte) []byte) {
	t.Helper()
	if err := os.WriteFile(dbPath(c.Root()), change(bytes.Clone(whole)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestSalvageOfAnyPage blanks, garbles and cuts the file at every page. All events whose bytes are
// still there come back.
func TestSalvageOfAnyPage(t *testing.T) {
	t.Parallel()
	c, whole := fileOf(t, 40)
	spoil(t, c, whole, func(b []byte) []byte { return b })
	want := loggedOf(t, c)
	const page = 4096
	damages := map[string]func(b []byte, at int) []byte{
		"header blanked": func(b []byte, at int) []byte { clear(b[at : at+16]); return b },
		"count lowered":  func(b []byte, at int) []byte { b[at+10]--; return b },
		"element flipped": func(b []byte, at int) []byte {
			b[at+16+4] ^= 0xFF
			b[at+32+8] ^= 0x40
			return b
		},
		"page blanked": func(b []byte, at int) []byte { clear(b[at : at+page]); return b },
	}
	for what, damage := range damages {
		for at := 0; at < len(whole); at += page {
			spoil(t, c, whole, func(b []byte) []byte { return damage(b, at) })
			done, err := c.Salvage(t.Context(), storagetest.Start())
			if err != nil {
				t.Fatalf("%s in page %d: %v", what, at/page, err)
			}
			got := loggedOf(t, c)
			for id, value := range got {
				if want[id] != value {
					t.Fatalf("%s in page %d: event %s is invented", what, at/page, id)
				}
			}
			if lost := len(want) - len(got); lost > 0 && what != "page blanked" || done.Events != len(got) {
				t.Errorf("%s in page %d: %d events are lost, %+v", what, at/page, lost, done)
			}
			if found := c.Check(); len(found) > 0 {
				t.Fatalf("%s in page %d: %v", what, at/page, found)
			}
			if err := os.Remove(done.Kept); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestSalvageTakesTheNewestBackup gets from the newest backup what the file has lost.
func TestSalvageTakesTheNewestBackup(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	c.Rate("one?", srs.Good)
	info := backedUp(t, c)
	want := loggedOf(t, c.Collection)
	garbage := []byte(strings.Repeat("garbage ", 4096))
	if err := os.WriteFile(dbPath(c.Root()), garbage, 0o600); err != nil {
		t.Fatal(err)
	}
	done, err := c.Salvage(t.Context(), c.Now)
	if err != nil || done.Backup != info.Name || done.FromBackup != len(want) ||
		done.Events != len(want) {
		t.Errorf("%+v, %v", done, err)
	}
	if kept, err := os.ReadFile(done.Kept); !bytes.Equal(kept, garbage) {
		t.Errorf("the damaged file is not kept: %v", err)
	}
	if got := loggedOf(t, c.Collection); !equalEvents(got, want) {
		t.Errorf("%d events, want %d", len(got), len(want))
	}
	c.Compile()
}

// TestSalvageTakesNoBackupOfAClockAhead has a backup that a clock ten years ahead made before the
// last answer, and one made since by a clock that is right.
func TestSalvageTakesNoBackupOfAClockAhead(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	now := c.Now
	c.Now = now.AddDate(10, 0, 0)
	c.Rate("one?", srs.Good)
	ahead := backedUp(t, c)
	c.Now = now
	c.Rate("two?", srs.Good)
	right, want := backedUp(t, c), loggedOf(t, c.Collection)
	if err := os.WriteFile(dbPath(c.Root()), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	done, err := c.Salvage(t.Context(), c.Now)
	if err != nil || done.Backup != right.Name || done.FromBackup != len(want) {
		t.Errorf("%+v, %v", done, err)
	}

	// Where there is no other, that of the clock ahead is better than none.
	for _, path := range []string{dbPath(c.Root()), filepath.Join(c.BackupFolder(), right.Name)} {
		if err := os.WriteFile(path, []byte("garbage"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if done, err := c.Salvage(t.Context(), c.Now); err != nil || done.Backup != ahead.Name {
		t.Errorf("%+v, %v", done, err)
	}
}

// TestSalvageSaysWhatIsMissing destroys one event.
func TestSalvageSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	c, whole := fileOf(t, 1)
	spoil(t, c, whole, func(b []byte) []byte { return b })
	want := loggedOf(t, c)
	var gone journal.ID
	for id, value := range want {
		if ev, err := journal.Decode(id, []byte(value)); err == nil &&
			journal.KindOf(ev.Body) == journal.KindReview {
			gone = id
		}
	}
	spoil(t, c, whole, func(b []byte) []byte {
		for at := bytes.Index(b, []byte(want[gone])); at >= 0; at = bytes.Index(b, []byte(want[gone])) {
			b[at+8] ^= 1
		}
		return b
	})
	done, err := c.Salvage(t.Context(), storagetest.Start())
	if err != nil || done.Lost != 1 || len(done.Missing) != 1 || done.Missing[0] != gone {
		t.Errorf("%+v, %v, want %s missing", done, err, gone)
	}
}

// TestFlippedBytesOfACollection flips the bytes of a small collection's file one by one. What is
// read of it is what was written, or the damage is said in plain words.
func TestFlippedBytesOfACollection(t *testing.T) {
	t.Parallel()
	c, whole := fileOf(t, 3)
	spoil(t, c, whole, func(b []byte) []byte { return b })
	want := loggedOf(t, c)
	file, err := os.OpenFile(dbPath(c.Root()), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	step := 53
	if testing.Short() {
		step *= 3
	}
	if os.Getenv("CARDS_LONG") != "" {
		step = 1
	}
	for i := 0; i < len(whole); i += step {
		if _, err := file.WriteAt([]byte{whole[i] ^ 1<<(i%8)}, int64(i)); err != nil {
			t.Fatal(err)
		}
		if err := readAll(c, want); err != nil {
			t.Errorf("byte %d of page %d: %v", i%4096, i/4096, err)
		}
		if _, err := file.WriteAt(whole[i:i+1], int64(i)); err != nil {
			t.Fatal(err)
		}
	}
}

// readAll reads a log as an export does: an error if it is silently another one, or says so in the
// words of a programmer.
func readAll(c *storage.Collection, want map[journal.ID]string) error {
	n, another := 0, false
	err := c.Sound()
	if err == nil {
		err = c.Events(func(ev journal.Event, _ bool, _ deck.Key) bool {
			value, encodeErr := journal.Encode(ev)
			n++
			another = another || encodeErr != nil || want[ev.ID] != string(value)
			return true
		})
	}
	if another {
		return errors.New("an event is another one, silently")
	}
	if err == nil && n != len(want) {
		return fmt.Errorf("%d events of %d, silently", n, len(want))
	}
	if err != nil {
		for _, word := range []string{"runtime", "assertion", "index out", "memory address"} {
			if strings.Contains(err.Error(), word) {
				return err
			}
		}
	}
	return nil
}
