package storage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/srs"
	"cards/storage/storagetest"
)

// TestAsked lists what the decks ask now: not what they did once, nor what an error leaves out.
func TestAsked(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: one?\nA: 1\n\nQ: gone?\nA: 2\n"})
	c.Rate("gone?", srs.Good)
	c.Write("a.md", "Q: one?\nA: 1\n\nQ (draft): two?\nA: 2\n\nQ: left out?\n")
	c.Compile()
	got, err := c.Asked()
	if err != nil {
		t.Fatal(err)
	}
	want := map[deck.Key]bool{
		deck.Text{Prompt: "one?", Answer: "1"}.Key(): true,
		deck.Text{Prompt: "two?", Answer: "2"}.Key(): true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
