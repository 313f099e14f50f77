package markup

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// The parsers here let goldmark read code where there is a span, and only there. So what is shown
// is what the gaps were found by, and goldmark's searches, some of them quadratic, are never in
// vain.

// fenceParser reads fenced code where a span says that there is some, and ends it where the span
// ends.
type fenceParser struct {
	parser.BlockParser
	spans map[int]Span
	open  Span // the fence that is read
}

func (p *fenceParser) Open(parent ast.Node, reader text.Reader,
	pc parser.Context,
) (ast.Node, parser.State) {
	_, segment := reader.PeekLine()
	span, ok := p.spans[segment.Start-segment.Padding+pc.BlockOffset()]
	if !ok || span.Kind != Code {
		return nil, parser.NoChildren
	}
	p.open = span
	return p.BlockParser.Open(parent, reader, pc)
}

func (p *fenceParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	closed := p.open.Text.End < p.open.End // else it ends with its quote
	if _, segment := reader.PeekLine(); closed && segment.Stop >= p.open.End {
		reader.AdvanceToEOL()
		return parser.Close
	}
	return p.BlockParser.Continue(node, reader, pc)
}

func (*fenceParser) CanAcceptIndentedLine() bool { return true }

// maxDepth is how deep lists and quotes nest. Nobody can read more, and goldmark's time grows with
// its square.
const maxDepth = 50

// shallow is a parser of blocks that nest.
type shallow struct{ parser.BlockParser }

func (p shallow) Open(parent ast.Node, reader text.Reader,
	pc parser.Context,
) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		depth++
	}
	if depth > maxDepth {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// codeParser reads inline code where a span says that there is some.
type codeParser struct {
	parser.InlineParser
	spans map[int]Span
}

func (p *codeParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if span, ok := p.spans[segment.Start]; ok && span.Kind == Code {
		return p.InlineParser.Parse(parent, block, pc)
	}
	size := run(line, 0)
	block.Advance(size)
	return ast.NewTextSegment(segment.WithStop(segment.Start + size))
}
