package out

import (
	"fmt"
	"strings"

	"cards/deck/markup"
)

// maxShown is how long a text is shown, in bytes: nobody reads more, and a deck may hold a card of
// any size.
const maxShown = 1 << 16

// Document reads a piece of Markdown for showing it: what is too long for anybody is cut, and that
// is said. It may hold gaps as a card's front and back do; definitions are those of its links that
// stand outside of it. Its texts are not made harmless yet.
func Document(src, definitions string) *markup.Document {
	return markup.Parse(Clip(src), definitions)
}

// Plain returns the text of a piece of Markdown on one line, for headings and listings: without
// marks, made harmless. The definitions are as for [Document].
func Plain(src, definitions string) string {
	doc := Document(src, definitions)
	return Line(doc.Text(doc.Root))
}

// Clip cuts a text that is too long for anybody, and says so.
func Clip(src string) string {
	if len(src) <= maxShown {
		return src
	}
	return strings.ToValidUTF8(src[:maxShown], "") +
		fmt.Sprintf("... (%d more bytes)", len(src)-maxShown)
}
