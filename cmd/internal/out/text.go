package out

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Cells returns the width of a text on a terminal.
func Cells(s string) int { return ansi.StringWidth(s) }

// Cut shortens a line to a width in cells.
func Cut(s string, width int) string { return ansi.Truncate(s, width, "...") }

// Wrap breaks a text at spaces for a terminal of a width, 0 for no terminal. All lines but the
// first are indented; a word that is too long stays whole, so that it can be copied.
func Wrap(text string, width, indent int) string {
	var b strings.Builder
	for width > indent && Cells(text) > width {
		at := breakAt(text, width, indent)
		if at < 0 {
			break
		}
		b.WriteString(strings.TrimRight(text[:at], " ") + "\n")
		text = strings.Repeat(" ", indent) + strings.TrimLeft(text[at:], " ")
	}
	return b.String() + text
}

// breakAt returns the last space behind the indentation up to which a text fits, else the first
// one, -1 for none.
func breakAt(text string, width, indent int) int {
	at := -1
	for i, c := range []byte(text) {
		if c != ' ' || i <= indent {
			continue
		}
		if at >= 0 && Cells(text[:i]) > width { // what gives colours takes none
			break
		}
		at = i
	}
	return at
}
