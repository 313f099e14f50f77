package deck

import (
	"maps"
	"slices"
	"strings"

	"cards/deck/label"
	"cards/deck/markup"
)

// linkTable knows where the links of a file lead.
type linkTable struct {
	reading
	labels map[string][]int // the definitions of links with a label, by their numbers, in order
}

// findDefinitions finds the definitions of the file before its notes are read: a cloze has to know
// which of its brackets are links.
func (p *linkTable) findDefinitions() {
	if !strings.Contains(p.text, "]:") {
		return
	}
	for b, acts := range label.Stretches(p.text, p.off) {
		if b.Kind == markup.BlockDefinition && !acts {
			p.define(b)
		}
	}
	p.places = newLocator(p.text)
}

// define keeps a definition for the links of all notes.
func (p *linkTable) define(b markup.Block) {
	if p.labels == nil {
		p.labels = make(map[string][]int)
	}
	label := b.Label(p.text)
	p.labels[label] = append(p.labels[label], len(p.file.Definitions))
	p.file.Definitions = append(p.file.Definitions, Definition{
		p.places.pos(b.Marks.Start), p.clean(b.Marks.In(p.text)), p.clean(b.Text.In(p.text)),
	})
}

// linkNotes gives each note the definitions of the labels that its texts use, and the footnotes
// that one of its parts has and another refers to.
func (p *linkTable) linkNotes() {
	hasFootnotes := strings.Contains(p.text, "[^")
	if len(p.labels) == 0 && !hasFootnotes {
		return
	}
	for i := range p.file.Notes {
		note := &p.file.Notes[i]
		used := p.definitionsOf(note.Prompt+"\n"+note.Answer+"\n"+note.More, note)
		lines := []string{DefinitionSource(used)}
		if hasFootnotes {
			lines = append(lines, sharedFootnotes(note)...)
		}
		note.Definitions = strings.TrimPrefix(strings.Join(lines, "\n\n"), "\n\n")
	}
}

// sharedFootnotes returns the footnotes that a part of a note has and another refers to, as they
// are written. Those of a cloze may have gaps, and stay where they are.
func sharedFootnotes(note *Note) []string {
	parts := []string{note.Prompt, note.Answer, note.More}
	has, refers := make([][]markup.Note, len(parts)), make([]map[string]bool, len(parts))
	lacking := make(map[string]bool) // labels that a part refers to without having them
	for i, part := range parts {
		has[i], refers[i] = markup.Footnotes(part)
		for _, n := range has[i] {
			delete(refers[i], n.Label)
		}
		maps.Copy(lacking, refers[i])
	}
	var sources []string
	for i, notes := range has {
		for _, n := range notes {
			if lacking[n.Label] && (i > 0 || note.Label != Cloze) {
				sources = append(sources, n.Source)
				delete(lacking, n.Label)
			}
		}
	}
	return sources
}

// definitionsOf returns the definitions of the labels that a text of a note uses, in order.
func (p *linkTable) definitionsOf(text string, note *Note) []Definition {
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
func (p *linkTable) nearest(defined []int, note *Note) int {
	i, _ := slices.BinarySearchFunc(defined, note.Pos.Line, func(d, line int) int {
		return p.file.Definitions[d].Pos.Line - line
	})
	if i < len(defined) && p.file.Definitions[defined[i]].Pos.Line <= note.End {
		return defined[i]
	}
	return defined[0]
}
