package front

import (
	"strings"

	"cards/deck/label"
	"cards/deck/markup"
)

// Block is the front matter that a text begins with.
type Block struct {
	Mark    string       // the line that opens it, and closes it: "---" for YAML, "+++" for TOML
	Closed  bool         // there is an end; else what follows is no front matter
	Content markup.Range // the lines between; empty unless it is closed
	End     int          // behind the line that closes it; 0 unless it is closed
}

// Find finds the front matter that a text begins with. ok is false if no line opens it.
func Find(text string) (b Block, ok bool) {
	first := markup.LineEnd(text, 0)
	b.Mark = strings.TrimRight(text[:first], " \t\r")
	if b.Mark != "---" && b.Mark != "+++" {
		return Block{}, false
	}
	start := min(first+1, len(text))
	end, closed := closingLine(text, start, b.Mark)
	if !closed {
		return b, true
	}
	b.Content, b.Closed = markup.Range{Start: start, End: end}, true
	b.End = min(markup.LineEnd(text, end)+1, len(text))
	return b, true
}

// closingLine returns the start of the next line that is mark, unless a label comes before it.
func closingLine(text string, pos int, mark string) (start int, ok bool) {
	for pos < len(text) {
		end := markup.LineEnd(text, pos)
		line := text[pos:end]
		if strings.TrimRight(line, " \t\r") == mark {
			return pos, true
		}
		if _, ok := label.Read(line); ok {
			return 0, false
		}
		pos = end + 1
	}
	return 0, false
}
