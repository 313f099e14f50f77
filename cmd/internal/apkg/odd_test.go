package apkg_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/deck/from/anki"
	"cards/storage"
)

// oddCard is a card of [oddPackage] beside the ids that it gets.
type oddCard struct {
	ord  int
	rows int // answers
	anki.Card
}

// oddPackage writes a package in which much is as it seldom is, with files.
func oddPackage(t *testing.T, media ...string) string {
	t.Helper()
	var images strings.Builder
	var files []anki.Packed
	for _, name := range media {
		images.WriteString(`<img src="` + name + `">`)
		files = append(files, anki.Packed{Name: name, Open: func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader("Q: " + name + "\nA: x\n")), nil
		}})
	}
	return packageOf(t, oddTypes(), files, func(w *anki.Writer, check func(error)) {
		for i, n := range oddNotes() {
			id := int64(1_600_000_000_000 + 100*i)
			check(w.Note(&anki.Note{
				ID: id, GUID: fmt.Sprintf("odd%d", i), Type: n.typ, Mod: id / 1000,
				Fields: []string{n.front, "back" + images.String(), ""},
			}, 0))
			for j, c := range n.cards {
				c.ID, c.Note, c.Ord = id+int64(j), id, c.ord
				c.Deck, c.Data, c.Mod = 1, "{}", made.Unix()
				var rows []anki.Row
				for k := range c.rows {
					at := made.AddDate(0, 0, k*k).Add(time.Duration(10*i+j) * time.Second)
					rows = append(rows, anki.Row{
						ID: at.UnixMilli(), Card: c.ID, Ease: 3, Type: anki.RowType(min(k, 1)),
						Interval: int32(2*k + 1), Last: int32(k),
					})
				}
				w.Rows(rows)
				check(w.Card(&c.Card))
			}
		}
	})
}

// oddNote is a note of [oddPackage]: its type, its first field and its cards.
type oddNote struct {
	typ   int64
	front string
	cards []oddCard
}

// The types of [oddPackage].
const basic, gaps = 1_500_000_000_000, 1_500_000_000_001

func oddNotes() []oddNote {
	learned := anki.Card{
		Type: anki.TypeReview, Queue: anki.QueueReview, Due: 50, Interval: 2, Factor: 2500, Reps: 3,
	}
	bare := func(due int64, kind anki.CardType, queue anki.Queue) anki.Card {
		return anki.Card{
			Type: kind, Queue: queue, Due: due, Interval: 12, Factor: 2100, Reps: 4, Lapses: 1,
		}
	}
	later := made.AddDate(0, 0, 30).Unix()
	return []oddNote{
		{basic, "both", []oddCard{{0, 3, learned}, {1, 3, learned}}}, // the second asks nothing
		{gaps, "{{c1::\a}} of {{c2::two}}", []oddCard{{0, 3, learned}, {1, 3, learned}}},
		{gaps, "{{c1::}} and {{c2::x}}", []oddCard{{0, 3, learned}, {1, 3, learned}}},
		{gaps, "{{c500::far}}", []oddCard{{499, 3, learned}, {499, 2, learned}}},
		{basic, "put off", []oddCard{{0, 0, bare(90, anki.TypeReview, anki.QueueReview)}}},
		{basic, "by the minute", []oddCard{{0, 0, bare(later, anki.TypeReview, anki.QueueReview)}}},
		{basic, "learned anew", []oddCard{
			{0, 0, bare(later, anki.TypeRelearning, anki.QueueLearning)},
		}},
	}
}

func oddTypes() []*anki.Notetype {
	return []*anki.Notetype{
		{
			ID: basic, Name: "Two",
			Fields: []anki.Field{{Name: "F"}, {Name: "B", Ord: 1}, {Name: "Hint", Ord: 2}},
			Templates: []anki.Template{
				{Name: "1", Front: "{{F}}", Back: "{{B}}"},
				{Name: "2", Ord: 1, Front: "{{Hint}}", Back: "{{B}}"},
			},
		},
		{
			ID: gaps, Name: "Gaps", Kind: 1, Fields: []anki.Field{{Name: "F"}, {Name: "B", Ord: 1}},
			Templates: []anki.Template{
				{Name: "1", Front: "{{cloze:F}}", Back: "{{cloze:F}}<br>{{B}}"},
			},
		},
	}
}

// TestOddComesBack brings what no deck can hold, and names of files that decks hide or take for
// theirs: all of it goes out again, and from there to a further collection alike.
func TestOddComesBack(t *testing.T) {
	t.Parallel()
	media := []string{".hidden.png", "Case.png", "case.png", "evil.md", "plain.png"}
	file := oddPackage(t, media...)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before := read(t, bytes.NewReader(data), int64(len(data)))
	root := newRoot(t, nil)
	bring(t, root, file)
	bring(t, root, file)
	first, _ := written(t, root, storage.Scope{})
	after := read(t, bytes.NewReader(first), int64(len(first)))
	compare(t, "note", before.notes, after.notes)
	for card := range before.cards {
		if after.cards[card] == "" {
			t.Errorf("card %s is lost", card)
		}
	}
	ids := func(rows []string) (list []string) {
		for _, r := range rows {
			list = append(list, strings.Fields(r)[0])
		}
		slices.Sort(list)
		return list
	}
	if got, want := ids(after.rows), ids(before.rows); !slices.Equal(got, want) {
		t.Errorf("rows %q, want %q", got, want)
	}
	if !slices.Equal(after.media, media) {
		t.Errorf("media %q, want %q", after.media, media)
	}
	other := newRoot(t, nil)
	bring(t, other, saved(t, first))
	second, _ := written(t, other, storage.Scope{})
	again := read(t, bytes.NewReader(second), int64(len(second)))
	compare(t, "note elsewhere", after.notes, again.notes)
	compare(t, "card elsewhere", after.cards, again.cards)
	compare(t, "interval elsewhere", intervals(t, first), intervals(t, second))
}

// opened returns the collection in a package, which is closed when the test ends.
func opened(t *testing.T, pkg []byte) *anki.Collection {
	t.Helper()
	source := anki.Source{ReaderAt: bytes.NewReader(pkg), Size: int64(len(pkg))}
	c, err := anki.Open(t.Context(), source, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// intervals returns the intervals and due dates of the cards of a package.
func intervals(t *testing.T, pkg []byte) map[string]string {
	t.Helper()
	c := opened(t, pkg)
	list := make(map[string]string)
	err := c.EachCard(func(k anki.Card) error {
		list[fmt.Sprint(k.ID)] = fmt.Sprint(k.Type, k.Queue, k.Due, k.Interval, k.Data)
		if !anki.IsInstant(k.Due) && k.Type == anki.TypeReview && k.Due < 7000 {
			t.Errorf("card %d has been due since day %d", k.ID, k.Due)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestDecksAreNoMedia keeps a deck below the folder of media out of a package that takes all files
// of that.
func TestDecksAreNoMedia(t *testing.T) {
	t.Parallel()
	root := newRoot(t, nil)
	bring(t, root, oddPackage(t, "a.png"))
	deck := filepath.Join(root, "media", "Sub.MD")
	if err := os.WriteFile(deck, []byte("Q: below\nA: media\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, _ := written(t, root, storage.Scope{})
	got := read(t, bytes.NewReader(out), int64(len(out)))
	if !slices.Equal(got.media, []string{"a.png"}) {
		t.Errorf("media %q", got.media)
	}
}
