package deck

import (
	"strings"

	"cards/deck/char"
	"cards/deck/form"
	"cards/deck/label"
	"cards/deck/markup"
)

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

// chunk is a stretch of a file that is read in one way. Its kind is that of its blocks; whatever is
// text has one kind.
type chunk struct {
	markup.Range
	kind markup.BlockKind
}

// piece is a stretch of a body that is as in the file.
type piece struct {
	at, off int // its start in the body and in the file
	kind    markup.BlockKind
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

// seen is a form of a label that was met.
type seen struct {
	form.Form
	shown  string // as it stands in the file
	pos    Pos
	off    int  // where its line begins
	inNote bool // the text of a note goes on with it
	told   bool // it was reported
	blank  bool // a blank line was met since
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

// advance goes on behind what was read.
func (p *reading) advance(end int) {
	passed := p.text[p.off:end]
	if p.foul {
		p.reportFoul(passed)
	}
	p.line += strings.Count(passed, "\n")
	p.off = end
}

// section returns the section that is being read.
func (p *reading) section() *Section { return &p.file.Sections[len(p.file.Sections)-1] }

// reportFoul reports the first character of each line that no deck may hold.
func (p *reading) reportFoul(passed string) {
	off := p.off
	for line := range strings.Lines(passed) {
		if at, text := char.FoulAt(line); at >= 0 {
			p.note.foul = p.note.open
			p.report.add(Error, p.places.pos(off+at), text,
				"a deck is UTF-8 text without control characters")
		}
		off += len(line)
	}
}

// clean returns a piece of the file with what no deck may hold replaced.
func (p *reading) clean(s string) string {
	if !p.foul {
		return s
	}
	return char.Clean(s)
}
