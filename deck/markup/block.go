package markup

import "strings"

// scanner goes through a text line by line and hands it to the inline scanner in the stretches that inline markup may
// span.
type scanner struct {
	inline
	start int // of the lines that wait for the inline scanner
	quote int // how deep those are quoted

	fences      map[fenceKind]*closers // made when the first fence opens
	mathOpen    bool                   // no line after this one closes a $$ block
	commentOpen bool                   // no comment ends after this one
}

// fenceKind is what an opening and a closing fence have in common.
type fenceKind struct {
	mark  byte
	quote int
}

// closers are the lines that can close fences of one kind.
type closers struct {
	lines  []closer
	failed int // no fence as long as this closes any more; 0 when that is not known of any
}

type closer struct {
	Range
	size int
}

func (s *scanner) blocks() {
	end := -1
	for pos := 0; pos < len(s.src); {
		if pos > end { // behind a comment the same line goes on
			end = lineEnd(s.src, pos)
		}
		line := Range{pos, end}
		if end := s.block(line); end > pos {
			pos, s.start = end, end
			continue
		}
		quote, content, item := containers(s.src[line.Start:line.End])
		rest := s.src[line.Start+content : line.End]
		alone := rest == "" || rest[0] == '|' || isHeading(rest)
		if alone || item || quote != s.quote {
			s.flush(line.Start)
			s.quote = quote
		}
		pos = min(line.End+1, len(s.src))
		if alone {
			s.flush(pos)
		}
	}
	s.flush(len(s.src))
}

// flush scans the lines that wait, up to end.
func (s *scanner) flush(end int) {
	if s.start < end {
		s.scan(s.start, end)
	}
	s.start = end
}

// block adds the span of the fence, $$ block or comment that opens on the line and returns its end, or 0 for none.
func (s *scanner) block(line Range) int {
	text := line.In(s.src)
	var span Span
	var ok bool
	switch {
	case strings.HasPrefix(text, "$$"):
		span, ok = s.mathBlock(line)
	case strings.HasPrefix(text, "<!--"):
		span, ok = s.comment(line)
	default:
		span, ok = s.fenced(line)
	}
	if !ok {
		return 0
	}
	s.flush(line.Start)
	s.spans = append(s.spans, span)
	return span.End
}

func (s *scanner) mathBlock(line Range) (Span, bool) {
	if s.mathOpen || strings.Contains(s.src[line.Start+2:line.End], "$$") {
		return Span{}, false
	}
	for pos := line.End + 1; pos < len(s.src); pos = lineEnd(s.src, pos) + 1 {
		text := strings.TrimRight(s.src[pos:lineEnd(s.src, pos)], " \t\r")
		if strings.HasSuffix(text, "$$") {
			end := pos + len(text)
			return Span{Range{line.Start, end}, Math, Range{line.Start + 2, end - 2}, Range{}}, true
		}
	}
	s.mathOpen = true
	return Span{}, false
}

func (s *scanner) comment(line Range) (Span, bool) {
	if s.commentOpen {
		return Span{}, false
	}
	inner := line.Start + len("<!--")
	size := strings.Index(s.src[inner:], "-->")
	if size < 0 {
		s.commentOpen = true
		return Span{}, false
	}
	end := inner + size
	return Span{Range{line.Start, end + len("-->")}, Comment, Range{inner, end}, Range{}}, true
}

// fenced looks for a fence that opens on the line, and for the line that closes it: the next one that is quoted as deep
// and has as long a run of the same mark and nothing else.
func (s *scanner) fenced(line Range) (Span, bool) {
	text := line.In(s.src)
	if !strings.Contains(text, "```") && !strings.Contains(text, "~~~") {
		return Span{}, false
	}
	quote, content, _ := containers(text)
	start := line.Start + content
	mark, size := fenceRun(s.src[start:line.End])
	if size == 0 || mark == '`' && strings.IndexByte(s.src[start+size:line.End], '`') >= 0 {
		return Span{}, false
	}
	if s.fences == nil {
		s.findFences()
	}
	end, ok := s.fences[fenceKind{mark, quote}].after(line.End, size)
	if !ok {
		return Span{}, false
	}
	return Span{Range{start, end.End}, Code, Range{line.End + 1, end.Start}, Range{}}, true
}

// after returns the first line behind pos that closes a fence of this size. No later call asks for an earlier place.
func (c *closers) after(pos, size int) (closer, bool) {
	if c == nil || c.failed > 0 && size >= c.failed {
		return closer{}, false
	}
	for len(c.lines) > 0 && c.lines[0].Start <= pos {
		c.lines = c.lines[1:]
	}
	for _, line := range c.lines {
		if line.size >= size {
			return line, true
		}
	}
	c.failed = size
	return closer{}, false
}

func (s *scanner) findFences() {
	s.fences = map[fenceKind]*closers{}
	for pos := 0; pos < len(s.src); pos = lineEnd(s.src, pos) + 1 {
		text := strings.TrimRight(s.src[pos:lineEnd(s.src, pos)], " \t\r")
		quote, content := quotes(text)
		mark, size := fenceRun(text[content:])
		if size == 0 || content+size < len(text) {
			continue
		}
		kind := fenceKind{mark, quote}
		if s.fences[kind] == nil {
			s.fences[kind] = &closers{}
		}
		c := s.fences[kind]
		c.lines = append(c.lines, closer{Range{pos, pos + len(text)}, size})
	}
}

// fenceRun returns the mark and the length of the fence that text begins with; the length is 0 if it does not.
func fenceRun(text string) (mark byte, size int) {
	if text == "" || text[0] != '`' && text[0] != '~' {
		return 0, 0
	}
	size = run(text, 0)
	if size < 3 {
		return 0, 0
	}
	return text[0], size
}

// containers returns how deep a line is quoted, where its content begins behind indentation, quote marks and list
// markers, and whether there is a list marker.
func containers(line string) (quote, content int, item bool) {
	quote, content = quotes(line)
	for {
		size := listMarker(line[content:])
		if size == 0 {
			return quote, content, item
		}
		item = true
		content += size
		content += blanks(line[content:])
	}
}

func quotes(line string) (depth, content int) {
	content = blanks(line)
	for content < len(line) && line[content] == '>' {
		depth++
		content++
		content += blanks(line[content:])
	}
	return depth, content
}

// listMarker returns the length of the bullet or number that text begins with, 0 for none.
func listMarker(text string) int {
	size := 0
	for size < len(text) && size < 9 && '0' <= text[size] && text[size] <= '9' {
		size++
	}
	if size == len(text) {
		return 0
	}
	marks := "-+*"
	if size > 0 {
		marks = ".)"
	}
	if strings.IndexByte(marks, text[size]) < 0 {
		return 0
	}
	size++
	if size < len(text) && text[size] != ' ' && text[size] != '\t' {
		return 0
	}
	return size
}

func isHeading(text string) bool {
	level := 0
	for level < len(text) && text[level] == '#' {
		level++
	}
	return 1 <= level && level <= 6 && (level == len(text) || text[level] == ' ' || text[level] == '\t')
}

func lineEnd(src string, pos int) int {
	if size := strings.IndexByte(src[pos:], '\n'); size >= 0 {
		return pos + size
	}
	return len(src)
}

// blanks returns how many spaces and tabs text begins with; a carriage return counts as one.
func blanks(text string) int {
	return len(text) - len(strings.TrimLeft(text, " \t\r"))
}

// run returns how often the byte at pos follows itself, itself included.
func run[T string | []byte](text T, pos int) int {
	end := pos + 1
	for end < len(text) && text[end] == text[pos] {
		end++
	}
	return end - pos
}
