package match

import (
	"math"
	"slices"
)

// slots is how many counters of words there are at most. Words that share one by chance seem a
// little less rare.
const slots = 1 << slotBits

const slotBits = 20

// slotsPerText is how many there are for each text of a small collection.
const slotsPerText = 1 << 10

const noSlot = slots

// survey knows in how many texts words occur, and which texts have prompts, answers and rare words
// of the new notes.
type survey struct {
	fold     *folder
	words    []wordCount // by the low bits of slots
	lists    []placeList // by word of the new notes
	postings []posting
	prompts  sideIndex
	answers  sideIndex
	sizes    []int32   // by text: how many words it has
	scores   []float64 // by text: what near counts; all 0 between its calls
	found    []int32   // the texts that near looks at; its space is used again
}

// wordCount says in how many texts a word occurs, with liveBit if one of them is live, and which of
// the words of the new notes it is, counted from 1; 0 is none, or one that too many texts have.
// There are a million of them, so that their size is time.
type wordCount struct{ counted, list uint16 }

const (
	liveBit  = 1 << 15
	maxTexts = liveBit - 1
)

// texts returns in how many texts a word occurs.
func (w *wordCount) texts() uint16 { return w.counted & maxTexts }

// isLive says whether a word occurs in a live text.
func (w *wordCount) isLive() bool { return w.counted&liveBit != 0 }

// placeList is the texts that are gone and have a word: how many, and the last one's posting,
// counted from 1.
type placeList struct{ texts, last int32 }

// posting is a text of a list, and the posting before it, counted from 1.
type posting struct{ text, before int32 }

// maxPlaces bounds the texts that are remembered for one word.
const maxPlaces = 256

// sideIndex is the texts that have the prompts or answers of new notes, by hash. Most texts have
// none: a look at the low bits says so.
type sideIndex struct {
	texts map[uint64][]int32
	some  [1 << 16]bool
}

// want makes x remember the texts of a side.
func (x *sideIndex) want(hash uint64) { x.texts[hash], x.some[uint16(hash)] = nil, true }

func (x *sideIndex) add(hash uint64, text int32) {
	if !x.some[uint16(hash)] {
		return
	}
	if list, ok := x.texts[hash]; ok {
		x.texts[hash] = append(list, text)
	}
}

// take counts the words of all texts, and remembers which have what the new notes have.
func (s *survey) take(texts []trace) {
	size := slotsPerText
	for size < slots && size < slotsPerText*len(texts) {
		size *= 2
	}
	s.words = make([]wordCount, size)
	s.prompts.texts, s.answers.texts = map[uint64][]int32{}, map[uint64][]int32{}
	s.sizes = make([]int32, len(texts))
	isWanted := s.wanted(texts)
	for i := range texts {
		if t := &texts[i]; t.class == fresh {
			o := s.fold.outline(t)
			s.prompts.want(o.prompt)
			s.answers.want(o.answer)
			for _, slot := range s.fold.slots {
				if isWanted(slot) {
					s.want(slot)
				}
			}
		}
	}
	for i := range texts {
		s.count(&texts[i], int32(i))
	}
}

// count counts what is in a text.
func (s *survey) count(t *trace, at int32) {
	live := uint16(0)
	if t.class != gone {
		live = liveBit
	}
	o := s.fold.outline(t)
	for _, slot := range s.fold.slots {
		w := s.word(slot)
		if w.counted |= live; w.texts() < maxTexts {
			w.counted++
		}
		if w.list > 0 && t.class == gone {
			s.place(w, at)
		}
	}
	if t.class != settled {
		t.whole = wholeOf(t, o)
	}
	s.sizes[at] = int32(len(s.fold.slots))
	s.prompts.add(o.prompt, at)
	s.answers.add(o.answer, at)
}

// wanted returns what says which words of new notes are to be remembered: all of them, or if there
// are more new notes than known ones, those that some known text has.
func (s *survey) wanted(texts []trace) func(slot uint32) bool {
	var sizes [settled + 1]int
	for i := range texts {
		sizes[texts[i].class]++
	}
	if sizes[gone] >= sizes[fresh] {
		return func(uint32) bool { return true }
	}
	known := make([]bool, len(s.words))
	at := func(slot uint32) *bool { return &known[slot&uint32(len(known)-1)] }
	for i := range texts {
		if t := &texts[i]; t.class == gone {
			for _, slot := range s.fold.slotsOf(t) {
				*at(slot) = true
			}
		}
	}
	return func(slot uint32) bool { return *at(slot) }
}

// word returns the counter of a slot. There is a power of two of them.
func (s *survey) word(slot uint32) *wordCount { return &s.words[slot&uint32(len(s.words)-1)] }

// want makes s remember where a word occurs.
func (s *survey) want(slot uint32) {
	if w := s.word(slot); w.list == 0 && len(s.lists) < math.MaxUint16 {
		s.lists = append(s.lists, placeList{})
		w.list = uint16(len(s.lists))
	}
}

// place remembers that a text that is gone has a word.
func (s *survey) place(w *wordCount, text int32) {
	list := &s.lists[w.list-1]
	switch {
	case list.last > 0 && s.postings[list.last-1].text == text:
	case list.texts == maxPlaces:
		w.list = 0
	default:
		s.postings = append(s.postings, posting{text, list.last})
		list.texts, list.last = list.texts+1, int32(len(s.postings))
	}
}

// near returns the texts that are gone and share the rarest words with the given ones, the most
// alike first.
func (s *survey) near(slotsOf []uint32, most int, order func(a, b int32) int) []int32 {
	const least = 0.25 // of what all words of the note weigh, or of a shorter text in proportion
	lists, total := s.rarest(slotsOf)
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
		if s.scores[text] < least*part*total || len(best) == most && !better(text, best[most-1]) {
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

// rarest returns the lists of some words that are remembered, the rarest first, and what all of the
// words weigh.
func (s *survey) rarest(slotsOf []uint32) (lists []placeList, total float64) {
	for _, slot := range slotsOf {
		w := s.word(slot)
		total += s.rarity(int(w.texts()))
		if w.list > 0 && w.texts() <= maxPlaces {
			lists = append(lists, s.lists[w.list-1])
		}
	}
	slices.SortFunc(lists, func(a, b placeList) int { return int(a.texts - b.texts) })
	return lists, total
}

// score adds to the scores of the texts that have some words what these weigh, and returns the
// texts.
func (s *survey) score(lists []placeList) []int32 {
	const enough = 512 // texts to look at
	if s.scores == nil {
		s.scores = make([]float64, len(s.sizes))
	}
	found, read := s.found[:0], 0
	for _, l := range lists {
		if read += int(l.texts); read > enough && len(found) > 0 {
			break
		}
		weight := s.rarity(int(l.texts))
		for at := l.last; at > 0; at = s.postings[at-1].before {
			text := s.postings[at-1].text
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
