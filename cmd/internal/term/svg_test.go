package term_test

import (
	"encoding/xml"
	"fmt"
	"strings"

	"cards/cmd/internal/out"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// The measures of a picture, in pixels.
const (
	cellWidth, lineHeight = 8.4, 18
	margin                = 14
)

// svg is a picture of a screen without its empty lines at the end.
func svg(e *vt.Emulator, theme out.Theme) string {
	back, front := "#1e1e1e", "#d8d8d8"
	if theme == out.Light {
		back, front = "#ffffff", "#202020"
	}
	height := strings.Count(text(e), "\n") + 1
	var b strings.Builder
	wide := float64(e.Width())*cellWidth + 2*margin
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %d" font-family="ui-monospace, Menlo, Consolas, `+
		`DejaVu Sans Mono, monospace" font-size="14">`+"\n", wide, height*lineHeight+2*margin)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", back)
	for y := range height {
		for x := 0; x < e.Width(); {
			end := x + 1
			cell := e.CellAt(x, y)
			for end < e.Width() && same(cell, e.CellAt(end, y)) {
				end++
			}
			b.WriteString(stretch(e, x, end, y, front))
			x = end
		}
	}
	return b.String() + "</svg>\n"
}

// same says whether two cells are drawn alike.
func same(a, b *uv.Cell) bool {
	return a != nil && b != nil && (b.Width == 0 || wayOf(a) == wayOf(b))
}

// stretch is a part of a line that is drawn alike.
func stretch(e *vt.Emulator, from, to, y int, front string) string {
	var content strings.Builder
	for x := from; x < to; x++ {
		if cell := e.CellAt(x, y); cell != nil && cell.Width > 0 {
			content.WriteString(cell.Content)
		}
	}
	if strings.TrimSpace(content.String()) == "" {
		return ""
	}
	style := e.CellAt(from, y).Style
	attributes := fmt.Sprintf(`fill="%s"`, front)
	if style.Fg != nil {
		attributes = fmt.Sprintf(`fill="%s"`, hex(style.Fg))
	}
	if style.Attrs&uv.AttrBold != 0 {
		attributes += ` font-weight="bold"`
	}
	if style.Attrs&uv.AttrItalic != 0 {
		attributes += ` font-style="italic"`
	}
	if style.Underline != 0 {
		attributes += ` text-decoration="underline"`
	} else if style.Attrs&uv.AttrStrikethrough != 0 {
		attributes += ` text-decoration="line-through"`
	}
	var escaped strings.Builder
	_ = xml.EscapeText(&escaped, []byte(content.String()))
	return fmt.Sprintf(`<text x="%.1f" y="%d" textLength="%.1f" xml:space="preserve" %s>%s</text>`+"\n",
		margin+float64(from)*cellWidth, margin+y*lineHeight+13, float64(to-from)*cellWidth,
		attributes, escaped.String())
}
