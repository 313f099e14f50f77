package tex

import (
	"strings"
	"unicode/utf8"
)

// Unicode returns a formula, without the dollar signs around it, as text: a line feed stands where
// TeX breaks the line. It is false for what is no TeX that can be read, such as a brace that
// nothing closes. U+0002 and U+0003 pass through where they stand around whole operands; false
// where they do not.
func Unicode(src string) (text string, ok bool) {
	if len(src) > maxSource {
		return "", false
	}
	p := parser{src: src}
	rows := p.rows("")
	if p.bad || p.pos < len(src) {
		return "", false
	}
	var lines []string
	for _, row := range rows {
		if line := write(join(row), false); line != "" {
			lines = append(lines, line)
		}
	}
	text = strings.Join(lines, "\n")
	return text, sound(text) && text != ""
}

// maxSource is how long a formula is at most, in bytes. maxDepth is how deep its groups nest.
const (
	maxSource = 1 << 13
	maxDepth  = 40
)

// sound says whether marks of gaps stand in pairs.
func sound(text string) bool {
	in := false
	for _, r := range text {
		if r == '\u0002' || r == '\u0003' {
			if in == (r == '\u0002') {
				return false
			}
			in = !in
		}
	}
	return !in
}

// parser reads a formula from its start.
type parser struct {
	src   string
	pos   int
	depth int
	bad   bool // it cannot be read
}

// cells are the parts of a row that & divides.
type cells [][]atom

// join returns the atoms of a row without its columns.
func join(row cells) []atom {
	var all []atom
	for _, cell := range row {
		all = append(all, cell...)
	}
	return all
}

// rows reads until the end of the formula, of the group, or of the environment of this name.
func (p *parser) rows(environment string) []cells {
	rows := []cells{{nil}}
	var above infix
	defer func() { above.close(&rows) }()
	for !p.bad && !p.atEnd() {
		last := &rows[len(rows)-1]
		switch {
		case p.takeInfix(&above, *last):
		case p.take("&"):
			above.close(&rows)
			*last = append(*last, nil)
		case p.take(`\\`), p.takeCommand("newline"), p.takeCommand("cr"):
			above.close(&rows)
			p.option()
			rows = append(rows, cells{nil})
		case p.takeCommand("end"):
			if name, ok := p.braced(); !ok || name != environment || environment == "" {
				p.bad = true
			}
			return rows
		default:
			cell := &(*last)[len(*last)-1]
			*cell = p.next(*cell)
		}
	}
	if environment != "" {
		p.bad = true
	}
	return rows
}

func (p *parser) atEnd() bool { return p.pos >= len(p.src) || p.src[p.pos] == '}' }

func (p *parser) take(text string) bool {
	if !strings.HasPrefix(p.src[p.pos:], text) {
		return false
	}
	p.pos += len(text)
	return true
}

// takeCommand skips a command of letters and the white space behind it.
func (p *parser) takeCommand(name string) bool {
	rest, ok := strings.CutPrefix(p.src[p.pos:], `\`+name)
	if !ok || rest != "" && isASCIILetter(rest[0]) {
		return false
	}
	p.pos = len(p.src) - len(rest)
	p.blanks()
	return true
}

func (p *parser) blanks() {
	for p.pos < len(p.src) && strings.IndexByte(" \t\r\n", p.src[p.pos]) >= 0 {
		p.pos++
	}
}

// next reads what comes next and appends it to the atoms before it.
func (p *parser) next(atoms []atom) []atom {
	switch c := p.src[p.pos]; {
	case strings.IndexByte(" \t\r\n", c) >= 0:
		p.pos++
	case c == '~':
		p.pos++
		return append(atoms, atom{class: space, text: " "})
	case c == '%':
		comment, _, _ := strings.Cut(p.src[p.pos:], "\n")
		p.bad = p.bad || strings.ContainsAny(comment, marks)
		p.pos = min(p.pos+len(comment)+1, len(p.src))
	case c == '^' || c == '_' || c == '\'':
		return p.scripts(atoms)
	case c == '\u0002':
		return p.gap(atoms)
	case c == '\u0003':
		p.bad = true
	case c == '{':
		return append(atoms, p.group()...)
	case c == '\\':
		return p.command(atoms)
	default:
		return append(atoms, p.character())
	}
	return atoms
}

// gap reads what stands between marks, and puts them to the first and last atom of it that shows.
func (p *parser) gap(atoms []atom) []atom {
	p.pos++
	first := len(atoms)
	for !p.bad && !p.atEnd() && !strings.HasPrefix(p.src[p.pos:], "\u0003") {
		atoms = p.next(atoms)
	}
	last := len(atoms) - 1
	for first < last && atoms[first].class == space {
		first++
	}
	for last > first && atoms[last].class == space {
		last--
	}
	if p.bad || !p.take("\u0003") || last < first || atoms[first].class == space {
		p.bad = true
		return atoms
	}
	begin, end := &atoms[first], &atoms[last]
	begin.text = "\u0002" + begin.text
	end.text += "\u0003"
	if begin.apart != "" {
		begin.apart = "\u0002" + begin.apart
	}
	if end.apart != "" {
		end.apart += "\u0003"
	}
	return atoms
}

// group reads what stands in braces. What is one atom stays one; several are ordinary together.
func (p *parser) group() []atom {
	inner := p.inBraces()
	if len(inner) == 1 {
		inner[0].class = ord
	}
	return inner
}

// inBraces reads a group and returns its atoms.
func (p *parser) inBraces() []atom {
	p.pos++
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		p.bad = true
		return nil
	}
	rows := p.rows("")
	if len(rows) > 1 || !p.take("}") {
		p.bad = true
	}
	return join(rows[0])
}

// argument reads the argument of a command or a script: a group, a command or a character.
func (p *parser) argument() []atom {
	p.blanks()
	switch {
	case p.bad || p.atEnd() || p.src[p.pos] == '&':
		p.bad = true
		return nil
	case p.src[p.pos] == '{':
		return p.inBraces()
	case p.src[p.pos] == '^' || p.src[p.pos] == '_':
		p.bad = true
		return nil
	case isDigit(p.src[p.pos]): // of a number only the first digit is the argument
		p.pos++
		return []atom{{text: p.src[p.pos-1 : p.pos]}}
	}
	return p.next(nil)
}

// braced returns what stands in braces as it is written. What is asked cannot be in it.
func (p *parser) braced() (string, bool) {
	text, ok := p.source()
	p.bad = p.bad || strings.ContainsAny(text, marks)
	return text, ok
}

// source returns what stands in braces as it is written.
func (p *parser) source() (string, bool) {
	p.blanks()
	if p.pos >= len(p.src) || p.src[p.pos] != '{' {
		return "", false
	}
	depth := 0
	for i := p.pos; i < len(p.src); i++ {
		switch p.src[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				text := p.src[p.pos+1 : i]
				p.pos = i + 1
				return text, true
			}
		}
	}
	return "", false
}

// option returns what stands in square brackets as it is written.
func (p *parser) option() (string, bool) {
	rest := p.src[p.pos:]
	if !strings.HasPrefix(rest, "[") {
		return "", false
	}
	end := strings.IndexByte(rest, ']')
	if end < 0 {
		return "", false
	}
	p.pos += end + 1
	p.bad = p.bad || strings.ContainsAny(rest[:end], marks)
	return rest[1:end], true
}

// character reads one character that is no command.
func (p *parser) character() atom {
	r, size := utf8.DecodeRuneInString(p.src[p.pos:])
	rest := p.src[p.pos:]
	p.pos += size
	text := rest[:size]
	switch {
	case r == '-':
		return atom{class: bin, text: "−"}
	case r == '+' || r == '*' || r == '±' || r == '×' || r == '·':
		return atom{class: bin, text: text}
	case strings.ContainsRune("=<>:≤≥≠≈→", r):
		if r == ':' && p.take("=") {
			text = ":="
		}
		return atom{class: rel, text: text}
	case r == '(' || r == '[':
		return atom{class: opens, text: text}
	case r == ')' || r == ']':
		return atom{class: closes, text: text}
	case r == ';' || r == ',':
		return atom{class: punct, text: text}
	case isDigit(rest[0]):
		return atom{text: p.number(rest)}
	}
	return atom{text: text}
}

// number reads the rest of a number. A script behind it belongs to all of it, which reads the same.
func (p *parser) number(rest string) string {
	size := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	for size+1 < len(rest) && isDigit(rest[size+1]) {
		digits := len(rest) - size - 1 - len(strings.TrimLeft(rest[size+1:], "0123456789"))
		isGroup := rest[size] == ',' && digits == 3 && (size <= 3 || rest[size-4] == ',')
		if rest[size] != '.' && !isGroup {
			break
		}
		size += 1 + digits
	}
	p.pos = len(p.src) - len(rest) + size
	return rest[:size]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
