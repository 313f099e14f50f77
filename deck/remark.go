package deck

import (
	"strings"
	"unicode/utf8"

	"cards/deck/char"
	"cards/deck/form"
	"cards/deck/label"
	"cards/deck/markup"
)

// remark warns of a line that was perhaps meant otherwise.
func (p *lookout) remark(line string) {
	if strings.TrimSpace(line) == "" {
		p.blanks++
		p.seen.blank = true
		return
	}
	blanks := p.blanks
	p.blanks = 0
	if blanks > 1 && p.inAnswer() {
		p.report.add(Advice, Pos{p.line, 1}, "two blank lines inside an answer",
			`if this is a title, write "# " before it: a heading ends the note`)
	}
	p.look(line)
	p.remarkHiddenMark(line)
	if letter, size := form.Lookalike(line); size > 0 {
		p.remarkLabel(letter, line[:size], blanks > 0)
	}
	if !p.note.open {
		if term, definition, ok := strings.Cut(line, " :: "); ok && term != "" &&
			strings.TrimSpace(definition) != "" {
			if p.pairs++; p.pairs == 1 {
				p.pairPos = Pos{p.line, 1}
			}
		}
	}
}

// remarkHiddenMark warns of a line that would be a separator, a heading or a line of tags but for a
// character that cannot be seen.
func (p *lookout) remarkHiddenMark(line string) {
	mark, at := label.HiddenMark(line)
	if mark == "" {
		return
	}
	r, _ := utf8.DecodeRuneInString(line[at:])
	p.count(char.HiddenName(r)+mark, Diagnostic{
		Pos:      Pos{p.line, 1 + utf8.RuneCountInString(line[:at])},
		Severity: Warning, Text: "invisible " + char.HiddenName(r) + " beside " + char.Quote(mark),
		Hint: "it makes the line plain text; delete it",
	})
}

func (p *lookout) remarkLabel(written byte, like string, afterBlank bool) {
	letter := written &^ 0x20
	isLetter := strings.IndexByte(label.Letters, letter) >= 0
	switch {
	case isLetter && written == letter && strings.HasSuffix(like, "："): // a form
	case isLetter:
		if label.Asks(letter) {
			p.note.other = p.newSeen(form.Form{Letter: letter}, "")
			p.note.other.told = true
		}
		p.report.add(Warning, Pos{p.line, 1}, char.Quote(like)+" is not a label",
			`did you mean "`+string(rune(letter))+`:"?`)
	case written == letter && afterBlank:
		p.report.add(Warning, Pos{p.line, 1}, char.Quote(like)+" is not a label",
			"the labels are Q, A, T, D and C; a backslash before the colon makes this text")
	}
}

// inAnswer says whether the open part is one that is shown after the question, or a cloze, and has
// begun.
func (p *reading) inAnswer() bool {
	n := &p.note
	if !n.open || n.label == 0 {
		return false
	}
	last := n.parts[len(n.parts)-1]
	if last.to == last.from || last.role == prompt && n.label != Cloze {
		return false
	}
	return strings.TrimSpace(p.text[p.chunks[last.from].Start:p.off]) != ""
}

// remarkUnclosed warns of a line that opens a block which nothing closes. Comments are looked for
// when the part is complete, those within lines too.
func (p *lookout) remarkUnclosed(b markup.Block) {
	pos := p.places.pos(b.Marks.Start)
	switch {
	case b.Kind == markup.BlockMath && b.Text.End > 0:
		p.report.add(Warning, pos, "math block that ends only below a label, heading or separator",
			`end it with $$; if this is text, write \$$`)
	case b.Kind == markup.BlockMath && !p.isShellID(b):
		p.report.addUnclosed(pos, "math block",
			`end it with $$, or write \$$`)
	case b.Kind == markup.BlockFence:
		p.report.addUnclosed(pos, "code fence",
			"close it with a line of as many marks, or put a backslash before it")
		if p.holder != (Pos{}) {
			p.report.add(Warning, p.holder, "code fence that contains a label",
				"a fence below is never closed; perhaps it is this one that should be")
			p.holder = Pos{}
		}
	}
}

// isShellID says whether the two dollars of an opening are all that stands behind a label: what a
// shell calls its own process.
func (p *lookout) isShellID(b markup.Block) bool {
	next := p.text[b.End:markup.LineEnd(p.text, b.End)]
	isAll := strings.TrimSpace(next) == "" || label.EndsNote(next)
	return isAll && b.Start > 0 && p.text[b.Start-1] != '\n' && b.Marks.In(p.text) == "$$"
}

// remarkFence warns of a fence that has taken in notes, as its own end is missing: there are a
// label and a line in it that opens another one. Marks that are longer than those of the other one
// say that it is meant.
func (p *lookout) remarkFence(b markup.Block) {
	hasLabel, opens := false, false
	size := markSize(b.Marks.In(p.text))
	for line := range strings.Lines(b.Text.In(p.text)) {
		l, isLabel := label.Read(line)
		hasLabel = hasLabel || isLabel
		rest := strings.TrimSpace(line[l.Size:])
		n := markSize(rest)
		opens = opens || n >= max(size, 3) && (isLabel || n < len(rest)) &&
			!strings.Contains(rest[n:], "`")
	}
	if !hasLabel {
		return
	}
	pos := p.places.pos(b.Marks.Start)
	if opens {
		p.report.add(Warning, pos,
			"code fence that contains a label and the start of another fence",
			"close it with a line of as many marks; "+
				"if all of this is code, write more marks around it")
	} else if p.holder == (Pos{}) {
		p.holder = pos
	}
}

// markSize returns how many marks of a fence a line begins with.
func markSize(line string) int {
	if line == "" || line[0] != '`' && line[0] != '~' {
		return 0
	}
	return len(line) - len(strings.TrimLeft(line, line[:1]))
}
