package term

import (
	"strings"

	"cards/cmd/internal/syntax"

	"github.com/yuin/goldmark/ast"
)

// coloured sets the words of a block of code apart, if its language is known. What is asked stays
// as it is.
func (m *markdown) coloured(n ast.Node, glyphs []glyph) []glyph {
	fence, ok := n.(*ast.FencedCodeBlock)
	if !ok || !m.Words || !m.styles() {
		return glyphs
	}
	var text strings.Builder
	for _, g := range glyphs {
		text.WriteString(g.text)
	}
	at := 0 // of the glyphs
	for _, token := range syntax.Tokens(string(fence.Language(m.doc.Source)), text.String()) {
		for size := len(token.Text); size > 0 && at < len(glyphs); at++ {
			if size -= len(glyphs[at].text); glyphs[at].style&accent == 0 {
				glyphs[at].style |= styleOf(token.Class)
			}
		}
	}
	return glyphs
}

func styleOf(c syntax.Class) style {
	switch c {
	case syntax.Keyword:
		return keyword
	case syntax.Text:
		return literal
	case syntax.Number:
		return number
	case syntax.Comment:
		return dim
	}
	return 0
}
