package formats

import (
	"strings"

	"cards/deck/from/ankinote"
	"cards/deck/from/delim"
	"cards/deck/from/pattern"
)

var htmlTag = pattern.New(`(?i)<(/?)(br|div|p|b|i|u|em|strong|span|font|ul|ol|li|sub|sup|img|a|table|tr|td|th|code|pre|hr)\b[^<>]*>`)

// areHTML says whether the cells of a table are written in HTML, as programs for cards keep theirs:
// there are tags for how a text looks, none stands alone in its cell as a thing that is asked
// about, and all that are opened are closed.
func areHTML(rows []delim.Row) bool {
	tags := 0
	for _, row := range rows {
		for _, cell := range row.Cells {
			if strings.IndexByte(cell, '<') < 0 {
				continue
			}
			n, sound := tagsIn(cell)
			if !sound {
				return false
			}
			tags += n
		}
	}
	return tags > 0
}

// tagsIn counts the tags of a text, and says whether they are those of a text that is written in
// HTML.
func tagsIn(text string) (n int, sound bool) {
	open := make(map[string]int)
	for _, m := range htmlTag().FindAllStringSubmatch(text, -1) {
		n++
		switch name := strings.ToLower(m[2]); {
		case name == "br" || name == "img" || name == "hr" || name == "li" || name == "p":
		case m[1] == "/":
			open[name]--
		case !strings.HasSuffix(m[0], "/>"):
			open[name]++
		}
	}
	for _, left := range open {
		if left != 0 {
			return n, false
		}
	}
	rest := htmlTag().ReplaceAllString(text, "")
	return n, n == 0 || strings.TrimSpace(rest) != "" ||
		strings.Contains(strings.ToLower(text), "<img")
}

// markdownCells writes the cells of a table that is written in HTML as Markdown.
func markdownCells(rows []delim.Row) {
	for _, row := range rows {
		for i, cell := range row.Cells {
			row.Cells[i] = ankinote.Writer{Cloze: ankiGap().MatchString(cell)}.Markdown(cell)
		}
	}
}
