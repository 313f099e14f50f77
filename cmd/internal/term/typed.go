package term

import (
	"strings"

	"cards/cmd/internal/session"
	"cards/deck/diff"
)

// differing is the style of characters that a typed answer and the right one do not share.
const differing = bold | underlined

// verdict says what came out of a comparison.
func verdict(c session.Comparison) string {
	if c.Same {
		return "that is right"
	}
	return "not the same"
}

// beside shows both sides of a comparison. What differs is marked below, so that nothing depends
// on styles.
func (p painter) beside(c session.Comparison, width int) []string {
	lines := p.compared("you", marking(c.Typed), width)
	return append(lines, p.compared("right", marking(c.Right), width)...)
}

// marking returns the glyphs of a text, what differs in the style [differing].
func marking(runs []diff.Run) []glyph {
	var glyphs []glyph
	for _, r := range runs {
		s := style(0)
		if r.Differs {
			s = differing
		}
		glyphs = appendText(glyphs, r.Text, s)
	}
	return glyphs
}

// compared shows one side with its name before it, or above it on a narrow screen.
func (p painter) compared(name string, glyphs []glyph, width int) []string {
	const column = 7 // cells
	indent, lines := strings.Repeat(" ", column), []string(nil)
	if width < 3*column {
		indent, lines = "", fit([]string{p.paint(dim, name)}, width)
	}
	for i, line := range wrap(glyphs, width-len(indent)) {
		before := indent
		if i == 0 && indent != "" {
			before = p.paint(dim, name) + indent[len(name):]
		}
		lines = append(lines, before+p.line(line))
		if carets := marks(line); carets != "" {
			lines = append(lines, indent+carets)
		}
	}
	return lines
}

// marks returns a line that points at what differs in the line above it, or nothing.
func marks(line []glyph) string {
	var b strings.Builder
	for _, g := range line {
		mark := " "
		if g.style&differing == differing {
			mark = "^"
		}
		b.WriteString(strings.Repeat(mark, g.width))
	}
	return strings.TrimRight(b.String(), " ")
}
