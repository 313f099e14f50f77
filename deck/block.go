package deck

import "strings"

// chunkKind says how a stretch of a file is read.
type chunkKind uint8

const (
	plain   chunkKind = iota // lines that may be labels, headings and so on
	fence                    // code, from its opening line to its closing one
	formula                  // a block between $$ lines
	comment                  // <!-- … -->
)

// chunk is a stretch of a file that is read in one way: bytes from start up to, not including, end. Whole lines hold
// their line feed.
type chunk struct {
	start, end int
	kind       chunkKind
}

// blocks finds where the blocks of a text end. What can close one is looked up once, so that openings that nothing
// closes cost nothing.
type blocks struct {
	text        string
	lastMath    int      // start of the last line that ends in $$
	lastComment int      // place of the last -->
	closers     []closer // lines that can close a fence, in order
	next        int      // of closers: the first that is not passed yet
}

// closer is a line that can close a fence.
type closer struct {
	start, end int // of the line
	mark       byte
	size       int
	ticks      int // the greatest size of a closer of backticks from here on
	tildes     int // the same for tildes
}

func newBlocks(text string) blocks {
	b := blocks{text: text, lastMath: -1, lastComment: strings.LastIndex(text, "-->")}
	if i := lastMathEnd(text); i >= 0 {
		b.lastMath = strings.LastIndexByte(text[:i], '\n') + 1
	}
	if strings.Contains(text, "```") || strings.Contains(text, "~~~") {
		b.findClosers()
	}
	return b
}

// lastMathEnd returns the place of the last $$ at the end of a line, -1 for none.
func lastMathEnd(text string) int {
	for end := len(text); end > 0; {
		i := strings.LastIndex(text[:end], "$$")
		if i < 0 || strings.Trim(text[i+2:lineEnd(text, i)], " \t\r") == "" {
			return i
		}
		end = max(strings.LastIndexByte(text[:i], '\n'), 0)
	}
	return -1
}

func (b *blocks) findClosers() {
	for pos := 0; pos < len(b.text); {
		end := lineEnd(b.text, pos)
		line := strings.Trim(b.text[pos:end], " \t\r")
		if mark, size := fenceRun(line); size > 0 && size == len(line) {
			b.closers = append(b.closers, closer{start: pos, end: end, mark: mark, size: size})
		}
		pos = end + 1
	}
	ticks, tildes := 0, 0
	for i := len(b.closers) - 1; i >= 0; i-- {
		c := &b.closers[i]
		if c.mark == '`' {
			ticks = max(ticks, c.size)
		} else {
			tildes = max(tildes, c.size)
		}
		c.ticks, c.tildes = ticks, tildes
	}
}

// open says what begins at start, which counts as the start of a line, and where it ends. No later call asks for an
// earlier place. A block that nothing closes is a plain line, and closed is false.
func (b *blocks) open(start int) (kind chunkKind, end int, closed bool) {
	if strings.HasPrefix(b.text[start:], "<!--") {
		if end = b.commentEnd(start); end > 0 {
			return comment, end, true // many of them may share a line: nothing here may look for its end
		}
	}
	line := b.text[start:lineEnd(b.text, start)]
	next := min(start+len(line)+1, len(b.text))
	switch {
	case strings.HasPrefix(line, "<!--"):
		return comment, next, false
	case strings.HasPrefix(line, "$$") && !strings.Contains(line[2:], "$$"):
		kind, end = formula, b.mathEnd(next)
	default:
		mark, size := fenceOpening(line)
		if size == 0 {
			return plain, next, true
		}
		kind, end = fence, b.fenceEnd(start, mark, size)
	}
	if end == 0 {
		return kind, next, false
	}
	return kind, end, true
}

func (b *blocks) mathEnd(pos int) int {
	if pos > b.lastMath {
		return 0
	}
	for {
		end := lineEnd(b.text, pos)
		if strings.HasSuffix(strings.TrimRight(b.text[pos:end], " \t\r"), "$$") {
			return min(end+1, len(b.text))
		}
		pos = end + 1
	}
}

// commentEnd returns the end of the comment, with its line feed if nothing else stands behind it.
func (b *blocks) commentEnd(start int) int {
	inner := start + len("<!--")
	if inner > b.lastComment {
		return 0
	}
	end := inner + strings.Index(b.text[inner:], "-->") + len("-->")
	rest := end
	for rest < len(b.text) && strings.IndexByte(" \t\r", b.text[rest]) >= 0 {
		rest++
	}
	if rest == len(b.text) || b.text[rest] == '\n' {
		return min(rest+1, len(b.text))
	}
	return end
}

func (b *blocks) fenceEnd(start int, mark byte, size int) int {
	for b.next < len(b.closers) && b.closers[b.next].start <= start {
		b.next++
	}
	if b.next == len(b.closers) {
		return 0
	}
	if c := b.closers[b.next]; mark == '`' && c.ticks < size || mark == '~' && c.tildes < size {
		return 0
	}
	for b.closers[b.next].mark != mark || b.closers[b.next].size < size {
		b.next++
	}
	return min(b.closers[b.next].end+1, len(b.text))
}

// fenceOpening returns the mark and the length of the fence that a line opens, behind indentation and list markers; the
// length is 0 if it opens none.
func fenceOpening(line string) (mark byte, size int) {
	if !strings.Contains(line, "```") && !strings.Contains(line, "~~~") {
		return 0, 0
	}
	for {
		line = strings.TrimLeft(line, " \t\r")
		item := listMarker(line)
		if item == 0 {
			break
		}
		line = line[item:]
	}
	mark, size = fenceRun(line)
	if mark == '`' && strings.IndexByte(line[size:], '`') >= 0 {
		return 0, 0
	}
	return mark, size
}

// fenceRun returns the mark and the length of the fence that text begins with; the length is 0 if it does not.
func fenceRun(text string) (mark byte, size int) {
	if text == "" || text[0] != '`' && text[0] != '~' {
		return 0, 0
	}
	for size < len(text) && text[size] == text[0] {
		size++
	}
	if size < 3 {
		return 0, 0
	}
	return text[0], size
}

// listMarker returns the length of the bullet or number that text begins with, white space behind it included, 0 for
// none.
func listMarker(text string) int {
	size := 0
	for size < len(text) && size < 9 && '0' <= text[size] && text[size] <= '9' {
		size++
	}
	marks := "-+*"
	if size > 0 {
		marks = ".)"
	}
	if size+1 >= len(text) || strings.IndexByte(marks, text[size]) < 0 {
		return 0
	}
	if c := text[size+1]; c != ' ' && c != '\t' {
		return 0
	}
	return size + 2
}

// lineEnd returns the place of the line feed that ends the line at pos, or the end of the text.
func lineEnd(text string, pos int) int {
	if size := strings.IndexByte(text[pos:], '\n'); size >= 0 {
		return pos + size
	}
	return len(text)
}
