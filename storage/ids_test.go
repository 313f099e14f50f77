package storage_test

import (
	"fmt"
	"strings"
	"testing"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/storagetest"
)

// TestShortIDsNameTheirCards holds that a short id is one that names its card, and that none
// shorter does, of many cards of which one was edited.
func TestShortIDsNameTheirCards(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&text, "Q: What is the square of %d?\nA: %d\n\n", i, i*i)
	}
	c := storagetest.New(t, map[string]string{"a.md": text.String()})
	c.Rate("What is the square of 7?", srs.Good)
	c.Write("a.md", strings.Replace(text.String(), "square of 7?", "square of seven?", 1))
	var ids []deck.Key
	err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		ids = append(ids, card.ID)
		return true
	})
	if err != nil || len(ids) != 3000 {
		t.Fatalf("%d cards: %v", len(ids), err)
	}
	short, err := c.ShortIDs(ids...)
	if err != nil {
		t.Fatal(err)
	}
	longer := 0
	for i, id := range ids {
		key, err := c.Key(short[i])
		if err != nil || !strings.HasPrefix(id.String(), short[i]) {
			t.Errorf("%s for %s: %v %v", short[i], id, key, err)
		}
		if len(short[i]) == 4 {
			continue
		}
		longer++
		if _, err := c.Key(short[i][:len(short[i])-1]); err == nil {
			t.Errorf("%s for %s: is longer than it must be", short[i], id)
		}
	}
	if longer == 0 {
		t.Error("all are of four digits: this tests nothing")
	}
}
