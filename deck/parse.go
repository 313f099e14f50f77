package deck

import (
	"slices"
	"strings"
	"unicode/utf8"

	"cards/deck/char"
	"cards/deck/front"
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

// parser reads one file, line by line.
type parser struct {
	compiler
	blocks *markup.Blocks
	front  []front.Problem
	titles [6]string // of the headings above, by level; empty for none
}

// reading is how far a file is read: its text, and the note that is open.
type reading struct {
	file *File
	text string // of the file, lines ending in LF
	foul bool   // there are characters in it that no deck may hold

	report reporter
	places locator

	off, line int  // of what is read next
	blanks    int  // how many blank lines were just passed; the start of the file counts as one
	labelled  bool // there is a label in the file

	note   openNote
	chunks []chunk // of the open note
	pieces []piece // of its bodies
	study  studyNotes
}

// studyNotes are the lines of a section that belong to no note.
type studyNotes struct {
	off, line int // where the section begins
	chunks    []chunk
}

// openNote is the note that is being read.
type openNote struct {
	label     Label // 0 for what follows a label that is out of place
	open      bool
	off, line int
	words     label.Words
	parts     []part
	tags      []string
	answered  bool
	bad       bool // an error spoils it
	foul      bool // it cannot even be read
	empty     bool // its answer is
	other     seen // the last form of a question since its last label
	reply     seen // the first form of an answer, if it has none
	end       int  // where it ends if not where reading is
}

// part is what follows one label.
type part struct {
	role     role
	pos      Pos // of its label
	from, to int // its chunks
	tags     Pos // of its first line of tags
}

// role is what a part is to its note.
type role uint8

const (
	prompt role = iota
	answer
	more
	lost // out of place
)

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
			l.OrText(`"A (more):" stands below an answer`))
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

func (p *reading) openNote(label Label) {
	p.note = openNote{label: label, open: true, off: p.off, line: p.line, parts: p.note.parts[:0]}
	p.places.setAnchor(p.off, p.line)
}

func (p *reading) openPart(r role) {
	if n := len(p.note.parts); r == lost && n > 0 && p.note.parts[n-1].role == lost {
		return // there may be many of them, and nothing tells them apart
	}
	p.note.parts = append(p.note.parts,
		part{role: r, pos: Pos{p.line, 1}, from: len(p.chunks), to: len(p.chunks)})
}

func (p *reading) addTags(tags []string) {
	last := &p.note.parts[len(p.note.parts)-1]
	if last.tags == (Pos{}) {
		last.tags = Pos{p.line, 1}
	}
	p.note.tags = append(p.note.tags, tags...)
}

// fail reports an error that spoils the open note.
func (p *reading) fail(pos Pos, text, hint string) {
	p.note.bad = true
	p.report.add(Error, pos, text, hint)
}

func (p *parser) skipLine() {
	p.advance(min(markup.LineEnd(p.text, p.off)+1, len(p.text)))
	p.blanks = 0
}

// advance goes on behind what was read.
func (p *reading) advance(end int) {
	passed := p.text[p.off:end]
	if p.foul {
		p.reportFoul(passed)
	}
	p.line += strings.Count(passed, "\n")
	p.off = end
}
