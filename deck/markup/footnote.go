package markup

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	exast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// footnotes reads the footnotes of one text: [^label] where one is referred to, "[^label]: text"
// where it stands. In the document they are at the end, in the order in which they are referred to.
type footnotes struct {
	spans    map[int]Span
	referred map[string]bool
	apart    map[string]bool // that are for other texts only, and are left out
	defined  map[string]*exast.Footnote
	order    []*exast.Footnote
}

// footnoteOptions are what a parser needs to read the footnotes of a text; none if it has none.
// Those of the labels that are apart are left out where nothing refers to them.
func footnoteOptions(src string, spans map[int]Span, apart map[string]bool) []parser.Option {
	f := footnotes{
		spans: spans, apart: apart,
		referred: map[string]bool{}, defined: map[string]*exast.Footnote{},
	}
	for _, s := range spans {
		if s.Kind == Footnote && !isFootnote(src, s) {
			f.referred[s.Text.In(src)] = true
		}
	}
	if len(f.referred)+len(apart) == 0 {
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
func (f *footnotes) Open(_ ast.Node, reader text.Reader,
	pc parser.Context,
) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	span, ok := f.spans[segment.Start-segment.Padding+pc.BlockOffset()]
	if !ok || span.Kind != Footnote {
		return nil, parser.NoChildren
	}
	label := string(reader.Source()[span.Text.Start:span.Text.End])
	if !f.referred[label] && !f.apart[label] || f.defined[label] != nil {
		return nil, parser.NoChildren
	}
	colon := pc.BlockOffset() + span.End - span.Start
	if colon >= len(line) || line[colon] != ':' {
		return nil, parser.NoChildren
	}
	note := exast.NewFootnote([]byte(label))
	f.defined[label] = note
	text := colon + 1 - segment.Padding
	if text >= len(line) {
		reader.Advance(text)
		return note, parser.NoChildren
	}
	reader.AdvanceAndSetPadding(text, segment.Padding)
	return note, parser.HasChildren
}

// Continue takes what is indented by four columns to the footnote that is open.
func (*footnotes) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	content, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if content < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(content, padding)
	return parser.Continue | parser.HasChildren
}

// Close implements [parser.BlockParser].
func (*footnotes) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements [parser.BlockParser].
func (*footnotes) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements [parser.BlockParser].
func (*footnotes) CanAcceptIndentedLine() bool { return false }

// Trigger implements [parser.BlockParser].
func (*footnotes) Trigger() []byte { return []byte{'['} }

// Transform puts the footnotes at the end.
func (f *footnotes) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	for _, note := range f.defined {
		if note != nil && note.Index < 0 && note.Parent() != nil {
			note.Parent().RemoveChild(note.Parent(), note)
		}
	}
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

// Note is a footnote as it is written.
type Note struct {
	Label  string
	Source string // from its label on
}

// Footnotes returns the footnotes that a text has, in order, and the labels that it refers to.
func Footnotes(src string) (notes []Note, refers map[string]bool) {
	refers = make(map[string]bool)
	if !strings.Contains(src, "[^") {
		return nil, refers
	}
	begun := 0 // of the line, or where the last footnote of it is
	for _, s := range scan(inline{src: src, inner: true}) {
		if s.Kind != Footnote || s.Start < begun {
			continue
		}
		isFirst := begun == 0
		if feed := strings.LastIndexByte(src[begun:s.Start], '\n'); feed >= 0 {
			begun, isFirst = begun+feed+1, true
		}
		_, _, content := containers(src[begun:s.Start])
		if isFirst && content == s.Start-begun && strings.HasPrefix(src[s.End:], ":") {
			notes = append(notes, Note{s.Text.In(src), noteAt(src[s.Start:])})
		} else {
			refers[s.Text.In(src)] = true
		}
		begun = s.End
	}
	return notes, refers
}

// noteAt returns the footnote that a text begins with: up to the next one, or to a paragraph that
// is not indented.
func noteAt(text string) string {
	end, blank := 0, false
	for line := range strings.Lines(text) {
		isBlank := strings.TrimSpace(line) == ""
		indented := strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t")
		_, _, content := containers(line)
		if end > 0 && (strings.HasPrefix(line[content:], "[^") || blank && !isBlank && !indented) {
			break
		}
		end, blank = end+len(line), isBlank
	}
	return strings.TrimRight(text[:end], " \t\n")
}

// shared parts definitions that stand elsewhere into those of links and those footnotes that a text
// refers to without having them, and returns the labels of the footnotes that it has for other
// texts.
func shared(src, definitions string) (missing string, apart map[string]bool) {
	at := strings.Index("\n"+definitions, "\n[^")
	if at < 0 {
		return definitions, nil
	}
	var links strings.Builder
	links.WriteString(definitions[:at])
	elsewhere, _ := Footnotes(definitions[at:])
	notes, refers := Footnotes(src)
	has := make(map[string]bool)
	for _, n := range notes {
		has[n.Label] = true
	}
	for _, note := range elsewhere {
		switch has := has[note.Label]; {
		case has && !refers[note.Label]:
			if apart == nil {
				apart = make(map[string]bool)
			}
			apart[note.Label] = true
		case !has && refers[note.Label]:
			links.WriteString("\n\n" + note.Source)
		}
	}
	return links.String(), apart
}
