package markup

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	exast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// footnotes reads the footnotes of one text: [^label] where one is referred to, "[^label]: text"
// where it stands. In the document they are at the end, in the order in which they are referred to.
type footnotes struct {
	parser.BlockParser
	spans    map[int]Span
	referred map[string]bool
	defined  map[string]*exast.Footnote
	order    []*exast.Footnote
}

// footnoteOptions are what a parser needs to read the footnotes of a text; none if it has none.
func footnoteOptions(src string, spans map[int]Span) []parser.Option {
	f := footnotes{
		BlockParser: extension.NewFootnoteBlockParser(), spans: spans,
		referred: map[string]bool{}, defined: map[string]*exast.Footnote{},
	}
	for _, s := range spans {
		if s.Kind == Footnote && !isFootnote(src, s) {
			f.referred[s.Text.In(src)] = true
		}
	}
	if len(f.referred) == 0 {
		return nil
	}
	return []parser.Option{
		parser.WithBlockParsers(util.Prioritized(&f, 460)),
		parser.WithInlineParsers(util.Prioritized(&footnoteLinks{&f}, 101)),
		parser.WithASTTransformers(util.Prioritized(&f, 999)),
	}
}

// isFootnote says whether a label begins the text of its footnote rather than refers to it.
func isFootnote(src string, s Span) bool {
	if !strings.HasPrefix(src[s.End:], ":") {
		return false
	}
	line := src[strings.LastIndexByte(src[:s.Start], '\n')+1 : s.Start]
	_, _, content := containers(line)
	return content == len(line)
}

// Open begins the text of a footnote. One that nothing refers to, and a second of its name, stay as
// they are written.
func (f *footnotes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, segment := reader.PeekLine()
	span, ok := f.spans[segment.Start-segment.Padding+pc.BlockOffset()]
	if !ok || span.Kind != Footnote {
		return nil, parser.NoChildren
	}
	label := string(reader.Source()[span.Text.Start:span.Text.End])
	if !f.referred[label] || f.defined[label] != nil {
		return nil, parser.NoChildren
	}
	node, state := f.BlockParser.Open(parent, reader, pc)
	f.defined[label], _ = node.(*exast.Footnote)
	return node, state
}

// Close implements [parser.BlockParser].
func (*footnotes) Close(ast.Node, text.Reader, parser.Context) {}

// Transform puts the footnotes at the end.
func (f *footnotes) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	if len(f.order) == 0 {
		return
	}
	list := exast.NewFootnoteList()
	list.Count = len(f.order)
	for _, note := range f.order {
		list.AppendChild(list, note)
	}
	doc.AppendChild(doc, list)
}

// footnoteLinks reads where footnotes are referred to.
type footnoteLinks struct{ *footnotes }

// Trigger implements [parser.InlineParser].
func (footnoteLinks) Trigger() []byte { return []byte{'['} }

// Parse implements [parser.InlineParser].
func (l footnoteLinks) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	_, segment := block.PeekLine()
	span, ok := l.spans[segment.Start]
	if !ok || span.Kind != Footnote || span.End > segment.Stop {
		return nil
	}
	note := l.defined[string(block.Source()[span.Text.Start:span.Text.End])]
	if note == nil {
		return nil
	}
	if note.Index < 0 {
		l.order = append(l.order, note)
		note.Index = len(l.order)
	}
	block.Advance(span.End - span.Start)
	return exast.NewFootnoteLink(note.Index)
}
