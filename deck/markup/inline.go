package markup

import "strings"

// inline finds the spans of one stretch of text after the other. It follows CommonMark: what comes
// first wins, except that brackets bind less than everything else and are decided when they close.
//
// A search that finds nothing is remembered for the rest of the stretch: that keeps the time
// linear.
type inline struct {
	src   string
	cloze bool
	goals map[string]Range // URLs of link reference definitions, by their folded labels
	inner bool             // keep what is within links and images too
	spans []Span

	end      int // of the stretch
	brackets []bracket
	inert    int // brackets below this index that open no image cannot become links: links do not nest

	lastRun   map[int]int // where the last run of so many backticks starts; nil when not yet known
	open      [3]bool     // no $$, \) or \] follows
	noComment int         // no comment that opens before this place ends
	lineEnd   int         // where the line of the last comment ends
	unclosed  []int       // where comments open that are none
}

// bracket is an opening bracket that waits for its partner.
type bracket struct {
	start int // of the bracket, or of the ! before it
	text  int // behind the bracket
	image bool
	spans int // how many there were when it opened
}

// The entries of inline.open.
const (
	dollars = iota
	parens
	squares
)

func (in *inline) scan(start, end int) {
	in.end, in.brackets, in.inert = end, in.brackets[:0], 0
	in.lastRun, in.open = nil, [3]bool{}
	for pos := start; pos < end; {
		size := strings.IndexAny(in.src[pos:end], "\\`$<![]")
		if size < 0 {
			return
		}
		pos = in.next(pos + size)
	}
}

// next treats the mark at pos and returns the place where to go on.
func (in *inline) next(pos int) int {
	switch in.src[pos] {
	case '\\':
		return in.backslash(pos)
	case '`':
		return in.code(pos)
	case '$':
		return in.dollar(pos)
	case '<':
		return in.angle(pos)
	case '!':
		if in.at(pos+1) == '[' {
			if in.at(pos+2) == '[' {
				if end := in.embed(pos); end > 0 {
					return end
				}
			}
			in.brackets = append(in.brackets, bracket{pos, pos + 2, true, len(in.spans)})
			return pos + 2
		}
	case '[':
		if end := in.page(pos); end > 0 {
			return in.add(Bracket, pos, pos+2, end-2, end)
		}
		in.brackets = append(in.brackets, bracket{pos, pos + 1, false, len(in.spans)})
	case ']':
		return in.close(pos)
	}
	return pos + 1
}

// at returns the byte at pos, 0 behind the end of the stretch.
func (in *inline) at(pos int) byte {
	if pos >= in.end {
		return 0
	}
	return in.src[pos]
}

func (in *inline) add(kind Kind, start, text, textEnd, end int) int {
	in.spans = append(in.spans, Span{Range{start, end}, kind, Range{text, textEnd}, Range{}})
	return end
}

func (in *inline) backslash(pos int) int {
	switch c := in.at(pos + 1); {
	case c == '(':
		if end := in.closing(parens, `\)`, pos+2); end > 0 {
			return in.add(Math, pos, pos+2, end, end+2)
		}
	case c == '[' && !in.cloze:
		if end := in.closing(squares, `\]`, pos+2); end > 0 {
			return in.add(Math, pos, pos+2, end, end+2)
		}
	case !isPunct(c):
		return pos + 1
	}
	return in.add(Escape, pos, pos+1, pos+2, pos+2)
}

// closing returns where the mark stands that closes math with this text, or 0. Math is not empty.
func (in *inline) closing(which int, mark string, text int) int {
	if in.open[which] {
		return 0
	}
	for pos := text; pos+2 <= in.end; pos++ {
		if in.src[pos:pos+2] == mark {
			if pos == text {
				return 0
			}
			return pos
		}
		if in.src[pos] == '\\' {
			pos++
		}
	}
	in.open[which] = true
	return 0
}

func (in *inline) code(pos int) int {
	size := run(in.src[:in.end], pos)
	text := pos + size
	if in.lastRun == nil {
		in.findRuns(pos)
	}
	if in.lastRun[size] <= pos {
		return text
	}
	for p := text; ; {
		p += strings.IndexByte(in.src[p:in.end], '`')
		n := run(in.src[:in.end], p)
		if n == size {
			return in.add(Code, pos, text, p, p+n)
		}
		p += n
	}
}

func (in *inline) findRuns(pos int) {
	in.lastRun = map[int]int{}
	for {
		size := strings.IndexByte(in.src[pos:in.end], '`')
		if size < 0 {
			return
		}
		pos += size
		n := run(in.src[:in.end], pos)
		in.lastRun[n] = pos
		pos += n
	}
}

// dollar follows the rule that keeps prices text: the opening $ has no space after it, and the next
// $ closes only if it has no space before it and no digit after it.
func (in *inline) dollar(pos int) int {
	text := pos + 1
	if in.at(text) == '$' {
		if end := in.closing(dollars, "$$", pos+2); end > 0 {
			return in.add(Math, pos, pos+2, end, end+2)
		}
		return pos + 2
	}
	if isSpace(in.at(text)) {
		return text
	}
	for p := text; p < in.end; p++ {
		switch in.src[p] {
		case '\\':
			p++
		case '$':
			if isSpace(in.src[p-1]) || isDigit(in.at(p+1)) {
				return text
			}
			return in.add(Math, pos, text, p, p+1)
		}
	}
	return text
}

func (in *inline) angle(pos int) int {
	if strings.HasPrefix(in.src[pos:in.end], "<!--") {
		return in.lineComment(pos)
	}
	if end := in.autolink(pos); end > 0 {
		return end
	}
	return in.tag(pos)
}

// autolink takes a URL in angle brackets and returns its end, or 0.
func (in *inline) autolink(pos int) int {
	p := pos + 1
	for isLetter(in.at(p)) || p > pos+1 && (isDigit(in.at(p)) || strings.IndexByte("+.-", in.at(p)) >= 0) {
		p++
	}
	if scheme := p - pos - 1; scheme < 2 || scheme > 32 || in.at(p) != ':' {
		return 0
	}
	for in.at(p) > ' ' && in.src[p] != '<' && in.src[p] != '>' {
		p++
	}
	if in.at(p) != '>' {
		return 0
	}
	url := Range{pos + 1, p}
	in.spans = append(in.spans, Span{Range{pos, p + 1}, Link, url, url})
	return p + 1
}

// lineComment takes a comment that ends on the line on which it opens, before another one opens.
func (in *inline) lineComment(pos int) int {
	text := pos + len("<!--")
	if pos < in.noComment {
		return text
	}
	if text > in.lineEnd { // a line may hold many comments
		in.lineEnd = LineEnd(in.src, text)
	}
	line := in.src[text:in.lineEnd]
	size := strings.Index(line, "-->")
	if size < 0 {
		in.noComment = in.lineEnd
	}
	if size < 0 || strings.Contains(line[:size], "<!--") {
		in.unclosed = append(in.unclosed, pos)
		return text
	}
	return in.add(Comment, pos, text, text+size, text+size+len("-->"))
}

// close decides what the innermost open bracket begins, now that its partner stands at pos.
func (in *inline) close(pos int) int {
	if len(in.brackets) == 0 {
		return pos + 1
	}
	last := len(in.brackets) - 1
	open := in.brackets[last]
	in.brackets = in.brackets[:last]
	inert := last < in.inert && !open.image
	in.inert = min(in.inert, last)
	span := Span{Range{open.start, pos + 1}, Link, Range{open.text, pos}, Range{}}
	if dest, end, ok := in.goal(open, pos); ok && !inert {
		span.Dest, span.End = dest, end
		if open.image {
			span.Kind = Image
		} else {
			in.inert = last
		}
	} else if !open.image && in.isLabel(open.text, pos) {
		span.Kind, span.Text.Start = Footnote, open.text+1
	} else if !open.image && isCitation(in.src[open.text:pos]) {
		span.Kind = Bracket
	} else {
		return pos + 1
	}
	if !in.inner {
		in.spans = in.spans[:open.spans]
	}
	in.spans = append(in.spans, span)
	return span.End
}

// goal returns where the link or image leads whose text ends at pos, and its end.
func (in *inline) goal(open bracket, pos int) (dest Range, end int, ok bool) {
	if dest, end, ok = in.target(pos + 1); ok {
		return dest, end, true
	}
	if dest, end, ok = in.looseTarget(pos+1, open.image); ok {
		return dest, end, true
	}
	return in.reference(Range{open.text, pos})
}

// isLabel says whether the brackets around this text make a footnote: [^label].
func (in *inline) isLabel(start, end int) bool {
	if start+1 >= end || in.src[start] != '^' {
		return false
	}
	return !strings.ContainsAny(in.src[start:end], " \t\r\n[]")
}
