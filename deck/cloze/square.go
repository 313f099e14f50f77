package cloze

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/markup"
)

// squares finds the gaps of the form [text] outside the numbered ones, in plain text.
func (t *Text) squares(outer []gap) {
	open, holds := -1, false // whether a gap within the open bracket was seen
	spans := t.spans
	for pos := 0; pos < len(t.src); {
		for len(spans) > 0 && spans[0].End <= pos {
			spans = spans[1:]
		}
		for len(outer) > 0 && outer[0].stop <= pos {
			outer = outer[1:]
		}
		switch c := t.src[pos]; {
		case len(spans) > 0 && spans[0].Start <= pos:
			pos = spans[0].End
			continue
		case len(outer) > 0 && outer[0].start <= pos:
			pos, holds = outer[0].stop, true
			continue
		case c == '[':
			if open >= 0 {
				t.warn(open, `"[" that is not closed before the next one`,
					`gaps do not nest; if it is text, write \[`)
			}
			open, holds = pos, false
		case c == ']' && open < 0:
			t.warn(pos, `"]" without a "["`, `if it is text, write \]`)
		case c == ']':
			t.closeSquare(open, pos, holds)
			open = -1
		}
		pos++
	}
	if open >= 0 {
		t.warn(open, `"[" that is never closed`, `if it is text, write \[`)
	}
}

func (t *Text) closeSquare(open, pos int, holds bool) {
	g := square(open, pos)
	if !holds {
		g = t.hinted(g)
	}
	if t.isEmpty(g) {
		t.warn(open, "empty gap",
			`write what is asked between the brackets; if they are text, write \[ and \]`)
		return
	}
	t.gaps = append(t.gaps, g)
}

// hinted takes the hint out of a gap: what stands behind a "::" in plain text. There is none if it
// stands twice, as in a path of C++ or Rust, or with space on both sides, as in a type of Haskell.
func (t *Text) hinted(g gap) gap {
	const mark = "::"
	if !strings.Contains(t.src[g.text:g.end], mark) {
		return g
	}
	at := -1
	first, _ := slices.BinarySearchFunc(t.spans, g.text,
		func(s markup.Span, at int) int { return s.End - at })
	spans := t.spans[first:]
	for pos := g.text; pos < g.end; pos++ {
		for len(spans) > 0 && spans[0].End <= pos {
			spans = spans[1:]
		}
		switch {
		case len(spans) > 0 && spans[0].Start <= pos:
			pos = spans[0].End - 1
		case strings.HasPrefix(t.src[pos:g.end], mark):
			if at >= 0 {
				return g
			}
			at = pos
			pos += len(mark) - 1
		}
	}
	if at < 0 {
		return g
	}
	asked, hint := t.src[g.text:at], t.src[at+len(mark):g.end]
	apart := strings.TrimSpace(asked) != asked && strings.TrimSpace(hint) != hint
	if apart || asked == "std" || strings.TrimSpace(hint) == "" || strings.TrimSpace(asked) == "" {
		return g
	}
	g.end, g.hint = at, strings.TrimSpace(hint)
	return g
}

func square(open, closing int) gap {
	return gap{start: open, text: open + 1, end: closing, stop: closing + 1}
}

func (t *Text) isEmpty(g gap) bool { return strings.TrimSpace(t.src[g.text:g.end]) == "" }

// isRaw says whether a span is code or math.
func isRaw(s markup.Span) bool { return s.Kind == markup.Code || s.Kind == markup.Math }

// rawSquare is a pair of brackets in code or math.
type rawSquare struct {
	gap
	alone bool // in math, and not part of its notation
}

// rawSquares returns the pairs of brackets in code and math, outside other gaps. They do not nest.
func (t *Text) rawSquares(outer []gap) []rawSquare {
	var found []rawSquare
	for _, span := range t.spans {
		if !isRaw(span) {
			continue
		}
		open := -1
		for pos := span.Text.Start; pos < span.Text.End; pos++ {
			for len(outer) > 0 && outer[0].stop <= pos {
				outer = outer[1:]
			}
			switch c := t.src[pos]; {
			case len(outer) > 0 && outer[0].start <= pos:
				pos = outer[0].stop - 1
			case c == '\\':
				pos++
			case c == '[':
				open = pos
			case c == ']' && open >= 0:
				g := square(open, pos)
				alone := span.Kind == markup.Math && t.standsAlone(g, span.Text.Start)
				found = append(found, rawSquare{g, alone})
				open = -1
			}
		}
	}
	return found
}

// standsAlone says whether brackets in a formula that begins at start are no part of what it says:
// no index, argument or option of what stands before them, no interval and no list.
func (t *Text) standsAlone(g gap, start int) bool {
	before, size := utf8.DecodeLastRuneInString(t.src[start:g.start])
	isWord := unicode.IsLetter(before) || unicode.IsDigit(before)
	if size > 0 && (isWord || strings.ContainsRune(`})]\'`, before)) {
		return false
	}
	tex := t.src[g.text:g.end]
	return !t.isEmpty(g) && isPaired(tex, '{', '}') && isPaired(tex, '(', ')') && !isList(tex)
}

// isList says whether TeX has a comma or a semicolon outside braces and parentheses.
func isList(tex string) bool {
	depth := 0
	for i := 0; i < len(tex); i++ {
		switch tex[i] {
		case '\\':
			i++
		case '{', '(':
			depth++
		case '}', ')':
			depth--
		case ',', ';':
			if depth == 0 {
				return true
			}
		}
	}
	return false
}

// takeRaw makes gaps of brackets in code and math: of those that stand alone, and of all if there
// is no other gap. It warns of what is perhaps not as it was meant.
func (t *Text) takeRaw(found []rawSquare) {
	var rest []gap
	for _, s := range found {
		if s.alone {
			t.gaps = append(t.gaps, s.gap)
		} else {
			rest = append(rest, s.gap)
		}
	}
	if len(rest) > 0 && len(t.gaps) > 0 {
		t.warn(rest[0].start, "brackets in code or math are text, as there are other gaps",
			"{{c1::text}} is a gap anywhere; a cloze that has only such gaps gets no warning")
		return
	}
	for _, g := range rest {
		if !t.isEmpty(g) {
			t.gaps = append(t.gaps, g)
		}
	}
	if len(rest) > 0 && len(t.gaps) > 0 {
		t.warn(t.gaps[0].start, "brackets in code or math are taken as gaps, because there are no others",
			"a gap outside them changes that; {{c1::text}} is a gap anywhere")
	}
}

// remarkLinks warns of links that look like gaps: [label], where the file defines the label.
func (t *Text) remarkLinks() {
	for _, s := range t.spans {
		if s.Kind == markup.Link && t.src[s.Start] == '[' && s.End == s.Text.End+1 {
			t.Warnings = append(t.Warnings, Warning{
				s.Start, s.In(t.src), "is a link, because the file defines where it leads",
				"write [] after it if that is meant, {{c1::text}} if it is a gap",
			})
		}
	}
}

// remarkOwned tells of what is written in brackets and has a meaning of its own.
func (t *Text) remarkOwned() {
	for _, s := range t.spans {
		if text := t.meaning(s); text != "" {
			t.Owned = append(t.Owned,
				Warning{s.Start, s.In(t.src), text, "write {{c1::text}} to have it asked"})
		}
	}
}

// meaning says what a span in brackets is, if a reader might take it for a gap; else nothing.
func (t *Text) meaning(s markup.Span) string {
	src := s.In(t.src)
	switch {
	case s.Kind == markup.Link && src[0] == '[' && strings.HasPrefix(t.src[s.Text.End:], "]["):
		return "is a link, not a gap"
	case s.Kind == markup.Definition:
		return "defines where a link leads, and is not a gap"
	case s.Kind != markup.Bracket:
		return ""
	case strings.HasPrefix(src, "[["):
		return "is a link to a page, not a gap"
	case strings.HasPrefix(src, "[!"): // of a callout, which nobody takes for a gap
		return ""
	case len(src) == len("[x]"):
		return "is a task box, not a gap"
	}
	return "is a citation, not a gap"
}
