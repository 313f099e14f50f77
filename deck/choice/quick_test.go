package choice_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"cards/deck/choice"
)

// TestOptionsAreQuick: the options of one question among 10,000 cards take at most a hundredth of what
// it takes to gather these, measured in the same run: a slow machine is slow at both.
func TestOptionsAreQuick(t *testing.T) {
	if testing.Short() {
		t.Skip("large")
	}
	const share = 100
	cards := manyCards(10_000, 1)
	start := time.Now()
	pool := choice.NewPool(cards)
	most := time.Since(start) / share
	if least := quickest(t, pool, cards, most); least > most {
		t.Errorf("a question takes %v, want at most %v", least, most)
	}
}

// TestOptionsAmongManyAreQuick: among 100,000 cards they take at most 20 ms.
func TestOptionsAmongManyAreQuick(t *testing.T) {
	if os.Getenv("CARDS_LONG") == "" {
		t.Skip("needs CARDS_LONG=1 and a quiet machine")
	}
	const most = 20 * time.Millisecond
	cards := manyCards(100_000, 1)
	if least := quickest(t, choice.NewPool(cards), cards, most); least > most {
		t.Errorf("a question takes %v, want at most %v", least, most)
	}
}

// quickest returns how long the options of a question take at least: of many questions, until one is
// quick enough, as others may use the machine at the same time.
func quickest(t *testing.T, pool *choice.Pool, cards []choice.Card, enough time.Duration) time.Duration {
	t.Helper()
	least := time.Hour
	for i := 0; i < 200 && least > enough; i++ {
		start := time.Now()
		if _, ok := pool.Options(cards[i].Key, 3, 1); !ok {
			t.Fatalf("%q has no options", cards[i].Question)
		}
		least = min(least, time.Since(start))
	}
	return least
}

// manyCards returns so many cards that ask for the same kind of thing, in so many decks.
func manyCards(n, decks int) (cards []choice.Card) {
	for i := range n {
		key := [16]byte{byte(i), byte(i >> 8), byte(i >> 16)}
		cards = append(cards, choice.Card{
			Key: key, Note: key, Deck: fmt.Sprint(i % decks), Question: fmt.Sprintf("What is word%d of part%d in text%d?", i, i%977, i%89),
			Answer: fmt.Sprintf("the thing%d that part%d has", i%7919, i%613),
		})
	}
	return cards
}

// BenchmarkOptions makes one question among many cards, in decks of a thousand and in one alone:
// for a card like the others, and for one of a kind of its own.
func BenchmarkOptions(b *testing.B) {
	for _, size := range [][2]int{{10_000, 10}, {100_000, 100}, {100_000, 1}} {
		cards := manyCards(size[0], size[1])
		cards[0].Question, cards[0].Answer = "Who was it?", "Ann Smith"
		pool := choice.NewPool(cards)
		ask := func(of []choice.Card) func(b *testing.B) {
			return func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					if o, _ := pool.Options(of[i%len(of)].Key, 3, 1); len(o.List) < 3 {
						b.Fatal(o.List)
					}
				}
			}
		}
		b.Run(fmt.Sprintf("alone/%d/%d", size[0], size[1]), ask(cards[:1]))
		b.Run(fmt.Sprintf("%d/%d", size[0], size[1]), ask(cards[1:]))
	}
}
