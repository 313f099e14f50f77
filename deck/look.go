package deck

import (
	"fmt"
	"unicode/utf8"

	"cards/deck/char"
	"cards/deck/form"
	"cards/deck/label"
)

// lookout notices what looks like a label, or was meant as one, and is none.
type lookout struct {
	linkTable
	seen    seen      // the form of a label that was met last
	counts  []counted // what is reported once
	holder  Pos       // of the first fence that takes in a label, as far as nothing was said of it
	pairs   int       // lines outside notes that look like "term :: definition"
	pairPos Pos
}

// look looks for forms of labels at the start of a line of text.
func (p *lookout) look(line string) {
	f, ok := form.Read(line)
	switch {
	case !ok && p.seen.blank:
		p.seen = seen{} // its block is over, and no answer began the next one
	case !ok:
	case label.Asks(f.Letter):
		p.see(f, line)
	case label.Answers(f.Letter, p.seen.Letter):
		p.tell()
		p.note.other.told = true
		if s := p.newSeen(f, line); s.inNote && s.Kind == form.Indented &&
			p.seen.Kind == form.Indented {
			p.reportSeen(s)
		}
	default:
		p.seeAnswer(f, line)
	}
}

func (p *lookout) newSeen(f form.Form, line string) seen {
	inNote := p.note.open && p.note.label != 0
	return seen{Form: f, shown: line[:f.Size], pos: Pos{p.line, 1}, off: p.off, inNote: inNote}
}

// see takes note of a form that asks. It is reported at once, or when its answer is met.
func (p *lookout) see(f form.Form, line string) {
	p.seen = p.newSeen(f, line)
	if !f.Conditional || f.Letter == 'C' || f.IsAnsweredOn(line[f.Size:]) {
		p.tell()
	}
	p.note.other = p.seen
}

// seeAnswer takes note of a form that answers nothing above it but, perhaps, the open note. By
// itself it is a form only if nobody would write such a thing in a text.
func (p *lookout) seeAnswer(f form.Form, line string) {
	n := &p.note
	s := p.newSeen(f, line)
	switch {
	case f.Kind == form.Quoted || f.Kind == form.Indented || f.IsWide():
		p.reportSeen(s)
	case n.open && !n.answered && n.reply.Letter == 0 && label.Answers(f.Letter, byte(n.label)):
		n.reply = s
	}
}

// tell reports the form that was met last, unless it was.
func (p *lookout) tell() {
	if p.seen.Letter != 0 && !p.seen.told {
		p.seen.told = true
		p.reportSeen(p.seen)
	}
}

// reportSeen reports a form: within a note each, else one of a kind in the file.
func (p *lookout) reportSeen(s seen) {
	d := Diagnostic{
		Pos: s.pos, Severity: Warning,
		Text: char.Quote(s.shown) + " is not a label: " + s.Kind.Why(), Hint: s.Hint(),
	}
	if s.inNote {
		p.report.add(d.Severity, d.Pos, d.Text, d.Hint)
		return
	}
	p.count(s.Kind.Why(), d)
}

// counted is a diagnostic that concerns many places of a file, at the first of them.
type counted struct {
	about string
	Diagnostic
	places int
}

// count adds to what is reported once a file.
func (p *lookout) count(about string, d Diagnostic) {
	for i := range p.counts {
		if p.counts[i].about == about {
			p.counts[i].places++
			return
		}
	}
	p.counts = append(p.counts, counted{about, d, 1})
}

// reportForms reports what was counted. In a file without a card nothing depends on it.
func (p *lookout) reportForms() {
	for _, c := range p.counts {
		if !p.labelled {
			c.Severity = Advice
		}
		if c.places > 1 {
			c.Text += fmt.Sprintf("; %d more in this file", c.places-1)
		}
		p.report.add(c.Severity, c.Pos, c.Text, c.Hint)
	}
}

// remarkHidden counts a label with a character that cannot be seen. Each character is reported once
// a file.
func (p *lookout) remarkHidden(l label.Line) {
	r, at, ok := l.Hidden()
	if !ok {
		return
	}
	where := " inside "
	if at == 0 {
		where = " before "
	}
	name := char.HiddenName(r)
	pos := Pos{p.line, 1 + utf8.RuneCountInString(p.text[p.off:p.off+at])}
	p.count(name, Diagnostic{
		Pos: pos, Severity: Warning, Text: "invisible " + name + where + char.Quote(l.Name()+":"),
		Hint: "the label is read as if it were not there; delete it",
	})
}
