package deck

import (
	"strings"

	"cards/deck/markup"
)

// chunk is a stretch of a file that is read in one way. Its kind is that of its blocks; whatever is
// text has one kind.
type chunk struct {
	markup.Range
	kind markup.BlockKind
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
