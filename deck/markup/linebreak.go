package markup

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// lineBreaks makes hard breaks of the soft ones of a document, except where lines flow.
type lineBreaks struct {
	src     string
	flowing map[int]bool // the places of the line feeds that flow
}

func (b *lineBreaks) visit(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		t, ok := c.(*ast.Text)
		switch {
		case !ok:
			b.visit(c)
		case b.isTag(t):
		case b.endsLine(t) && b.isTag(t.PreviousSibling()):
			n.RemoveChild(n, t)
		case t.SoftLineBreak():
			b.soft(t)
		}
		c = next
	}
}

// endsLine says whether a text is no more than the end of its line.
func (b *lineBreaks) endsLine(t *ast.Text) bool {
	isBreak := t.SoftLineBreak() || t.HardLineBreak()
	return isBreak && strings.TrimSpace(b.src[t.Segment.Start:t.Segment.Stop]) == ""
}

// isTag says whether a node is a <br>. The end of its line breaks the line no more.
func (b *lineBreaks) isTag(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	return ok && t.HardLineBreak() && t.Segment.IsEmpty() &&
		strings.HasPrefix(b.src[t.Segment.Start:], "<")
}

// soft decides about one soft break.
func (b *lineBreaks) soft(t *ast.Text) {
	at := LineEnd(b.src, t.Segment.Stop)
	switch {
	case !b.flowing[at]:
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(true)
	case joinsWithoutSpace(b.src, at):
		t.SetSoftLineBreak(false)
	}
}

// cutFlow returns a text without the marks of flowing lines, and the places of their line feeds in
// it.
func cutFlow(src string) (string, map[int]bool) {
	if !strings.ContainsRune(src, Flow) {
		return src, nil
	}
	flowing := make(map[int]bool)
	var b strings.Builder
	for i, piece := range strings.Split(src, string(Flow)) {
		if i > 0 && strings.HasPrefix(piece, "\n") {
			flowing[b.Len()] = true
		}
		b.WriteString(piece)
	}
	return b.String(), flowing
}
