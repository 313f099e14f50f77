package term

import "github.com/fatih/color"

// style is a set of ways to set text apart. None says anything that the text does not say without it.
type style uint8

const (
	bold style = 1 << iota
	italic
	struck
	underlined
	dim    // context
	accent // what can be done now, what is asked
	code   // spaces are kept; not visible by itself
	block  // of code: line feeds and tabs are kept too
)

// asked is the style of a gap.
const asked = bold | underlined | accent

// painter turns styles into escape sequences, or into nothing.
type painter struct{ colour bool }

// paint returns the text in a style. The text holds no escape sequences of its own.
func (p painter) paint(s style, text string) string {
	s &^= code | block
	if !p.colour || s == 0 || text == "" {
		return text
	}
	c := color.New()
	for i, attribute := range attributes() {
		if s&(1<<i) != 0 {
			c.Add(attribute)
		}
	}
	c.EnableColor()
	return c.Sprint(text)
}

// attributes are what the terminal is told for each style, in the order of the styles.
func attributes() [6]color.Attribute {
	return [...]color.Attribute{
		color.Bold, color.Italic, color.CrossedOut, color.Underline, color.Faint, color.FgCyan,
	}
}
