package markup

import "github.com/yuin/goldmark/ast"

// hidden is the attribute of a picture or a sound whose names would say what is asked.
const hidden = "hidden"

// Hide marks a picture or a sound as one whose text and address say what is asked: whoever shows
// the document says only that it is there.
func Hide(n ast.Node) { n.SetAttributeString(hidden, true) }

// IsHidden says whether a picture or a sound was marked by [Hide].
func IsHidden(n ast.Node) bool {
	_, ok := n.AttributeString(hidden)
	return ok
}
