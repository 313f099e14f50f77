package markup

import (
	"html"
	"strings"

	"cards/deck/markup/gfm"
	"cards/deck/markup/tex"

	"github.com/yuin/goldmark/ast"
	exast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Document is Markdown as a tree of goldmark's nodes, with [*Formula], [*FormulaBlock], [*Script]
// and [*Gap] besides. A soft line break is white space, a hard one a new line; between ideographs
// there is none. The destinations of links and images are as they are meant, without escapes. HTML
// is text, except for line breaks, scripts and pictures, so nothing that an author wrote is lost.
// Code and math, inline or block, hold their source as children: raw [*ast.Text] and gaps.
type Document struct {
	Root   ast.Node
	Source []byte // what the segments of the nodes point into
}

// Parse reads the Markdown of one part of a card: CommonMark with tables, strikethrough, task
// lists, footnotes and autolinks, and a few habits of other programs. What stands between GapOpen
// and GapClose is in gaps; comments and link reference definitions are left out. definitions are
// lines of such definitions that stand elsewhere, and then footnotes that parts of a card share;
// those of the text itself go before them.
//
// A line feed within a paragraph is a hard line break, unless [Flow] stands before it.
func Parse(src, definitions string) *Document {
	if strings.Contains(src, "<!--") {
		src = WithoutComments(src)
	}
	src, flowing := cutFlow(intoFences(src))
	definitions, apart := shared(src, definitions)
	doc := parse(src+"\n\n"+definitions, true, apart)
	if !doc.Root.HasChildren() {
		doc = parse(src, false, nil) // a text of definitions alone is meant to be seen
	}
	pairTags(doc.Root)
	breaks := lineBreaks{src: string(doc.Source), flowing: flowing}
	breaks.visit(doc.Root)
	g := gapper{source: doc.Source}
	g.visit(doc.Root)
	return doc
}

// parse makes goldmark's tree of a text, with or without the link reference definitions in it.
func parse(src string, defined bool, apart map[string]bool) *Document {
	spans := make(map[int]Span)
	for _, s := range scan(inline{src: src, cloze: isCloze(src), inner: true}) {
		if defined || s.Kind != Definition {
			spans[s.Start] = s
		}
	}
	doc := &Document{Source: []byte(src)}
	p := newParser(spans, footnoteOptions(src, spans, apart))
	doc.Root = p.Parse(text.NewReader(doc.Source))
	dropDefinitions(doc.Root)
	return doc
}

// Text returns the text of a node: of all text below it, without marks, with escapes and entities
// resolved, and a line feed between blocks.
func (d *Document) Text(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Text:
		value := string(n.Value(d.Source))
		if n.IsRaw() {
			return value
		}
		return Unescape(value)
	case *ast.String:
		return string(n.Value)
	case *ast.AutoLink:
		return string(n.Label(d.Source))
	case *Script:
		return d.script(n)
	case *exast.FootnoteLink, *exast.FootnoteList: // they are about the text
		return ""
	}
	return d.children(n)
}

// script returns the text of a script in characters that Unicode has raised or lowered, if there
// are such.
func (d *Document) script(n *Script) string {
	plain := d.children(n)
	shift := tex.Subscript
	if n.Super {
		shift = tex.Superscript
	}
	if shifted, ok := shift(plain); ok {
		return shifted
	}
	return plain
}

func (d *Document) children(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.WriteString(d.Text(c))
		t, ok := c.(*ast.Text)
		breaks := ok && (t.SoftLineBreak() || t.HardLineBreak())
		if breaks || c.Type() == ast.TypeBlock && c.NextSibling() != nil {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// newParser makes a parser for the text that has these spans, by their start.
func newParser(spans map[int]Span, more []parser.Option) parser.Parser {
	links := &linkParser{spans: spans}
	return parser.NewParser(append([]parser.Option{
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(&fenceParser{
				BlockParser: parser.NewFencedCodeBlockParser(),
				spans:       spans,
			}, 450),
			util.Prioritized(&definitionParser{spans}, 470),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(&formulaBlockParser{spans: spans}, 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(gfm.Tasks{}, 0),
			util.Prioritized(&formulaParser{spans: spans}, 50),
			util.Prioritized(&codeParser{parser.NewCodeSpanParser(), spans}, 100),
			util.Prioritized(links, 200),
			util.Prioritized(&tagParser{spans}, 250),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(gfm.Struck{}, 500),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(outsideLinks{gfm.Addresses{}, links}, 999),
		),
	}, append(gfm.Tables(), more...)...)...)
}

func isCloze(src string) bool { return strings.ContainsRune(src, GapOpen) }

// Unescape returns what source text stands for: escapes and entities are replaced.
func Unescape(src string) string {
	if !strings.ContainsAny(src, `\&`) {
		return src
	}
	var b strings.Builder
	for i := 0; i < len(src); {
		rest := src[i:]
		switch {
		case rest[0] == '\\' && len(rest) > 1 && isPunct(rest[1]):
			b.WriteByte(rest[1])
			i += 2
		case rest[0] == '&':
			entity, meaning := entityAt(rest)
			b.WriteString(meaning)
			i += len(entity)
		default:
			b.WriteByte(rest[0])
			i++
		}
	}
	return b.String()
}

// maxEntity is the length of the longest name of an entity, with its marks.
const maxEntity = 33

// entityAt returns the entity that src begins with and what it means. Where there is none, the
// ampersand means itself.
func entityAt(src string) (entity, meaning string) {
	size := strings.IndexByte(src[:min(len(src), maxEntity)], ';') + 1
	if size == 0 {
		return "&", "&"
	}
	entity = src[:size]
	meaning = html.UnescapeString(entity)
	if strings.HasSuffix(meaning, ";") && entity != "&semi;" { // a name without semicolon is none
		return "&", "&"
	}
	return entity, meaning
}
