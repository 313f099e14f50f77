package deck

import "strings"

// keepWithoutComments keeps what is left of a plain chunk without the comments within its lines. It warns of those that
// do not end on their line, one a line.
func (p *parser) keepWithoutComments(c chunk, keep func(chunk)) {
	kept := c.start
	for pos := c.start; pos < c.end; {
		end := min(lineEnd(p.text, pos)+1, c.end)
		line := commentLine{text: p.text[pos:end]}
		for from, to := line.next(); from >= 0; from, to = line.next() {
			if to == 0 {
				p.report.add(Warning, p.places.pos(pos+from), "comment that nothing closes", `end it by -->, or write \<!--`)
				break
			}
			if kept < pos+from {
				keep(chunk{kept, pos + from, plain})
			}
			kept = pos + to
		}
		pos = end
	}
	if kept < c.end {
		keep(chunk{kept, c.end, plain})
	}
}

// withoutComments returns a line without the comments in it.
func withoutComments(line string) string {
	var b strings.Builder
	kept := 0
	l := commentLine{text: line}
	for from, to := l.next(); to > 0; from, to = l.next() {
		b.WriteString(line[kept:from])
		kept = to
	}
	return b.String() + line[kept:]
}

// commentLine finds the comments of one line. They do not count in inline code, nor behind a backslash.
type commentLine struct {
	text     string
	pos      int
	lastTick map[int]int // where the last run of so many backticks starts; nil when not yet known
}

// next returns where the next comment starts and ends; the end is 0 if it does not end on the line. Without a further
// comment from is -1.
func (l *commentLine) next() (from, to int) {
	if !strings.Contains(l.text[l.pos:], "<!--") {
		return -1, 0
	}
	for l.pos < len(l.text) {
		at := strings.IndexAny(l.text[l.pos:], "\\`<")
		if at < 0 {
			break
		}
		l.pos += at
		rest := l.text[l.pos:]
		switch {
		case rest[0] == '\\':
			l.pos += min(2, len(rest))
		case rest[0] == '`':
			l.skipCode()
		case strings.HasPrefix(rest, "<!--"):
			from = l.pos
			size := strings.Index(rest[len("<!--"):], "-->")
			if size < 0 {
				return from, 0
			}
			l.pos += len("<!--") + size + len("-->")
			return from, l.pos
		default:
			l.pos++
		}
	}
	return -1, 0
}

// skipCode goes on behind the inline code that begins here, or behind its backticks if they begin none.
func (l *commentLine) skipCode() {
	if l.lastTick == nil {
		l.lastTick = map[int]int{}
		for pos := l.pos; pos < len(l.text); {
			size := ticks(l.text[pos:])
			l.lastTick[size] = pos
			pos += max(size, 1)
		}
	}
	size := ticks(l.text[l.pos:])
	isCode := l.lastTick[size] > l.pos
	l.pos += size
	for isCode {
		l.pos += strings.IndexByte(l.text[l.pos:], '`')
		n := ticks(l.text[l.pos:])
		l.pos += n
		isCode = n != size
	}
}

// ticks returns how many backticks text begins with.
func ticks(text string) int { return len(text) - len(strings.TrimLeft(text, "`")) }
