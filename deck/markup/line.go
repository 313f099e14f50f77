package markup

import "strings"

// LineEnd returns the place of the line feed that ends the line at pos, or the end of the text.
func LineEnd(text string, pos int) int {
	if size := strings.IndexByte(text[pos:], '\n'); size >= 0 {
		return pos + size
	}
	return len(text)
}

// Heading returns the level and the title of an ATX heading; the level is 0 if the line is none.
func Heading(line string) (level int, title string) {
	level = headingLevel(line)
	if level == 0 {
		return 0, ""
	}
	title = strings.TrimSpace(line[level:])
	cut := strings.TrimRight(title, "#")
	if cut == "" || strings.HasSuffix(cut, " ") || strings.HasSuffix(cut, "\t") {
		title = strings.TrimSpace(cut)
	}
	return level, title
}

func headingLevel(line string) int {
	if line == "" || line[0] != '#' {
		return 0
	}
	level := run(line, 0)
	if level > 6 || level < len(line) && line[level] != ' ' && line[level] != '\t' {
		return 0
	}
	return level
}

// containers returns how deep a line is quoted, whether it begins an item of a list, and where its
// content begins, behind quote marks, list markers and indentation.
func containers(line string) (quote int, item bool, content int) {
	if line != "" && (isLetter(line[0]) || line[0] >= 0x80) { // as nearly always
		return 0, false, 0
	}
	for {
		content += blanks(line[content:])
		if content == len(line) {
			return quote, item, content
		}
		if line[content] == '>' {
			quote++
			content++
			continue
		}
		size := listMarker(line[content:])
		if size == 0 {
			return quote, item, content
		}
		item = true
		content += size
	}
}

// unquote returns what stands behind so many quote marks of a line and the blanks around them;
// false if it has fewer.
func unquote(line string, quote int) (string, bool) {
	for ; quote > 0; quote-- {
		line = line[blanks(line):]
		if line == "" || line[0] != '>' {
			return "", false
		}
		line = line[1:]
	}
	return line[blanks(line):], true
}

// listMarker returns the length of the bullet or number that text begins with, 0 for none.
func listMarker(text string) int {
	size := 0
	for size < len(text) && size < 9 && isDigit(text[size]) {
		size++
	}
	if size == len(text) {
		return 0
	}
	switch text[size] {
	case '-', '+', '*':
		if size > 0 {
			return 0
		}
	case '.', ')':
		if size == 0 {
			return 0
		}
	default:
		return 0
	}
	size++
	if size < len(text) && text[size] != ' ' && text[size] != '\t' {
		return 0
	}
	return size
}

// blanks returns how many spaces and tabs text begins with; a carriage return counts as one.
func blanks(text string) int {
	for i := range len(text) {
		if !isBlank(text[i]) {
			return i
		}
	}
	return len(text)
}

// trimBlanks returns text without the spaces and tabs at its end.
func trimBlanks(text string) string {
	end := len(text)
	for end > 0 && isBlank(text[end-1]) {
		end--
	}
	return text[:end]
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

// run returns how often the byte at pos follows itself, itself included.
func run[T string | []byte](text T, pos int) int {
	end := pos + 1
	for end < len(text) && text[end] == text[pos] {
		end++
	}
	return end - pos
}

// Width returns how many columns spaces and tabs indent a line, a tab as four.
func Width(blanks string) int { return len(blanks) + 3*strings.Count(blanks, "\t") }

// WithoutStrong returns a text without the strong emphasis that stands around all of it.
func WithoutStrong(text string) string {
	for _, mark := range []string{"**", "__"} {
		inner, begins := strings.CutPrefix(text, mark)
		inner, ends := strings.CutSuffix(inner, mark)
		if begins && ends && inner != "" && !strings.Contains(inner, mark) {
			return strings.TrimSpace(inner)
		}
	}
	return text
}

// OpensFence says whether a line, without what it is indented by, begins like a fence of code. One
// of backticks with another behind them is code within the line.
func OpensFence(line string) bool {
	rest, ok := strings.CutPrefix(line, "```")
	if !ok {
		return strings.HasPrefix(line, "~~~")
	}
	return !strings.Contains(strings.TrimLeft(rest, "`"), "`")
}

// FenceEnd returns the place of the line that ends the code that begins on one of some lines,
// which opens a fence; how many lines there are if none does.
func FenceEnd(lines []string, at int) int {
	plain := strings.TrimSpace(lines[at])
	mark := plain[:len(plain)-len(strings.TrimLeft(plain, plain[:1]))]
	for at++; at < len(lines) && !strings.HasPrefix(strings.TrimSpace(lines[at]), mark); {
		at++
	}
	return at
}

// HiddenEnd returns the line behind a style sheet or a script that begins on one of some lines: a
// browser shows neither. It is that line where none begins, or nothing ends it before the next one.
func HiddenEnd(lines []string, at int) int {
	for _, name := range []string{"style", "script"} {
		if !beginsElement(lines[at], name) {
			continue
		}
		for end := at; end < len(lines); end++ {
			if strings.Contains(strings.ToLower(lines[end]), "</"+name) {
				return end + 1
			}
			if end > at && beginsElement(lines[end], name) {
				return at // that one would be looked through again
			}
		}
	}
	return at
}

// beginsElement says whether a line begins with the tag of an element.
func beginsElement(line, name string) bool {
	rest, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(line)), "<"+name)
	return ok && (rest == "" || rest[0] == '>' || rest[0] == ' ')
}
