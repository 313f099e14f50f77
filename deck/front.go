package deck

import (
	"cards/deck/char"
	"cards/deck/front"
)

// frontMatter reads the front matter of the file, if it begins with some, and goes on behind it.
func (p *parser) frontMatter() {
	b, ok := front.Find(p.text)
	if !ok {
		if line := front.Late(p.text); line > 0 {
			p.front = []front.Problem{{
				Line: line, Col: 1, Text: "front matter that does not begin on the first line",
				Hint: "it means nothing here; delete what stands before it",
			}}
		}
		return
	}
	p.advance(b.End)
	if p.foul && char.IsFoul(p.text[:b.End]) {
		return // it is not even text
	}
	p.file.Front, p.front = b.Parse(p.text)
}

// reportFront reports what is wrong with front matter. In a file without a label, such as a
// template or a note of other things, nothing depends on it.
func (p *parser) reportFront() {
	for _, problem := range p.front {
		severity := Warning
		if problem.Lost {
			severity = Error
		}
		if !p.labelled {
			severity = Advice
		}
		p.report.add(severity, Pos{problem.Line, problem.Col}, problem.Text, problem.Hint)
	}
}
