package edit

import (
	"bytes"
	"slices"
	"strings"

	"cards/deck/front"
	"cards/deck/label"
	"cards/deck/markup"
)

// layout is a text as it is laid out, from top to bottom. It knows less than the parser: whether
// what it holds can be asked makes no difference to how it is laid out.
type layout struct {
	text     string
	elements []element
	comments int // where the comments begin that were met last, one below the other; -1 for none
}

// elementKind says what an element is.
type elementKind uint8

const (
	frontElement     elementKind = iota // front matter with its marks
	headingElement                      // one line
	separatorElement                    // one line
	studyElement                        // text outside notes
	noteElement                         // a note with the comments directly above it
)

// element is a stretch of whole lines. What is between two of them is blank.
type element struct {
	markup.Range
	kind  elementKind
	parts []laidPart // of a note
}

// laidPart is a label with what follows it.
type laidPart struct {
	off    int    // of its label
	source string // of its label
	label  label.Line
	lines  []laidLine // the first is the rest of the label's line
}

// laidLine is a line of a part.
type laidLine struct {
	markup.Range          // without its line feed
	tags         []string // of a line of tags
}

// blankBytes are what may be taken off the end of a line. Other white space may keep a line from
// being what it would be without.
const blankBytes = " \t\r"

// lay finds out how a text is laid out. Its lines end in LF.
func lay(text string) *layout {
	l := &layout{text: text, comments: -1}
	head, _ := front.Find(text)
	if head.End > 0 {
		l.add(frontElement, 0, head.End)
	}
	for b, acts := range label.Stretches(text, head.End) {
		if acts && l.act(b) {
			l.comments = -1
		} else {
			l.keep(b)
		}
	}
	l.elements = slices.DeleteFunc(l.elements, func(e element) bool {
		return strings.Trim(e.In(text), blankBytes+"\n") == ""
	})
	return l
}

func (l *layout) add(kind elementKind, start, end int) *element {
	e := element{Range: markup.Range{Start: start, End: end}, kind: kind}
	l.elements = append(l.elements, e)
	return l.last()
}

func (l *layout) last() *element {
	if len(l.elements) == 0 {
		return &element{}
	}
	return &l.elements[len(l.elements)-1]
}

// inNote says whether a note is open.
func (l *layout) inNote() bool { return l.last().kind == noteElement }

// act takes in what acts, and says whether it does here.
func (l *layout) act(b markup.Block) bool {
	line := l.text[b.Start:markup.LineEnd(l.text, b.Start)]
	part, isLabel := label.Read(line)
	level, _ := markup.Heading(line)
	switch {
	case isLabel:
		l.addPart(b, part)
	case label.IsSeparator(line):
		l.add(separatorElement, b.Start, b.End)
	case level > 0:
		l.add(headingElement, b.Start, b.End)
	case l.inNote():
		e := l.last()
		part := &e.parts[len(e.parts)-1]
		lineRange := markup.Range{Start: b.Start, End: b.Start + len(line)}
		part.lines = append(part.lines, laidLine{lineRange, label.Tags(line)})
		e.End = b.End
	default:
		return false
	}
	return true
}

// addPart begins a part, and a note if its label does or none is open.
func (l *layout) addPart(b markup.Block, line label.Line) {
	starts := label.Asks(line.Letter)
	if starts || !l.inNote() {
		start := b.Start
		if starts {
			start = l.leaveComments(b.Start)
		}
		l.add(noteElement, start, b.End)
	}
	e := l.last()
	e.End = b.End
	e.parts = append(e.parts,
		laidPart{off: b.Start, source: l.text[b.Start : b.Start+line.Size], label: line})
}

// leaveComments takes comments directly above the label at pos out of what stands above it, and
// returns where they begin.
func (l *layout) leaveComments(pos int) int {
	start, e := l.comments, l.last()
	if start < 0 {
		return pos
	}
	e.End = start
	if e.kind == noteElement {
		last := &e.parts[len(e.parts)-1]
		for n := len(last.lines); n > 0 && last.lines[n-1].Start >= start; n-- {
			last.lines = last.lines[:n-1]
		}
	}
	return start
}

// keep takes in a block of text.
func (l *layout) keep(b markup.Block) {
	e := l.last()
	if e.kind != noteElement && e.kind != studyElement {
		e = l.add(studyElement, b.Start, b.Start)
	}
	isAlone := b.Kind == markup.BlockComment && !b.Unclosed && l.text[b.End-1] == '\n' &&
		(b.Start == 0 || l.text[b.Start-1] == '\n')
	switch {
	case !isAlone:
		l.comments = -1
	case l.comments < 0:
		l.comments = b.Start
	}
	if e.kind == noteElement {
		part := &e.parts[len(e.parts)-1]
		part.lines = appendLines(part.lines, l.text, b.Range)
	}
	e.End = b.End
}

// appendLines appends the lines of a block. It may go on with the line of the last.
func appendLines(lines []laidLine, text string, b markup.Range) []laidLine {
	for pos := b.Start; pos < b.End; {
		end := min(markup.LineEnd(text, pos), b.End)
		if n := len(lines); n > 0 && text[pos-1] != '\n' {
			lines[n-1].End = end
		} else {
			lines = append(lines, laidLine{Range: markup.Range{Start: pos, End: end}})
		}
		pos = end + 1
	}
	return lines
}

// lineEnd returns what the first line of a text ends in: CRLF, or else LF.
func lineEnd(src []byte) string {
	first, _, ok := bytes.Cut(src, []byte("\n"))
	if ok && bytes.HasSuffix(first, []byte("\r")) {
		return "\r\n"
	}
	return "\n"
}
