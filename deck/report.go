package deck

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxReported is how many diagnostics of one severity a file has at most. What exceeds it is
// counted in one more, so that a file which is no deck at all does not fill memory and screen.
const maxReported = 10_000

// reporter collects the diagnostics of a file.
type reporter struct {
	path  string
	list  []Diagnostic
	count [Advice + 1]int
	first [Advice + 1]Pos // of those that are only counted
	open  *Diagnostic     // the first by place of what has no end, or nil
}

func (r *reporter) add(s Severity, pos Pos, text, hint string) {
	if r.count[s]++; r.count[s] > maxReported {
		if r.first[s] == (Pos{}) {
			r.first[s] = pos
		}
		return
	}
	r.list = append(r.list, Diagnostic{Path: r.path, Pos: pos, Severity: s, Text: text, Hint: hint})
}

// addUnclosed adds a warning of a block or comment that nothing closes.
func (r *reporter) addUnclosed(pos Pos, what, hint string) {
	r.add(Warning, pos, "unclosed "+what, hint)
	d := Diagnostic{Path: r.path, Pos: pos, Severity: Warning, Text: "unclosed " + what, Hint: hint}
	if r.open == nil || d.Compare(*r.open) < 0 {
		r.open = &d
	}
}

// result returns what was collected, by place.
func (r *reporter) result() []Diagnostic {
	for s, count := range r.count {
		if more := count - maxReported; more > 0 {
			r.list = append(r.list, Diagnostic{
				Path: r.path, Pos: r.first[s], Severity: Severity(s),
				Text: fmt.Sprintf("%d more, which are not listed", more),
			})
		}
	}
	slices.SortStableFunc(r.list, Diagnostic.Compare)
	return r.list
}

// locator turns places in a text into lines and columns. It goes on from the last place that was
// asked for, so that asking in order is linear; for an earlier place it starts again from its
// anchor.
type locator struct {
	text         string
	at           int // the last place
	last         Pos // its line and column
	anchor       int // where to start again: the start of a line
	anchoredLine int
}

func newLocator(text string) locator {
	return locator{text: text, last: Pos{1, 1}, anchoredLine: 1}
}

// setAnchor says that places from start on, which is the start of a line, are asked for next.
func (l *locator) setAnchor(start, line int) {
	l.anchor, l.anchoredLine = start, line
	if l.at < start {
		l.at, l.last = start, Pos{line, 1}
	}
}

func (l *locator) pos(off int) Pos {
	if off < l.at {
		l.at, l.last = l.anchor, Pos{l.anchoredLine, 1}
	}
	passed := l.text[l.at:off]
	if lines := strings.Count(passed, "\n"); lines > 0 {
		l.last = Pos{l.last.Line + lines, 1}
		passed = passed[strings.LastIndexByte(passed, '\n')+1:]
	}
	l.last.Col += utf8.RuneCountInString(passed)
	l.at = off
	return l.last
}
