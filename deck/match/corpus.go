package match

import (
	"cmp"
	"maps"

	"cards/deck"
)

// class says what is known of a text's card.
type class uint8

const (
	gone    class = iota // it has reviews, and its text is gone
	fresh                // it is live and has no reviews
	settled              // it is live and has reviews
)

// trace is a text of a card, with the card that it is of.
type trace struct {
	*Seen
	class class
	card  int32  // of one that is gone: its place among the cards
	whole uint64 // a hash of what all cards of its note have in common; 0 of one that is settled
	note  *group // of one that is gone, once it is a candidate
}

// card is a known one: where its texts stand, the pairs that its notes are in.
type card struct {
	from, to int32
	pairs    []int
	isLinked bool
}

// corpus is all texts there are, those that are gone first.
type corpus struct {
	texts  []trace
	cards  []card
	parted func(a, b deck.Key) bool
	survey *survey
	words  *wordReader
	homes  map[[2]string]bool // of files: the second one has cards of the first one, which is gone
}

func newCorpus(known []Known, live []Live, parted func(a, b deck.Key) bool) *corpus {
	fold := &folder{}
	c := &corpus{
		parted: parted, survey: &survey{fold: fold}, words: &wordReader{fold: fold, vocab: words()},
		cards: make([]card, len(known)), texts: make([]trace, 0, len(known)+len(live)),
		homes: homesOf(live),
	}
	for i, texts := range known {
		at := int32(len(c.texts))
		c.cards[i] = card{from: at, to: at + int32(len(texts))}
		for j := range texts {
			c.texts = append(c.texts, trace{Seen: &texts[j], card: int32(i)})
		}
	}
	for i := range live {
		t := trace{Seen: &live[i].Seen, class: fresh}
		if live[i].Reviewed {
			t.class = settled
		}
		c.texts = append(c.texts, t)
	}
	c.survey.take(c.texts)
	return c
}

// gone returns the texts that are gone.
func (c *corpus) gone() []trace { return c.texts[:c.cards[len(c.cards)-1].to] }

// textsOfCard returns all texts of the card that the text at a place is of.
func (c *corpus) textsOfCard(at int32) []trace {
	if t := &c.texts[at]; t.class == gone {
		return c.texts[c.cards[t.card].from:c.cards[t.card].to]
	}
	return c.texts[at : at+1]
}

// order orders texts by their keys, so that the order in which they were given does not matter.
func (c *corpus) order(a, b int32) int {
	x, y := &c.texts[a], &c.texts[b]
	if byKey := x.Key.Compare(y.Key); byKey != 0 {
		return byKey
	}
	return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.class, y.class))
}

// homesOf finds where the cards of files stand that are gone: renamed, split or merged.
func homesOf(live []Live) map[[2]string]bool {
	homes := map[[2]string]bool{}
	for i := range live {
		if l := &live[i]; l.Reviewed && l.Was != l.Path {
			homes[[2]string{l.Was, l.Path}] = true
		}
	}
	if len(homes) == 0 {
		return nil
	}
	files := map[string]bool{}
	for i := range live {
		files[live[i].Path] = true
	}
	maps.DeleteFunc(homes, func(move [2]string, _ bool) bool { return files[move[0]] })
	return homes
}
