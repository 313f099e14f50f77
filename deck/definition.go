package deck

import (
	"slices"
	"strings"

	"cards/deck/markup"
)

// Definition is a link reference definition of a deck file: [label]: url.
type Definition struct {
	Pos    Pos
	Source string // as written, on one line
	Dest   string // where it leads, as written
}

// DefinitionSource returns definitions as they are written, one a line.
func DefinitionSource(definitions []Definition) string {
	lines := make([]string, len(definitions))
	for i, d := range definitions {
		lines[i] = d.Source
	}
	return strings.Join(lines, "\n")
}

// findDefinitions finds the definitions of the file before its notes are read: a cloze has to know
// which of its brackets are links.
func (p *parser) findDefinitions() {
	if !strings.Contains(p.text, "]:") {
		return
	}
	for b, acts := range stretches(p.text, p.off) {
		if b.Kind == markup.BlockDefinition && !acts {
			p.define(b)
		}
	}
	p.places = newLocator(p.text)
}

// define keeps a definition for the links of all notes.
func (p *parser) define(b markup.Block) {
	if p.labels == nil {
		p.labels = make(map[string][]int)
	}
	label := b.Label(p.text)
	p.labels[label] = append(p.labels[label], len(p.file.Definitions))
	p.file.Definitions = append(p.file.Definitions, Definition{
		p.places.pos(b.Marks.Start), p.clean(b.Marks.In(p.text)), p.clean(b.Text.In(p.text)),
	})
}

// linkNotes gives each note the definitions of the labels that its texts use.
func (p *parser) linkNotes() {
	if len(p.labels) == 0 {
		return
	}
	for i := range p.file.Notes {
		note := &p.file.Notes[i]
		used := p.definitionsOf(note.Prompt+"\n"+note.Answer+"\n"+note.More, note)
		note.Definitions = DefinitionSource(used)
	}
}

// definitionsOf returns the definitions of the labels that a text of a note uses, in order.
func (p *parser) definitionsOf(text string, note *Note) []Definition {
	if len(p.labels) == 0 {
		return nil
	}
	var used []int
	for _, label := range markup.Labels(text) {
		if defined := p.labels[label]; defined != nil {
			used = append(used, p.nearest(defined, note))
		}
	}
	slices.Sort(used)
	var found []Definition
	for _, i := range slices.Compact(used) {
		found = append(found, p.file.Definitions[i])
	}
	return found
}

// nearest returns the first of some definitions that stands in the note, or else the first of all.
// They are in order.
func (p *parser) nearest(defined []int, note *Note) int {
	i, _ := slices.BinarySearchFunc(defined, note.Pos.Line, func(d, line int) int {
		return p.file.Definitions[d].Pos.Line - line
	})
	if i < len(defined) && p.file.Definitions[defined[i]].Pos.Line <= note.End {
		return defined[i]
	}
	return defined[0]
}
