package deck

import (
	"iter"
	"strings"

	"cards/deck/markup"
)

// chunk is a stretch of a file that is read in one way. Its kind is that of its blocks; whatever is
// text has one kind.
type chunk struct {
	markup.Range
	kind markup.BlockKind
}

// stretches returns what a text is made of from pos on, as the parser reads it: blocks, and between
// them what acts, which is labels and lines that are separators, headings or tags.
func stretches(text string, pos int) iter.Seq2[markup.Block, bool] {
	return func(yield func(b markup.Block, acts bool) bool) {
		blocks := markup.NewBlocks(text, endsNote)
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
	if l, ok := readLabel(line); ok {
		return end - len(strings.TrimLeft(line[l.size:], " \t"))
	}
	if endsNote(line) || readTags(line) != nil {
		return min(end+1, len(text))
	}
	return pos
}

// content reads what begins at start, which is or counts as the start of a line: a block, or the
// rest of the line.
func (p *parser) content(start int) {
	for {
		b := p.blocks.At(start)
		kind := b.Kind
		switch {
		case b.Unclosed:
			p.remarkUnclosed(b)
			kind = markup.BlockText
		case kind == markup.BlockDefinition:
			kind = markup.BlockText
		case kind == markup.BlockFence:
			p.remarkFence(b)
		}
		p.keep(chunk{b.Range, kind})
		p.advance(b.End)
		if kind != markup.BlockComment || b.End == len(p.text) || p.text[b.End-1] == '\n' {
			return
		}
		start = b.End
	}
}

// keep adds a chunk to the open part, or to the study notes.
func (p *reading) keep(c chunk) {
	if !p.note.open {
		p.study.chunks = appendChunk(p.study.chunks, 0, c)
		return
	}
	last := &p.note.parts[len(p.note.parts)-1]
	if last.role == lost && !strings.Contains(c.In(p.text), "<!--") {
		return // only comments are still looked for
	}
	p.chunks = appendChunk(p.chunks, last.from, c)
	last.to = len(p.chunks)
}

// appendChunk joins c to the last of the chunks from first on, where it goes on from that.
func appendChunk(chunks []chunk, first int, c chunk) []chunk {
	if n := len(chunks); n > first && c.kind != markup.BlockComment {
		if last := &chunks[n-1]; last.kind == c.kind && last.End == c.Start {
			last.End = c.End
			return chunks
		}
	}
	return append(chunks, c)
}

// keepWithoutComments keeps what is left of a chunk of text without the comments in it. It warns of
// those that are none.
func (p *reading) keepWithoutComments(c chunk, keep func(chunk)) {
	comments, unclosed := markup.Comments(c.In(p.text))
	for _, at := range unclosed {
		p.report.addUnclosed(p.places.pos(c.Start+at), "comment",
			`end it by -->, or write \<!--`)
	}
	pos := 0
	size := c.End - c.Start
	for _, comment := range append(comments, markup.Range{Start: size, End: size}) {
		if pos < comment.Start {
			keep(chunk{markup.Range{Start: c.Start + pos, End: c.Start + comment.Start}, c.kind})
		}
		pos = comment.End
	}
}
