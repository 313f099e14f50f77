package cloze

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"cards/deck/markup"
)

// form matches what looks like the mark of a numbered gap at the start of a text: {{C1::, {{c0::,
// {{c::, {{1::, {{c1,2::, {{ c1 ::, {{c1: and {c1::.
var form = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(
		`^(\{\{\s*[cC]\s*(\d[\d,\s]*(::?|：：?)|::)|\{\{\s*\d+\s*::|\{[cC]\d+::)`)
})

// remarkForms warns of what looks like the mark of a numbered gap and is none, outside of code,
// math and gaps.
func (t *Text) remarkForms() {
	for pos := 0; ; pos++ {
		next := strings.IndexByte(t.src[pos:], '{')
		if next < 0 {
			return
		}
		pos += next
		isSecond := pos > 0 && t.src[pos-1] == '{'
		if size := formSize(t.src[pos:]); size > 0 && !isSecond && !t.isWithin(pos) {
			t.Warnings = append(t.Warnings, Warning{
				pos, t.src[pos : pos+size], "is not the beginning of a gap",
				"that is {{c1::, with a number from 1, two colons and no spaces",
			})
		}
	}
}

// formSize returns the size of what begins a text and looks like the mark of a numbered gap, but is
// none; 0 without it.
func formSize(text string) int {
	if len(text) < len("{c1::") || strings.IndexByte("{cC", text[1]) < 0 {
		return 0
	}
	if _, ok := readOpening(text); ok && strings.HasPrefix(text, "{{c") {
		return 0
	}
	return len(form().FindString(text))
}

// isWithin says whether a place is within a gap, or within code, math or what else is no text.
func (t *Text) isWithin(pos int) bool {
	isGap := func(g gap) bool { return g.start <= pos && pos < g.stop }
	isSpan := func(s markup.Span) bool { return s.Start <= pos && pos < s.End }
	return slices.ContainsFunc(t.gaps, isGap) || slices.ContainsFunc(t.spans, isSpan)
}
