package cloze

import (
	"regexp"
	"strings"
	"sync"
)

// form matches what looks like the mark of a numbered gap at the start of a text: {{C1::, {{c0::,
// {{c::, {{1::, {{c1,2::, {{ c1 ::, {{c1: and {c1::.
var form = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(
		`^(\{\{\s*[cC]\s*(\d[\d,\s]*(::?|：：?)|::)|\{\{\s*\d+\s*::|\{[cC]\d+::)`)
})

// remarkForms warns of what looks like the mark of a numbered gap and is none, outside of code,
// math and the outermost gaps.
func (t *Text) remarkForms(outer []gap) {
	spans := t.spans
	for pos := 0; ; {
		next := strings.IndexByte(t.src[pos:], '{')
		if next < 0 {
			return
		}
		pos += next
		for len(spans) > 0 && spans[0].End <= pos {
			spans = spans[1:]
		}
		for len(outer) > 0 && outer[0].stop <= pos {
			outer = outer[1:]
		}
		switch {
		case len(spans) > 0 && spans[0].Start <= pos:
			pos = spans[0].End
		case len(outer) > 0 && outer[0].start <= pos:
			pos = outer[0].stop
		default:
			t.remarkForm(pos)
			pos++
		}
	}
}

func (t *Text) remarkForm(pos int) {
	isSecond := pos > 0 && t.src[pos-1] == '{'
	if size := formSize(t.src[pos:]); size > 0 && !isSecond {
		t.Warnings = append(t.Warnings, Warning{
			pos, t.src[pos : pos+size], "is not the beginning of a gap",
			"that is {{c1::, with a number from 1, two colons and no spaces",
		})
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
