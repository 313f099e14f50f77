package deck

import (
	"math"
	"slices"
	"unicode/utf8"
)

// slots is how many counters of words there are at most. Words that share one by chance seem a little less rare.
const slots = 1 << 20

// slotsPerText is how many there are for each text of a small collection.
const slotsPerText = 1 << 10

const noSlot = slots

// survey knows in how many texts words occur, and which texts have prompts, answers and rare words of the new notes.
type survey struct {
	fold  *folder
	words []wordCount // by the low bits of slots
	total int         // texts

	places  [][]int32 // by word of the new notes: the texts that have it
	prompts map[uint64][]int32
	answers map[uint64][]int32
	scores  []float64 // by text: what near counts; all 0 between its calls
}

// wordCount says in how many texts a word occurs, and which of the words of the new notes it is, counted from 1; 0 is
// none, or one that too many texts have.
type wordCount struct{ texts, place uint16 }

// maxPlaces bounds the texts that are remembered for one word.
const maxPlaces = 4096

// outline is what a text is found by: hashes of the words of its sides in order. Those of a cloze are what stands
// outside and inside its asked gaps.
type outline struct{ prompt, answer uint64 }

// scan gives emit the slot of every word of s.
func (f *folder) scan(s string, emit func(slot uint32)) {
	var h uint64 = offset
	inWord := false
	var last, before rune // in a script without spaces
	flush := func() {
		if inWord {
			emit(toSlot(h))
		}
		h, inWord = offset, false
	}
	for _, r := range s {
		if r < utf8.RuneSelf {
			switch {
			case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			case 'A' <= r && r <= 'Z':
				r += 'a' - 'A'
			default:
				if inWord {
					flush()
				}
				last, before = 0, 0
				continue
			}
			h = (h ^ uint64(r)) * prime
			inWord = true
			continue
		}
		if !isWordRune(r) {
			flush()
			last, before = 0, 0
			continue
		}
		if kind := scriptOf(r); kind != spaced {
			flush()
			f.scanCharacter(kind, before, last, r, emit)
			before, last = last, r
			continue
		}
		last, before = 0, 0
		if r = f.fold(r); r == dropped {
			continue
		}
		h = (h ^ uint64(r)) * prime
		inWord = true
	}
	flush()
}

// scanCharacter emits a character of a script without spaces, with the ones before it.
func (f *folder) scanCharacter(kind script, before, last, r rune, emit func(slot uint32)) {
	switch {
	case kind != unspaced:
		emit(toSlot(join(offset, r)))
		if last != 0 {
			emit(toSlot(join(join(offset, last), r)))
		}
	case before != 0:
		emit(toSlot(join(join(join(offset, before), last), r)))
	}
}

const (
	offset = 14695981039346656037 // of the hash FNV-1a
	prime  = 1099511628211
)

func join(h uint64, r rune) uint64 { return (h ^ uint64(r)) * prime }

func toSlot(h uint64) uint32 { return uint32((h ^ h>>29) % slots) }

// outline returns what a text is found by, and gives emit the slots of its words.
func (f *folder) outline(t *trace, emit func(slot uint32)) outline {
	if !t.Text.IsCloze() {
		prompt, answer := t.sides()
		return outline{f.hash(prompt, emit), f.hash(answer, emit)}
	}
	o := outline{prompt: 1, answer: 2}
	for rest := t.Text.Cloze; rest != ""; {
		before, inner, after, ok := cutGap(rest)
		o.prompt = o.prompt*prime + f.hash(before, emit)
		if ok {
			o.answer = o.answer*prime + f.hash(inner, emit)
			o.prompt++
		}
		rest = after
	}
	return o
}

// hash returns a hash of the words of s in order; of all its characters if it has no words.
func (f *folder) hash(s string, emit func(slot uint32)) uint64 {
	var h uint64 = offset
	n := 0
	f.scan(s, func(slot uint32) {
		h = (h ^ uint64(slot)) * prime
		n++
		emit(slot)
	})
	if n == 0 {
		for _, r := range s {
			h = join(h, r)
		}
	}
	return h
}

// take counts the words of all texts, and remembers which have what the new notes have.
func (s *survey) take(texts []trace) {
	size := slotsPerText
	for size < slots && size < slotsPerText*len(texts) {
		size *= 2
	}
	s.words = make([]wordCount, size)
	s.prompts, s.answers = map[uint64][]int32{}, map[uint64][]int32{}
	want := s.wanted(texts)
	for i := range texts {
		if t := &texts[i]; t.class == fresh {
			o := s.fold.outline(t, want)
			s.prompts[o.prompt], s.answers[o.answer] = nil, nil
		}
	}
	s.total = len(texts)
	at := int32(0)
	count := func(slot uint32) { s.count(slot, at) }
	for i := range texts {
		t := &texts[i]
		at = int32(i)
		o := s.fold.outline(t, count)
		t.whole = wholeOf(t, o)
		if list, ok := s.prompts[o.prompt]; ok {
			s.prompts[o.prompt] = append(list, at)
		}
		if list, ok := s.answers[o.answer]; ok {
			s.answers[o.answer] = append(list, at)
		}
	}
}

// wanted returns what takes the words of new notes that are to be remembered: all of them, or if there are more new
// notes than known ones, those that some known text has.
func (s *survey) wanted(texts []trace) func(slot uint32) {
	var count [settled + 1]int
	for i := range texts {
		count[texts[i].class]++
	}
	if count[gone] >= count[fresh] {
		return s.want
	}
	known := make([]bool, len(s.words))
	at := func(slot uint32) *bool { return &known[slot%uint32(len(known))] }
	for i := range texts {
		if t := &texts[i]; t.class == gone {
			s.fold.outline(t, func(slot uint32) { *at(slot) = true })
		}
	}
	return func(slot uint32) {
		if *at(slot) {
			s.want(slot)
		}
	}
}

// word returns the counter of a slot.
func (s *survey) word(slot uint32) *wordCount { return &s.words[slot%uint32(len(s.words))] }

// want makes the survey remember where a word occurs.
func (s *survey) want(slot uint32) {
	if w := s.word(slot); w.place == 0 && len(s.places) < math.MaxUint16 {
		s.places = append(s.places, nil)
		w.place = uint16(len(s.places))
	}
}

// count counts a word of a text.
func (s *survey) count(slot uint32, text int32) {
	w := s.word(slot)
	if w.texts < math.MaxUint16 {
		w.texts++
	}
	if w.place == 0 {
		return
	}
	list := s.places[w.place-1]
	if len(list) > 0 && list[len(list)-1] == text {
		return
	}
	if len(list) == maxPlaces {
		w.place = 0
		return
	}
	s.places[w.place-1] = append(list, text)
}

// near returns the texts that share the rarest words with the given ones, the most alike first.
func (s *survey) near(slotsOf []uint32, most int, skip func(int32) bool, order func(a, b int32) int) []int32 {
	type posting struct {
		slot uint32
		list []int32
	}
	const least = 0.15 // of what all words of the note weigh
	var lists []posting
	total, shared := 0.0, 0.0
	for _, slot := range slotsOf {
		w := s.word(slot)
		total += s.rarity(int(w.texts))
		if w.place > 0 {
			list := s.places[w.place-1]
			lists = append(lists, posting{slot, list})
			shared += s.rarity(len(list))
		}
	}
	if shared < least*total {
		return nil
	}
	slices.SortFunc(lists, func(a, b posting) int {
		if d := len(a.list) - len(b.list); d != 0 {
			return d
		}
		return int(a.slot) - int(b.slot)
	})
	if s.scores == nil {
		s.scores = make([]float64, s.total)
	}
	score := s.scores
	var found []int32
	read := 0
	for _, l := range lists {
		if read += len(l.list); read > 2048 && len(found) > 0 {
			break
		}
		weight := s.rarity(len(l.list))
		for _, text := range l.list {
			if score[text] == 0 {
				found = append(found, text)
			}
			score[text] += weight
		}
	}
	all := found
	found = slices.DeleteFunc(slices.Clone(all), func(text int32) bool { return score[text] < least*total || skip(text) })
	slices.SortFunc(found, func(a, b int32) int {
		if score[a] != score[b] {
			if score[a] > score[b] {
				return -1
			}
			return 1
		}
		return order(a, b)
	})
	for _, text := range all {
		score[text] = 0
	}
	return found[:min(most, len(found))]
}

// rarity returns what a word weighs that so many other texts have: from 0 to 1.
func (s *survey) rarity(others int) float64 {
	n := float64(max(s.total, 12))
	return max(0.05, math.Log((n+1)/float64(others+1))/math.Log(n+1))
}
