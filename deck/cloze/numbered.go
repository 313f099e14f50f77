package cloze

import (
	"strings"

	"cards/deck/markup"
)

// numbered finds the gaps of the form {{c1::text::hint}}. Braces and colons in code, math and links
// belong to the gap around those, and so do braces in pairs. Where that leaves a gap open, they are
// taken for what they look like.
func (t *Text) numbered() {
	if !strings.Contains(t.src, "{{c") {
		return
	}
	whole := func(s markup.Span) bool { return !t.isTorn(s) }
	n := numberedReader{text: t.src, ahead: t.spansThat(whole), paired: true}
	n.read()
	if len(n.open) > 0 {
		isEscape := func(s markup.Span) bool { return s.Kind == markup.Escape }
		plain := numberedReader{text: t.src, ahead: t.spansThat(isEscape)}
		if plain.read(); len(plain.open) < len(n.open) {
			n = plain
		}
	}
	t.gaps = n.gaps
	for _, g := range n.empty {
		t.warn(g.start, "empty gap", `write what is asked between "::" and "}}"`)
	}
	for _, g := range n.open {
		t.Warnings = append(t.Warnings, Warning{
			g.start, t.src[g.start:g.text], "that is never closed", "a gap ends with }}",
		})
	}
}

// numberedReader goes through a text for numbered gaps. They may stand anywhere, also within each
// other.
type numberedReader struct {
	text   string
	ahead  []markup.Span // those that are not passed yet
	paired bool          // spans and pairs of braces belong to the gap around them

	open        []openGap
	gaps, empty []gap // those that are closed, in order of their ends
}

// openGap is a gap whose end was not seen yet.
type openGap struct {
	gap
	span   int // the start of the span within which it opens, -1 for none
	braces int // how many are open in it
}

func (n *numberedReader) read() {
	for pos := 0; pos < len(n.text); {
		if len(n.open) == 0 {
			size := strings.Index(n.text[pos:], "{{c")
			if size < 0 {
				return
			}
			pos += size
		}
		for len(n.ahead) > 0 && n.ahead[0].End <= pos {
			n.ahead = n.ahead[1:]
		}
		span := markup.Span{Range: markup.Range{Start: -1}}
		if len(n.ahead) > 0 && n.ahead[0].Start <= pos {
			span = n.ahead[0]
		}
		if span.Start >= 0 && span.Kind == markup.Escape {
			pos = span.End
			continue
		}
		pos = n.next(pos, span)
	}
}

// next reads what stands at a place within a span, and returns where to go on.
func (n *numberedReader) next(pos int, span markup.Span) int {
	rest := n.text[pos:]
	if strings.HasPrefix(rest, "{{c") {
		if g, ok := readOpening(rest); ok {
			g.start, g.text = pos, g.text+pos
			n.open = append(n.open, openGap{gap: g, span: span.Start})
			return g.text
		}
	}
	if len(n.open) == 0 {
		return pos + 1
	}
	top := &n.open[len(n.open)-1]
	switch {
	case span.Start >= 0 && span.Start != top.span:
	case span.Start >= 0 && span.Kind == markup.Math && rest[0] == '\\':
		return min(pos+2, len(n.text))
	case strings.HasPrefix(rest, "::"):
		if top.end == 0 && top.braces == 0 {
			top.end = pos
		}
		return pos + 2
	case strings.HasPrefix(rest, "}}") && top.braces == 0:
		n.close(pos)
		return pos + 2
	case rest[0] == '{' && n.paired:
		top.braces++
	case rest[0] == '}' && top.braces > 0:
		top.braces--
	}
	return pos + 1
}

// close ends the innermost open gap with the mark at pos.
func (n *numberedReader) close(pos int) {
	last := len(n.open) - 1
	g := n.open[last].gap
	n.open = n.open[:last]
	g.stop = pos + 2
	if g.end == 0 {
		g.end = pos
	} else {
		g.hint = strings.TrimSpace(n.text[g.end+2 : pos])
		for k := len(n.gaps); k > 0 && n.gaps[k-1].start > g.end; k-- {
			n.gaps = n.gaps[:k-1] // a gap within a hint would never be shown
		}
	}
	if strings.TrimSpace(n.text[g.text:g.end]) == "" {
		n.empty = append(n.empty, g)
		return
	}
	n.gaps = append(n.gaps, g)
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

// spansThat returns the spans of a kind.
func (t *Text) spansThat(are func(markup.Span) bool) []markup.Span {
	var spans []markup.Span
	for _, s := range t.spans {
		if are(s) {
			spans = append(spans, s)
		}
	}
	return spans
}

// isTorn says whether a span is math whose braces have no partners in it: perhaps the dollars of
// two prices in two gaps.
func (t *Text) isTorn(s markup.Span) bool {
	return s.Kind == markup.Math && !isPaired(s.Text.In(t.src), '{', '}')
}

// isPaired says whether each opening mark in TeX has its partner behind it.
func isPaired(tex string, opening, closing byte) bool {
	open := 0
	for i := 0; i < len(tex) && open >= 0; i++ {
		switch tex[i] {
		case '\\':
			i++
		case opening:
			open++
		case closing:
			open--
		}
	}
	return open == 0
}
