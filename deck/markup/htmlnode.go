package markup

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// KindScript is the kind of [*Script].
var KindScript = ast.NewNodeKind("Script")

// Script is text that is set lower than the line, <sub>, or higher, <sup>.
type Script struct {
	ast.BaseInline
	Super bool
}

// Kind implements [ast.Node].
func (*Script) Kind() ast.NodeKind { return KindScript }

// Dump implements [ast.Node].
func (s *Script) Dump(source []byte, level int) { ast.DumpHelper(s, source, level, nil, nil) }

// tagMark stands for a tag until it is known whether it has a partner.
type tagMark struct {
	ast.BaseInline
	name    string
	closing bool
	segment text.Segment
}

var kindTagMark = ast.NewNodeKind("TagMark")

// Kind implements [ast.Node].
func (*tagMark) Kind() ast.NodeKind { return kindTagMark }

// Dump implements [ast.Node].
func (m *tagMark) Dump(source []byte, level int) { ast.DumpHelper(m, source, level, nil, nil) }

// tagParser reads the tags that mean something here: <br>, <sub> and <sup>. Others are text.
type tagParser struct{ spans map[int]Span }

func (*tagParser) Trigger() []byte { return []byte{'<'} }

func (p *tagParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	_, segment := block.PeekLine()
	span, ok := p.spans[segment.Start]
	if !ok || span.Kind != Tag || span.End > segment.Stop {
		return nil
	}
	name, closing := tagName(span.Text.In(string(block.Source())))
	block.Advance(span.End - span.Start)
	switch name {
	case "br":
		lineBreak := ast.NewTextSegment(text.NewSegment(span.Start, span.Start))
		lineBreak.SetHardLineBreak(true)
		return lineBreak
	case "sub", "sup":
		return &tagMark{name: name, closing: closing, segment: segment.WithStop(span.End)}
	}
	return ast.NewTextSegment(segment.WithStop(span.End))
}

// pairTags makes scripts of the tags among the children of a node, and of those below them, and
// text of the tags that have no partner beside them.
func pairTags(parent ast.Node) {
	var open []*tagMark
	for c := parent.FirstChild(); c != nil; {
		next := c.NextSibling()
		mark, ok := c.(*tagMark)
		switch {
		case !ok:
			pairTags(c)
		case !mark.closing:
			open = append(open, mark)
		default:
			open = closeTag(parent, open, mark)
		}
		c = next
	}
	for _, mark := range open {
		mark.becomeText(parent)
	}
}

// closeTag makes a script of what stands between a closing tag and its partner, and returns the
// tags that stay open.
func closeTag(parent ast.Node, open []*tagMark, end *tagMark) []*tagMark {
	at := len(open) - 1
	for at >= 0 && open[at].name != end.name {
		at--
	}
	if at < 0 {
		end.becomeText(parent)
		return open
	}
	for _, mark := range open[at+1:] {
		mark.becomeText(parent)
	}
	script := &Script{Super: end.name == "sup"}
	for c := open[at].NextSibling(); c != ast.Node(end); {
		next := c.NextSibling()
		parent.RemoveChild(parent, c)
		script.AppendChild(script, c)
		c = next
	}
	parent.ReplaceChild(parent, open[at], script)
	parent.RemoveChild(parent, end)
	return open[:at]
}

func (m *tagMark) becomeText(parent ast.Node) {
	parent.ReplaceChild(parent, m, ast.NewTextSegment(m.segment))
}
