package markup

import "strings"

// GapOpen and GapClose stand before and after an asked gap: in the text of a cloze that its key is
// made of, and in what a card shows. Deck files may not hold them.
const (
	GapOpen  = '\u0002'
	GapClose = '\u0003'

	gapMarks = string(GapOpen) + string(GapClose)
)

// CutGap divides a text at its first asked gap. Without one, before is the whole text.
func CutGap(text string) (before, inner, after string, ok bool) {
	before, rest, ok := strings.Cut(text, string(GapOpen))
	if !ok {
		return text, "", "", false
	}
	inner, after, ok = strings.Cut(rest, string(GapClose))
	return before, inner, after, ok
}

// GapTexts returns what stands in the asked gaps of a text.
func GapTexts(text string) []string {
	var asked []string
	for {
		_, inner, after, ok := CutGap(text)
		if !ok {
			return asked
		}
		asked = append(asked, inner)
		text = after
	}
}
