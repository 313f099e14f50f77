package desk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"

	"github.com/google/go-cmp/cmp"
)

// TestCompareEdit reads what became of cards, which are named by question and answer.
func TestCompareEdit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, before, after string
		want                []string
	}{
		{"nothing", "Q: a\nA: b", "Q: a\nA: b\n#c", nil},
		{"other words", "Q: a\nA: b\n\nC: [c]", "Q: x y z\nA: 1\n\nC: [c]", []string{"a b → x y z 1"}},
		{
			"all of several", "Q: a\nA: b\n\nQ: c\nA: d", "Q: e\nA: f\n\nQ: g\nA: h",
			[]string{"a b → e f", "c d → g h"},
		},
		{"both directions", "T: a\nD: b", "T: c\nD: d", []string{"a b → c d", "b a → d c"}},
		{"a question becomes a term", "Q: a\nA: b", "T: c\nD: d", []string{"a b → c d", "+ d c"}},
		{"one more gap", "C: a [b] c d", "C: a [b] [c] d", []string{"+ a b […] d c"}},
		{
			"gaps of another text", "C: a [b] c [d] e f", "C: other [words] stand [here] now",
			[]string{
				"a […] c d e f b → other […] stand here now words",
				"a b c […] e f d → other words stand […] now here",
			},
		},
		{"inserted", "Q: a\nA: b", "Q: x\nA: y\n\nQ: a\nA: b", []string{"+ x y"}},
		{"removed", "Q: a\nA: b\n\nQ: c\nA: d", "Q: c\nA: d", []string{"- a b"}},
		{"moved", "Q: a\nA: b\n\nQ: c\nA: d", "Q: c\nA: d\n\nQ: a\nA: b", nil},
		{"split", "Q: a\nA: b", "Q: c\nA: d\n\nQ: e\nA: f", []string{"- a b", "+ c d", "+ e f"}},
		{"broken", "Q: a\nA: b", "Q: a\nB: b", []string{"! question without an answer", "- a b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e := desk.CompareEdit("", []byte(c.before), []byte(c.after))
			if diff := cmp.Diff(c.want, said(e, c.before, c.after)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// said writes down what became of cards, in order.
func said(e desk.Edited, texts ...string) []string {
	names := make(map[deck.Key]string)
	for _, text := range texts {
		for _, n := range deck.Parse("", []byte(text)).Notes {
			for _, c := range n.Cards {
				names[c.Key] = strings.TrimSpace(c.Question() + " " + c.Answer())
			}
		}
	}
	var list []string
	for _, d := range e.Wrong {
		list = append(list, "! "+d.Text)
	}
	for from, to := range e.Became {
		list = append(list, names[from]+" → "+names[to])
	}
	slices.Sort(list)
	for _, c := range e.Gone {
		list = append(list, "- "+names[c.Key])
	}
	for _, c := range e.New {
		list = append(list, "+ "+names[c.Key])
	}
	return list
}

// TestEditedCardsKeepTheirProgress edits every card of a deck beyond recognition, over and over.
func TestEditedCardsKeepTheirProgress(t *testing.T) {
	t.Parallel()
	text := func(round int) string {
		var b strings.Builder
		for i := range 20 {
			fmt.Fprintf(&b, "Q: %x\nA: %x\n\n", 1000*round+i, 7000*round+i)
		}
		return b.String()
	}
	store := storagetest.New(t, map[string]string{"a.md": text(0)})
	for i := range 20 {
		store.Rate(fmt.Sprintf("%x", i), srs.Good)
	}
	for round := 1; round < 4; round++ {
		before, after := []byte(text(round-1)), []byte(text(round))
		store.Write("a.md", string(after))
		e := desk.CompareEdit("a.md", before, after)
		change := storage.FileChange{Path: "a.md", Before: before, After: after}
		if _, err := desk.KeepEdit(t.Context(), store.Collection, store.Now, change, e); err != nil {
			t.Fatal(err)
		}
		for i := range 20 {
			if card := store.Find(fmt.Sprintf("%x", 1000*round+i)); card.Schedule.Reviews != 1 {
				t.Errorf("round %d, card %d has %d reviews", round, i, card.Schedule.Reviews)
			}
		}
	}
	for range 3 {
		if _, err := store.Undo(journal.ID{}, store.Now); err != nil {
			t.Fatal(err)
		}
	}
	store.Compile()
	if card := store.Find("0"); card.Schedule.Reviews != 1 {
		t.Errorf("after undo the first card has %d reviews", card.Schedule.Reviews)
	}
}

// BenchmarkTwins looks for cards like a new one in a collection of 20,000.
func BenchmarkTwins(b *testing.B) {
	store := storagetest.Generate(b, b.TempDir(), 20_000, 200, 0, 1)
	fresh := deck.Parse("", []byte("Q: What is the height of Everest in metres?\nA: 8849\n")).Notes[0].Cards
	for b.Loop() {
		if _, err := desk.Twins(store, fresh); err != nil {
			b.Fatal(err)
		}
	}
}

// TestEditWords: what an edit did is said, also that nobody asks a card any longer.
func TestEditWords(t *testing.T) {
	t.Parallel()
	const before = "Q: a\nA: b\n\nQ: c\nA: d\n"
	for after, want := range map[string]string{
		"Q: a\nA: x\n\nQ: c\nA: d\n":               "1 card edited",
		"Q: a\nA:\n\nQ: c\nA: d\n":                 "1 card edited; 1 new draft, not asked",
		"Q (draft): a\nA: b\n\nQ: c\nA: d\n":       "1 new draft, not asked",
		"Q: a\nA: b\n":                             "1 card removed, its history is kept",
		"# Title\n\nQ: a\nA: b\n\nQ: c\nA: d\n":    "no card has changed",
		"Q: a\nB: b\n\nQ: c\nA: d\n":               "1 card left out until it is fixed, its history is kept",
		"Q: a\nA: b\n\nQ: c\nA: d\n\nQ: e\nA: f\n": "1 new card",
	} {
		e := desk.CompareEdit("", []byte(before), []byte(after))
		if got := e.Words(); got != want {
			t.Errorf("%q: %q, want %q", after, got, want)
		}
	}
}
