package deck

import "strings"

// remark warns of a line that was perhaps meant otherwise.
func (p *parser) remark(line string) {
	if strings.TrimSpace(line) == "" {
		p.blanks++
		return
	}
	blanks := p.blanks
	p.blanks = 0
	if blanks > 1 && p.inAnswer() {
		p.report.add(Advice, Pos{p.line, 1}, "two blank lines inside an answer",
			`if a title begins here, write "# " before it: it ends the note`)
	}
	if size := lookalike(line); size > 0 {
		p.remarkLabel(line[:size], blanks > 0)
	}
	if !p.note.open {
		if term, definition, ok := strings.Cut(line, " :: "); ok && term != "" && strings.TrimSpace(definition) != "" {
			if p.pairs++; p.pairs == 1 {
				p.pairPos = Pos{p.line, 1}
			}
		}
	}
}

func (p *parser) remarkLabel(like string, afterBlank bool) {
	letter := like[0] &^ 0x20
	switch {
	case strings.IndexByte("QACTD", letter) >= 0:
		p.report.add(Warning, Pos{p.line, 1}, quote(like)+" is no label", `did you mean "`+string(rune(letter))+`:"?`)
	case like[0] == letter && afterBlank:
		p.report.add(Warning, Pos{p.line, 1}, quote(like)+" is no label",
			"the labels are Q, A, T, D and C; a backslash before the colon makes this text")
	}
}

// inAnswer says whether the open part is one that is shown after the question, or a cloze, and has begun.
func (p *parser) inAnswer() bool {
	n := &p.note
	if !n.open || n.label == 0 {
		return false
	}
	last := n.parts[len(n.parts)-1]
	if last.to == last.from || last.role == prompt && n.label != Cloze {
		return false
	}
	return strings.TrimSpace(p.text[p.chunks[last.from].start:p.off]) != ""
}
