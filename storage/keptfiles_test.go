package storage_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestKeptFilesAreThoseStored: what one process keeps of deck files between its answers is what is
// stored, whoever changed them meanwhile.
func TestKeptFilesAreThoseStored(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: 1?\nA: .\n", "b.md": "Q: 2?\nA: .\n"})
	other, err := storage.Open(c.Root(), storagetest.Options(2))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	names := func(of *storage.Collection) (list []string) {
		seen := func(d folders.Deck) bool { list = append(list, d.Name); return true }
		if _, err := of.DueOn(1, 2, seen); err != nil {
			t.Fatal(err)
		}
		slices.Sort(list)
		return list
	}
	key := c.Find("2?").Key
	flag := func(of *storage.Collection, i int) {
		body := journal.PropertySet{Key: key, Property: journal.Flag, Value: int64(i % 7)}
		if _, err := of.Append(c.Now, body); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 400 {
		done := random.IntN(5)
		switch done {
		case 0:
			c.Rate("1?", srs.Good)
		case 1:
			flag(c.Collection, i)
		case 2:
			flag(other, i)
		case 3, 4:
			c.Write("b.md", fmt.Sprintf("---\nname: b%d\n---\nQ: 2?\nA: .\n", i))
			by := []*storage.Collection{c.Collection, other}[done-3]
			if _, err := by.Compile(t.Context(), c.Now); err != nil {
				t.Fatal(err)
			}
		}
		if random.IntN(3) > 0 {
			continue
		}
		fresh, err := storage.Open(c.Root(), storagetest.Options(3))
		if err != nil {
			t.Fatal(err)
		}
		if want, got := names(fresh), names(c.Collection); !slices.Equal(want, got) {
			t.Fatalf("step %d, %d was done: decks %q, stored are %q", i, done, got, want)
		}
	}
}
