package match

import (
	"cmp"
	"maps"

	"cards/deck"
	"cards/deck/markup"
	"cards/deck/match/index"
	"cards/deck/match/text"
)

// trace is a text of a card, with the card that it is of.
type trace struct {
	*Seen
	class index.Class
	card  int32  // of one that is gone: its place among the cards
	whole uint64 // a hash of what all cards of its note have in common; 0 of one that is settled
	note  *group // of one that is gone, once it is a candidate
}

// card is a known one: where its texts stand, the pairs that its notes are in.
type card struct {
	from, to int32
	pairs    []*pair
	isLinked bool
}

// corpus is all texts there are, those that are gone first.
type corpus struct {
	texts  []trace
	cards  []card
	parted func(a, b deck.Key) bool
	index  *index.Index
	words  *text.Reader
	scan   *text.Scanner
	homes  map[[2]string]bool // of files: the second one has cards of the first one, which is gone
}

func newCorpus(known []Known, live []Live, parted func(a, b deck.Key) bool) *corpus {
	c := &corpus{
		parted: parted, words: text.NewReader(), scan: &text.Scanner{},
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
		t := trace{Seen: &live[i].Seen, class: index.Fresh}
		if live[i].Reviewed {
			t.class = index.Settled
		}
		c.texts = append(c.texts, t)
	}
	c.index = index.New(c)
	return c
}

// Len counts the texts. With Class and Outline it makes a corpus what an index is made of.
func (c *corpus) Len() int { return len(c.texts) }

// Class says what is known of the card of a text.
func (c *corpus) Class(i int) index.Class { return c.texts[i].class }

// Outline returns what a text is found by: hashes of the words of its sides in order. Those of a
// cloze are what stands outside and inside its asked gaps.
func (c *corpus) Outline(scan *text.Scanner, i int) index.Outline {
	t := &c.texts[i]
	o := t.outline(scan)
	if t.class != index.Settled {
		t.whole = t.wholeOf(o)
	}
	return o
}

func (t *trace) outline(scan *text.Scanner) index.Outline {
	scan.Slots = scan.Slots[:0]
	if !t.Text.IsCloze() {
		prompt, answer := t.sides()
		return index.Outline{Prompt: scan.Hash(prompt), Answer: scan.Hash(answer)}
	}
	o := index.Outline{Prompt: 1, Answer: 2}
	for rest := t.Text.Cloze; rest != ""; {
		before, inner, after, ok := markup.CutGap(rest)
		o.Prompt = o.Prompt*prime + scan.Hash(before)
		if ok {
			o.Answer = o.Answer*prime + scan.Hash(inner)
			o.Prompt++
		}
		rest = after
	}
	return o
}

// slotsOf returns the numbers of the words of a text, until another one is read.
func (c *corpus) slotsOf(t *trace) []uint32 {
	t.outline(c.scan)
	return c.scan.Slots
}

// gone returns the texts that are gone.
func (c *corpus) gone() []trace { return c.texts[:c.cards[len(c.cards)-1].to] }

// textsOfCard returns all texts of the card that the text at a place is of.
func (c *corpus) textsOfCard(at int32) []trace {
	if t := &c.texts[at]; t.class == index.Gone {
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
