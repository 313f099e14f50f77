package storage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestPastsOfManyCards compares the events of many cards, which are read from the log in its order,
// with those that are looked for card by card: of joined cards too, and without what was undone.
func TestPastsOfManyCards(t *testing.T) {
	if testing.Short() {
		t.Skip("a large collection")
	}
	c := storagetest.Generate(t, t.TempDir(), 6500, 3, 9000, 1)
	var cards []*storage.Card
	err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		cards = append(cards, card)
		return len(cards) < 10
	})
	if err != nil {
		t.Fatal(err)
	}
	now := storagetest.Start().AddDate(1, 0, 0)
	for i := range 4 {
		pair := journal.NewPair(cards[2*i].ID, deck.Text{ID: "gone"}.Key())
		id, err := c.Append(now, journal.Linked{A: pair.A, B: pair.B}, journal.Reset{Key: pair.A},
			journal.Reset{Key: pair.B})
		if err != nil {
			t.Fatal(err)
		}
		if i == 1 {
			if _, err := c.Undo(id, now); err != nil {
				t.Fatal(err)
			}
		}
	}
	n, events := 0, 0
	err = c.CardsWithPast(storage.Scope{}, func(card *storage.Card, of storage.Past) bool {
		past, err := of.Append([]journal.Event{})
		if err != nil {
			t.Fatal(err)
		}
		events += len(past)
		if n++; n%50 > 10 {
			return true
		}
		want, err := c.Past(card.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, past); diff != "" {
			t.Errorf("card %s (-alone +with others):\n%s", card.ID, diff)
		}
		return !t.Failed()
	})
	if err != nil || n < 6500 || events < 9000 {
		t.Errorf("%d cards with %d events: %v", n, events, err)
	}
}
