package term

import (
	"strings"

	"cards/cmd/internal/out"
)

// appendText appends the glyphs of a text, made harmless. White space becomes single spaces, but in
// code.
func appendText(to []glyph, text string, s style) []glyph {
	for text = out.Sanitize(text); text != ""; {
		g := first(text)
		text = text[len(g.text):]
		if g.text == "\n" || g.text == "\t" {
			g = glyph{text: " ", width: 1, signs: 1}
		}
		if g.isSpace() && s&code == 0 && len(to) > 0 && to[len(to)-1].isSpace() {
			continue
		}
		g.style = s
		to = append(to, g)
	}
	return to
}

// wrap breaks glyphs into lines of at most width cells, at spaces and beside wide characters where
// it can. Width 0 is no limit. A glyph wider than a line has one of its own.
func (w Widths) wrap(glyphs []glyph, width int) [][]glyph {
	r := wrapper{Widths: w, width: width}
	for _, g := range glyphs {
		r.add(g)
	}
	if len(r.line) > 0 || len(r.lines) == 0 {
		r.emit(len(r.line))
	}
	return r.lines
}

type wrapper struct {
	Widths
	width int
	lines [][]glyph
	line  []glyph // the last one, not full yet
	used  int     // its cells
	split int     // where it may be broken; 0 for nowhere
}

func (w *wrapper) add(g glyph) {
	switch {
	case g.shows != nil:
		if len(w.line) > 0 {
			w.emit(len(w.line))
		}
		w.lines = append(w.lines, []glyph{g})
		return
	case g.isBreak() && len(w.line) == 0 && w.isBelowPicture():
		return
	case g.isBreak():
		w.emit(len(w.line))
		return
	case g.isSpace() && g.style&code == 0 && len(w.line) == 0:
		return
	}
	if len(w.line) > 0 && breaksBetween(w.line[len(w.line)-1], g) {
		w.split = len(w.line)
	}
	for w.width > 0 && w.used+w.most(g) > w.width && len(w.line) > 0 {
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
	w.used += w.most(g)
}

// isBelowPicture says whether the last line is a picture, which ends its line itself.
func (w *wrapper) isBelowPicture() bool {
	last := len(w.lines) - 1
	return last >= 0 && len(w.lines[last]) == 1 && w.lines[last][0].shows != nil
}

// emit makes a line of the first n glyphs and goes on with the others.
func (w *wrapper) emit(n int) {
	w.lines = append(w.lines, trimSpace(w.line[:n:n]))
	w.line, w.split = w.line[n:], 0
	w.used = w.mostOf(w.line)
}

func trimSpace(line []glyph) []glyph {
	for len(line) > 0 && line[len(line)-1].isSpace() {
		line = line[:len(line)-1]
	}
	return line
}

// breaksBetween says whether a line may end between two glyphs: after a space, and beside a wide
// character unless that parts it from its punctuation.
func breaksBetween(a, b glyph) bool {
	if a.isSpace() {
		return !b.isSpace()
	}
	return (a.width > 1 || b.width > 1) && !b.isSpace() &&
		!strings.Contains("、。，．・：；！？）」』】〉》〕ー…", b.text) &&
		!strings.Contains("（「『【〈《〔", a.text)
}

// cut breaks glyphs into lines of at most width cells wherever a line is full: for code.
func (w Widths) cut(glyphs []glyph, width int) [][]glyph {
	lines := [][]glyph{nil}
	used := 0
	for _, g := range glyphs {
		last := len(lines) - 1
		if width > 0 && used+w.most(g) > width && len(lines[last]) > 0 {
			lines, used, last = append(lines, nil), 0, last+1
		}
		lines[last] = append(lines[last], g)
		used += w.most(g)
	}
	return lines
}

// line paints glyphs, as few times as their styles and addresses allow.
func (p painter) line(glyphs []glyph) string {
	var b strings.Builder
	for start := 0; start < len(glyphs); {
		end := start + 1
		for end < len(glyphs) && glyphs[end].style == glyphs[start].style && glyphs[end].link == glyphs[start].link {
			end++
		}
		var text strings.Builder
		for _, g := range glyphs[start:end] {
			text.WriteString(g.text)
		}
		b.WriteString(p.linked(glyphs[start].link, p.paint(glyphs[start].style, text.String())))
		start = end
	}
	return b.String()
}

// wrapped returns a plain text in lines of at most a width.
func (p painter) wrapped(text string, width int) []string {
	return p.linesOf(p.wrap(appendText(nil, text, 0), width))
}

func (p painter) linesOf(lines [][]glyph) []string {
	painted := make([]string, 0, len(lines))
	for _, glyphs := range lines {
		if len(glyphs) == 1 && glyphs[0].shows != nil {
			painted = append(painted, *glyphs[0].shows...)
			continue
		}
		painted = append(painted, p.line(glyphs))
	}
	return painted
}
