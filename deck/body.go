package deck

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/markup"
)

// body is a part as it is shown: its source without comments and lines of tags, trimmed.
type body struct {
	text   string
	pieces []piece // where its text stands in the file, in order; valid until the note is closed
	fenced []bool  // for each line whether it belongs to a fence; nil when none does
	indent int     // how far its first line was indented, in columns; 0 behind a label
	lead   int     // how many columns the label takes that stands before its first line; 0 for none
}

// shown returns the text with its lines moved left as far as trimming moved the first one, so that
// what was aligned is, and with the marks of lines that flow.
func (b body) shown() string { return markup.MarkFlow(dedent(b.text, b.indent), b.flowing()) }

// flowing says for each line whether the next one goes on with it, as an editor wrapped them; nil
// when none does.
func (b body) flowing() []bool { return markup.Flowing(dedent(b.text, b.indent), b.lead) }

// dedent takes up to so many columns of white space off the beginning of every line but the first.
func dedent(text string, columns int) string {
	if columns == 0 {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines[1:] {
		n, blank := 0, len(line)-len(strings.TrimLeft(line, " \t"))
		for n < blank && markup.Width(line[:n+1]) <= columns {
			n++
		}
		lines[i+1] = line[n:]
	}
	return strings.Join(lines, "\n")
}

// body makes the body of chunks, and warns of comments in them that do not end.
func (p *reading) body(chunks []chunk) body {
	first := len(p.pieces)
	var kept []string
	size, end := 0, -1
	keep := func(c chunk) {
		p.pieces = append(p.pieces, piece{size, c.Start, c.kind})
		size += c.End - c.Start
		if c.Start == end { // goes on from what was kept last
			last := kept[len(kept)-1]
			kept[len(kept)-1] = p.text[c.Start-len(last) : c.End]
		} else {
			kept = append(kept, c.In(p.text))
		}
		end = c.End
	}
	for _, c := range chunks {
		switch {
		case c.kind == markup.BlockText && strings.Contains(c.In(p.text), "<!--"):
			p.keepWithoutComments(c, keep)
		case c.kind != markup.BlockComment:
			keep(c)
		}
	}
	b := body{pieces: p.pieces[first:]}
	if len(kept) == 1 {
		b.text = kept[0]
	} else {
		b.text = strings.Join(kept, "")
	}
	b.trim()
	b.indent, b.lead = p.indent(b)
	return b
}

// trim removes white space at the ends and finds out which lines belong to fences.
func (b *body) trim() {
	lead := len(b.text) - len(strings.TrimLeftFunc(b.text, unicode.IsSpace))
	b.text = strings.TrimSpace(b.text)
	for i := range b.pieces {
		piece := &b.pieces[i]
		cut := min(lead, piece.at)
		piece.off += lead - cut
		piece.at -= cut
	}
	if slices.ContainsFunc(b.pieces, func(p piece) bool { return p.kind == markup.BlockFence }) {
		b.findFenced()
	}
}

func (b *body) findFenced() {
	b.fenced = make([]bool, 1+strings.Count(b.text, "\n"))
	line, next := 0, 0 // next: where that line starts
	for i, piece := range b.pieces {
		end := len(b.text)
		if i+1 < len(b.pieces) {
			end = min(end, b.pieces[i+1].at)
		}
		for next < end {
			b.fenced[line] = piece.kind == markup.BlockFence
			line++
			next = markup.LineEnd(b.text, next) + 1
		}
	}
}

// off returns where a place of the body stands in the file.
func (b *body) off(at int) int {
	i, _ := slices.BinarySearchFunc(b.pieces, at+1, func(p piece, at int) int { return p.at - at })
	// White space at the ends may have left some pieces empty: it is the last that begins there or
	// before.
	last := b.pieces[i-1]
	return last.off + at - last.at
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
			`end it with -->, or write \<!--`)
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

// source returns the text of a part as written, comments included.
func (p *reading) source(part *part) string {
	chunks := p.chunks[part.from:part.to]
	if len(chunks) == 1 {
		return strings.TrimSpace(chunks[0].In(p.text))
	}
	var s strings.Builder
	for _, c := range chunks {
		s.WriteString(c.In(p.text))
	}
	return strings.TrimSpace(s.String())
}

// indent returns how far the first line of a body is indented in the file, in columns, or how many
// columns the label takes that stands before it.
func (p *reading) indent(b body) (indent, lead int) {
	if b.text == "" {
		return 0, 0
	}
	start := b.off(0)
	blank := len(p.text[:start]) - len(strings.TrimRight(p.text[:start], " \t"))
	if lineStart := start - blank; lineStart > 0 && p.text[lineStart-1] != '\n' {
		label := p.text[strings.LastIndexByte(p.text[:start], '\n')+1 : start]
		return 0, utf8.RuneCountInString(label)
	}
	return markup.Width(p.text[start-blank : start]), 0
}
