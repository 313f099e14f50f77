package deck

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/form"
)

// maxHidden is within how many bytes of a line characters that cannot be seen are skipped.
const maxHidden = 200

// hidden is what cannot be seen in a label, or looks like nothing but a space.
type hidden struct {
	char rune // the first of them
	at   int  // its place in the line, in bytes
}

// readHiddenLabel reads a label in which there are characters that cannot be seen, as text has them
// that was copied from a web page, a messenger or a word processor. They count as if they were not
// there.
func readHiddenLabel(line string) (labelLine, bool) {
	if !mayHide(line) {
		return labelLine{}, false
	}
	var clean strings.Builder
	var places []int // in the line, of the bytes of clean
	first := hidden{at: -1}
	for at, r := range line[:min(len(line), maxHidden)] {
		keep := string(r)
		if form.IsHidden(r) {
			if first.at < 0 {
				first = hidden{r, at}
			}
			keep = ""
			if unicode.IsSpace(r) && clean.Len() == 1 && strings.HasPrefix(line[at+utf8.RuneLen(r):], "(") {
				keep = " "
			}
		}
		clean.WriteString(keep)
		for i := range len(keep) {
			places = append(places, at+i)
		}
	}
	l, ok := readPlainLabel(clean.String())
	if !ok || first.at > places[l.size-1] {
		return labelLine{}, false
	}
	l.places, l.hidden, l.size = places, first, places[l.size-1]+1
	return l, true
}

// mayHide says quickly of most lines that there is no label in them.
func mayHide(line string) bool {
	if line == "" {
		return false
	}
	if line[0] >= utf8.RuneSelf {
		r, _ := utf8.DecodeRuneInString(line)
		return form.IsHidden(r)
	}
	if strings.IndexByte(form.Letters, line[0]) < 0 || len(line) < 2 {
		return false
	}
	next := strings.TrimPrefix(line[1:], " ")
	return next != "" && (next[0] >= utf8.RuneSelf || next[0] == '(')
}

// remarkHidden counts a label with a character that cannot be seen. Each character is reported once
// a file.
func (p *lookout) remarkHidden(l labelLine) {
	if l.places == nil {
		return
	}
	where := " inside "
	if l.hidden.at == 0 {
		where = " before "
	}
	name := form.HiddenName(l.hidden.char)
	pos := Pos{p.line, 1 + utf8.RuneCountInString(p.text[p.off:p.off+l.hidden.at])}
	p.count(name, Diagnostic{
		Pos: pos, Severity: Warning, Text: "invisible " + name + where + quote(l.name()+":"),
		Hint: "the label counts as if it were not there; delete it",
	})
}
