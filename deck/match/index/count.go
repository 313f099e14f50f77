package index

import (
	"maps"
	"math"
	"slices"

	"cards/deck/match/text"
)

// slots is how many counters of words there are at most. Words that share one by chance seem a
// little less rare.
const slots = 1 << text.SlotBits

// slotsPerText is how many there are for each text of a small collection.
const slotsPerText = 1 << 10

// half is what is counted of a half of the texts. Both know the same words and sides.
type half struct {
	texts    Texts
	scan     *text.Scanner
	sizes    []int32     // by text: how many words it has
	words    []wordCount // by the low bits of slots
	lists    []placeList // by word of the new texts
	postings []posting
	prompts  sideIndex
	answers  sideIndex
}

// wordCount says in how many texts a word occurs, with liveBit if one of them is live, and which of
// the words of the new texts it is, counted from 1; 0 is none, or one that too many texts have.
// There are a million of them, so that their size is time.
type wordCount struct{ counted, list uint16 }

const (
	liveBit  = 1 << 15
	maxTexts = liveBit - 1
)

// placeList is the texts that are gone and have a word: how many, and the last one's posting,
// counted from 1.
type placeList struct{ texts, last int32 }

// posting is a text of a list, and the posting before it, counted from 1.
type posting struct{ text, before int32 }

// maxPlaces bounds the texts that are remembered for one word.
const maxPlaces = 256

// sideIndex is the texts that have the prompts or answers of new texts, by hash. Most texts have
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

// slotsFor returns how many counters there are for so many texts: a power of two.
func slotsFor(texts int) int {
	size := slotsPerText
	for size < slots && size < slotsPerText*texts {
		size *= 2
	}
	return size
}

// twin returns what counts the same words and sides in other texts.
func (h *half) twin() *half {
	t := *h
	t.scan, t.words, t.lists = &text.Scanner{}, slices.Clone(h.words), slices.Clone(h.lists)
	t.prompts.texts, t.answers.texts = maps.Clone(h.prompts.texts), maps.Clone(h.answers.texts)
	return &t
}

// seek makes h remember which texts have the words and the sides of new ones.
func (h *half) seek() {
	isWanted := h.wanted()
	for i := range h.texts.Len() {
		if h.texts.Class(i) == Fresh {
			o := h.texts.Outline(h.scan, i)
			h.prompts.want(o.Prompt)
			h.answers.want(o.Answer)
			for _, slot := range h.scan.Slots {
				if isWanted(slot) {
					h.want(slot)
				}
			}
		}
	}
}

// count counts what is in some texts in a row.
func (h *half) count(from, to int) {
	for i := from; i < to; i++ {
		class, o := h.texts.Class(i), h.texts.Outline(h.scan, i)
		for _, slot := range h.scan.Slots {
			h.countWord(h.word(slot), class, int32(i))
		}
		h.sizes[i] = int32(len(h.scan.Slots))
		h.prompts.add(o.Prompt, int32(i))
		h.answers.add(o.Answer, int32(i))
	}
}

func (h *half) countWord(w *wordCount, c Class, at int32) {
	if w.counted&maxTexts < maxTexts {
		w.counted++
	}
	if c != Gone {
		w.counted |= liveBit
	} else if w.list > 0 {
		h.place(w, at)
	}
}

// wanted returns what says which words of new texts are to be remembered: all of them, or if there
// are more new texts than ones that are gone, those that one of these has.
func (h *half) wanted() func(slot uint32) bool {
	var sizes [Settled + 1]int
	for i := range h.texts.Len() {
		sizes[h.texts.Class(i)]++
	}
	if sizes[Gone] >= sizes[Fresh] {
		return func(uint32) bool { return true }
	}
	known := make([]bool, len(h.words))
	at := func(slot uint32) *bool { return &known[slot&uint32(len(known)-1)] }
	for i := range h.texts.Len() {
		if h.texts.Class(i) == Gone {
			h.texts.Outline(h.scan, i)
			for _, slot := range h.scan.Slots {
				*at(slot) = true
			}
		}
	}
	return func(slot uint32) bool { return *at(slot) }
}

// word returns the counter of a slot. There is a power of two of them.
func (h *half) word(slot uint32) *wordCount { return &h.words[slot&uint32(len(h.words)-1)] }

// want makes h remember where a word occurs.
func (h *half) want(slot uint32) {
	if w := h.word(slot); w.list == 0 && len(h.lists) < math.MaxUint16 {
		h.lists = append(h.lists, placeList{})
		w.list = uint16(len(h.lists))
	}
}

// place remembers that a text that is gone has a word.
func (h *half) place(w *wordCount, text int32) {
	list := &h.lists[w.list-1]
	switch {
	case list.last > 0 && h.postings[list.last-1].text == text:
	case list.texts == maxPlaces:
		w.list = 0
	default:
		h.postings = append(h.postings, posting{text, list.last})
		list.texts, list.last = list.texts+1, int32(len(h.postings))
	}
}

// list returns which texts that are gone have a word, as far as that is remembered.
func (h *half) list(slot uint32) placeList {
	if w := h.word(slot); w.list > 0 {
		return h.lists[w.list-1]
	}
	return placeList{}
}
