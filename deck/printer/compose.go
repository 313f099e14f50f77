package printer

import (
	"slices"
	"strings"

	"cards/deck"
)

// Composer puts a deck file together of notes that [PrintAll] has read, and of what stands between
// them. What [deck.Parse] would return of the whole follows from what is known of its parts.
type Composer struct {
	text   []byte
	frame  []byte // the text without its notes and the blank lines behind them
	framed int    // lines of the frame so far
	others int    // other lines so far
	pieces []frameLines
	notes  []placed
	open   bool // something in it may be read otherwise than by itself
}

// frameLines is where lines of the frame begin that were added at once: so many lines of the frame,
// and so many others, stand before them.
type frameLines struct{ framed, others int }

// placed is a note behind so many lines. It is copied when the file is made: until then there may
// be much else.
type placed struct {
	note *deck.Note
	line int
}

// NewComposer returns one with room for so many bytes and notes.
func NewComposer(size, notes int) *Composer {
	return &Composer{text: make([]byte, 0, size), notes: make([]placed, 0, notes)}
}

// Text returns the text so far.
func (c *Composer) Text() []byte { return c.text }

// Frame adds front matter or headings, in whole lines.
func (c *Composer) Frame(lines string) {
	if lines == "" {
		return
	}
	c.pieces = append(c.pieces, frameLines{c.framed, c.others})
	c.text, c.frame = append(c.text, lines...), append(c.frame, lines...)
	c.framed += strings.Count(lines, "\n")
}

// Blank adds a blank line behind a note.
func (c *Composer) Blank() {
	c.text = append(c.text, '\n')
	c.others++
}

// Add adds whole lines of which only the text is known.
func (c *Composer) Add(lines string) { c.text, c.open = append(c.text, lines...), true }

// Note adds a note.
func (c *Composer) Note(p *Printed) {
	text := strings.TrimRight(p.Text, "\n")
	c.text = append(append(c.text, text...), '\n')
	if c.open = c.open || !p.isAlone; c.open {
		return
	}
	c.notes = append(c.notes, placed{p.Note, c.framed + c.others})
	c.others += strings.Count(text, "\n") + 1
}

// File returns what [deck.Parse] returns of the text; nil if the text has to be read, as parts of
// it may say something of one another.
func (c *Composer) File(path string) *deck.File {
	if c.open || c.repeats() {
		return nil
	}
	f := deck.Parse(path, string(c.frame))
	hasNotes := func(s deck.Section) bool { return s.Notes != "" }
	if len(f.Notes)+len(f.Diagnostics)+len(f.Definitions) > 0 ||
		slices.ContainsFunc(f.Sections, hasNotes) {
		return nil
	}
	piece, section := 0, 0
	for i := range f.Sections[1:] {
		s := &f.Sections[1+i]
		for piece+1 < len(c.pieces) && c.pieces[piece+1].framed < s.Line {
			piece++
		}
		s.Line += c.pieces[piece].others
	}
	f.Notes = make([]deck.Note, len(c.notes))
	for i, p := range c.notes {
		n := &f.Notes[i]
		*n = *p.note
		n.Pos.Line += p.line
		n.End += p.line
		for section+1 < len(f.Sections) && f.Sections[section+1].Line < n.Pos.Line {
			section++
		}
		n.Section = f.Sections[section].Title
	}
	return f
}

// repeats says whether two of the notes are one card.
func (c *Composer) repeats() bool {
	seen := make(map[deck.Key]struct{}, len(c.notes))
	cards := 0
	for _, p := range c.notes {
		for i := range p.note.Cards {
			seen[p.note.Cards[i].Key] = struct{}{}
			cards++
		}
	}
	return len(seen) < cards
}
