package term

import (
	"fmt"
	"strconv"
	"strings"

	"cards/cmd/internal/out"
	"cards/deck/markup"
	"cards/deck/markup/tex"

	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
)

const (
	minInner  = 8 // cells; text narrower than this is not indented any further
	codeInset = 2 // cells
)

// Document renders a text of a card for a terminal that is width cells wide, as lines without line
// feeds; none for nil. Width 0 breaks no lines. What is set apart is so by
// the escape sequences of the theme; in [out.Bare] there are none and the marks of Markdown show.
func Document(doc *markup.Document, width int, look Look) []string {
	if doc == nil {
		return nil
	}
	m := markdown{painter: painter{look}, doc: doc, told: map[string]bool{}}
	return m.fit(m.blocks(doc.Root, width, ""), width)
}

// fit breaks lines that are still too long: at a width at which there is no room for indentation or
// columns.
func (p painter) fit(lines []string, width int) []string {
	if width <= 0 {
		return lines
	}
	var fitting []string
	for _, line := range lines {
		if p.mostIn(line) <= width {
			fitting = append(fitting, line)
			continue
		}
		for _, piece := range p.cut(appendText(nil, ansi.Strip(line), code), width) {
			if piece = trimSpace(piece); len(piece) > 0 {
				fitting = append(fitting, p.line(piece))
			}
		}
	}
	return fitting
}

// markdown renders one document.
type markdown struct {
	painter
	doc       *markup.Document
	bracketed bool            // the gap that is open shows in brackets
	told      map[string]bool // the addresses that show beside a text that has them behind it
	room      int             // cells that a picture may take; 0 where there is none for pictures
}

// blocks renders the blocks in a block, with the given lines between them.
func (m *markdown) blocks(n ast.Node, width int, between ...string) []string {
	var lines []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if len(lines) > 0 {
			lines = append(lines, between...)
		}
		lines = append(lines, m.block(c, width)...)
	}
	return lines
}

func (m *markdown) block(n ast.Node, width int) []string {
	switch n := n.(type) {
	case *ast.Heading:
		return m.heading(n, width)
	case *ast.ThematicBreak:
		return []string{m.rule(width)}
	case *ast.Blockquote:
		bar := m.paint(dim, m.sign("│ "))
		return m.nest(bar, bar, width, func(width int) []string { return m.blocks(n, width, "") })
	case *ast.List:
		return m.list(n, width)
	case *markup.FormulaBlock:
		if text, ok := m.unicode(n); ok {
			return m.formula(text, width)
		}
		return m.code(n, width)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return m.code(n, width)
	case *extension.Table:
		return m.table(n, width)
	case *extension.FootnoteList:
		return m.blocks(n, width)
	case *extension.Footnote:
		mark := m.footnoteMark(n.Index) + " "
		indent := strings.Repeat(" ", ansi.StringWidth(mark))
		return m.nest(m.paint(dim, mark), indent, width,
			func(width int) []string { return m.blocks(n, width, "") })
	}
	if n.Type() == ast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeBlock {
		return m.blocks(n, width, "")
	}
	m.room = width
	glyphs := m.inline(nil, n, 0)
	m.room = 0
	return m.linesOf(m.wrap(apart(glyphs), width))
}

func (m *markdown) heading(n *ast.Heading, width int) []string {
	var glyphs []glyph
	if !m.styles() {
		glyphs = appendText(nil, strings.Repeat("#", n.Level)+" ", bold)
	}
	return m.linesOf(m.wrap(apart(m.inline(glyphs, n, bold)), width))
}

func (m *markdown) rule(width int) string {
	size := 20
	if width > 0 {
		size = min(size, width)
	}
	return m.paint(dim, strings.Repeat(m.sign("─"), size))
}

// nest renders something behind a prefix: one for its first line, another of the same width for the
// others.
func (m *markdown) nest(firstPrefix, prefix string, width int,
	render func(width int) []string,
) []string {
	inner := width
	if width > 0 {
		inner = width - ansi.StringWidth(prefix)
		if inner < minInner {
			inner, prefix = width, ""
		}
	}
	lines := render(inner)
	if len(lines) == 0 {
		lines = []string{""}
	}
	for i := range lines {
		if i > 0 {
			firstPrefix = prefix
		}
		lines[i] = strings.TrimRight(firstPrefix+lines[i], " ")
	}
	return lines
}

func (m *markdown) list(n *ast.List, width int) []string {
	var between []string
	if !n.IsTight {
		between = []string{""}
	}
	numberWidth := len(fmt.Sprint(n.Start + n.ChildCount() - 1))
	number := n.Start
	var lines []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if len(lines) > 0 {
			lines = append(lines, between...)
		}
		marker := m.itemMarker(n, c, number, numberWidth)
		indent := strings.Repeat(" ", ansi.StringWidth(marker))
		lines = append(lines, m.nest(marker, indent, width, func(width int) []string {
			return m.blocks(c, width, between...)
		})...)
		number++
	}
	return lines
}

// itemMarker returns what stands before an item: its number, its box if it is a task, else a
// bullet.
func (l Look) itemMarker(n *ast.List, item ast.Node, number, numberWidth int) string {
	mark := ""
	if n.IsOrdered() {
		mark = fmt.Sprintf("%*d%c ", numberWidth, number, n.Marker)
	}
	switch box := taskBox(item); {
	case box != nil && box.IsChecked:
		return mark + "[x] "
	case box != nil:
		return mark + "[ ] "
	case mark != "":
		return mark
	}
	return l.sign("• ")
}

func taskBox(item ast.Node) *extension.TaskCheckBox {
	if text := item.FirstChild(); text != nil {
		box, _ := text.FirstChild().(*extension.TaskCheckBox)
		return box
	}
	return nil
}

// footnoteMark is the number of a footnote, raised where it is seen and in brackets where it is
// read.
func (m *markdown) footnoteMark(index int) string {
	if raised, ok := tex.Superscript(strconv.Itoa(index)); ok && m.styles() && !m.ASCII {
		return raised
	}
	return "[" + strconv.Itoa(index) + "]"
}

// formula renders a formula in lines of its own, indented.
func (m *markdown) formula(text string, width int) []string {
	inset := strings.Repeat(" ", codeInset)
	return m.nest(inset, inset, width, func(width int) []string {
		return m.linesOf(m.wrap(m.math(nil, text, 0), width))
	})
}

// code renders code or a formula as it is written, indented. Where a line is cut, a mark stands
// before the rest of it.
func (m *markdown) code(n ast.Node, width int) []string {
	inset := strings.Repeat(" ", codeInset)
	inner := width - codeInset
	if width > 0 && inner < minInner {
		inset, inner = "", width
	}
	if width <= 0 {
		inner = 0
	}
	var lines []string
	for _, line := range m.sourceLines(n) {
		for i, piece := range m.cut(line, inner) {
			prefix := inset
			if i > 0 && inset != "" {
				prefix = m.paint(dim, m.sign("↪ "))
			}
			lines = append(lines, strings.TrimRight(prefix+m.line(piece), " "))
		}
	}
	return lines
}

// sourceLines returns the lines of code or a formula, without empty ones at its ends.
func (m *markdown) sourceLines(n ast.Node) [][]glyph {
	lines := [][]glyph{nil}
	for _, g := range m.coloured(n, m.inline(nil, n, code|block)) {
		last := len(lines) - 1
		switch {
		case g.isBreak():
			lines = append(lines, nil)
		case g.text == "\t":
			for range 4 - m.cellsOf(lines[last])%4 {
				lines[last] = append(lines[last], glyph{text: " ", width: 1, signs: 1, style: g.style})
			}
		default:
			lines[last] = append(lines[last], g)
		}
	}
	for len(lines) > 1 && len(lines[0]) == 0 {
		lines = lines[1:]
	}
	for len(lines) > 1 && len(lines[len(lines)-1]) == 0 {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// appendSource appends the glyphs of code, line feeds and tabs included.
func appendSource(to []glyph, text string, s style) []glyph {
	for text = out.Sanitize(text); text != ""; {
		g := first(text)
		g.style = s
		text = text[len(g.text):]
		to = append(to, g)
	}
	return to
}
