package term

import (
	"strings"
	"unicode/utf8"

	"cards/cmd/internal/out"
	"cards/deck/diff"
	"cards/storage"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// differing is the style of characters that a typed answer and the right one do not share.
const differing = bold | underlined

// comparison is a typed answer beside the right one.
type comparison struct {
	same         bool
	typed, right []glyph // what differs has the style [differing]; nothing does when they are the same
}

// compareCard compares a typed answer with that of a card: with its text, or with its source for
// who types the marks too.
func compareCard(typed string, c *storage.Card) comparison {
	if source := compare(typed, c.Answer()); source.same {
		return source
	}
	return compare(typed, Plain(c.Back, c.Definitions))
}

// compare compares a typed answer with the right one as Unicode's caseless matching does, without
// regard to white space around them; a run of white space inside is one space. Both are texts
// without markup.
func compare(typed, right string) comparison {
	typed, right = norm.NFC.String(out.Line(typed)), norm.NFC.String(out.Line(right))
	c := comparison{
		same:  caseless(typed) == caseless(right),
		typed: appendText(nil, typed, 0), right: appendText(nil, right, 0),
	}
	if !c.same {
		markDifferences(c.typed, c.right)
	}
	return c
}

// caseless returns a text that is the same for texts that differ in case or in how their characters
// are put together.
func caseless(s string) string {
	return norm.NFC.String(cases.Fold().String(norm.NFD.String(onLine(s))))
}

// onLine returns a text with what is raised or lowered on the line: x² is typed as x2.
func onLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '⁻' || r == '₋':
			return '-'
		case strings.ContainsRune("²³¹", r), 0x2070 <= r && r <= 0x209c, 0x1d2c <= r && r <= 0x1d6a:
			r, _ = utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
		}
		return r
	}, s)
}

// markDifferences marks what is not part of the longest common subsequence.
func markDifferences(a, b []glyph) {
	next := 0 // of b
	for i, j := range diff.Common(folded(a), folded(b)) {
		if j < 0 {
			mark(a[i : i+1])
			continue
		}
		mark(b[next:j])
		next = j + 1
	}
	mark(b[next:])
}

func mark(glyphs []glyph) {
	for i := range glyphs {
		glyphs[i].style |= differing
	}
}

func folded(glyphs []glyph) []string {
	texts := make([]string, len(glyphs))
	for i, g := range glyphs {
		texts[i] = caseless(g.text)
	}
	return texts
}

// verdict says what came out.
func (c comparison) verdict() string {
	if c.same {
		return "that is right"
	}
	return "not the same"
}

// lines shows the comparison. What differs is marked below, so that nothing depends on styles.
func (c comparison) lines(p painter, width int) []string {
	lines := compared(p, "you", c.typed, width)
	return append(lines, compared(p, "right", c.right, width)...)
}

// compared shows one side with its name before it, or above it on a narrow screen.
func compared(p painter, name string, glyphs []glyph, width int) []string {
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
