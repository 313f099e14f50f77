package desk

import (
	"strings"

	"cards/deck"
	"cards/storage"
	"cards/storage/find"
)

// Found is a card that words were found in.
type Found struct {
	ID               deck.Key
	Deck, Path       string
	Line             int
	Question, Answer string
	Score            float64 // higher for those that fit better
}

// Finder finds cards by words, of those that there were when it was made.
type Finder struct {
	index find.Index
	cards []Found
}

// NewFinder reads the cards of a scope.
func NewFinder(store *storage.Collection, scope storage.Scope) (*Finder, error) {
	f := &Finder{}
	err := store.Cards(scope, func(c *storage.Card) bool {
		answer, notes := c.Answer(), []string{c.More}
		for _, o := range c.Options {
			notes = append(notes, o.Text)
		}
		if c.Kind == deck.KindCloze { // words may stand beside a gap
			notes = append(notes,
				strings.NewReplacer(string(deck.GapOpen), "", string(deck.GapClose), "").Replace(c.Back))
		}
		f.index.Add(c.Question(), strings.Join(c.Tags, "\n"), answer,
			strings.Join(append([]string{c.Deck}, c.Section...), "\n"),
			strings.Join(notes, "\n"))
		f.cards = append(f.cards, Found{
			ID: c.ID, Deck: c.Deck, Path: c.Path, Line: c.Line, Question: c.Question(), Answer: answer,
		})
		return true
	})
	return f, err
}

// FindOnce is what a new finder of all cards finds: of the others, only cards in which the words
// may stand are read.
func FindOnce(store *storage.Collection, words string, most int) ([]Found, error) {
	sieve := find.NewSieve(words)
	if sieve == nil {
		f, err := NewFinder(store, storage.Scope{})
		if err != nil {
			return nil, err
		}
		return f.Find(words, most), nil
	}
	scope, all, err := store.Sift(sieve)
	if err != nil || len(scope.Cards) == 0 {
		return nil, err
	}
	f, err := NewFinder(store, scope)
	if err != nil {
		return nil, err
	}
	f.index.LeaveOut(all-len(f.cards), sieve)
	return f.Find(words, most), nil
}

// Find returns up to most cards that fit words, the best first.
func (f *Finder) Find(words string, most int) []Found {
	var found []Found
	for _, hit := range f.index.Find(words, most) {
		card := f.cards[hit.Text]
		card.Score = hit.Score
		found = append(found, card)
	}
	return found
}
