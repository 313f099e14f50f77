package cloze

import (
	"slices"
	"strings"
	"unicode"

	"cards/deck/markup"
)

// Card is what one card of a cloze shows. What it asks stands between [markup.GapOpen] and
// [markup.GapClose]: on the front as "[…]" or "[hint]", on the back as the text of the gap.
type Card struct {
	Front, Back string
	Fenced      []bool // of the lines of both, as it was given for those of the text
}

// mark is a place of a text where a mark of a gap is left out.
type mark struct {
	from, to int
	gap      int // its index
	closing  bool
}

// findMarks finds the marks of all gaps, in order.
func (t *Text) findMarks() {
	for i, g := range t.gaps {
		t.marks = append(t.marks, mark{g.start, g.text, i, false}, mark{g.end, g.stop, i, true})
	}
	slices.SortFunc(t.marks, func(a, b mark) int { return a.from - b.from })
}

// Card returns a card by its number, from 0. fenced says which lines of the text belong to fences,
// and flowing behind which an editor broke the line; either is nil if no line does.
func (t *Text) Card(number int, fenced, flowing []bool) Card {
	var out strings.Builder
	out.Grow(len(t.src) + 8)
	var hints []string
	var kept []bool
	line, pos, depth := 0, 0, 0
	write := func(s string) {
		lines := strings.Count(s, "\n")
		if flowing != nil {
			s = markup.MarkFlow(s, flowing[line:])
		}
		out.WriteString(s)
		if fenced != nil {
			kept = append(kept, fenced[line+1:line+1+lines]...)
		}
		line += lines
	}
	if fenced != nil {
		kept = append(kept, fenced[0])
	}
	for _, c := range t.marks {
		write(t.src[pos:c.from])
		line += strings.Count(t.src[c.from:c.to], "\n")
		pos = c.to
		g := &t.gaps[c.gap]
		switch {
		case g.card != number: // shown filled
		case c.closing:
			if depth--; depth == 0 {
				out.WriteRune(markup.GapClose)
			}
		default:
			if depth++; depth == 1 {
				out.WriteRune(markup.GapOpen)
				hints = append(hints, g.hint)
			}
		}
	}
	write(t.src[pos:])
	back := tighten(out.String())
	return Card{cover(back, hints), back, kept}
}

// tighten moves white space at the edges of asked gaps out of them.
func tighten(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	for rest := text; ; {
		before, inner, after, ok := markup.CutGap(rest)
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		tight := strings.TrimLeftFunc(inner, isSpaceOrFlow)
		out.WriteString(inner[:len(inner)-len(tight)])
		inner = strings.TrimRightFunc(tight, isSpaceOrFlow)
		out.WriteRune(markup.GapOpen)
		out.WriteString(inner)
		out.WriteRune(markup.GapClose)
		out.WriteString(tight[len(inner):])
		rest = after
	}
}

func isSpaceOrFlow(r rune) bool { return unicode.IsSpace(r) || r == markup.Flow }

// cover replaces what the asked gaps of a text hold by their hints.
func cover(text string, hints []string) string {
	var out strings.Builder
	rest := text
	for _, hint := range hints {
		before, _, after, _ := markup.CutGap(rest)
		if hint == "" {
			hint = "…"
		}
		out.WriteString(before)
		out.WriteString(string(markup.GapOpen) + "[" + hint + "]" + string(markup.GapClose))
		rest = after
	}
	out.WriteString(rest)
	return out.String()
}

// Marked returns the text with other marks around its gaps: open returns the one before a gap, by
// the number of its card, from 0, and its hint.
func (t *Text) Marked(open func(card int, hint string) string, closing string) string {
	var out strings.Builder
	pos := 0
	for _, c := range t.marks {
		out.WriteString(t.src[pos:c.from])
		pos = c.to
		if c.closing {
			out.WriteString(closing)
		} else {
			out.WriteString(open(t.gaps[c.gap].card, t.gaps[c.gap].hint))
		}
	}
	out.WriteString(t.src[pos:])
	return out.String()
}
