package hashcards

import (
	"encoding/binary"
	"strings"
)

// Gap is a gap in a text without its brackets: the places of its first and of its last byte.
type Gap struct{ Start, End int }

// Gaps returns the text of a cloze without the brackets of its gaps, and where these were. A
// bracket with a backslash before it is text, as are those of a picture; an opening one inside of a
// gap begins the gap anew. Empty gaps are left out.
func Gaps(text string) (clean string, gaps []Gap) {
	b := make([]byte, 0, len(text))
	start, image := -1, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && strings.IndexByte("[]", text[i+1]) >= 0:
			i++
			b = append(b, text[i])
		case c == '!' && i+1 < len(text) && text[i+1] == '[':
			i++
			image = true
			b = append(b, '!', '[')
		case c == '[':
			start = len(b)
		case c == ']' && image:
			image = false
			b = append(b, c)
		case c == ']':
			if start >= 0 && start < len(b) {
				gaps = append(gaps, Gap{start, len(b) - 1})
			}
			start = -1
		default:
			b = append(b, c)
		}
	}
	return string(b), gaps
}

// clozeName returns what the name of a gap's card is made of.
func clozeName(text string, g Gap) []byte {
	b := append([]byte("Cloze"), text...)
	b = binary.LittleEndian.AppendUint64(b, uint64(g.Start))
	return binary.LittleEndian.AppendUint64(b, uint64(g.End))
}
