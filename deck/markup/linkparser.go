package markup

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// linkParser makes links and images of the spans that are some. Goldmark's own knows neither paths
// with spaces nor embedded files, and would look for the end of every bracket again.
type linkParser struct {
	spans map[int]Span
	open  []*linkOpening
}

// linkOpening stands where a link or image opened whose text is being read.
type linkOpening struct {
	ast.BaseInline
	span    Span
	segment text.Segment
	bottom  ast.Node // the last delimiter of emphasis before it
}

var kindLinkOpening = ast.NewNodeKind("LinkOpening")

// Kind implements [ast.Node].
func (*linkOpening) Kind() ast.NodeKind { return kindLinkOpening }

// Dump implements [ast.Node].
func (o *linkOpening) Dump(source []byte, level int) { ast.DumpHelper(o, source, level, nil, nil) }

func (*linkParser) Trigger() []byte { return []byte{'!', '[', ']', '<'} }

func (p *linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if line[0] == ']' {
		return p.close(parent, block, pc)
	}
	span, ok := p.spans[segment.Start]
	if !ok || !span.isLink() || span.Text == span.Dest { // an autolink
		return nil
	}
	if line[0] == '<' || bytes.HasPrefix(line, []byte("![[")) && span.Dest.Start < span.Text.Start {
		return whole(span, block)
	}
	open := &linkOpening{
		span: span, segment: segment.WithStop(span.Text.Start), bottom: pc.LastDelimiter(),
	}
	block.Advance(span.Text.Start - span.Start)
	p.open = append(p.open, open)
	return open
}

// whole makes an image of a tag or an embedded file, or a link of an embedded sound. Its text is no
// Markdown.
func whole(span Span, block text.Reader) ast.Node {
	if !advanceTo(block, span.End) {
		return nil
	}
	node := span.node(block.Source())
	if span.Text.Start < span.Text.End {
		node.AppendChild(node, ast.NewTextSegment(text.NewSegment(span.Text.Start, span.Text.End)))
	}
	return node
}

// node returns the link or image that a span is, without its text.
func (s Span) node(source []byte) ast.Node {
	link := ast.NewLink()
	link.Destination = []byte(Unescape(string(source[s.Dest.Start:s.Dest.End])))
	if s.Kind == Image && !IsSound(string(link.Destination)) {
		return ast.NewImage(link)
	}
	return link
}

// close ends the link whose text ends here.
func (p *linkParser) close(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, segment := block.PeekLine()
	last := len(p.open) - 1
	if last < 0 || p.open[last].span.Text.End != segment.Start {
		return nil
	}
	open := p.open[last]
	if open.Parent() != parent || !advanceTo(block, open.span.End) {
		return nil
	}
	p.open = p.open[:last]
	parser.ProcessDelimiters(open.bottom, pc)
	node := open.span.node(block.Source())
	for c := open.NextSibling(); c != nil; {
		next := c.NextSibling()
		parent.RemoveChild(parent, c)
		node.AppendChild(node, c)
		c = next
	}
	parent.RemoveChild(parent, open)
	return node
}

// CloseBlock implements [parser.CloseBlocker]. A link whose end is not in the block is text: a cell
// of a table may end before it.
func (p *linkParser) CloseBlock(ast.Node, text.Reader, parser.Context) {
	for _, open := range p.open {
		ast.MergeOrReplaceTextSegment(open.Parent(), open, open.segment)
	}
	p.open = p.open[:0]
}

// advanceTo goes on to a place of the source, or returns false where the block ends before it.
func advanceTo(block text.Reader, end int) bool {
	for {
		line, segment := block.PeekLine()
		if line == nil {
			return false
		}
		if segment.Stop >= end {
			block.Advance(end - segment.Start)
			return true
		}
		block.AdvanceLine()
	}
}

// outsideLinks is a parser of links that does nothing within the text of one: links do not nest.
type outsideLinks struct {
	parser.InlineParser
	links *linkParser
}

func (p outsideLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if len(p.links.open) > 0 {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}
