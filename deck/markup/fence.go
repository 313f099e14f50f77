package markup

import "strings"

// openFence makes a fence of a line that begins with its marks. A backtick behind those of an
// opening makes code within the line of it.
func (b *Blocks) openFence(block *Block, line string) {
	mark, size := line[0], run(line, 0)
	if mark == '`' && strings.IndexByte(line[size:], '`') >= 0 {
		return
	}
	block.Kind, block.Text = BlockFence, Range{block.End, block.End}
	if block.Quote > 0 {
		b.readQuotedFence(block, mark, size)
		return
	}
	if b.closers == nil {
		b.closers = findClosers(b.text, block.End)
	}
	end, ok := b.closers.after(block.Start, mark, size)
	if !ok {
		block.Unclosed = true
		return
	}
	block.closeAt(b.text, end)
}

// closeAt ends a fence with the line that closes it.
func (block *Block) closeAt(text string, line Range) {
	block.Text.End = line.Start
	block.Marks.End = line.Start + len(trimBlanks(line.In(text)))
	block.End = min(line.End+1, len(text))
}

// readQuotedFence ends a quoted fence at its closing line, or with its quote.
func (b *Blocks) readQuotedFence(block *Block, mark byte, size int) {
	last := block.Marks.End
	for pos := block.End; pos < len(b.text); pos = block.End {
		line := Range{pos, LineEnd(b.text, pos)}
		content, ok := unquote(line.In(b.text), block.Quote)
		if !ok {
			break
		}
		if m, n := closingFence(content); m == mark && n >= size {
			block.closeAt(b.text, line)
			return
		}
		last = line.End
		block.End = min(line.End+1, len(b.text))
	}
	block.Marks.End = last
	block.Text = Range{min(block.Text.Start, last), last}
}

// closers are the lines that can close a fence which is not quoted, in order.
type closers struct {
	lines []closer
	next  int // the first that is not passed yet
}

type closer struct {
	Range
	mark   byte
	size   int
	ticks  int // the greatest size of a closer of backticks from here on
	tildes int // the same for tildes
}

func findClosers(text string, pos int) *closers {
	c := &closers{}
	for pos < len(text) {
		end := LineEnd(text, pos)
		if mark, size := closingFence(text[pos+blanks(text[pos:end]) : end]); size > 0 {
			c.lines = append(c.lines, closer{Range: Range{pos, end}, mark: mark, size: size})
		}
		pos = end + 1
	}
	ticks, tildes := 0, 0
	for i := len(c.lines) - 1; i >= 0; i-- {
		line := &c.lines[i]
		if line.mark == '`' {
			ticks = max(ticks, line.size)
		} else {
			tildes = max(tildes, line.size)
		}
		line.ticks, line.tildes = ticks, tildes
	}
	return c
}

// after returns the first line behind the one at start that closes such a fence. No later call asks
// for an earlier place.
func (c *closers) after(start int, mark byte, size int) (Range, bool) {
	for c.next < len(c.lines) && c.lines[c.next].Start <= start {
		c.next++
	}
	if c.next == len(c.lines) {
		return Range{}, false
	}
	if next := c.lines[c.next]; mark == '`' && next.ticks < size ||
		mark == '~' && next.tildes < size {
		return Range{}, false
	}
	for c.lines[c.next].mark != mark || c.lines[c.next].size < size {
		c.next++
	}
	return c.lines[c.next].Range, true
}

// closingFence returns the mark and the length of the fence that a line closes, which is all of it
// but the white space at its end; the length is 0 if it closes none.
func closingFence(line string) (mark byte, size int) {
	if len(line) < 3 || line[0] != '`' && line[0] != '~' {
		return 0, 0
	}
	size = run(line, 0)
	if size < 3 || trimBlanks(line[size:]) != "" {
		return 0, 0
	}
	return line[0], size
}
