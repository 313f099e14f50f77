package deck

import (
	"slices"
	"strings"
	"unicode/utf8"

	"cards/deck/char"
	"cards/deck/label"
	"cards/deck/markup"
)

// parseText reads a text without conflicts, lines ending in LF.
func parseText(path, text string) *File {
	labels := labelsIn(text)
	p := &parser{blocks: markup.NewBlocks(text, label.EndsNote)}
	p.keys, p.ids = make(map[Key]int, labels), make(map[string]int)
	p.reading = reading{
		file:   &File{Path: path, Sections: []Section{{}}, Notes: slices.Grow([]Note(nil), labels)},
		text:   text,
		line:   1,
		foul:   char.IsFoul(text),
		report: reporter{path: path},
		places: newLocator(text),
		blanks: 1,
	}
	p.frontMatter()
	p.findDefinitions()
	p.study = studyNotes{off: p.off, line: p.line}
	for p.off < len(text) {
		p.readLine()
	}
	p.closeNote(Pos{}, false)
	p.closeSection()
	p.reportFront()
	p.linkNotes()
	p.reportForms()
	p.reportCounts()
	p.file.Diagnostics, p.file.Open = p.report.result(), p.report.open
	return p.file
}

// labelsIn returns for how many notes of a text room is made beforehand: growing it copies them
// again and again.
func labelsIn(text string) int {
	const many = 1 << 17 // a file may well hold labels and no notes
	n := 1               // that the text may begin with
	for _, label := range []string{"\nQ:", "\nT:", "\nC:"} {
		n += strings.Count(text, label)
	}
	return min(n, many)
}

func (p *parser) readLine() {
	line := p.text[p.off:markup.LineEnd(p.text, p.off)]
	if l, ok := label.Read(line); ok {
		p.readPart(l)
		return
	}
	level, title := markup.Heading(line)
	switch {
	case label.IsSeparator(line):
		p.seen = seen{}
		p.closeNote(Pos{}, false)
		p.skipLine()
	case level > 0:
		p.closeNote(Pos{p.line, 1}, false)
		p.closeSection()
		p.openSection(level, title)
		p.seen = seen{}
		p.look(line)
		p.skipLine()
	case p.note.open && label.Tags(line) != nil:
		p.addTags(label.Tags(line))
		p.skipLine()
	default:
		p.remark(line)
		p.content(p.off)
	}
}

// readPart begins the part of a label, and a note if the label does.
func (p *parser) readPart(l label.Line) {
	p.labelled = true
	p.remarkHidden(l)
	starts := label.Asks(l.Letter)
	if starts {
		p.closeNote(Pos{}, true)
		p.openNote(Label(l.Letter))
	}
	w, errs := l.Words()
	for _, e := range errs {
		p.fail(Pos{p.line, 1 + utf8.RuneCountInString(p.text[p.off:p.off+e.At])}, e.Text, e.Hint)
	}
	if starts {
		p.note.words = w
		p.openPart(prompt)
	} else {
		p.openPart(p.continueNote(l, w))
	}
	p.blanks = 0
	p.seen, p.note.other = seen{}, seen{}
	start := p.off + l.Size
	for start < len(p.text) && (p.text[start] == ' ' || p.text[start] == '\t') {
		start++
	}
	p.content(start)
}

// continueNote says what the part of an A or a D is to the open note. Without one, a nameless note
// takes what follows.
func (p *parser) continueNote(l label.Line, w label.Words) role {
	n := &p.note
	if !w.More {
		p.leaveOther(l.Letter)
	}
	if !n.open {
		if label.Answers(l.Letter, p.seen.Letter) {
			p.tell()
		}
		p.openNote(0)
	}
	isAnswer := label.Answers(l.Letter, byte(n.label))
	switch {
	case w.More && (n.answered || n.label == Cloze):
		return more
	case w.More:
		p.fail(Pos{p.line, 1}, "explanation without an answer before it",
			l.OrText(`"A (more):" belongs below an answer`))
	case isAnswer && !n.answered:
		n.answered = true
		return answer
	case isAnswer:
		p.fail(Pos{p.line, 1}, "second "+partName(n.label, answer),
			l.OrText(`write "A (more):" for an explanation`))
	default:
		p.fail(Pos{p.line, 1}, char.Quote(l.Name()+":")+" out of place "+where(n.label),
			l.OrText(`"A:" answers "Q:", "D:" defines "T:"`))
	}
	return lost
}

// where says in messages what is open.
func where(l Label) string {
	switch l {
	case Question:
		return "below a question"
	case Term:
		return "below a term"
	case Cloze:
		return "below a cloze"
	}
	return "without a question or term above"
}

// leaveOther ends a complete note before the form of a question that stands in its text, if the
// label of an answer follows: it is the answer to that question, and no reason to leave the note
// out.
func (p *parser) leaveOther(letter byte) {
	n := &p.note
	if !n.open || n.other.Letter == 0 || !label.Answers(letter, n.other.Letter) ||
		n.label != Cloze && !n.answered {
		return
	}
	if !n.other.told {
		p.reportSeen(n.other)
	}
	p.seen = seen{}
	last := &n.parts[len(n.parts)-1]
	for last.to > last.from && p.chunks[last.to-1].Start >= n.other.off {
		last.to--
	}
	if last.to > last.from {
		end := &p.chunks[last.to-1].End
		*end = min(*end, n.other.off)
	}
	n.end = n.other.off
	p.closeNote(Pos{}, false)
}
