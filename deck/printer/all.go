package printer

import (
	"strings"

	"cards/deck"
	"cards/deck/fork"
)

// Printed is what [Print] returns of a note, and the note as it is read then.
type Printed struct {
	Text       string
	*deck.Note       // its lines count from 1; an empty one if there is an error
	Err        error // a [*Error]

	isAlone bool // nothing else in its file and it may say something of one another
}

// PrintAll is [Print] for many notes, which are read back at once.
func PrintAll(notes []deck.Note) []Printed {
	p := printing{notes: notes, all: make([]Printed, len(notes))}
	var b strings.Builder
	b.Grow(sizeOf(notes))
	for i := range notes {
		if p.all[i].Err = checkNames(&notes[i]); p.all[i].Err != nil {
			p.all[i].Note = new(deck.Note)
			continue
		}
		p.sound, p.starts = append(p.sound, i), append(p.starts, b.Len())
		write(&b, &notes[i])
		b.WriteByte('\n')
	}
	p.text, p.starts = b.String(), append(p.starts, b.Len())
	p.read(0, len(p.sound))
	return p.all
}

// printing are notes on their way through [PrintAll].
type printing struct {
	notes  []deck.Note
	all    []Printed
	sound  []int  // places of the notes whose names are in order
	text   string // of these, a blank line behind each
	starts []int  // of these in the text, and its end
}

// read reads the sound notes from one on up to another back at once, or if one of them spoils that,
// parts of them.
func (p *printing) read(from, to int) {
	switch n := to - from; {
	case n == 1:
		p.readAlone(from)
	case n > 1 && !p.readAtOnce(from, to):
		const parts, few = 8, 16
		size := 1
		if n > few {
			size = (n + parts - 1) / parts
		}
		for ; from < to; from += size {
			p.read(from, min(from+size, to))
		}
	}
}

// readAtOnce says whether sound notes are read as they are meant where they stand one behind the
// other.
func (p *printing) readAtOnce(from, to int) bool {
	f := deck.Parse("", p.text[p.starts[from]:p.starts[to]])
	fits := len(f.Notes) == to-from && len(f.Broken) == 0 && errorOf(f) == nil
	for at := 0; fits && at < len(f.Notes); at++ {
		fits = isLike(&f.Notes[at], &p.notes[p.sound[from+at]])
	}
	for at := 0; fits && at < len(f.Notes); at++ {
		p.printed(from+at).take(f, at)
	}
	return fits
}

// readAlone reads a sound note by itself.
func (p *printing) readAlone(at int) {
	one := p.printed(at)
	f, err := readBack(one.Text, &p.notes[p.sound[at]])
	if err != nil {
		one.Note, one.Err = new(deck.Note), err
		return
	}
	one.take(f, 0)
}

// printed returns a sound note, which has its text from then on.
func (p *printing) printed(at int) *Printed {
	one := &p.all[p.sound[at]]
	one.Text = p.text[p.starts[at] : p.starts[at+1]-1]
	return one
}

// take takes a note of a file. Those before it were taken already.
func (p *Printed) take(f *deck.File, at int) {
	p.Note = &f.Notes[at]
	said := 0 // of the note, or of what stands before it
	for said < len(f.Diagnostics) && f.Diagnostics[said].Pos.Line <= p.End {
		said++
	}
	p.isAlone = said == 0 && len(f.Definitions) == 0 && p.ID == "" && !p.Draft &&
		!fork.MayConflict(p.Text) && !p.mayEndEmpty()
	f.Diagnostics = f.Diagnostics[said:]
	p.End, p.Pos.Line = p.End-p.Pos.Line+1, 1
}

// mayEndEmpty says whether a note has perhaps an explanation that shows nothing, of which a heading
// below it would be told.
func (p *Printed) mayEndEmpty() bool {
	return (p.More == "" || strings.HasPrefix(p.More, "<!--")) &&
		strings.Contains(p.Text, "\nA (more):")
}

// sizeOf returns about how many bytes notes take when they are printed.
func sizeOf(notes []deck.Note) int {
	const labels = 16
	size := 0
	for i := range notes {
		size += len(notes[i].Prompt) + len(notes[i].Answer) + len(notes[i].More) + labels
	}
	return size
}
