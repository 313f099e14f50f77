package markup

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// definitionParser reads link reference definitions where a span says that there is one.
type definitionParser struct{ spans map[int]Span }

// definitionBlock is a link reference definition. No document holds one when it is complete.
type definitionBlock struct{ ast.BaseBlock }

var kindDefinitionBlock = ast.NewNodeKind("DefinitionBlock")

// Kind implements [ast.Node].
func (*definitionBlock) Kind() ast.NodeKind { return kindDefinitionBlock }

// IsRaw implements [ast.Node]: it holds no Markdown.
func (*definitionBlock) IsRaw() bool { return true }

// Dump implements [ast.Node].
func (d *definitionBlock) Dump(source []byte, level int) {
	ast.DumpHelper(d, source, level, nil, nil)
}

func (*definitionParser) Trigger() []byte { return []byte{'['} }

func (p *definitionParser) Open(
	_ ast.Node, reader text.Reader, pc parser.Context,
) (ast.Node, parser.State) {
	_, segment := reader.PeekLine()
	span, ok := p.spans[segment.Start-segment.Padding+pc.BlockOffset()]
	if !ok || span.Kind != Definition {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &definitionBlock{}, parser.NoChildren
}

func (*definitionParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

func (*definitionParser) Close(ast.Node, text.Reader, parser.Context) {}

func (*definitionParser) CanInterruptParagraph() bool { return false }

func (*definitionParser) CanAcceptIndentedLine() bool { return false }

// dropDefinitions takes the definitions out of a tree, and the items and quotes that held nothing
// else.
func dropDefinitions(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		if c.Type() == ast.TypeBlock && c.HasChildren() {
			dropDefinitions(c)
			if !c.HasChildren() {
				n.RemoveChild(n, c)
			}
		} else if c.Kind() == kindDefinitionBlock {
			n.RemoveChild(n, c)
		}
		c = next
	}
}
