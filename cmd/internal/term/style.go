package term

import (
	"slices"
	"strings"

	"cards/cmd/internal/out"
	"cards/deck/markup"

	"github.com/fatih/color"
)

// style is a set of ways to set text apart. None says anything that the text does not say without
// it.
type style uint16

const (
	bold style = 1 << iota
	italic
	struck
	underlined
	dim    // context
	accent // what can be done now, what is asked
	right
	wrong
	keyword // of code
	literal // likewise: a text
	number  // likewise
	code    // spaces are kept; not visible by itself
	block   // of code: line feeds and tabs are kept too
)

// asked is the style of a gap.
const asked = bold | underlined | accent

// painter turns styles into escape sequences, or into nothing.
type painter struct{ Look }

// sign writes words of the program's own with the signs that the terminal shows.
func (l Look) sign(own string) string {
	if l.ASCII {
		return out.ASCII(own)
	}
	return own
}

// Plain is [out.Plain] with the signs that the terminal shows: a formula stays as its source if it
// has others.
func (l Look) Plain(src, definitions string) string {
	text := out.Plain(src, definitions)
	if !l.ASCII {
		return text
	}
	isNew := func(r rune) bool { return r >= 0x80 && !strings.ContainsRune(src, r) }
	if strings.IndexFunc(text, isNew) >= 0 {
		text = out.Line(markup.WithoutFlow(src))
	}
	return strings.ReplaceAll(text, covered, out.ASCII(covered))
}

// styles says whether anything can be set apart without marks.
func (p painter) styles() bool { return p.Theme != out.Bare }

// paint returns the text in a style. The text holds no escape sequences of its own.
func (p painter) paint(s style, text string) string {
	if !p.styles() || text == "" {
		return text
	}
	attributes := p.attributes(s)
	if len(attributes) == 0 {
		return text
	}
	c := color.New(attributes...)
	c.EnableColor()
	return c.Sprint(text)
}

// attributes are what the terminal is told for a style.
func (p painter) attributes(s style) []color.Attribute {
	var list []color.Attribute
	for _, way := range [...]struct {
		style      style
		mono, full color.Attribute
	}{
		{bold, color.Bold, color.Bold},
		{italic, color.Underline, color.Italic},
		{struck, color.Reset, color.CrossedOut},
		{underlined, color.Underline, color.Underline},
	} {
		attribute := way.full
		if p.Theme == out.Mono {
			attribute = way.mono
		}
		if s&way.style != 0 && attribute != color.Reset {
			list = append(list, attribute)
		}
	}
	for _, colour := range [...]struct {
		style  style
		accent out.Accent
	}{
		{accent, out.Acting},
		{dim, out.Context},
		{right, out.Right},
		{wrong, out.Wrong},
		{keyword, out.Keyword},
		{literal, out.Literal},
		{number, out.Number},
	} {
		if s&colour.style != 0 {
			list = append(list, p.Theme.Attributes(colour.accent)...)
			break
		}
	}
	return slices.Compact(list)
}
