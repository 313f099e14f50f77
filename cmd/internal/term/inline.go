package term

import (
	"path"
	"slices"
	"strings"

	"cards/cmd/internal/out"
	"cards/deck/markup"
	"cards/deck/markup/tex"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
)

// inline appends the glyphs of what is in a node.
func (m *markdown) inline(to []glyph, n ast.Node, s style) []glyph {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		to = m.span(to, c, s)
	}
	return to
}

func (m *markdown) span(to []glyph, n ast.Node, s style) []glyph {
	switch n := n.(type) {
	case *ast.Text:
		return m.text(to, n, s)
	case *markup.Gap:
		return m.gap(to, n, s)
	case *ast.Emphasis:
		if n.Level > 1 {
			return m.marked(to, n, "**", s|bold)
		}
		return m.marked(to, n, "*", s|italic)
	case *extension.Strikethrough:
		return m.marked(to, n, "~~", s|struck)
	case *ast.CodeSpan:
		return m.source(to, n, "`", "`", s)
	case *markup.Formula:
		if text, ok := m.unicode(n); ok {
			return m.math(to, text, s)
		}
		return m.source(to, n, n.Open, n.Close, s)
	case *markup.Script:
		return m.script(to, n, s)
	case *ast.Link:
		if markup.IsSound(string(n.Destination)) {
			return m.sound(to, n, s)
		}
		return m.link(to, n, string(n.Destination), s)
	case *ast.Image:
		if lines := m.picture(n); len(lines) > 0 {
			return append(to, glyph{text: " ", shows: &lines})
		}
		if markup.IsHidden(n) {
			return appendText(to, "picture", s|dim)
		}
		return m.link(appendText(to, "picture: ", s|dim), n, string(n.Destination), s)
	case *ast.AutoLink:
		start := len(to)
		to = appendText(to, m.doc.Text(n), s|underlined)
		return linkedTo(m.address(string(n.URL(m.doc.Source))), to, start)
	case *extension.FootnoteLink:
		return appendText(to, m.footnoteMark(n.Index), s|dim)
	case *extension.FootnoteBacklink:
		return to
	case *extension.TaskCheckBox:
		return to // it is the marker of its item
	}
	if n.HasChildren() {
		return m.inline(to, n, s)
	}
	return appendText(to, m.doc.Text(n), s)
}

// picture returns the lines of a picture that is shown.
func (m *markdown) picture(n *ast.Image) []string {
	if m.Pictures == nil || m.room <= 0 {
		return nil
	}
	return m.Pictures(string(n.Destination), m.room)
}

func (m *markdown) text(to []glyph, n *ast.Text, s style) []glyph {
	if s&block != 0 {
		return appendSource(to, m.doc.Text(n), s)
	}
	to = appendText(to, m.doc.Text(n), s)
	switch {
	case n.HardLineBreak():
		return append(to, glyph{text: "\n"})
	case n.SoftLineBreak():
		return appendText(to, " ", s)
	}
	return to
}

// marked renders what a style sets apart; without colours, between its marks.
func (m *markdown) marked(to []glyph, n ast.Node, mark string, s style) []glyph {
	if m.styles() {
		return m.inline(to, n, s)
	}
	return appendText(m.inline(appendText(to, mark, s), n, s), mark, s)
}

// source renders code or math within a line, between its marks.
func (m *markdown) source(to []glyph, n ast.Node, open, end string, s style) []glyph {
	to = appendText(to, open, s|dim)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			to = appendText(to, m.doc.Text(t), s|code)
		} else {
			to = m.span(to, c, s|code)
		}
	}
	return appendText(to, end, s|dim)
}

// unicode returns a formula in the characters of Unicode; false if it has none, or the terminal
// does not show them.
func (m *markdown) unicode(n ast.Node) (string, bool) {
	text, ok := m.doc.Math(n)
	return text, ok && (!m.ASCII || out.ASCII(text) == text)
}

// covered is what stands for a gap without a hint.
const covered = "[…]"

// math renders a formula in the characters of Unicode, with marks around what is asked, as
// [markdown.gap] renders that.
func (m *markdown) math(to []glyph, text string, s style) []glyph {
	for text != "" {
		before, inner, after, isGap := markup.CutGap(text)
		to = appendLines(to, before, s)
		if isGap {
			if !m.styles() && !strings.HasPrefix(inner, "[") {
				inner = "[" + inner + "]"
			}
			to = appendLines(to, inner, s|asked)
		}
		text = after
	}
	return to
}

// appendLines appends the glyphs of a text whose line feeds break the line.
func appendLines(to []glyph, text string, s style) []glyph {
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			to = append(to, glyph{text: "\n"})
		}
		to = appendText(to, line, s)
	}
	return to
}

// script renders text that is set lower or higher: in characters that are, else behind a mark, as
// in TeX.
func (m *markdown) script(to []glyph, n *markup.Script, s style) []glyph {
	mark, shift := "_", tex.Subscript
	if n.Super {
		mark, shift = "^", tex.Superscript
	}
	plain := m.inline(nil, n, s)
	shifted := slices.Clone(plain)
	for i, g := range plain {
		text, ok := shift(g.text)
		if !ok || m.ASCII && text != g.text {
			to = appendText(to, mark+"(", s)
			return appendText(append(to, plain...), ")", s)
		}
		shifted[i].text = text
	}
	return append(to, shifted...)
}

func (m *markdown) link(to []glyph, n ast.Node, dest string, s style) []glyph {
	start, address := len(to), m.address(dest)
	to = linkedTo(address, m.inline(to, n, s|underlined), start)
	if dest != "" && dest != m.doc.Text(n) && !(address != "" && m.told[address]) {
		to = appendText(appendText(to, " ", s), "("+dest+")", s|dim)
	}
	if address != "" {
		m.told[address] = true
	}
	return to
}

// sound renders a sound: its file, behind what the author calls it, and how it is played.
func (m *markdown) sound(to []glyph, n *ast.Link, s style) []glyph {
	file, text := path.Base(string(n.Destination)), m.doc.Text(n)
	if markup.IsHidden(n) {
		file, text = "sound", ""
	}
	if text != "" && text != file && text != string(n.Destination) {
		to = appendText(m.inline(to, n, s), " ", s)
	}
	to = appendText(to, m.sign("♪ ")+file, s|underlined)
	if m.Plays != "" {
		to = appendText(to, m.sign(" · ")+m.Plays+" plays", s|dim)
	}
	return to
}

// linkedTo puts an address behind the glyphs from a place on.
func linkedTo(address string, glyphs []glyph, start int) []glyph {
	for i := start; i < len(glyphs); i++ {
		glyphs[i].link = address
	}
	return glyphs
}

// gap renders what the card asks; without colours in brackets, unless it has some of its own.
func (m *markdown) gap(to []glyph, n *markup.Gap, s style) []glyph {
	if n.Opens {
		m.bracketed = !m.styles() && !strings.HasPrefix(m.doc.Text(n), "[")
		if m.bracketed {
			to = appendText(to, "[", s|asked)
		}
	}
	if m.ASCII && m.doc.Text(n) == covered {
		return appendText(to, out.ASCII(covered), s|asked)
	}
	to = m.inline(to, n, s|asked)
	if n.Closes && m.bracketed {
		to = appendText(to, "]", s|asked)
	}
	return to
}
