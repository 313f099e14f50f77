package match

import (
	"math"
	"slices"
	"sync"
)

// survey knows in how many texts words occur, and which texts have prompts, answers and rare words
// of the new notes. Two halves of the texts are counted at once.
type survey struct {
	fold   *folder
	halves [2]*half
	sizes  []int32   // by text: how many words it has
	scores []float64 // by text: what near counts; all 0 between its calls
	found  []int32   // the texts that near looks at; its space is used again
}

// take counts the words of all texts, and remembers which have what the new notes have.
func (s *survey) take(texts []trace) {
	h := &half{fold: s.fold, words: make([]wordCount, slotsFor(len(texts)))}
	h.prompts.texts, h.answers.texts = map[uint64][]int32{}, map[uint64][]int32{}
	h.seek(texts)
	s.sizes = make([]int32, len(texts))
	s.halves = [2]*half{h, h.twin()}
	middle := len(texts) / 2
	var both sync.WaitGroup
	both.Go(func() { s.halves[1].count(texts[middle:], int32(middle), s.sizes[middle:]) })
	h.count(texts[:middle], 0, s.sizes[:middle])
	both.Wait()
}

// texts returns in how many texts a word occurs.
func (s *survey) texts(slot uint32) int {
	return int(s.halves[0].word(slot).counted&maxTexts) + int(s.halves[1].word(slot).counted&maxTexts)
}

// isLive says whether a word occurs in a live text.
func (s *survey) isLive(slot uint32) bool {
	return (s.halves[0].word(slot).counted|s.halves[1].word(slot).counted)&liveBit != 0
}

// withPrompt returns the places of the texts whose prompt has the hash of that of a new note.
func (s *survey) withPrompt(hash uint64) []int32 {
	return slices.Concat(s.halves[0].prompts.texts[hash], s.halves[1].prompts.texts[hash])
}

// withAnswer returns the places of the texts whose answer has the hash of that of a new note.
func (s *survey) withAnswer(hash uint64) []int32 {
	return slices.Concat(s.halves[0].answers.texts[hash], s.halves[1].answers.texts[hash])
}

// near returns the texts that are gone and share the rarest words with the given ones, the most
// alike first.
func (s *survey) near(slotsOf []uint32, most int, order func(a, b int32) int) []int32 {
	const least = 0.25 // of what all words of the note weigh, or of a shorter text in proportion
	words, total := s.rarest(slotsOf)
	all := s.score(words)
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

// rareWord is a word and how many texts that are gone have it.
type rareWord struct {
	slot  uint32
	texts int32
}

// rarest returns those of some words that are remembered, the rarest first, and what all of them
// weigh.
func (s *survey) rarest(slotsOf []uint32) (words []rareWord, total float64) {
	for _, slot := range slotsOf {
		texts := s.texts(slot)
		total += s.rarity(texts)
		if texts > maxPlaces {
			continue
		}
		if gone := s.halves[0].list(slot).texts + s.halves[1].list(slot).texts; gone > 0 {
			words = append(words, rareWord{slot, gone})
		}
	}
	slices.SortStableFunc(words, func(a, b rareWord) int { return int(a.texts - b.texts) })
	return words, total
}

// score adds to the scores of the texts that have some words what these weigh, and returns the
// texts.
func (s *survey) score(words []rareWord) []int32 {
	const enough = 512 // texts to look at
	if s.scores == nil {
		s.scores = make([]float64, len(s.sizes))
	}
	found, read := s.found[:0], 0
	for _, w := range words {
		if read += int(w.texts); read > enough && len(found) > 0 {
			break
		}
		weight := s.rarity(int(w.texts))
		for _, h := range s.halves {
			for at := h.list(w.slot).last; at > 0; at = h.postings[at-1].before {
				text := h.postings[at-1].text
				if s.scores[text] == 0 {
					found = append(found, text)
				}
				s.scores[text] += weight
			}
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
