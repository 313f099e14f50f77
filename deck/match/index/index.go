package index

import (
	"math"
	"slices"
	"sync"

	"cards/deck/match/text"
)

// Class says what is known of a text.
type Class uint8

const (
	Gone    Class = iota // it was there once
	Fresh                // it is new
	Settled              // it is there and was before
)

// Texts is what is indexed.
type Texts interface {
	Len() int
	Class(i int) Class
	// Outline reads a text with a scanner, whose slots are then those of all its words, and returns
	// hashes of its sides. It is called by two goroutines, each with texts and a scanner of its own.
	Outline(scan *text.Scanner, i int) Outline
}

// Outline is hashes of the sides of a text, by which equal ones are found.
type Outline struct{ Prompt, Answer uint64 }

// Index knows in how many texts words occur, and which texts have prompts, answers and rare words
// of the new ones. Two halves of the texts are counted at once.
type Index struct {
	halves [2]*half
	sizes  []int32   // by text: how many words it has
	scores []float64 // by text: what near counts; all 0 between its calls
	found  []int32   // the texts that near looks at; its space is used again
}

// New counts the words of all texts, and remembers which have what the new ones have.
func New(texts Texts) *Index {
	n := texts.Len()
	h := &half{texts: texts, scan: &text.Scanner{}, sizes: make([]int32, n)}
	h.words = make([]wordCount, slotsFor(n))
	h.prompts.texts, h.answers.texts = map[uint64][]int32{}, map[uint64][]int32{}
	h.seek()
	x := &Index{sizes: h.sizes, halves: [2]*half{h, h.twin()}}
	var both sync.WaitGroup
	both.Go(func() { x.halves[1].count(n/2, n) })
	h.count(0, n/2)
	both.Wait()
	return x
}

// Texts returns in how many texts a word occurs.
func (x *Index) Texts(slot uint32) int {
	return int(x.halves[0].word(slot).counted&maxTexts) + int(x.halves[1].word(slot).counted&maxTexts)
}

// IsLive says whether a word occurs in a live text.
func (x *Index) IsLive(slot uint32) bool {
	return (x.halves[0].word(slot).counted|x.halves[1].word(slot).counted)&liveBit != 0
}

// WithPrompt returns the places of the texts whose prompt has the hash of that of a new one.
func (x *Index) WithPrompt(hash uint64) []int32 {
	return slices.Concat(x.halves[0].prompts.texts[hash], x.halves[1].prompts.texts[hash])
}

// WithAnswer returns the places of the texts whose answer has the hash of that of a new one.
func (x *Index) WithAnswer(hash uint64) []int32 {
	return slices.Concat(x.halves[0].answers.texts[hash], x.halves[1].answers.texts[hash])
}

// Near returns the texts that are gone and share the rarest words with the given ones, the most
// alike first.
func (x *Index) Near(slots []uint32, most int, order func(a, b int32) int) []int32 {
	const least = 0.25 // of what all words of the new one weigh, or of a shorter text in proportion
	words, total := x.rarest(slots)
	all := x.score(words)
	better := func(a, b int32) bool {
		if x.scores[a] != x.scores[b] {
			return x.scores[a] > x.scores[b]
		}
		return order(a, b) < 0
	}
	var best []int32
	for _, text := range all {
		part := min(1, float64(x.sizes[text]+1)/float64(len(slots)))
		if x.scores[text] < least*part*total || len(best) == most && !better(text, best[most-1]) {
			continue
		}
		best = append(best[:min(len(best), most-1)], text)
		for i := len(best) - 1; i > 0 && better(best[i], best[i-1]); i-- {
			best[i], best[i-1] = best[i-1], best[i]
		}
	}
	for _, text := range all {
		x.scores[text] = 0
	}
	return best
}

// rareWord is a word and how many texts that are gone have it.
type rareWord struct {
	slot  uint32
	texts int32
}

// rarest returns those of some words that are remembered, the rarest first, and what all of them
// weigh.
func (x *Index) rarest(slots []uint32) (words []rareWord, total float64) {
	for _, slot := range slots {
		texts := x.Texts(slot)
		total += x.Rarity(texts)
		if texts > maxPlaces {
			continue
		}
		if gone := x.halves[0].list(slot).texts + x.halves[1].list(slot).texts; gone > 0 {
			words = append(words, rareWord{slot, gone})
		}
	}
	slices.SortStableFunc(words, func(a, b rareWord) int { return int(a.texts - b.texts) })
	return words, total
}

// score adds to the scores of the texts that have some words what these weigh, and returns the
// texts.
func (x *Index) score(words []rareWord) []int32 {
	const enough = 512 // texts to look at
	if x.scores == nil {
		x.scores = make([]float64, len(x.sizes))
	}
	found, read := x.found[:0], 0
	for _, w := range words {
		if read += int(w.texts); read > enough && len(found) > 0 {
			break
		}
		weight := x.Rarity(int(w.texts))
		for _, h := range x.halves {
			for at := h.list(w.slot).last; at > 0; at = h.postings[at-1].before {
				text := h.postings[at-1].text
				if x.scores[text] == 0 {
					found = append(found, text)
				}
				x.scores[text] += weight
			}
		}
	}
	x.found = found
	return found
}

// Rarity returns what a word weighs that so many other texts have: from 0 to 1.
func (x *Index) Rarity(others int) float64 {
	n := float64(max(len(x.sizes), 12))
	return max(0.05, math.Log((n+1)/float64(others+1))/math.Log(n+1))
}
