package term

import (
	"fmt"
	"strings"

	"cards/cmd/internal/session"
	"cards/deck/answer"
	"cards/deck/diff"
)

// differing is the style of characters that a typed answer and the right one do not share.
const differing = bold | underlined

// verdict says what a typed answer is worth.
func verdict(g session.Graded) string {
	switch g.Kind {
	case answer.Right:
		return "that is right"
	case answer.Typo:
		return "right but for its spelling"
	case answer.Partial:
		return partly(g.Verdict)
	}
	return "not the same"
}

// partly says how much of an answer was given, and what is missing.
func partly(v answer.Verdict) string {
	switch {
	case v.Got < v.Of && v.Missing != "":
		return fmt.Sprintf("partly right, %d of %d: %s is missing", v.Got, v.Of, v.Missing)
	case v.Got < v.Of:
		return fmt.Sprintf("partly right, %d of %d", v.Got, v.Of)
	}
	return "partly right: not quite what was asked"
}

// verdictLine is the same as a line that scripts read.
func verdictLine(g session.Graded) string {
	switch g.Kind {
	case answer.Right:
		return "right"
	case answer.Typo:
		return "typo: " + g.Answer
	case answer.Partial:
		line := fmt.Sprintf("partial %d of %d", g.Got, g.Of)
		if g.Missing != "" {
			line += ": " + g.Missing
		}
		return line
	}
	return "wrong: " + g.Answer
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
		indent, lines = "", p.fit([]string{p.paint(dim, name)}, width)
	}
	for i, line := range p.wrap(glyphs, width-len(indent)) {
		before := indent
		if i == 0 && indent != "" {
			before = p.paint(dim, name) + indent[len(name):]
		}
		lines = append(lines, before+p.line(line))
		if carets := p.marks(line); carets != "" {
			lines = append(lines, indent+carets)
		}
	}
	return lines
}

// marks returns a line that points at what differs in the line above it, or nothing.
func (w Widths) marks(line []glyph) string {
	var b strings.Builder
	for _, g := range line {
		mark := " "
		if g.style&differing == differing {
			mark = "^"
		}
		b.WriteString(strings.Repeat(mark, w.cells(g)))
	}
	return strings.TrimRight(b.String(), " ")
}
