package desk

import (
	"strings"
	"unicode"

	"cards/deck"
	"cards/deck/match"
	"cards/storage"
)

// Twin is a card of the collection that asks what a new one would ask, or nearly.
type Twin struct {
	New  deck.Key // of the new card
	Card *storage.Card
	Same bool // they would be one card
}

// Twins finds the cards of the collection that ask the same as new cards, those that ask the same
// question, and those that are as like them as an edit of a card is like what it was before. Of
// each new card there is at most one, in their order.
func Twins(store *storage.Collection, fresh []deck.Card) ([]Twin, error) {
	t := twins{
		words: newShared(fresh), of: make(map[deck.Key]Twin),
		by: make(map[deck.Key]*storage.Card),
	}
	for _, card := range fresh {
		t.of[card.Key] = Twin{}
		if card.Text.Prompt != "" {
			t.prompts = append(t.prompts, card)
		}
	}
	if err := store.Cards(storage.Scope{}, t.look); err != nil {
		return nil, err
	}
	t.match(fresh)
	var list []Twin
	for _, card := range fresh {
		if twin := t.of[card.Key]; twin.Card != nil {
			list = append(list, twin)
		}
	}
	return list, nil
}

// twins are those that were found so far.
type twins struct {
	of      map[deck.Key]Twin // by the new card; without a card as long as there is none
	prompts []deck.Card       // new ones that have a prompt
	words   *shared
	live    []match.Live               // that may be like a new one
	by      map[deck.Key]*storage.Card // these
}

// look looks at a card of the collection.
func (t *twins) look(c *storage.Card) bool {
	for _, k := range c.Keys {
		if _, ok := t.of[k]; ok {
			t.of[k] = Twin{New: k, Card: c, Same: true}
		}
	}
	for _, card := range t.prompts {
		if card.Text.Prompt == c.Text.Prompt && t.of[card.Key].Card == nil {
			t.of[card.Key] = Twin{New: card.Key, Card: c}
		}
	}
	if t.words.likely(c.Text) {
		seen := match.Seen{Key: c.Key, Kind: c.Kind, Text: c.Text, Path: c.Path}
		t.live, t.by[c.Key] = append(t.live, match.Live{Seen: seen}), c
	}
	return true
}

// match finds what the new cards without a twin are like.
func (t *twins) match(fresh []deck.Card) {
	var known []match.Known
	for _, card := range fresh {
		if t.of[card.Key].Card == nil {
			known = append(known, match.Known{{Key: card.Key, Kind: card.Kind, Text: card.Text}})
		}
	}
	found := match.Match(known, t.live, nil)
	for _, l := range found.Links {
		t.of[l.Old] = Twin{New: l.Old, Card: t.by[l.New]}
	}
	for _, p := range found.Proposals { // the likeliest comes first
		if t.of[p.Old].Card == nil {
			t.of[p.Old] = Twin{New: p.Old, Card: t.by[p.New]}
		}
	}
}

// shared finds out quickly which of many texts may be like one of a few.
type shared struct {
	of    map[string][]int // which of the few have a word
	sizes []int            // how many words each of them has
	last  map[string]bool  // the words of the text that was looked at last
}

func newShared(cards []deck.Card) *shared {
	s := &shared{of: make(map[string][]int), last: make(map[string]bool)}
	for i, card := range cards {
		s.read(card.Text)
		for word := range s.last {
			s.of[word] = append(s.of[word], i)
		}
		s.sizes = append(s.sizes, len(s.last))
	}
	return s
}

// likely says whether a text has more than half of the words of one of the few.
func (s *shared) likely(t deck.Text) bool {
	s.read(t)
	common := make([]int, len(s.sizes))
	for word := range s.last {
		for _, i := range s.of[word] {
			if common[i]++; 2*common[i] > s.sizes[i] {
				return true
			}
		}
	}
	return false
}

// read takes in the words of a text; where no spaces part words, its characters.
func (s *shared) read(t deck.Text) {
	clear(s.last)
	for _, text := range []string{t.Prompt, t.Answer, t.Cloze} {
		inWord := func(r rune) bool {
			return unicode.IsLetter(r) || unicode.IsDigit(r) ||
				unicode.IsMark(r)
		}
		for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !inWord(r) }) {
			if !strings.ContainsFunc(word, isUnspaced) {
				s.last[word] = true
				continue
			}
			for _, r := range word {
				s.last[string(r)] = true
			}
		}
	}
}

func isUnspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai,
		unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
