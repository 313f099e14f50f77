package markup

import "strings"

// maxParens is how deep parentheses nest in the URL of a link. The bound keeps the time linear.
const maxParens = 32

// target reads what follows the text of a link: (url), (<url>), (url "title"), or (). It returns
// the range of the URL and the end of it all.
func (in *inline) target(pos int) (dest Range, end int, ok bool) {
	if in.at(pos) != '(' {
		return Range{}, 0, false
	}
	pos = in.skipSpace(pos + 1)
	dest, pos, ok = in.destination(pos)
	if !ok {
		return Range{}, 0, false
	}
	after := in.skipSpace(pos)
	if after > pos {
		after, ok = in.title(after)
	}
	return dest, after + 1, ok && in.at(after) == ')'
}

// looseTarget reads a path with spaces that are not escaped, which CommonMark takes for text: (a
// path.png). It must name a file of some kind behind an image, a picture or a sound behind another
// text.
func (in *inline) looseTarget(pos int, image bool) (dest Range, end int, ok bool) {
	if in.at(pos) != '(' {
		return Range{}, 0, false
	}
	start, depth := pos+1, 0
	for end = start; depth > 0 || in.at(end) != ')'; end++ {
		switch c := in.at(end); {
		case c < ' ' || c == '<' || c == '>' || end-start > maxEmbed:
			return Range{}, 0, false
		case c == '\\' && isPunct(in.at(end+1)):
			end++
		case c == '(':
			depth++
		case c == ')':
			depth--
		}
	}
	dest = untitled(in.src, Range{start, end})
	path := dest.In(in.src)
	isMedium := image && isFile(path) || IsPicture(path) || IsSound(path)
	return dest, end + 1, isMedium && strings.IndexByte(path, ' ') > 0
}

// untitled returns a range without the title in quotation marks and the spaces at its ends.
func untitled(src string, r Range) Range {
	text := strings.TrimRight(r.In(src), " ")
	if n := len(text); n > 0 && (text[n-1] == '"' || text[n-1] == '\'') {
		if at := strings.LastIndexByte(text[:n-1], text[n-1]); at > 0 && text[at-1] == ' ' {
			text = strings.TrimRight(text[:at], " ")
		}
	}
	r.End = r.Start + len(text)
	r.Start = r.End - len(strings.TrimLeft(text, " "))
	return r
}

func (in *inline) destination(pos int) (dest Range, end int, ok bool) {
	if in.at(pos) == '<' {
		return in.angled(pos)
	}
	start, depth := pos, 0
	for ; in.at(pos) > ' ' && in.src[pos] != 0x7f; pos++ {
		switch in.src[pos] {
		case '\\':
			if isPunct(in.at(pos + 1)) {
				pos++
			}
		case '(':
			depth++
			if depth > maxParens {
				return Range{}, 0, false
			}
		case ')':
			if depth == 0 {
				return Range{start, pos}, pos, true
			}
			depth--
		}
	}
	return Range{start, pos}, pos, depth == 0
}

func (in *inline) angled(pos int) (dest Range, end int, ok bool) {
	start := pos + 1
	for pos = start; pos < in.end; pos++ {
		switch in.src[pos] {
		case '\\':
			pos++
		case '>':
			return Range{start, pos}, pos + 1, true
		case '<', '\n':
			return Range{}, 0, false
		}
	}
	return Range{}, 0, false
}

// title skips the title of a link, if there is one, and white space after it. A second opening mark
// within a title in parentheses spoils it.
func (in *inline) title(pos int) (end int, ok bool) {
	mark := in.at(pos)
	if mark == 0 || strings.IndexByte(`"'(`, mark) < 0 {
		return pos, true
	}
	closing := mark
	if mark == '(' {
		closing = ')'
	}
	for pos++; pos < in.end; pos++ {
		switch in.src[pos] {
		case '\\':
			pos++
		case closing:
			return in.skipSpace(pos + 1), true
		case '(':
			if mark == '(' {
				return 0, false
			}
		}
	}
	return 0, false
}

func (in *inline) skipSpace(pos int) int {
	for isSpace(in.at(pos)) {
		pos++
	}
	return pos
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// isPunct says whether c is a mark that a backslash makes text: the punctuation of ASCII.
func isPunct(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' ||
		'{' <= c && c <= '~'
}
