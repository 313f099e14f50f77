package gfm

import (
	"github.com/yuin/goldmark/ast"
	exast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Struck reads ~~text~~. Single tildes, which GitHub takes too, mean "about" more often.
type Struck struct{}

// Trigger implements [parser.InlineParser].
func (Struck) Trigger() []byte { return []byte{'~'} }

// Parse implements [parser.InlineParser].
func (Struck) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	tildes := parser.ScanDelimiter(line, before, 1, struck{})
	if tildes == nil || tildes.OriginalLength != 2 || before == '~' {
		return nil
	}
	tildes.Segment = segment.WithStop(segment.Start + tildes.OriginalLength)
	block.Advance(tildes.OriginalLength)
	pc.PushDelimiter(tildes)
	return tildes
}

// struck says what the tildes mean.
type struck struct{}

// IsDelimiter implements [parser.DelimiterProcessor].
func (struck) IsDelimiter(b byte) bool { return b == '~' }

// CanOpenCloser implements [parser.DelimiterProcessor].
func (struck) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements [parser.DelimiterProcessor].
func (struck) OnMatch(int) ast.Node { return exast.NewStrikethrough() }
