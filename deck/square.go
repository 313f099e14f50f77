package deck

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/markup"
)

// squares finds the gaps of the form [text] outside the numbered ones, in plain text.
func (r *clozeReader) squares(outer []gap) {
	open := -1
	spans := r.spans
	for pos := 0; pos < len(r.text); {
		for len(spans) > 0 && spans[0].End <= pos {
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
		case c == '[':
			if open >= 0 {
				r.warn(open, `"[" that nothing closes before the next one`,
					`gaps do not nest; if it is text, write \[`)
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
	g := square(open, pos)
	if r.isEmpty(g) {
		r.warn(open, "empty gap",
			`write what is asked between the brackets; if they are text, write \[ and \]`)
		return
	}
	r.gaps = append(r.gaps, g)
}

func square(open, closing int) gap {
	return gap{start: open, text: open + 1, end: closing, stop: closing + 1}
}

func (r *clozeReader) isEmpty(g gap) bool { return strings.TrimSpace(r.text[g.text:g.end]) == "" }

// isRaw says whether a span is code or math.
func isRaw(s markup.Span) bool { return s.Kind == markup.Code || s.Kind == markup.Math }

// rawSquare is a pair of brackets in code or math.
type rawSquare struct {
	gap
	alone bool // in math, and not part of its notation
}

// rawSquares returns the pairs of brackets in code and math, outside other gaps. They do not nest.
func (r *clozeReader) rawSquares(outer []gap) []rawSquare {
	var found []rawSquare
	for _, span := range r.spans {
		if !isRaw(span) {
			continue
		}
		open := -1
		for pos := span.Text.Start; pos < span.Text.End; pos++ {
			for len(outer) > 0 && outer[0].stop <= pos {
				outer = outer[1:]
			}
			switch c := r.text[pos]; {
			case len(outer) > 0 && outer[0].start <= pos:
				pos = outer[0].stop - 1
			case c == '\\':
				pos++
			case c == '[':
				open = pos
			case c == ']' && open >= 0:
				g := square(open, pos)
				alone := span.Kind == markup.Math && r.standsAlone(g, span.Text.Start)
				found = append(found, rawSquare{g, alone})
				open = -1
			}
		}
	}
	return found
}

// standsAlone says whether brackets in a formula that begins at start are no part of what it says:
// no index, argument or option of what stands before them, no interval and no list.
func (r *clozeReader) standsAlone(g gap, start int) bool {
	before, size := utf8.DecodeLastRuneInString(r.text[start:g.start])
	isWord := unicode.IsLetter(before) || unicode.IsDigit(before)
	if size > 0 && (isWord || strings.ContainsRune(`})]\'`, before)) {
		return false
	}
	tex := r.text[g.text:g.end]
	return !r.isEmpty(g) && isPaired(tex, '{', '}') && isPaired(tex, '(', ')') && !isList(tex)
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
func (r *clozeReader) takeRaw(found []rawSquare) {
	var rest []gap
	for _, s := range found {
		if s.alone {
			r.gaps = append(r.gaps, s.gap)
		} else {
			rest = append(rest, s.gap)
		}
	}
	if len(rest) > 0 && len(r.gaps) > 0 {
		r.warn(rest[0].start, "brackets in code or math are text, as there are other gaps",
			"{{c1::…}} is a gap anywhere; where all gaps are written so, "+
				"brackets in code and math are text without a warning")
		return
	}
	for _, g := range rest {
		if !r.isEmpty(g) {
			r.gaps = append(r.gaps, g)
		}
	}
	if len(rest) > 0 && len(r.gaps) > 0 {
		r.warn(r.gaps[0].start, "brackets in code or math are taken for gaps, as there are no others",
			"a gap outside ends that; {{c1::…}} is a gap anywhere")
	}
}

// remarkLinks warns of links that look like gaps: [label], where the file defines the label.
func (r *clozeReader) remarkLinks() {
	for _, s := range r.spans {
		if s.Kind == markup.Link && r.text[s.Start] == '[' && s.End == s.Text.End+1 {
			r.warn(s.Start, quote(s.In(r.text))+" is a link, as the file defines where it leads",
				"write [] behind it if that is meant, {{c1::…}} if it is a gap")
		}
	}
}
