package gfm

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	exast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Tasks reads the check boxes that items of lists begin with. It goes before what reads links.
type Tasks struct{}

// Trigger implements [parser.InlineParser].
func (Tasks) Trigger() []byte { return []byte{'['} }

// Parse implements [parser.InlineParser].
func (Tasks) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	item, ok := parent.Parent().(*ast.ListItem)
	if !ok || item.FirstChild() != parent || parent.HasChildren() {
		return nil
	}
	line, _ := block.PeekLine()
	if len(line) < 3 || line[2] != ']' || bytes.IndexByte([]byte(space+"xX"), line[1]) < 0 {
		return nil
	}
	behind := bytes.TrimLeft(line[3:], space)
	block.Advance(len(line) - len(behind))
	return exast.NewTaskCheckBox(line[1] == 'x' || line[1] == 'X')
}
