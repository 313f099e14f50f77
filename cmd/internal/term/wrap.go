package term

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"cards/cmd/internal/out"
)

// glyph is what a person takes for one character, with the cells it takes.
type glyph struct {
	text  string
	width int
	style style
}

func (g glyph) isSpace() bool { return g.text == " " }

func (g glyph) isBreak() bool { return g.text == "\n" }

// appendText appends the glyphs of a text, made harmless. White space becomes single spaces, but in code.
func appendText(to []glyph, text string, s style) []glyph {
	for text = out.Sanitize(text); text != ""; {
		g := first(text)
		text = text[len(g.text):]
		if g.text == "\n" || g.text == "\t" {
			g = glyph{text: " ", width: 1}
		}
		if g.isSpace() && s&code == 0 && len(to) > 0 && to[len(to)-1].isSpace() {
			continue
		}
		g.style = s
		to = append(to, g)
	}
	return to
}

// first returns the glyph that a text begins with.
func first(text string) glyph {
	if text[0] < 0x80 && (len(text) == 1 || text[1] < 0x80) {
		return glyph{text: text[:1], width: 1}
	}
	cluster, width := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
	return glyph{text: cluster, width: width}
}

// wrap breaks glyphs into lines of at most width cells, at spaces and beside wide characters where it can. Width 0 is
// no limit. A glyph wider than a line has one of its own.
func wrap(glyphs []glyph, width int) [][]glyph {
	w := wrapper{width: width}
	for _, g := range glyphs {
		w.add(g)
	}
	if len(w.line) > 0 || len(w.lines) == 0 {
		w.emit(len(w.line))
	}
	return w.lines
}

type wrapper struct {
	width int
	lines [][]glyph
	line  []glyph // the last one, not full yet
	used  int     // its cells
	split int     // where it may be broken; 0 for nowhere
}

func (w *wrapper) add(g glyph) {
	switch {
	case g.isBreak():
		w.emit(len(w.line))
		return
	case g.isSpace() && g.style&code == 0 && len(w.line) == 0:
		return
	}
	if len(w.line) > 0 && breaksBetween(w.line[len(w.line)-1], g) {
		w.split = len(w.line)
	}
	for w.width > 0 && w.used+g.width > w.width && len(w.line) > 0 {
		if g.isSpace() {
			w.emit(len(w.line))
			return
		}
		if w.split == 0 {
			w.split = len(w.line)
		}
		w.emit(w.split)
	}
	w.line = append(w.line, g)
	w.used += g.width
}

// emit makes a line of the first n glyphs and goes on with the others.
func (w *wrapper) emit(n int) {
	w.lines = append(w.lines, trimSpace(w.line[:n:n]))
	w.line, w.used, w.split = w.line[n:], 0, 0
	for _, g := range w.line {
		w.used += g.width
	}
}

func trimSpace(line []glyph) []glyph {
	for len(line) > 0 && line[len(line)-1].isSpace() {
		line = line[:len(line)-1]
	}
	return line
}

// breaksBetween says whether a line may end between two glyphs: after a space, and beside a wide character unless that
// parts it from its punctuation.
func breaksBetween(a, b glyph) bool {
	if a.isSpace() {
		return !b.isSpace()
	}
	return (a.width > 1 || b.width > 1) && !b.isSpace() &&
		!strings.Contains("、。，．・：；！？）」』】〉》〕ー…", b.text) && !strings.Contains("（「『【〈《〔", a.text)
}

// cut breaks glyphs into lines of at most width cells wherever a line is full: for code.
func cut(glyphs []glyph, width int) [][]glyph {
	lines := [][]glyph{nil}
	used := 0
	for _, g := range glyphs {
		last := len(lines) - 1
		if width > 0 && used+g.width > width && len(lines[last]) > 0 {
			lines, used, last = append(lines, nil), 0, last+1
		}
		lines[last] = append(lines[last], g)
		used += g.width
	}
	return lines
}

func cells(glyphs []glyph) int {
	n := 0
	for _, g := range glyphs {
		n += g.width
	}
	return n
}

// line paints glyphs, as few times as their styles allow.
func (p painter) line(glyphs []glyph) string {
	var b strings.Builder
	for start := 0; start < len(glyphs); {
		end := start + 1
		for end < len(glyphs) && glyphs[end].style == glyphs[start].style {
			end++
		}
		var text strings.Builder
		for _, g := range glyphs[start:end] {
			text.WriteString(g.text)
		}
		b.WriteString(p.paint(glyphs[start].style, text.String()))
		start = end
	}
	return b.String()
}

func (p painter) linesOf(lines [][]glyph) []string {
	painted := make([]string, len(lines))
	for i, glyphs := range lines {
		painted[i] = p.line(glyphs)
	}
	return painted
}
