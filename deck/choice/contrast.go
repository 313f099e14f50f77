package choice

import (
	"slices"
	"strings"
)

// contrasts are words that stand in each other's place in the texts of a subject: where one card
// says "two cones, points up" and another "two cones, points down", up and down exclude each other
// there, in whatever language.
type contrasts map[word][]string

// contrastsOf returns the contrasts of cards: of texts of some words that differ in one alone, which
// is not the first, as its capital says nothing.
func contrastsOf(items []*item) contrasts {
	const fewest, most, cards = 3, 24, 400 // words, and cards, of more the first
	found, others := make(contrasts), make(map[uint64][]string)
	for _, it := range items[:min(len(items), cards)] {
		for _, s := range []string{it.Question, it.option} {
			words := fields(s)
			if fewest <= len(words) && len(words) <= most && !it.code && !it.gap {
				found.read(words, others)
			}
		}
	}
	return found
}

// read notes what stands in the place of each word of a text in those that were read before, by a
// number for the text without it. Of very many words in one place the first are enough.
func (c contrasts) read(words []string, others map[uint64][]string) {
	const most = 8
	numbers, all := make([]uint64, len(words)), uint64(len(words))
	for i, w := range words {
		numbers[i] = hash([]byte(w)) * uint64(2*i+1) // the same word elsewhere is another
		all += numbers[i]
	}
	for at := 1; at < len(words); at++ {
		frame := all - numbers[at] + uint64(at)
		if len(others[frame]) == most {
			continue
		}
		for _, o := range others[frame] {
			c.add(words[at], o)
		}
		others[frame] = append(others[frame], words[at])
	}
}

// add adds two words that stand in each other's place.
func (c contrasts) add(a, b string) {
	if wordOf(a) == wordOf(b) || !isContrast(a) || !isContrast(b) || hasDigit(a) != hasDigit(b) ||
		hasCapital(a) != hasCapital(b) {
		return
	}
	for _, pair := range [][2]string{{a, b}, {b, a}} {
		if of := wordOf(pair[0]); !slices.Contains(c[of], pair[1]) {
			c[of] = append(c[of], pair[1])
		}
	}
}

// isContrast says whether a word says enough to be exchanged.
func isContrast(w string) bool {
	return !isAskWord(w) && !isHelper(w) && !articleWords()[wordOf(w)]
}

// withContrasts returns spots with those of contrasts, of two in one place one that has the others
// of both.
func withContrasts(spots, contrasting []spot) []spot {
	for _, c := range contrasting {
		at := slices.IndexFunc(spots, func(s spot) bool { return s.from == c.from && s.to == c.to })
		if at < 0 {
			spots = append(spots, c)
			continue
		}
		for _, o := range spots[at].others {
			if !slices.Contains(c.others, o) {
				c.others = append(c.others, o)
			}
		}
		spots[at] = c
	}
	return spots
}

// isBound says whether a word and one beside it make a meaning of their own that is to be left:
// "right angles".
func isBound(words []string, at int) bool {
	for _, from := range []int{at - 1, at} {
		if from < 0 || from+2 > len(words) {
			continue
		}
		bare, _, _ := bareOf(strings.ToLower(words[from] + " " + words[from+1]))
		if slices.ContainsFunc(lexicon()[bare], func(e entry) bool { return e.part == leave }) {
			return true
		}
	}
	return false
}

// contrastSpots returns where words of an answer stand for which the cards have a contrast.
func (p *Pool) contrastSpots(right *item, words []string) (list []spot) {
	const weight = 8 + contrary
	if len(words) < 2 {
		return nil
	}
	exchanged := p.contrasting[right.subject]()
	for at, w := range words {
		bare, before, after := bareOf(w)
		var others []string
		for _, o := range exchanged[wordOf(bare)] {
			isForm := !right.english || isPlural(o) == isPlural(bare)
			isAsked := right.question.has(bare) || right.question.has(o)
			if isForm && !isAsked && !right.answer.has(o) {
				others = append(others, before+o+after)
			}
		}
		if len(others) > 0 && countOf(words, bare) == 1 && !strings.Contains(w, "`") &&
			!isBound(words, at) {
			list = append(list, spot{at, at + 1, others, weight})
		}
	}
	return list
}
