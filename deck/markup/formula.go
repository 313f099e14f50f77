package markup

import (
	"bytes"
	"strings"

	"cards/deck/markup/tex"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// KindFormula, KindFormulaBlock and KindGap are the kinds of the nodes that goldmark does not have.
var (
	KindFormula      = ast.NewNodeKind("Formula")
	KindFormulaBlock = ast.NewNodeKind("FormulaBlock")
	KindGap          = ast.NewNodeKind("Gap")
)

// Formula is math within a line of text.
type Formula struct {
	ast.BaseInline
	Display     bool   // to be set apart: $$…$$ or \[…\]
	Open, Close string // the marks around it, as written
}

// Kind implements [ast.Node].
func (*Formula) Kind() ast.NodeKind { return KindFormula }

// Dump implements [ast.Node].
func (f *Formula) Dump(source []byte, level int) { ast.DumpHelper(f, source, level, nil, nil) }

// FormulaBlock is math between lines that begin and end with $$.
type FormulaBlock struct{ ast.BaseBlock }

// Kind implements [ast.Node].
func (*FormulaBlock) Kind() ast.NodeKind { return KindFormulaBlock }

// IsRaw implements [ast.Node]: its lines are not Markdown.
func (*FormulaBlock) IsRaw() bool { return true }

// Dump implements [ast.Node].
func (f *FormulaBlock) Dump(source []byte, level int) { ast.DumpHelper(f, source, level, nil, nil) }

// formulaParser makes formulas of the spans that are math.
type formulaParser struct{ spans map[int]Span }

func (*formulaParser) Trigger() []byte { return []byte{'$', '\\'} }

func (p *formulaParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	_, segment := block.PeekLine()
	span, ok := p.spans[segment.Start]
	if !ok || span.Kind != Math {
		return nil
	}
	open := string(block.Source()[span.Start:span.Text.Start])
	node := &Formula{Open: open, Close: string(block.Source()[span.Text.End:span.End])}
	node.Display = open == "$$" || open == `\[`
	for {
		line, segment := block.PeekLine()
		if line == nil {
			return nil // the block ends before the span: it is text after all
		}
		start, stop := max(segment.Start, span.Text.Start), min(segment.Stop, span.Text.End)
		if start < stop {
			node.AppendChild(node, ast.NewRawTextSegment(text.NewSegment(start, stop)))
		}
		if segment.Stop >= span.End {
			block.Advance(span.End - segment.Start)
			return node
		}
		block.AdvanceLine()
	}
}

// formulaBlockParser makes blocks of the spans that are math and more than a line.
type formulaBlockParser struct {
	spans map[int]Span
	open  Span // the block that is read
}

func (*formulaBlockParser) Trigger() []byte { return []byte{'$'} }

func (p *formulaBlockParser) Open(_ ast.Node, reader text.Reader,
	_ parser.Context,
) (ast.Node, parser.State) {
	_, segment := reader.PeekLine()
	span, ok := p.spans[segment.Start]
	source := reader.Source()
	atStart := segment.Start == 0 || source[segment.Start-1] == '\n'
	if !ok || span.Kind != Math || !atStart ||
		bytes.IndexByte(source[span.Start:span.End], '\n') < 0 {
		return nil, parser.NoChildren
	}
	if bytes.HasPrefix(source[span.Start:], []byte(`\[`)) {
		return nil, parser.NoChildren
	}
	p.open = span
	node := &FormulaBlock{}
	p.appendLine(node, segment)
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

func (p *formulaBlockParser) Continue(node ast.Node, reader text.Reader,
	_ parser.Context,
) parser.State {
	_, segment := reader.PeekLine()
	p.appendLine(node, segment)
	reader.AdvanceToEOL()
	if segment.Stop >= p.open.End {
		return parser.Close
	}
	return parser.Continue | parser.NoChildren
}

func (p *formulaBlockParser) appendLine(node ast.Node, segment text.Segment) {
	start, stop := max(segment.Start, p.open.Text.Start), min(segment.Stop, p.open.Text.End)
	if start < stop {
		node.Lines().Append(text.NewSegment(start, stop))
	}
}

func (*formulaBlockParser) Close(ast.Node, text.Reader, parser.Context) {}

func (*formulaBlockParser) CanInterruptParagraph() bool { return true }

func (*formulaBlockParser) CanAcceptIndentedLine() bool { return false }

// Math returns a formula in the characters of Unicode, with GapOpen and GapClose around what the
// card asks and a line feed between its lines; false where it has to be shown as it is written.
func (d *Document) Math(n ast.Node) (string, bool) {
	var b strings.Builder
	d.writeSource(&b, n)
	return tex.Unicode(b.String())
}

// writeSource writes the source of a formula with the marks of its gaps.
func (d *Document) writeSource(b *strings.Builder, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Value(d.Source))
		case *Gap:
			if c.Opens {
				b.WriteRune(GapOpen)
			}
			d.writeSource(b, c)
			if c.Closes {
				b.WriteRune(GapClose)
			}
		}
	}
}
