package match

import (
	"cards/deck/match/text"
)

// change is how a text was changed, read in order. It tells whether a person has asked something
// else: one word can turn a question into its opposite in any language, and no list of such words
// is complete.
type change int

const (
	same     change = iota // but for punctuation and articles
	spelt                  // spaces, marks of code and how a number is written differ
	respelt                // typos are corrected, for certain
	aside                  // something in parentheses has come or gone
	slip                   // words differ by a slip of the pen, which in some languages negates
	formed                 // words are in another form, or light ones stand for light ones
	slight                 // a word or two come, go or are exchanged
	framed                 // light words come or go at an end: "Peru", "What is Peru?"
	reworded               // more
)

// changeOf returns how a text was changed if so many places differ.
func (c *comparer) changeOf(hunks []hunk) change {
	const few, some = 2, 3 // words, and those of a phrase that stands for another one
	most, one, gone, come := spelt, same, 0, 0
	for _, h := range hunks {
		kind := c.kindOf(h)
		if most = max(most, kind); kind >= slip && kind <= slight {
			one = max(one, kind)
		}
		if kind > aside && !h.isTypo() {
			gone, come = gone+wordsIn(h.from), come+wordsIn(h.to)
		}
	}
	if len(hunks) > 1 && all(hunks, hunk.isSlip) && !areInflected(hunks) {
		return min(most, respelt)
	}
	isPhrase := len(hunks) == 1 && min(gone, come) > 0
	isFew := max(gone, come) <= few || isPhrase && max(gone, come) <= some || isOnlyIn(hunks)
	switch {
	case one == same:
		return most
	case isFew:
		return one
	}
	return reworded
}

// areInflected says whether the same letters have come or gone in two words, as where they agree in
// number or case, or are both denied.
func areInflected(hunks []hunk) bool {
	letters := map[[2]string]int{}
	for _, h := range hunks {
		letters[text.Changed(h.from[0], h.to[0])]++
	}
	return len(letters) < len(hunks)
}

// kindOf returns how a text was changed if only this place differs.
func (c *comparer) kindOf(h hunk) change {
	switch {
	case h.isSpelt():
		return spelt
	case c.isRespelt(h), h.isRegrouped():
		return respelt
	case h.isAside(), h.isWrittenOut():
		return aside
	case h.isSlip():
		return slip
	case h.isFrame():
		return framed
	case h.isForm():
		return formed
	case h.isPhrase():
		return reworded
	}
	return slight
}

// isCrossing says whether all that differs is that two words have changed places: Celsius to
// Fahrenheit.
func isCrossing(a, b []*word) bool {
	if len(a) != len(b) {
		return false
	}
	var at []int
	for i := range a {
		if a[i].Text != b[i].Text {
			at = append(at, i)
		}
	}
	return len(at) == 2 && a[at[0]].Text == b[at[1]].Text && a[at[1]].Text == b[at[0]].Text
}

// isRespelt says whether a hunk is the correction of a typo for certain: other cards have the new
// form of the word but none has the old one, or the word is long and only one letter inside it has
// come, gone or changed places, which makes no other form of it.
func (c *comparer) isRespelt(h hunk) bool {
	const long = 7
	if !h.isTypo() || !h.isSlip() || c.isLive(h.from[0]) || text.MayInflect(h.from[0], h.to[0]) {
		return false
	}
	return c.others(h.to[0]) > 0 || min(h.from[0].Letters(), h.to[0].Letters()) >= long
}
