package storage_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/boltfile"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/storagetest"
	"cards/storage/wire"
)

// learned returns a collection in which something is in every derived bucket, and the bytes of its
// file.
func learned(t *testing.T, cards int) (root string, now time.Time, whole []byte) {
	t.Helper()
	var text strings.Builder
	for i := range cards {
		fmt.Fprintf(&text, "Q: question %d?\nA: answer %d\n\n", i, i)
	}
	c := storagetest.New(t, map[string]string{
		"a.md": text.String(), "b/c.md": "Q: two? {id=x-1}\nA: 2\n\nQ: draft?\nA: 1\n#draft\n",
		"gone.md": "Q: gone?\nA: 3\n\nQ: lost?\nA: 4\n",
	})
	for i := range cards / 2 {
		c.Rate(fmt.Sprintf("question %d?", i), []srs.Rating{srs.Good, srs.Easy, srs.Again}[i%3])
		c.Now = c.Now.Add(5 * time.Hour)
	}
	c.Rate("gone?", srs.Easy)
	gone, other := c.Find("gone?").Key, c.Find(fmt.Sprintf("question %d?", cards-1)).Key
	c.Rate("lost?", srs.Good)
	c.Remove("gone.md")
	c.Compile()
	own := model.Defaults()
	own[0] += 0.1
	bodies := []journal.Body{
		journal.PropertySet{Key: c.AnyKey(), Property: journal.Suspended, Value: 1},
		journal.Set6(own),
		journal.Linked{A: gone, B: other, Manual: true, Reason: "by hand"},
	}
	for _, body := range bodies {
		if _, err := c.Append(c.Now, body); err != nil {
			t.Fatal(err)
		}
	}
	c.Rate("question 1?", srs.Good)
	if _, err := c.Undo(journal.ID{}, c.Now); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(dbPath(c.Root()))
	if err != nil {
		t.Fatal(err)
	}
	return c.Root(), c.Now.Add(time.Minute), whole
}

// figures returns what commands show of a collection, by a process of its own.
func figures(root string, now time.Time) (shown string, mended bool, err error) {
	c, err := storage.Open(root, storagetest.Options(5))
	if err != nil {
		return "", false, err
	}
	if _, err := c.Compile(context.Background(), now); err != nil {
		return "", false, err
	}
	var b strings.Builder
	cal := srs.Calendar{Zone: time.UTC, Rollover: 4 * time.Hour}
	note := func(v any, err error) error {
		fmt.Fprintf(&b, "%+v\n", v)
		return err
	}
	schedules, err := c.Schedules(storage.Scope{})
	err = errors.Join(err, note(schedules, nil))
	decks, decksErr := c.Decks(storage.Scope{})
	due, dueErr := c.DueOn(cal.Day(now), cal.Day(now)+60, func(folders.Deck) bool { return true })
	totals, totalsErr := c.Totals(math.MinInt32, math.MaxInt32)
	candidates, candidatesErr := c.Candidates(storage.Scope{}, cal, now,
		storage.Wanted{New: 9, Ahead: 3})
	links, linksErr := c.Links()
	orphans, orphansErr := c.Orphans()
	asked, askedErr := c.AskedOn(cal.Day(now))
	err = errors.Join(err, note(decks, decksErr), note(due, dueErr), note(totals, totalsErr),
		note(candidates, candidatesErr), note(links, linksErr), note(orphans, orphansErr),
		note(asked, askedErr))
	cardsErr := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		s := card.Schedule
		fmt.Fprintln(&b, card.ID, card.Keys, card.Path, card.Line, card.Front, card.Back,
			card.Draft, card.Suspended, card.Newest)
		fmt.Fprintf(&b, "%v %v %v %.6f %.6f\n", s.Phase, s.Due, s.Reviews, s.Memory.Stability,
			s.Memory.Difficulty)
		return true
	})
	return b.String(), c.Mended(), errors.Join(err, cardsErr)
}

// saidWell says whether an error is of damage, in words for people.
func saidWell(err error) bool {
	_, damaged := errors.AsType[*boltfile.DamagedError](err)
	_, corrupt := errors.AsType[*wire.CorruptError](err)
	for _, word := range []string{"runtime", "assertion", "index out", "memory address"} {
		if strings.Contains(err.Error(), word) {
			return false
		}
	}
	return damaged || corrupt
}

// TestDamageNeverShowsWrongFigures flips the bytes of a collection's file one by one. What commands
// show is what they showed before, or that the file is damaged; and no answer is lost over it.
func TestDamageNeverShowsWrongFigures(t *testing.T) {
	t.Parallel()
	root, now, whole := learned(t, 24)
	step := 307
	if testing.Short() {
		step *= 4
	}
	if os.Getenv("CARDS_LONG") != "" {
		step = 1
	}
	tried := tryDamages(t, root, now, whole, func(try func(what string, change func([]byte))) {
		for i := 0; i < len(whole); i += step {
			try(fmt.Sprintf("byte %d of page %d", i%4096, i/4096), func(b []byte) { b[i] ^= 1 << (i % 8) })
		}
	})
	if tried.mended == 0 || tried.said == 0 || tried.harmless == 0 {
		t.Errorf("%+v: the bytes are not of all kinds", tried)
	}
}

// TestHiddenEntriesAreMissed lowers the number of entries in the header of every page.
func TestHiddenEntriesAreMissed(t *testing.T) {
	t.Parallel()
	root, now, whole := learned(t, 120)
	tried := tryDamages(t, root, now, whole, func(try func(what string, change func([]byte))) {
		for at := 2 * 4096; at < len(whole); at += 4096 {
			for _, by := range []uint16{1, 2, 7} {
				n := binary.NativeEndian.Uint16(whole[at+10:])
				if n >= by {
					try(fmt.Sprintf("%d entries fewer of page %d", by, at/4096), func(b []byte) {
						binary.NativeEndian.PutUint16(b[at+10:], n-by)
					})
				}
			}
		}
	})
	if tried.mended == 0 {
		t.Errorf("%+v: nothing was mended", tried)
	}
}

// tally of tries.
type tries struct{ harmless, mended, said int }

// tryDamages shows the figures of a collection with each of some damages to its file.
func tryDamages(
	t *testing.T, root string, now time.Time, whole []byte,
	each func(try func(what string, change func([]byte))),
) (n tries) {
	t.Helper()
	want, _, err := figures(root, now)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, storage.Folder, "collection.db")
	each(func(what string, change func([]byte)) {
		spoilt := append([]byte(nil), whole...)
		change(spoilt)
		if err := os.WriteFile(path, spoilt, 0o600); err != nil {
			t.Fatal(err)
		}
		got, mended, err := figures(root, now)
		switch {
		case err != nil && !saidWell(err):
			t.Errorf("%s: %v", what, err)
		case err != nil:
			n.said++
		case got != want:
			t.Errorf("%s, mended %t: wrong figures, silently", what, mended)
		case mended:
			n.mended++
		default:
			n.harmless++
		}
	})
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	return n
}
