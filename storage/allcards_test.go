package storage_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"cards/srs"
	"cards/storage"
	"cards/storage/storagetest"
)

// manyCards are three decks of a hundred cards each, which one read does not reach through: new
// ones, reviewed ones, one that was reworded since, and one that stands in two decks.
func manyCards(t *testing.T) *storagetest.Collection {
	t.Helper()
	files := make(map[string]string)
	for _, deck := range []string{"a", "b", "c"} {
		var text strings.Builder
		for i := range 100 {
			fmt.Fprintf(&text, "Q: What is number %d of deck %s?\nA: the answer %d %s\n\n", i, deck, i, deck)
		}
		files[deck+".md"] = text.String()
	}
	files["c.md"] += "Q: What is number 7 of deck a?\nA: the answer 7 a\n"
	c := storagetest.New(t, files)
	for i := 0; i < 100; i += 9 {
		c.Rate(fmt.Sprintf("What is number %d of deck b?", i), srs.Good)
	}
	c.Write("b.md", strings.Replace(files["b.md"], "What is number 9 of", "What is the number 9 of",
		1))
	c.Compile()
	return c
}

// all returns the cards of decks, all if none is named.
func all(t *testing.T, c *storagetest.Collection, decks ...string) (cards []*storage.Card) {
	t.Helper()
	err := c.Cards(storage.Scope{Decks: decks}, func(card *storage.Card) bool {
		cards = append(cards, card)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return cards
}

// TestCardsOfAllDecks: what is read of all cards at once is what is read of each deck.
func TestCardsOfAllDecks(t *testing.T) {
	t.Parallel()
	c := manyCards(t)
	together := all(t, c)
	var apart []*storage.Card
	for _, deck := range []string{"a", "b", "c"} {
		apart = append(apart, all(t, c, deck)...)
	}
	if len(together) != 300 || len(c.Find("What is the number 9 of deck b?").Keys) != 2 {
		t.Errorf("%d cards, want 300, one of which was reworded", len(together))
	}
	for i, card := range together {
		if !reflect.DeepEqual(card, apart[i]) {
			t.Fatalf("of all decks: %+v, of its own: %+v", card, apart[i])
		}
	}
}

// TestAnswerWhileCardsAreRead: what is read after an answer has it.
func TestAnswerWhileCardsAreRead(t *testing.T) {
	t.Parallel()
	c := manyCards(t)
	const last = "What is number 99 of deck c?"
	n, reviews := 0, 0
	other, err := storage.Open(c.Root(), storagetest.Options(2))
	if err != nil {
		t.Fatal(err)
	}
	err = other.Cards(storage.Scope{}, func(card *storage.Card) bool {
		if n++; n == 50 {
			c.Rate(last, srs.Good)
		}
		if card.Question() == last {
			reviews = card.Schedule.Reviews
		}
		return true
	})
	if err != nil || n != 300 || reviews != 1 {
		t.Errorf("%d cards, the last with %d reviews, %v", n, reviews, err)
	}
}
