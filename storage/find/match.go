package find

import (
	"math"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"cards/deck/diff"
)

// match is a known word that a word may stand for.
type match struct {
	word     int32   // its place
	likeness float64 // 1 if they are the same
}

// What a known word is worth that is not the word itself.
const (
	asBeginning = .9 // the word begins it, and may be unfinished
	asStem      = .7 // the word begins it
	asPart      = .4 // the word is within it
	asTypo      = .6 // there is one typing error, and with each further one that much again
)

// From how many letters on a word may be part of another, or have one or two typing errors.
const (
	leastPart    = 3
	leastTypo    = 4
	leastTwoTypo = 7
)

// matches returns the known words that a word may stand for. If it is one of them itself, others
// with typing errors are not what was meant.
func (x *Index) matches(word string, unfinished bool) []match {
	exact, isKnown := x.known[word]
	letters := utf8.RuneCountInString(word)
	typos := typosOf(letters)
	if isKnown || slices.Contains(x.elsewhere, word) {
		typos = 0
	}
	wanted, signs := []rune(word), signsOf(word)
	var found []match
	for i, known := range x.words {
		m := match{word: int32(i)}
		switch {
		case isKnown && m.word == exact:
			m.likeness = 1
		case strings.HasPrefix(known, word) && unfinished:
			m.likeness = asBeginning
		case strings.HasPrefix(known, word) && letters >= leastPart:
			m.likeness = asStem
		case letters >= leastPart && strings.Contains(known, word):
			m.likeness = asPart
		case typos > 0 && bits.OnesCount64(signs&^x.signs[i]) <= typos: // each error spoils one at most
			m.likeness = typed(wanted, []rune(known), typos, unfinished)
		}
		if m.likeness > 0 {
			found = append(found, m)
		}
	}
	return found
}

// typosOf returns how many typing errors a word of so many letters may have.
func typosOf(letters int) int {
	switch {
	case letters < leastTypo:
		return 0
	case letters < leastTwoTypo:
		return 1
	}
	return 2
}

// signsOf returns a set of the characters of a word, in which some share a place.
func signsOf(word string) (set uint64) {
	for _, r := range word {
		set |= 1 << (r % 64)
	}
	return set
}

// typed returns what a known word is worth as a word with typing errors, of which there may be so
// many. Errors in what only begins it are worth less: shorter words are like more of others.
func typed(wanted, known []rune, most int, unfinished bool) float64 {
	likeness := ofTypos(diff.Edits(wanted, known, most), most)
	if !unfinished {
		return likeness
	}
	errors := most + 1
	for n := len(wanted) - most; n <= len(wanted)+most && n < len(known); n++ {
		errors = min(errors, diff.Edits(wanted, known[:n], most))
	}
	return max(likeness, asStem*ofTypos(errors, most))
}

// ofTypos is what so many typing errors leave of a word, 0 if they are too many.
func ofTypos(errors, most int) float64 {
	if errors > most {
		return 0
	}
	return math.Pow(asTypo, float64(errors))
}
