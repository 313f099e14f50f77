package edit

import (
	"errors"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/char"
	"cards/deck/fork"
	"cards/deck/label"
)

// Reasons for which [Format] leaves a text as it is.
var (
	// ErrConflict is returned for a text in which a merge left conflicts: which of its lines are
	// one note is for a person to say.
	ErrConflict = errors.New("there is a merge conflict in it")

	// ErrUnsettled is returned for a text that would be read otherwise with its blank lines in
	// other places. One way to it is an opening, such as $$, that nothing closes.
	ErrUnsettled = errors.New("it would be read differently if its blank lines moved")
)

// Format returns the text of a deck file in its canonical layout: one blank line between notes,
// none within them but in their texts; one space behind a label, and its words in order; nothing at
// the ends of lines where that means nothing. What the file says stays: [deck.Parse] reads the same
// notes, keys and study notes from it, in the same order, and Format changes it no more. Line ends
// are those of the first line. A text without a label is no deck and stays as it is, as one does
// with an error.
func Format(src []byte) ([]byte, error) {
	text := char.Readable(string(src))
	if fork.Read(text).HasConflict() {
		return src, ErrConflict
	}
	l := lay(text)
	if !slices.ContainsFunc(l.elements, func(e element) bool { return e.kind == noteElement }) {
		return src, nil
	}
	out := l.print()
	if !saySame(deck.Parse("", text), deck.Parse("", out)) {
		return src, ErrUnsettled
	}
	return []byte(strings.ReplaceAll(out, "\n", lineEnd(src))), nil
}

// print returns the text in its canonical layout.
func (l *layout) print() string {
	var b strings.Builder
	for i, e := range l.elements {
		if i > 0 {
			b.WriteByte('\n')
		}
		text := l.canonical(e)
		if i == 0 && l.changesFirst(text) {
			b.WriteByte('\n')
		}
		b.WriteString(text)
	}
	return b.String()
}

// changesFirst says whether a text, which does not begin the file now, would be read otherwise if
// it did.
func (l *layout) changesFirst(text string) bool {
	line, _, _ := strings.Cut(text, "\n")
	mark := strings.TrimRight(line, blankBytes)
	isFirst := l.elements[0].Start == 0 && !strings.HasPrefix(l.text, "\n")
	return !isFirst && (mark == "---" || mark == "+++") ||
		strings.HasPrefix(line, char.ByteOrderMark)
}

// canonical returns an element in whole lines.
func (l *layout) canonical(e element) string {
	source := e.In(l.text)
	switch e.kind {
	case frontElement:
		return trimEnds(source) + "\n"
	case separatorElement:
		return "---\n"
	case headingElement:
		marks := source[:len(source)-len(strings.TrimLeft(source, "#"))]
		title := strings.Trim(source[len(marks):], blankBytes+"\n")
		return strings.TrimRight(marks+" "+title, " ") + "\n"
	case studyElement:
		return trimBlankLines(source) + "\n"
	}
	var b strings.Builder
	if comments := l.text[e.Start:e.parts[0].off]; comments != "" {
		b.WriteString(strings.TrimRight(comments, blankBytes+"\n") + "\n")
	}
	for _, part := range e.parts {
		part.print(&b, l.text)
	}
	return b.String()
}

// trimEnds takes what means nothing off the ends of the first line and the last one.
func trimEnds(front string) string {
	first, rest, _ := strings.Cut(strings.TrimRight(front, blankBytes+"\n"), "\n")
	return strings.TrimRight(first, blankBytes) + "\n" + rest
}

// trimBlankLines removes blank lines at the ends of a text, and blanks at its end.
func trimBlankLines(text string) string {
	text = strings.TrimRight(text, blankBytes+"\n")
	for {
		line, rest, found := strings.Cut(text, "\n")
		if !found || strings.Trim(line, blankBytes) != "" {
			return text
		}
		text = rest
	}
}

// print writes a part in whole lines: tags that stand before or behind all of its text directly
// beside that.
func (p laidPart) print(b *strings.Builder, text string) {
	b.WriteString(p.label.Canonical(p.source))
	first, last := p.ends(text)
	separator := byte('\n')
	if first == 0 {
		separator = ' ' // the text begins on the line of the label
	}
	b.WriteByte(separator)
	for i, l := range p.lines {
		line := l.In(text)
		if i == 0 {
			line = strings.TrimLeft(line, " \t")
		}
		switch {
		case l.tags != nil:
			b.WriteString(label.TagLine(l.tags) + "\n")
		case i == last:
			b.WriteString(strings.TrimRight(line, blankBytes) + "\n")
		case first <= i && i < last:
			b.WriteString(line + "\n")
		}
	}
}

// ends returns the first and the last line that is text; if none is, the last is before the first.
func (p laidPart) ends(text string) (first, last int) {
	first, last = len(p.lines)+1, -1
	for i, l := range p.lines {
		if l.tags == nil && strings.Trim(l.In(text), blankBytes) != "" {
			first, last = min(first, i), i
		}
	}
	return first, last
}
