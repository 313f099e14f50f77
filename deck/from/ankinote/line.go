package ankinote

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line returns the Markdown of the runs of one line.
func (w Writer) line(runs []run) string {
	runs = joined(runs)
	if len(runs) == 0 {
		return ""
	}
	runs = standing(runs)
	counts := countMarks(runs)
	var b strings.Builder
	l := liner{b: &b, writer: w, counts: counts}
	for i, r := range runs {
		l.write(r, i == 0)
	}
	l.close(0, "")
	return strings.TrimSpace(b.String())
}

// joined joins runs of one style.
func joined(runs []run) []run {
	var list []run
	for _, r := range runs {
		if n := len(list); n > 0 && list[n-1].style == r.style && list[n-1].link == r.link && !r.done &&
			!list[n-1].done {
			list[n-1].text += r.text
			continue
		}
		list = append(list, r)
	}
	return list
}

// emphasis are the styles that have marks which must stand right beside their text.
var emphasis = [...]struct {
	style style
	mark  string
}{{struck, "~~"}, {bold, "**"}, {italic, "*"}}

// standing takes the emphasis from runs where its marks would not be read as such: between a letter
// and punctuation.
func standing(runs []run) []run {
	const marked = struck | bold | italic
	for i := range runs {
		r := &runs[i]
		if r.style&marked == 0 {
			continue
		}
		first, _ := utf8.DecodeRuneInString(r.text)
		last, _ := utf8.DecodeLastRuneInString(r.text)
		if i > 0 {
			before, _ := utf8.DecodeLastRuneInString(runs[i-1].text)
			if isWord(before) && isMark(first) {
				r.style &^= marked &^ runs[i-1].style
			}
		}
		if i+1 < len(runs) {
			after, _ := utf8.DecodeRuneInString(runs[i+1].text)
			if isWord(after) && isMark(last) {
				r.style &^= marked &^ runs[i+1].style
			}
		}
	}
	return runs
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isMark(r rune) bool { return !unicode.IsSpace(r) && !isWord(r) }

// liner writes the runs of a line.
type liner struct {
	b      *strings.Builder
	writer Writer
	counts marks
	open   []int // emphasis that is open, by its index
	link   string
	inLink bool
	space  string // that is due
}

func (l *liner) write(r run, first bool) {
	core := strings.TrimLeft(r.text, " ")
	if len(core) < len(r.text) {
		l.space = " "
	}
	tight := strings.TrimRight(core, " ")
	if tight == "" {
		return
	}
	l.close(r.style, r.link)
	if l.b.Len() > 0 {
		l.b.WriteString(l.space)
	}
	l.space = ""
	if r.link != "" && !l.inLink {
		l.b.WriteByte('[')
		l.link, l.inLink = r.link, true
	}
	for i, e := range emphasis {
		if r.style&e.style != 0 && !contains(l.open, i) {
			l.b.WriteString(e.mark)
			l.open = append(l.open, i)
		}
	}
	l.core(r, tight, first || l.b.Len() == 0)
	if len(tight) < len(core) {
		l.space = " "
	}
}

func contains(list []int, n int) bool {
	return slices.Contains(list, n)
}

// close closes what the next run has not.
func (l *liner) close(next style, link string) {
	leaves := l.inLink && link != l.link
	keep := 0
	for keep < len(l.open) && next&emphasis[l.open[keep]].style != 0 && !leaves {
		keep++
	}
	for i := len(l.open) - 1; i >= keep; i-- {
		l.b.WriteString(emphasis[l.open[i]].mark)
	}
	l.open = l.open[:keep]
	if leaves {
		l.b.WriteString("](" + l.link + ")")
		l.inLink = false
	}
}

// core writes the text of a run.
func (l *liner) core(r run, text string, first bool) {
	switch {
	case r.done:
		l.b.WriteString(text)
	case r.style&code != 0:
		l.code(text)
	default:
		open, end := "", ""
		if r.style&lower != 0 {
			open, end = "<sub>", "</sub>"
		} else if r.style&higher != 0 {
			open, end = "<sup>", "</sup>"
		}
		l.b.WriteString(open + l.writer.escaped(text, l.counts, first) + end)
	}
}

// code writes text as code.
func (l *liner) code(text string) {
	if strings.Contains(text, pieceOpen) { // a formula, a sound
		l.b.WriteString(text)
		return
	}
	ticks := "`"
	for strings.Contains(text, ticks) {
		ticks += "`"
	}
	pad := ""
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		pad = " "
	}
	l.b.WriteString(ticks + pad + text + pad + ticks)
}
