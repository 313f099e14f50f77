// Package cloze reads the texts of clozes: it says which of their braces and brackets are gaps, and
// what each card of a text shows. FORMAT.md of deck specifies them.
//
// It does not know notes or keys, and asks package markup what is code, math or a link.
package cloze

import (
	"slices"
	"strings"

	"cards/deck/markup"
)

// Text is the text of a cloze with its gaps.
type Text struct {
	// Warnings are what is perhaps not as its author meant it, by place.
	Warnings []Warning
	// Owned are brackets that are no gaps because Markdown has another meaning for them, by place.
	Owned []Warning

	src   string
	spans []markup.Span
	gaps  []gap
	marks []mark
	cards int
}

// Warning tells of a place of a text.
type Warning struct {
	At         int    // the place, in bytes
	About      string // the source that Text speaks of; may be empty
	Text, Hint string
}

// gap is a stretch of a text that a card asks.
type gap struct {
	start, text, end, stop int    // its mark, its text, the ends of the text and of its closing mark
	number                 string // of {{cN::…}}; empty for [gap]
	hint                   string
	card                   int // which of the cards asks it
}

// Read finds the gaps of a text. definitions are those of links that the text uses and that stand
// elsewhere, one a line.
func Read(src, definitions string) *Text {
	t := &Text{src: src}
	if definitions != "" {
		spans := markup.ClozeSpans(src + "\n\n" + definitions)
		t.spans = slices.DeleteFunc(spans, func(s markup.Span) bool { return s.Start >= len(src) })
	} else if mayHaveSpans(src) {
		t.spans = markup.ClozeSpans(src)
	}
	t.read()
	t.deal()
	t.findMarks()
	return t
}

// Cards returns how many cards the text has. They are in the order of their first gaps.
func (t *Text) Cards() int { return t.cards }

func (t *Text) warn(at int, text, hint string) {
	t.Warnings = append(t.Warnings, Warning{At: at, Text: text, Hint: hint})
}

// mayHaveSpans says whether there can be more in the text of a cloze than gaps. It costs less than
// to look for it.
func mayHaveSpans(text string) bool {
	if strings.ContainsAny(text, "`$\\!<~@") {
		return true
	}
	for i := range len(text) - 1 {
		next := text[i+1]
		if text[i] == ']' && (next == '(' || next == '[' || next == ':') ||
			text[i] == '[' && strings.IndexByte("^[ xX", next) >= 0 {
			return true
		}
	}
	return false
}

// read finds the gaps, in order of their places.
func (t *Text) read() {
	t.remarkLinks()
	t.remarkOwned()
	t.numbered()
	numbered, outer := len(t.gaps), outermost(t.gaps)
	t.remarkForms(outer)
	t.squares(outer)
	squares := len(t.gaps) - numbered
	if slices.ContainsFunc(t.spans, isRaw) && (numbered == 0 || squares > 0) {
		t.takeRaw(t.rawSquares(outermost(t.gaps)))
	}
	slices.SortFunc(t.gaps, byStart)
	slices.SortStableFunc(t.Warnings, func(a, b Warning) int { return a.At - b.At })
}

func byStart(a, b gap) int { return a.start - b.start }

// outermost returns the gaps that are within no other, in order.
func outermost(gaps []gap) []gap {
	if len(gaps) == 0 {
		return nil // as nearly always
	}
	var outer []gap
	for _, g := range slices.SortedFunc(slices.Values(gaps), byStart) {
		if n := len(outer); n == 0 || g.start >= outer[n-1].stop {
			outer = append(outer, g)
		}
	}
	return outer
}

// deal gives every gap to the card that asks it, cards in order of their first gap.
func (t *Text) deal() {
	byNumber := map[string]int{}
	for i := range t.gaps {
		g := &t.gaps[i]
		card, ok := byNumber[g.number]
		if g.number == "" || !ok {
			card = t.cards
			t.cards++
			byNumber[g.number] = card
		}
		g.card = card
	}
}
