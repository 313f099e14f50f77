package edit

import (
	"fmt"

	"cards/deck"
	"cards/deck/markup"
)

// Define returns the text of a deck file with definitions of links, one a line, before all but its
// front matter; those that it has stay. The error is [ErrMoved] if its notes would be read
// otherwise or a label has another definition there.
func Define(src []byte, definitions []string) ([]byte, error) {
	s := newSource(src)
	known := make(map[string]string) // by label
	for _, d := range s.file.Definitions {
		known[definedLabel(d.Source)] = d.Source
	}
	var fresh []string
	for _, d := range definitions {
		switch have, ok := known[definedLabel(d)]; {
		case !ok:
			fresh = append(fresh, d)
			known[definedLabel(d)] = d
		case have != d:
			return src, fmt.Errorf("%s is %q there: %w", definedLabel(d), have, ErrMoved)
		}
	}
	if len(fresh) == 0 {
		return src, nil
	}
	out := s.apply([]edit{s.atTop(fresh)})
	if !haveSameNotes(s.file, deck.Parse("", out)) {
		return src, ErrMoved
	}
	return out, nil
}

// atTop returns the edit that puts lines before all but the front matter.
func (s *source) atTop(lines []string) edit {
	elements := s.layout.elements
	front := len(elements) > 0 && elements[0].kind == frontElement
	if front {
		elements = elements[1:]
	}
	switch {
	case len(elements) > 0:
		at := s.line(elements[0].Start)
		return edit{from: at, to: at, lines: append(lines, "")}
	case front:
		lines = append([]string{""}, lines...)
	}
	return edit{from: len(s.lines), to: len(s.lines), lines: lines}
}

// definedLabel returns the label of a definition, which decides of what links it is.
func definedLabel(line string) string {
	return markup.NewBlocks(line, nil).At(0).Label(line)
}
