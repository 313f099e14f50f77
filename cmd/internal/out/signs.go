package out

import (
	"math/bits"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// IsASCII says whether a reader sees no signs beyond ASCII, by the locale: the first that is set of
// LC_ALL, LC_CTYPE and LANG decides; where none is, as on Windows, there are such signs.
func IsASCII(getenv func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(getenv(name)); locale != "" {
			return !strings.Contains(locale, "utf-8") && !strings.Contains(locale, "utf8")
		}
	}
	return false
}

// ASCII writes words of the program's own without signs beyond ASCII. It is not for texts of a
// person's.
func ASCII(own string) string {
	at := strings.IndexFunc(own, func(r rune) bool { return r >= 0x80 })
	if at < 0 {
		return own
	}
	var b strings.Builder
	b.WriteString(own[:at])
	for _, r := range own[at:] {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case r >= braille && r <= braille+0xff:
			b.WriteByte(dotsASCII(uint8(r - braille)))
		default:
			b.WriteString(asciiSign(r))
		}
	}
	return b.String()
}

const braille = '\u2800'

// dotsASCII stands for a cell of dots: where they are, above or below, or many.
func dotsASCII(dots uint8) byte {
	const above = 0x01 | 0x08 | 0x02 | 0x10
	switch n := bits.OnesCount8(dots); {
	case n == 0:
		return ' '
	case n > 4:
		return '#'
	case dots&above == 0:
		return '.'
	case dots&^above == 0:
		return '\''
	}
	return ':'
}

// asciiSign returns what stands for one of the signs that the program writes.
func asciiSign(r rune) string {
	switch r {
	case '…':
		return "..."
	case '→', '↪':
		return "->"
	case '←':
		return "<-"
	case '↑', '▲':
		return "^"
	case '↓':
		return "v"
	case '◀':
		return "<"
	case '›':
		return ">"
	case '“', '”', '„':
		return `"`
	case '’', '‘':
		return "'"
	case '✓':
		return "ok" // a plus sign would begin a list
	case '●':
		return "o" // likewise
	case '└', '┤', '┬', '┴':
		return "+"
	case '✗', '×':
		return "x"
	case '•', '▒':
		return "*"
	case '│':
		return "|"
	case '♪':
		return "sound:"
	case '±':
		return "+/-"
	case '÷':
		return "/"
	case 'Σ':
		return "sum of"
	case '░', '▁', '▂':
		return "."
	case '▃', '▄':
		return ":"
	case '▅', '▆':
		return "+"
	case '▓':
		return "%"
	case '▇', '█':
		return "#"
	case '·', '–', '—', '−', '─':
		return "-"
	}
	return "?"
}

// IsASCII says whether the reader of the stream sees no signs beyond ASCII.
func (s *Stream) IsASCII() bool { return s.ascii }

// Asked writes what a card asks with a sign for its gaps that the reader of the stream sees.
func (s *Stream) Asked(question string) string {
	const gap = "[…]"
	return strings.ReplaceAll(question, gap, s.Sign(gap))
}

// Sign writes words of the program's own with the signs that the reader of the stream sees.
func (s *Stream) Sign(own string) string {
	if s.ascii {
		return ASCII(own)
	}
	return own
}

// Cut shortens a line to a width in cells, with the signs that the reader of the stream sees.
func (s *Stream) Cut(text string, width int) string {
	return ansi.Truncate(text, width, s.Sign("…"))
}
