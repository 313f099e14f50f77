package deck

import (
	"fmt"
	"slices"
	"strings"

	"cards/deck/markup"
)

// maxCloze bounds what the cards of one cloze take together, in bytes: each of them holds the whole
// text.
const maxCloze = 16 << 20

// gap is a stretch of a cloze that a card asks.
type gap struct {
	start, text, end, stop int    // its mark, its text, the ends of the text and of its closing mark
	number                 string // of {{cN::…}}; empty for [gap]
	hint                   string
	card                   int // which of the cards asks it
}

// clozeReader finds the gaps of the text of a cloze.
type clozeReader struct {
	text     string
	spans    []markup.Span
	gaps     []gap
	warnings []clozeWarning
}

type clozeWarning struct {
	at         int
	text, hint string
}

func (r *clozeReader) warn(at int, text, hint string) {
	r.warnings = append(r.warnings, clozeWarning{at, text, hint})
}

// compileCloze returns the cards of a cloze.
func (p *parser) compileCloze(note *Note, b body) []Card {
	if len(b.text) > maxCloze {
		p.fail(note.Pos, fmt.Sprintf("cloze of %d bytes", len(b.text)),
			fmt.Sprintf("at most are %d", maxCloze))
		return nil
	}
	r := clozeReader{text: b.text, spans: p.clozeSpans(note, b.text)}
	r.read()
	for _, w := range r.warnings {
		p.report.add(Warning, p.places.pos(b.off(w.at)), w.text, w.hint)
	}
	count := r.deal()
	switch {
	case count == 0:
		p.fail(note.Pos, "cloze without a gap",
			"put what is asked in square brackets, such as [gap]; {{c1::gap}} is one anywhere")
		return nil
	case count*len(b.text) > maxCloze:
		p.fail(note.Pos, fmt.Sprintf("cloze of %d bytes with %d cards", len(b.text), count),
			fmt.Sprintf("bytes times cards are at most %d; make several clozes of it", maxCloze))
		return nil
	}
	cards := make([]Card, count)
	cuts, flowing := r.cuts(), b.flowing()
	earlier := map[string]int{}
	for i := range cards {
		c := &cards[i]
		c.Kind = KindCloze
		c.Front, c.Back, c.Text.Cloze = r.render(i, cuts, b.fenced, flowing)
		c.Front, c.Back = dedent(c.Front, b.indent), dedent(c.Back, b.indent)
		if c.Text.ID = note.ID; note.ID != "" {
			asked := strings.Join(markup.GapTexts(c.Text.Cloze), string(GapOpen))
			c.Text.Earlier = earlier[asked]
			earlier[asked]++
		}
		c.Key = c.Text.Key()
	}
	return cards
}

// clozeSpans returns what is more in the text of a cloze than gaps, links to what the rest of the
// file defines among it.
func (p *parser) clozeSpans(note *Note, text string) []markup.Span {
	if len(p.labels) == 0 && !mayHaveSpans(text) {
		return nil
	}
	src := text
	if used := p.definitionsOf(text, note); len(used) > 0 {
		src += "\n\n" + DefinitionSource(used)
	}
	spans := markup.ClozeSpans(src)
	return slices.DeleteFunc(spans, func(s markup.Span) bool { return s.Start >= len(text) })
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
func (r *clozeReader) read() {
	r.remarkLinks()
	r.numbered()
	numbered := len(r.gaps)
	r.squares(outermost(r.gaps))
	squares := len(r.gaps) - numbered
	if slices.ContainsFunc(r.spans, isRaw) && (numbered == 0 || squares > 0) { // else no gap is in brackets
		r.takeRaw(r.rawSquares(outermost(r.gaps)))
	}
	slices.SortFunc(r.gaps, byStart)
	slices.SortStableFunc(r.warnings, func(a, b clozeWarning) int { return a.at - b.at })
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

// deal gives every gap to the card that asks it, cards in order of their first gap, and returns how
// many there are.
func (r *clozeReader) deal() int {
	count := 0
	byNumber := map[string]int{}
	for i := range r.gaps {
		g := &r.gaps[i]
		card, ok := byNumber[g.number]
		if g.number == "" || !ok {
			card = count
			count++
			byNumber[g.number] = card
		}
		g.card = card
	}
	return count
}
