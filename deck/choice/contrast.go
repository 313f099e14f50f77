package choice

import (
	"slices"
	"strings"
)

// contrasts are words that stand in each other's place in the texts of a subject: where one card
// says "two cones, points up" and another "two cones, points down", up and down exclude each other
// there, in whatever language.
type contrasts map[word][]string

// contrastsOf returns the contrasts of cards: of texts of some words that differ in one alone.
func contrastsOf(items []*item) contrasts {
	const fewest, most = 3, 24 // words
	found := make(contrasts)
	frames := make(map[uint64][]string) // by a text without one of its words, what stands there
	for _, it := range items {
		for _, s := range []string{it.Question, it.option} {
			words := fields(s)
			if len(words) < fewest || len(words) > most || it.code || it.gap {
				continue
			}
			for at, w := range words {
				if at == 0 {
					continue // its capital says nothing
				}
				frame := hash([]byte(replaced(words, at, at+1, "\x00")))
				for _, o := range frames[frame] {
					found.add(w, o)
				}
				frames[frame] = append(frames[frame], w)
			}
		}
	}
	return found
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
		isNew := func(o string) bool { return !slices.Contains(c.others, o) }
		for _, o := range spots[at].others {
			if isNew(o) {
				c.others = append(c.others, o)
			}
		}
		spots[at] = c
	}
	return spots
}

// contrastSpots returns where words of an answer stand for which the cards have a contrast.
func (p *Pool) contrastSpots(right *item, words []string) (list []spot) {
	const weight = 8
	if len(words) < 2 {
		return nil
	}
	known := p.contrasting[right.subject]()
	for at, w := range words {
		bare, before, after := bareOf(w)
		var others []string
		for _, o := range known[wordOf(bare)] {
			if !right.question.has(bare) && !right.question.has(o) && !right.answer.has(o) {
				others = append(others, before+o+after)
			}
		}
		if len(others) > 0 && countOf(words, bare) == 1 && !strings.Contains(w, "`") {
			list = append(list, spot{at, at + 1, others, weight, true})
		}
	}
	return list
}
