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
	start, text, end, stop int    // its mark, its text, the end of the text, the end of its closing mark
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
		p.fail(note.Pos, fmt.Sprintf("cloze of %d bytes", len(b.text)), fmt.Sprintf("at most are %d", maxCloze))
		return nil
	}
	r := clozeReader{text: b.text}
	if strings.ContainsAny(b.text, "`$\\!<~") || strings.Contains(b.text, "](") ||
		strings.Contains(b.text, "[^") || strings.Contains(b.text, "]:") {
		r.spans = markup.ClozeSpans(b.text)
	}
	r.read()
	for _, w := range r.warnings {
		p.report.add(Warning, p.places.pos(b.off(w.at)), w.text, w.hint)
	}
	count := r.deal()
	switch {
	case count == 0:
		p.fail(note.Pos, "cloze without a gap", "put what is asked in square brackets, such as [gap]")
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

// read finds the gaps, in order of their places.
func (r *clozeReader) read() {
	r.numbered()
	outer := r.outermost()
	before := len(r.warnings)
	r.squares(outer, false)
	if len(r.gaps) == 0 && r.hasRaw() {
		strict := r.warnings
		r.warnings = slices.Clone(strict[:before])
		r.squares(outer, true)
		if len(r.gaps) == 0 {
			r.warnings = strict
		} else {
			r.warn(r.gaps[0].start, "brackets in code or math are taken for gaps, as there are no others",
				"a gap outside ends that; {{c1::…}} is a gap anywhere")
		}
	}
	slices.SortFunc(r.gaps, func(a, b gap) int { return a.start - b.start })
	slices.SortStableFunc(r.warnings, func(a, b clozeWarning) int { return a.at - b.at })
}

// hasRaw says whether there is code or math.
func (r *clozeReader) hasRaw() bool { return slices.ContainsFunc(r.spans, isRaw) }

func isRaw(s markup.Span) bool { return s.Kind == markup.Code || s.Kind == markup.Math }

// numbered finds the gaps of the form {{c1::text::hint}}. They may stand anywhere, also within each
// other.
func (r *clozeReader) numbered() {
	if !strings.Contains(r.text, "{{c") {
		return
	}
	var open []gap
	spans := r.spans
	for pos := 0; pos < len(r.text); {
		for len(spans) > 0 && spans[0].End <= pos {
			spans = spans[1:]
		}
		if len(spans) > 0 && spans[0].Kind == markup.Escape && spans[0].Start <= pos {
			pos = spans[0].End
			continue
		}
		rest := r.text[pos:]
		switch {
		case strings.HasPrefix(rest, "{{c"):
			if g, ok := readOpening(rest); ok {
				g.start, g.text = pos, g.text+pos
				open = append(open, g)
				pos = g.text
				continue
			}
		case strings.HasPrefix(rest, "::") && len(open) > 0:
			if g := &open[len(open)-1]; g.end == 0 {
				g.end = pos
			}
			pos += 2
			continue
		case strings.HasPrefix(rest, "}}") && len(open) > 0:
			r.closeNumbered(open[len(open)-1], pos)
			open = open[:len(open)-1]
			pos += 2
			continue
		}
		pos++
	}
	for _, g := range open {
		r.warn(g.start, quote(r.text[g.start:g.text])+" that nothing closes", "a gap ends with }}")
	}
}

// readOpening reads the mark that opens a numbered gap: its end and the number.
func readOpening(text string) (gap, bool) {
	size := len("{{c")
	for size < len(text) && '0' <= text[size] && text[size] <= '9' {
		size++
	}
	number := strings.TrimLeft(text[len("{{c"):size], "0")
	if number == "" || !strings.HasPrefix(text[size:], "::") {
		return gap{}, false
	}
	return gap{text: size + 2, number: number}, true
}

func (r *clozeReader) closeNumbered(g gap, pos int) {
	g.stop = pos + 2
	if g.end == 0 {
		g.end = pos
	} else {
		g.hint = strings.TrimSpace(r.text[g.end+2 : pos])
		for n := len(r.gaps); n > 0 && r.gaps[n-1].start > g.end; n-- {
			r.gaps = r.gaps[:n-1] // a gap within a hint would never be shown
		}
	}
	if strings.TrimSpace(r.text[g.text:g.end]) == "" {
		r.warn(g.start, "empty gap", `write what is asked between "::" and "}}"`)
		return
	}
	r.gaps = append(r.gaps, g)
}

// outermost returns the numbered gaps that are within no other, in order.
func (r *clozeReader) outermost() []gap {
	var outer []gap
	for _, g := range r.gaps { // in order of their ends
		for len(outer) > 0 && outer[len(outer)-1].start > g.start {
			outer = outer[:len(outer)-1]
		}
		outer = append(outer, g)
	}
	return outer
}

// squares finds the gaps of the form [text], outside the numbered ones. If inRaw, those within code
// and math count.
func (r *clozeReader) squares(outer []gap, inRaw bool) {
	open := -1
	spans := r.spans
	for pos := 0; pos < len(r.text); {
		for len(spans) > 0 && (spans[0].End <= pos || inRaw && isRaw(spans[0])) {
			spans = spans[1:]
		}
		for len(outer) > 0 && outer[0].stop <= pos {
			outer = outer[1:]
		}
		switch c := r.text[pos]; {
		case len(spans) > 0 && spans[0].Start <= pos:
			pos = spans[0].End
			continue
		case len(outer) > 0 && outer[0].start <= pos:
			pos = outer[0].stop
			continue
		case c == '\\' && inRaw && pos+1 < len(r.text) && (r.text[pos+1] == '[' || r.text[pos+1] == ']'):
			pos++
		case c == '[':
			if open >= 0 {
				r.warn(open, `"[" that nothing closes before the next one`, `gaps do not nest; if it is text, write \[`)
			}
			open = pos
		case c == ']' && open < 0:
			r.warn(pos, `"]" that closes nothing`, `if it is text, write \]`)
		case c == ']':
			r.closeSquare(open, pos)
			open = -1
		}
		pos++
	}
	if open >= 0 {
		r.warn(open, `"[" that nothing closes`, `if it is text, write \[`)
	}
}

func (r *clozeReader) closeSquare(open, pos int) {
	if strings.TrimSpace(r.text[open+1:pos]) == "" {
		r.warn(open, "empty gap", `write what is asked between the brackets; if they are text, write \[ and \]`)
		return
	}
	r.gaps = append(r.gaps, gap{start: open, text: open + 1, end: pos, stop: pos + 1})
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
