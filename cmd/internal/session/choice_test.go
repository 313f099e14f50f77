package session_test

import (
	"fmt"
	"testing"

	"cards/cmd/internal/session"
	"cards/deck"
	"cards/storage"
)

// TestChoiceIsShuffledPerShowing: all options stand there, in the same order as long as the card
// was not answered, and in every place over many answers.
func TestChoiceIsShuffledPerShowing(t *testing.T) {
	t.Parallel()
	c := &storage.Card{Card: deck.Card{Kind: deck.KindChoice, Key: deck.Key{1, 2, 3}}}
	for i := range 4 {
		c.Options = append(c.Options, deck.Option{Text: fmt.Sprint(i), Right: i == 0})
	}
	first := map[int]int{}
	for reviews := range 400 {
		c.Schedule.Reviews = reviews
		one, again := session.NewChoice(c), session.NewChoice(c)
		texts := map[string]bool{}
		for i, o := range one.Options {
			texts[o.Text] = true
			if o != again.Options[i] {
				t.Fatal("two front ends show one showing in two orders")
			}
			if o.Right {
				first[i]++
			}
		}
		if len(texts) != 4 {
			t.Fatalf("options %v", texts)
		}
	}
	for place, n := range first {
		if n < 60 {
			t.Errorf("the right option stands %d times of 400 in place %d", n, place+1)
		}
	}
	if session.NewChoice(&storage.Card{Card: deck.Card{Kind: deck.KindBasic}}) != nil {
		t.Error("a card that is no choice has options")
	}
}
