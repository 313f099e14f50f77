package podcast

import (
	"slices"
	"time"

	"cards/deck"
	"cards/storage"
	"cards/storage/journal"
)

// gaps notes how long the person thinks about each card: the median of the own times for it, where
// there are two, else that of its deck, where there are twenty.
func (g *gatherer) gaps() error {
	const ofCard, ofDeck = 2, 20
	decks, err := g.decks()
	if err != nil {
		return err
	}
	byCard, byDeck := make(map[deck.Key][]time.Duration), make(map[string][]time.Duration)
	err = g.store.Events(func(e journal.Event, undone bool, name deck.Key) bool {
		b, ok := e.Body.(journal.Reviewed)
		in, known := decks[name]
		if took := b.Answered.Sub(b.Shown); ok && !undone && known && b.Counts() && took > 0 {
			byCard[name] = append(byCard[name], took)
			byDeck[in] = append(byDeck[in], took)
		}
		return true
	})
	medians := make(map[string]time.Duration)
	for name, times := range byDeck {
		medians[name] = median(times)
	}
	for i := range g.m.Cards {
		c := &g.m.Cards[i]
		switch {
		case len(byCard[c.ID]) >= ofCard:
			c.Thinks = median(byCard[c.ID])
		case len(byDeck[c.Deck]) >= ofDeck:
			c.Thinks = medians[c.Deck]
		}
	}
	return err
}

// decks returns the decks of all cards that are in one with a card that can be heard.
func (g *gatherer) decks() (map[deck.Key]string, error) {
	var scope storage.Scope
	for i := range g.m.Cards {
		if name := g.m.Cards[i].Deck; !slices.Contains(scope.Decks, name) {
			scope.Decks = append(scope.Decks, name)
		}
	}
	decks := make(map[deck.Key]string)
	if len(scope.Decks) == 0 {
		return decks, nil
	}
	err := g.store.Cards(scope, func(c *storage.Card) bool {
		decks[c.ID] = c.Deck
		return true
	})
	return decks, err
}

// median returns the middle of some times, which it sorts; of two in the middle their mean.
func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	n := len(times)
	return (times[(n-1)/2] + times[n/2]) / 2
}
