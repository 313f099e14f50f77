package deck

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/char"
	"cards/deck/front"
	"cards/deck/label"
	"cards/deck/markup"
)

// frontMatter reads the front matter of the file, if it begins with some, and goes on behind it.
func (p *parser) frontMatter() {
	first := markup.LineEnd(p.text, 0)
	mark := strings.TrimRight(p.text[:first], " \t\r")
	if mark != "---" && mark != "+++" {
		return
	}
	start := min(first+1, len(p.text))
	end, closed := closingLine(p.text, start, mark)
	if !closed {
		p.remarkFront(Warning, Pos{1, 1}, char.Quote(mark)+" on the first line opens no front matter",
			"no line closes it before the first label")
		return
	}
	content := p.text[start:end]
	found := len(p.report.list)
	p.advance(min(markup.LineEnd(p.text, end)+1, len(p.text)))
	if len(p.report.list) > found {
		return // it is not even text
	}
	values, errs := front.Read(content, mark == "+++")
	for _, err := range errs {
		severity := Error
		if err.Key != "" && !isFrontKey(err.Key) { // no value is lost that means something
			severity = Warning
		}
		p.remarkFront(severity, frontPos(content, err), "front matter: "+printable(err.Text), err.Hint)
	}
	p.takeFront(content, values)
}

// remarkFront says later what is wrong with front matter: how much it matters is known when the
// file has been read.
func (p *parser) remarkFront(s Severity, pos Pos, text, hint string) {
	d := Diagnostic{Path: p.file.Path, Pos: pos, Severity: s, Text: text, Hint: hint}
	p.front = append(p.front, d)
}

// reportFront reports what is wrong with front matter. In a file without a label, such as a
// template or a note of other things, nothing depends on it.
func (p *parser) reportFront() {
	for _, d := range p.front {
		if !p.labelled {
			d.Severity = Advice
		}
		p.report.add(d.Severity, d.Pos, d.Text, d.Hint)
	}
}

// closingLine returns the start of the next line that is mark, unless a label comes before it.
func closingLine(text string, pos int, mark string) (start int, ok bool) {
	for pos < len(text) {
		end := markup.LineEnd(text, pos)
		line := text[pos:end]
		if strings.TrimRight(line, " \t\r") == mark {
			return pos, true
		}
		if _, ok := label.Read(line); ok {
			return 0, false
		}
		pos = end + 1
	}
	return 0, false
}

// frontPos returns the place of an error in the file.
func frontPos(content string, err front.Error) Pos {
	line := 0
	for text := range strings.Lines(content) {
		if line++; line == err.Line {
			return Pos{1 + line, 1 + utf8.RuneCountInString(text[:min(max(err.Col-1, 0), len(text)-1)])}
		}
	}
	return Pos{1 + max(line, 1), 1}
}

// printable shows a message of a library on one line and not too long.
func printable(s string) string {
	const most = 200
	var b strings.Builder
	for _, r := range s {
		switch {
		case b.Len() > most:
			return b.String() + "..."
		case unicode.IsControl(r):
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
