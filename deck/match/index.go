package match

import (
	"math"
	"slices"
	"sync"
)

// slots is how many counters of words there are at most. Words that share one by chance seem a
// little less rare.
const slots = 1 << 20

// slotsPerText is how many there are for each text of a small collection.
const slotsPerText = 1 << 10

const noSlot = slots

// survey knows in how many texts words occur, and which texts have prompts, answers and rare words
// of the new notes.
type survey struct {
	counts
	sizes  []int32   // by text: how many words it has
	scores []float64 // by text: what near counts; all 0 between its calls
	found  []int32   // the texts that near looks at; its space is used again
}

// counts is what a survey counts in some of the texts.
type counts struct {
	fold    *folder
	words   []wordCount // by the low bits of slots
	places  [][]int32   // by word of the new notes: the texts that have it
	prompts map[uint64][]int32
	answers map[uint64][]int32
}

// wordCount says in how many texts a word occurs, with liveBit if one of them is live, and which of
// the words of the new notes it is, counted from 1; 0 is none, or one that too many texts have.
// There are a million of them, so that their size is time.
type wordCount struct{ counted, place uint16 }

const (
	liveBit  = 1 << 15
	maxTexts = liveBit - 1
)

// texts returns in how many texts a word occurs.
func (w *wordCount) texts() uint16 { return w.counted & maxTexts }

// isLive says whether a word occurs in a live text.
func (w *wordCount) isLive() bool { return w.counted&liveBit != 0 }

// add counts more texts.
func (w *wordCount) add(texts, live uint16) {
	w.counted = min(w.texts()+texts, maxTexts) | w.counted&liveBit | live
}

// maxPlaces bounds the texts that are remembered for one word.
const maxPlaces = 1024

// take counts the words of all texts, and remembers which have what the new notes have.
func (s *survey) take(texts []trace) {
	const many = 1 << 12 // texts, from which on it saves time to count two halves at once
	size := slotsPerText
	for size < slots && size < slotsPerText*len(texts) {
		size *= 2
	}
	s.words = make([]wordCount, size)
	s.prompts, s.answers = map[uint64][]int32{}, map[uint64][]int32{}
	s.sizes = make([]int32, len(texts))
	isWanted := s.wanted(texts)
	for i := range texts {
		if t := &texts[i]; t.class == fresh {
			o := s.fold.outline(t)
			s.prompts[o.prompt], s.answers[o.answer] = nil, nil
			for _, slot := range s.fold.slots {
				if isWanted(slot) {
					s.want(slot)
				}
			}
		}
	}
	if len(texts) < many {
		s.countTexts(texts, 0, s.sizes)
		return
	}
	half := len(texts) / 2
	second := s.empty()
	var both sync.WaitGroup
	both.Go(func() { second.countTexts(texts[half:], int32(half), s.sizes[half:]) })
	s.countTexts(texts[:half], 0, s.sizes[:half])
	both.Wait()
	s.add(&second)
}

// empty returns counts of the same words, prompts and answers in no text.
func (c *counts) empty() counts {
	e := counts{
		fold: &folder{}, words: slices.Clone(c.words), places: make([][]int32, len(c.places)),
		prompts: make(map[uint64][]int32, len(c.prompts)), answers: make(map[uint64][]int32, len(c.answers)),
	}
	for h := range c.prompts {
		e.prompts[h] = nil
	}
	for h := range c.answers {
		e.answers[h] = nil
	}
	return e
}

// add adds the counts of later texts. What comes out is the same as if all had been counted at
// once.
func (c *counts) add(later *counts) {
	for i := range c.words {
		w, v := &c.words[i], later.words[i]
		w.add(v.texts(), v.counted&liveBit)
		if w.place == 0 {
			continue
		}
		all := &c.places[w.place-1]
		if more := later.places[w.place-1]; v.place == 0 || len(*all)+len(more) > maxPlaces {
			w.place = 0
		} else {
			*all = append(*all, more...)
		}
	}
	for h, list := range later.prompts {
		c.prompts[h] = append(c.prompts[h], list...)
	}
	for h, list := range later.answers {
		c.answers[h] = append(c.answers[h], list...)
	}
}

// countTexts counts what is in texts whose places begin with first, and how many words each of them
// has.
func (c *counts) countTexts(texts []trace, first int32, sizes []int32) {
	for i := range texts {
		t := &texts[i]
		at, live := first+int32(i), uint16(0)
		if t.class != gone {
			live = liveBit
		}
		o := c.fold.outline(t)
		for _, slot := range c.fold.slots {
			c.count(slot, at, live)
		}
		t.whole = wholeOf(t, o)
		sizes[i] = int32(len(c.fold.slots))
		if list, ok := c.prompts[o.prompt]; ok {
			c.prompts[o.prompt] = append(list, at)
		}
		if list, ok := c.answers[o.answer]; ok {
			c.answers[o.answer] = append(list, at)
		}
	}
}

// wanted returns what says which words of new notes are to be remembered: all of them, or if there
// are more new notes than known ones, those that some known text has.
func (c *counts) wanted(texts []trace) func(slot uint32) bool {
	var sizes [settled + 1]int
	for i := range texts {
		sizes[texts[i].class]++
	}
	if sizes[gone] >= sizes[fresh] {
		return func(uint32) bool { return true }
	}
	known := make([]bool, len(c.words))
	at := func(slot uint32) *bool { return &known[slot&uint32(len(known)-1)] }
	for i := range texts {
		if t := &texts[i]; t.class == gone {
			for _, slot := range c.fold.slotsOf(t) {
				*at(slot) = true
			}
		}
	}
	return func(slot uint32) bool { return *at(slot) }
}

// word returns the counter of a slot. There is a power of two of them.
func (c *counts) word(slot uint32) *wordCount { return &c.words[slot&uint32(len(c.words)-1)] }

// want makes c remember where a word occurs.
func (c *counts) want(slot uint32) {
	if w := c.word(slot); w.place == 0 && len(c.places) < math.MaxUint16 {
		c.places = append(c.places, nil)
		w.place = uint16(len(c.places))
	}
}

// count counts a word of a text.
func (c *counts) count(slot uint32, text int32, live uint16) {
	w := c.word(slot)
	if w.counted |= live; w.texts() < maxTexts {
		w.counted++
	}
	if w.place == 0 {
		return
	}
	list := c.places[w.place-1]
	if len(list) > 0 && list[len(list)-1] == text {
		return
	}
	if len(list) == maxPlaces {
		w.place = 0
		return
	}
	c.places[w.place-1] = append(list, text)
}

// posting is a word and the texts that have it.
type posting struct {
	slot uint32
	list []int32
}

// near returns the texts that share the rarest words with the given ones, the most alike first.
func (s *survey) near(slotsOf []uint32, most int, skip func(int32) bool,
	order func(a, b int32) int,
) []int32 {
	const least = 0.25 // of what all words of the note weigh, or of a shorter text in proportion
	lists, total := s.postings(slotsOf)
	all := s.score(lists)
	better := func(a, b int32) bool {
		if s.scores[a] != s.scores[b] {
			return s.scores[a] > s.scores[b]
		}
		return order(a, b) < 0
	}
	var best []int32
	for _, text := range all {
		part := min(1, float64(s.sizes[text]+1)/float64(len(slotsOf)))
		if s.scores[text] < least*part*total || len(best) == most && !better(text, best[most-1]) ||
			skip(text) {
			continue
		}
		best = append(best[:min(len(best), most-1)], text)
		for i := len(best) - 1; i > 0 && better(best[i], best[i-1]); i-- {
			best[i], best[i-1] = best[i-1], best[i]
		}
	}
	for _, text := range all {
		s.scores[text] = 0
	}
	return best
}

// postings returns the remembered ones of some words, the rarest first, and what all of the words
// weigh.
func (s *survey) postings(slotsOf []uint32) (lists []posting, total float64) {
	for _, slot := range slotsOf {
		w := s.word(slot)
		total += s.rarity(int(w.texts()))
		if w.place > 0 {
			lists = append(lists, posting{slot, s.places[w.place-1]})
		}
	}
	slices.SortFunc(lists, func(a, b posting) int {
		if d := len(a.list) - len(b.list); d != 0 {
			return d
		}
		return int(a.slot) - int(b.slot)
	})
	return lists, total
}

// score adds to the scores of the texts that have some words what these weigh, and returns the
// texts.
func (s *survey) score(lists []posting) []int32 {
	const enough = 2048 // texts to look at
	if s.scores == nil {
		s.scores = make([]float64, len(s.sizes))
	}
	found, read := s.found[:0], 0
	for _, l := range lists {
		if read += len(l.list); read > enough && len(found) > 0 {
			break
		}
		weight := s.rarity(len(l.list))
		for _, text := range l.list {
			if s.scores[text] == 0 {
				found = append(found, text)
			}
			s.scores[text] += weight
		}
	}
	s.found = found
	return found
}

// rarity returns what a word weighs that so many other texts have: from 0 to 1.
func (s *survey) rarity(others int) float64 {
	n := float64(max(len(s.sizes), 12))
	return max(0.05, math.Log((n+1)/float64(others+1))/math.Log(n+1))
}
