package markup

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Gap is a stretch of text that the card asks. A gap that holds markup, or crosses it, is several
// of these: each holds one [*ast.Text], below whatever markup applies to it.
type Gap struct {
	ast.BaseInline
	Opens, Closes bool // whether it is the first and the last stretch of its gap
}

// Kind implements [ast.Node].
func (*Gap) Kind() ast.NodeKind { return KindGap }

// Dump implements [ast.Node].
func (g *Gap) Dump(source []byte, level int) { ast.DumpHelper(g, source, level, nil, nil) }

// gapper goes through a document in its order and puts what stands between the marks into gaps.
type gapper struct {
	source []byte
	in     bool
	opens  bool // no stretch of the gap has been seen yet
	last   *Gap // the last stretch of the gap
}

func (g *gapper) visit(n ast.Node) {
	if n.Type() == ast.TypeBlock && n.IsRaw() {
		for i := range n.Lines().Len() {
			n.AppendChild(n, ast.NewRawTextSegment(n.Lines().At(i)))
		}
	}
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		if t, ok := c.(*ast.Text); ok {
			g.text(n, t)
		} else {
			g.visit(c)
		}
		c = next
	}
}

// text replaces a text by the stretches of it that are in a gap and those that are not.
func (g *gapper) text(parent ast.Node, t *ast.Text) {
	for {
		size := bytes.IndexAny(g.source[t.Segment.Start:t.Segment.Stop], gapMarks)
		if size < 0 {
			break
		}
		before := t.Segment
		before.Stop, before.ForceNewline = before.Start+size, false
		g.insert(parent, t, before)
		g.mark(g.source[before.Stop])
		t.Segment.Start, t.Segment.Padding = before.Stop+1, 0
	}
	switch {
	case !t.Segment.IsEmpty() && g.in:
		gap := g.stretch()
		parent.ReplaceChild(parent, t, gap)
		gap.AppendChild(gap, t)
	case t.Segment.IsEmpty() && !t.SoftLineBreak() && !t.HardLineBreak():
		parent.RemoveChild(parent, t)
	}
}

func (g *gapper) mark(mark byte) {
	if mark == GapClose && g.last != nil {
		g.last.Closes = true
	}
	g.in = mark == GapOpen
	g.opens, g.last = g.in, nil
}

// insert puts a copy of a text that is only this segment before it.
func (g *gapper) insert(parent ast.Node, t *ast.Text, segment text.Segment) {
	if segment.IsEmpty() {
		return
	}
	piece := ast.NewTextSegment(segment)
	piece.SetRaw(t.IsRaw())
	if !g.in {
		parent.InsertBefore(parent, t, piece)
		return
	}
	gap := g.stretch()
	gap.AppendChild(gap, piece)
	parent.InsertBefore(parent, t, gap)
}

func (g *gapper) stretch() *Gap {
	gap := &Gap{Opens: g.opens}
	g.opens, g.last = false, gap
	return gap
}
