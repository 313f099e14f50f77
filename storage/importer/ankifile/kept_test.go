package ankifile

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck/from/anki"
)

// TestKeptNotes keeps notes of all sizes from several sides at once, and asks for them in several
// orders.
func TestKeptNotes(t *testing.T) {
	t.Parallel()
	kept, err := newKeptFile(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	const batches, each = 40, 16
	notes := make([][]anki.Note, batches)
	places := make([][]keptPlace, batches)
	files := make([]*keptNotes, batches)
	var adding sync.WaitGroup
	for b := range batches {
		adding.Go(func() {
			random := rand.New(rand.NewPCG(uint64(b), 1))
			files[b] = new(keptNotes)
			for range each {
				n := anki.Note{ID: random.Int64() - 1<<62, GUID: "g\x1f", Type: random.Int64(), Mod: -1}
				for range random.IntN(4) {
					n.Tags = append(n.Tags, "tag")
					n.Fields = append(n.Fields, strings.Repeat("ü", random.IntN(1<<random.IntN(16))))
				}
				notes[b], places[b] = append(notes[b], n), append(places[b], files[b].add(&n))
			}
			if err := kept.add(files[b]); err != nil {
				t.Error(err)
			}
		})
	}
	adding.Wait()
	ask := func(b, i int) {
		got, err := kept.at(files[b], places[b][i])
		if diff := cmp.Diff(notes[b][i], got); err != nil || diff != "" {
			t.Errorf("note %d of %d: %v\n%s", i, b, err, diff)
		}
	}
	var asking sync.WaitGroup
	asking.Go(func() {
		for n := range batches * each {
			ask(n/each, n%each)
		}
	})
	asking.Go(func() {
		for n := range batches * each {
			n = batches*each - 1 - n
			ask(n/each, n%each)
		}
	})
	for range batches * each {
		ask(rand.IntN(batches), rand.IntN(each))
	}
	asking.Wait()
	if err := closeAll(kept.files()); err != nil {
		t.Error(err)
	}
}

// TestKeptNotesWithoutAFile leaves nothing to close where no file can be made.
func TestKeptNotesWithoutAFile(t *testing.T) {
	t.Parallel()
	kept, err := newKeptFile(filepath.Join(t.TempDir(), "missing"))
	if err == nil || len(kept.files()) > 0 {
		t.Errorf("made: %v, to be closed: %v", err, kept.files())
	}
}
