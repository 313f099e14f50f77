package label

import (
	"iter"
	"strings"

	"cards/deck/markup"
)

// Stretches returns what a text is made of from pos on, as the parser reads it: blocks, and between
// them what acts, which is labels and lines that are separators, headings or tags.
func Stretches(text string, pos int) iter.Seq2[markup.Block, bool] {
	return func(yield func(b markup.Block, acts bool) bool) {
		blocks := markup.NewBlocks(text, EndsNote)
		atLineStart := true
		for pos < len(text) {
			b := markup.Block{Range: markup.Range{Start: pos, End: actingEnd(text, pos)}}
			acts := atLineStart && b.End > pos
			if !acts {
				b = blocks.At(pos)
			}
			if !yield(b, acts) {
				return
			}
			pos = b.End
			atLineStart = text[pos-1] == '\n'
		}
	}
}

// actingEnd returns the end of the label that a line begins with, or of the line if it acts as a
// whole; of any other line it returns the start.
func actingEnd(text string, pos int) int {
	end := markup.LineEnd(text, pos)
	line := text[pos:end]
	if l, ok := Read(line); ok {
		return end - len(strings.TrimLeft(line[l.Size:], " \t"))
	}
	if EndsNote(line) || Tags(line) != nil {
		return min(end+1, len(text))
	}
	return pos
}
