package tex

import (
	"strings"
)

// Unicode returns a formula, without the dollar signs around it, as text: a line feed stands where
// TeX breaks the line. It is false for what is no TeX that can be read, such as a brace that
// nothing closes. U+0002 and U+0003 pass through where they stand around whole operands; false
// where they do not.
func Unicode(src string) (text string, ok bool) {
	if len(src) > maxSource {
		return "", false
	}
	p := parser{lexer: lexer{src: src}}
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

// parser reads a formula as atoms.
type parser struct {
	lexer
	depth int // of groups
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
