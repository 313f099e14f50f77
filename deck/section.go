package deck

import (
	"fmt"
	"strings"

	"cards/deck/markup"
)

// openSection begins the section of a heading.
func (p *parser) openSection(level int, title string) {
	p.titles[level-1] = p.clean(strings.TrimSpace(markup.WithoutComments(title)))
	clear(p.titles[level:])
	var titles []string
	for _, t := range p.titles {
		if t != "" {
			titles = append(titles, t)
		}
	}
	p.file.Sections = append(p.file.Sections, Section{Title: titles, Line: p.line})
	p.study = studyNotes{off: p.off, line: p.line, chunks: p.study.chunks[:0]}
}

// closeSection puts the study notes of the section together: its stretches outside notes, a blank
// line between them.
func (p *parser) closeSection() {
	chunks := p.study.chunks
	if len(chunks) == 0 {
		return
	}
	p.places.setAnchor(p.study.off, p.study.line)
	var stretches []string
	for first := 0; first < len(chunks); {
		last := first + 1
		for last < len(chunks) && chunks[last].Start == chunks[last-1].End {
			last++
		}
		if text := p.body(chunks[first:last]).shown(); text != "" {
			stretches = append(stretches, text)
		}
		first = last
	}
	p.pieces = p.pieces[:0]
	p.section().Notes = p.clean(strings.Join(stretches, "\n\n"))
}

// reportCounts tells of what concerns many places of the file, once.
func (p *parser) reportCounts() {
	if p.drafts > 0 {
		text := "1 note has no answer and is a draft"
		if p.drafts > 1 {
			text = fmt.Sprintf("%d notes have no answer and are drafts", p.drafts)
		}
		p.report.add(Warning, p.draftPos, text, "the first is here; drafts are never asked")
	}
	if p.pairs > 0 {
		lines := "1 line"
		if p.pairs > 1 {
			lines = fmt.Sprintf("%d lines", p.pairs)
		}
		text := lines + ` of the form "term :: definition"`
		p.report.add(Advice, p.pairPos, text,
			`a note writes them on two lines: "T: term", "D: definition"`)
	}
}
