package storage_test

import (
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

var writeGolden = flag.Bool("write-format1", false,
	"write testdata/format1.*: only before format 1 is released")

const (
	goldenFile = "testdata/format1.db.gz" // a collection as the first version stored it
	goldenText = "testdata/format1.txt"   // what it holds
)

// TestFormat1IsRead opens a collection as the first version of format 1 left it.
func TestFormat1IsRead(t *testing.T) {
	t.Parallel()
	if *writeGolden {
		writeFormat1(t)
	}
	root := t.TempDir()
	if err := unpack(goldenFile, dbPath(root)); err != nil {
		t.Fatal(err)
	}
	c, err := storage.Open(root, storagetest.Options(1))
	if err != nil {
		t.Fatal(err)
	}
	if found := c.Check(); found != nil {
		t.Errorf("check: %v", found)
	}
	want, err := os.ReadFile(goldenText)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), describe(t, c)); diff != "" {
		t.Errorf("what it holds (-want +got):\n%s", diff)
	}
	if err := c.Rebuild(storagetest.Start()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), describe(t, c)); diff != "" {
		t.Errorf("what it holds after a rebuild (-want +got):\n%s", diff)
	}
}

// describe writes down all events and cards of a collection.
func describe(t *testing.T, c *storage.Collection) string {
	t.Helper()
	var b strings.Builder
	err := c.Events(func(ev journal.Event, undone bool, name deck.Key) bool {
		fmt.Fprintf(&b, "%s %s undone=%t %s\n  %T%+v\n", ev.ID, ev.Step, undone, name, ev.Body, ev.Body)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	err = c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		s := card.Schedule
		fmt.Fprintf(&b, "%s %v\n", card.ID, card.Keys)
		fmt.Fprintf(&b, "  %s:%d %s %v %q %q\n", card.Path, card.Line, card.Kind, card.Tags,
			card.Front, card.Back)
		fmt.Fprintf(&b, "  %v due %v after %d reviews, %d lapses, S %.6f D %.6f, newest %s\n",
			s.Phase, s.Due, s.Reviews, s.Lapses, s.Memory.Stability, s.Memory.Difficulty, card.Newest)
		fmt.Fprintf(&b, "  draft=%t suspended=%t flag=%d buried=%v\n", card.Draft, card.Suspended,
			card.Flag, card.Buried)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const goldenDeck = `---
tags = ["go"]
---
# Part

Q: one?
A: 1
A (more): because
#tag

T: term
D: definition

C: a [gap] and {{c1::another::hint}}

Q: which?
A:
- [x] this
- [ ] that

Q: broken

Q (typed, id=t1): typed?
A: yes

Q (draft): draft?
A: no
`

// writeFormat1 makes a collection with every kind of event and card.
func writeFormat1(t *testing.T) {
	t.Helper()
	c := storagetest.New(t, map[string]string{
		"go/basics.md": goldenDeck,
		"other.md":     "Q: two?\nA: 2\n\nQ: three?\nA: 3\n",
	})
	c.Rate("one?", srs.Good)
	c.Rate("two?", srs.Easy)
	c.Rate("typed?", srs.Again)
	two, three := c.Find("two?"), c.Find("three?")
	c.Sleep(30)
	c.Rate("two?", srs.Again)
	if _, err := c.Undo(journal.ID{}, c.Now); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Redo(c.Now); err != nil {
		t.Fatal(err)
	}
	c.Write("other.md", "Q: three?\nA: 3\n")
	c.Compile()
	parameters := model.Defaults()
	parameters[0] = 0.25
	for _, bodies := range [][]journal.Body{
		{journal.Linked{A: two.Key, B: three.Key, Manual: true, Reason: "same fact"}},
		{journal.Unlinked{A: c.Find("one?").Key, B: three.Key}},
		{
			journal.PropertySet{Key: c.Find("term").Key, Property: journal.Suspended, Value: 1},
			journal.PropertySet{Key: c.Find("term").Key, Property: journal.Flag, Value: 3},
		},
		{journal.PropertySet{Key: c.Find("definition").Key, Property: journal.BuriedUntil, Value: 20600}},
		{journal.DueSet{Key: two.Key, Due: srs.Due{Day: 20550}}},
		{journal.Reset{Key: c.Find("typed?").Key}},
		{journal.Set6(parameters)},
		{journal.Unknown{Kind: 77, Data: []byte("of a later version")}},
	} {
		if _, err := c.Append(c.Now, bodies...); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.MkdirAll("testdata", 0o755),
		pack(dbPath(c.Root()), goldenFile)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(goldenText, []byte(describe(t, c.Collection)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func pack(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	z := gzip.NewWriter(f)
	_, err = z.Write(data)
	return errors.Join(err, z.Close(), f.Close())
}

func unpack(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return err
	}
	return errors.Join(os.MkdirAll(filepath.Dir(to), 0o700), os.WriteFile(to, data, 0o600))
}
