package match

import (
	"cmp"
	"maps"
	"slices"

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

// compare orders texts by their keys, so that the order in which they were given does not matter.
func (c *corpus) compare(a, b int32) int {
	x, y := &c.texts[a], &c.texts[b]
	if order := x.Key.Compare(y.Key); order != 0 {
		return order
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

// sameFile says whether a note stands in the file where the other one stood, or in one that took
// its place.
func (c *corpus) sameFile(old, new *group) bool {
	return old.path() == new.path() || c.homes[[2]string{old.path(), new.path()}]
}

// hasOthers says whether other cards than those of two notes are among texts.
func (c *corpus) hasOthers(list []int32, old, new *group) bool {
	return slices.ContainsFunc(list, func(at int32) bool { return c.isOther(at, old, new) })
}

// isOther says whether a text is of none of the cards of two notes.
func (c *corpus) isOther(at int32, old, new *group) bool {
	t := &c.texts[at]
	return !slices.Contains(new.places, at) && !(t.class == gone && slices.Contains(old.cards, t.card))
}

// isShared says whether other cards than those of two notes have the prompt of the new one, in its
// file or in any if it has moved: then it is no evidence.
func (c *corpus) isShared(old, new *group) bool {
	o := c.survey.fold.outline(new.first)
	return slices.ContainsFunc(c.survey.withPrompt(o.prompt), func(at int32) bool {
		isNear := c.texts[at].Path == new.path() || old.path() != new.path()
		return isNear && c.isOther(at, old, new)
	})
}

// isDistinctive says whether no other card has the answer of a new note, and it is not tiny.
func (c *corpus) isDistinctive(old, new *group) bool {
	const least = 3 // bytes
	o := c.survey.fold.outline(new.first)
	return len(new.answer) >= least && !c.hasOthers(c.survey.withAnswer(o.answer), old, new)
}
