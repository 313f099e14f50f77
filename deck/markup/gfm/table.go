package gfm

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	exast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tables makes tables of the paragraphs of one document that hold one.
type tables struct {
	piped []pipedCell
}

// pipedCell is a cell in which escaped bars may stand in code, where their backslashes would be
// shown.
type pipedCell struct {
	cell        *exast.TableCell
	backslashes []int // places in the source
}

// Tables makes a parser read the tables of one document.
func Tables() []parser.Option {
	t := new(tables)
	return []parser.Option{
		parser.WithParagraphTransformers(util.Prioritized(paragraphs{t}, 200)),
		parser.WithASTTransformers(util.Prioritized(documents{t}, 0)),
	}
}

// paragraphs looks at one paragraph after the other. Where a line says how columns are aligned, the
// line before it is a header, and what stands before that stays a paragraph.
type paragraphs struct{ *tables }

// Transform implements [parser.ParagraphTransformer].
func (t paragraphs) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, source := p.Lines(), reader.Source()
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		columns := alignments(line.Value(source))
		if columns == nil {
			continue
		}
		header := cells(lines.At(i-1), source)
		if len(header) > len(columns) {
			return
		}
		table := exast.NewTable()
		table.Alignments = columns
		table.AppendChild(table, exast.NewTableHeader(t.row(header, columns)))
		for j := i + 1; j < lines.Len(); j++ {
			table.AppendChild(table, t.row(cells(lines.At(j), source), columns))
		}
		p.Parent().InsertAfter(p.Parent(), p, table)
		shorten(p, i-1)
		return
	}
}

// shorten leaves the first lines of a paragraph, without the line feed at their end. One without
// lines goes.
func shorten(p *ast.Paragraph, lines int) {
	p.Lines().SetSliced(0, lines)
	if lines == 0 {
		p.Parent().RemoveChild(p.Parent(), p)
		return
	}
	last := p.Lines().At(lines - 1)
	last.Stop--
	p.Lines().Set(lines-1, last)
}

// alignments returns how a line below a header says that columns are aligned, nil if it is none.
func alignments(line []byte) []exast.Alignment {
	if indent, _ := util.IndentWidth(line, 0); indent > 3 || !bytes.ContainsAny(line, "|: ") {
		return nil // code, or what underlines a heading
	}
	line = bytes.Trim(line, space)
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	var columns []exast.Alignment
	for column := range bytes.SplitSeq(line, []byte("|")) {
		a, ok := alignment(bytes.Trim(column, space))
		if !ok {
			return nil
		}
		columns = append(columns, a)
	}
	return columns
}

// space is what may stand around cells.
const space = " \t\n\f\r"

// alignment returns how dashes, with a colon before or behind them, say that a column is aligned.
func alignment(column []byte) (a exast.Alignment, ok bool) {
	dashes, left := bytes.CutPrefix(column, []byte(":"))
	dashes, right := bytes.CutSuffix(dashes, []byte(":"))
	if len(dashes) == 0 || len(bytes.Trim(dashes, "-")) > 0 {
		return 0, false
	}
	switch {
	case left && right:
		return exast.AlignCenter, true
	case left:
		return exast.AlignLeft, true
	case right:
		return exast.AlignRight, true
	}
	return exast.AlignNone, true
}

// row makes a row of its cells. Those beyond the last column are left out; those that are missing
// are empty.
func (t *tables) row(cells []cell, columns []exast.Alignment) *exast.TableRow {
	row := exast.NewTableRow(columns)
	for i, align := range columns {
		node := exast.NewTableCell()
		row.AppendChild(row, node)
		if i >= len(cells) {
			continue
		}
		node.Alignment = align
		node.Lines().Append(cells[i].text)
		if len(cells[i].backslashes) > 0 {
			t.piped = append(t.piped, pipedCell{node, cells[i].backslashes})
		}
	}
	return row
}

// cell is what stands between two bars, without the space around it.
type cell struct {
	text        text.Segment
	backslashes []int // before bars that code may hold, places in the source
}

// cells parts a line at the bars that no backslash stands before.
func cells(line text.Segment, source []byte) []cell {
	line = line.TrimLeftSpace(source)
	line = line.TrimRightSpace(source)
	start, end := line.Start, line.Stop
	if start < end && source[start] == '|' {
		start++
	}
	if start < end && source[end-1] == '|' {
		end--
	}
	var all []cell
	for start < end {
		var c cell
		stop, code := start, false
		for ; stop < end; stop++ {
			if source[stop] == '`' {
				code = true
			}
			if source[stop] != '|' {
				continue
			}
			if stop == line.Start || source[stop-1] != '\\' {
				break
			}
			if code {
				c.backslashes = append(c.backslashes, stop-1)
			}
		}
		c.text = text.NewSegment(start, stop)
		c.text = c.text.TrimLeftSpace(source)
		c.text = c.text.TrimRightSpace(source)
		all = append(all, c)
		start = stop + 1
	}
	return all
}

// documents takes out the backslashes before bars in code once a document is read.
type documents struct{ *tables }

// Transform implements [parser.ASTTransformer].
func (t documents) Transform(*ast.Document, text.Reader, parser.Context) {
	for _, c := range t.piped {
		_ = ast.Walk(c.cell, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering && n.Kind() == ast.KindCodeSpan {
				c.clean(n)
			}
			return ast.WalkContinue, nil
		})
	}
}

// clean takes the backslashes out of the text of some code.
func (c pipedCell) clean(code ast.Node) {
	for n := code.FirstChild(); n != nil; n = n.NextSibling() {
		t, ok := n.(*ast.Text)
		if !ok {
			continue
		}
		for _, at := range c.backslashes {
			if t.Segment.Start <= at && at < t.Segment.Stop {
				rest := ast.NewRawTextSegment(t.Segment.WithStart(at + 1))
				t.Segment = t.Segment.WithStop(at)
				code.InsertAfter(code, t, rest)
				t = rest
			}
		}
		n = t
	}
}
