package deck

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/char"
	"cards/deck/front"
)

// frontMatter reads the front matter of the file, if it begins with some, and goes on behind it.
func (p *parser) frontMatter() {
	b, ok := front.Find(p.text)
	if !ok {
		return
	}
	if !b.Closed {
		p.remarkFront(Warning, Pos{1, 1},
			char.Quote(b.Mark)+" on the first line opens no front matter",
			"no line closes it before the first label")
		return
	}
	content := b.Content.In(p.text)
	found := len(p.report.list)
	p.advance(b.End)
	if len(p.report.list) > found {
		return // it is not even text
	}
	values, errs := front.Read(content, b.Mark == "+++")
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
