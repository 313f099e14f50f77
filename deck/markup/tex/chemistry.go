package tex

import (
	"strings"
	"unicode/utf8"
)

// chemistry reads what the package mhchem writes: formulas and reactions.
func (p *parser) chemistry(name string) ([]atom, bool) {
	switch name {
	case "ce", "cee", "cf", "ch":
		text, ok := p.source()
		if !ok {
			return nil, false
		}
		c := chem{src: text}
		written, ok := c.write()
		p.bad = p.bad || !ok
		return []atom{{text: written}}, true
	case "pu":
		text, ok := p.braced()
		return []atom{{text: power(strings.NewReplacer("//", "/", "*", "·").Replace(text))}}, ok
	}
	return nil, false
}

// chem reads a chemical formula from its start.
type chem struct {
	src string
	pos int
	out strings.Builder
}

// write returns the formula as text; false where something in it is not known.
func (c *chem) write() (string, bool) {
	for c.pos < len(c.src) {
		rest := c.src[c.pos:]
		switch b := rest[0]; {
		case c.arrow():
		case b == ' ', b == '\n', b == '\t', b == '~':
			c.pos++
			c.space()
		case isDigit(b) && c.isBehindAtom():
			c.script(rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))], Subscript)
		case b == '^' || b == '_':
			if !c.scripts() {
				return "", false
			}
		case (b == '+' || b == '-') && c.isBehindAtom() && c.endsAt(1):
			c.script(rest[:1], Superscript)
		case b == '-' || b == '=' || b == '#':
			c.put(map[byte]string{'-': "−", '=': "=", '#': "≡"}[b], 1)
			if b == '-' && c.pos > 1 && isASCIILetter(c.src[c.pos-2]) {
				c.replaceLast("−", "-")
			}
		case b == '.' || b == '*':
			c.put("·", 1)
		case b == 'v' && c.isAlone():
			c.put("↓", 1)
		case b == '$' || b == '\\' || b == '{':
			if !c.math() {
				return "", false
			}
		case b == '}':
			return "", false
		default:
			_, size := utf8.DecodeRuneInString(rest)
			c.put(rest[:size], size)
		}
	}
	return strings.TrimSpace(c.out.String()), true
}

func (c *chem) put(text string, size int) {
	c.out.WriteString(text)
	c.pos += size
}

func (c *chem) replaceLast(old, with string) {
	text := strings.TrimSuffix(c.out.String(), old) + with
	c.out.Reset()
	c.out.WriteString(text)
}

func (c *chem) space() {
	if text := c.out.String(); text != "" && !strings.HasSuffix(text, " ") {
		c.out.WriteByte(' ')
	}
}

// isBehindAtom says whether a digit or a sign belongs to what stands before it: an element, a group
// or its number.
func (c *chem) isBehindAtom() bool {
	before := strings.TrimRight(c.src[:c.pos], "0123456789"+marks) // no number begins a formula
	if before == "" {
		return false
	}
	last := before[len(before)-1]
	return isASCIILetter(last) || strings.IndexByte(")]}", last) >= 0
}

// endsAt says whether a formula ends so many bytes further.
func (c *chem) endsAt(size int) bool {
	return c.pos+size >= len(c.src) || strings.IndexByte(" )],}\u0003", c.src[c.pos+size]) >= 0
}

// isAlone says whether a sign stands between spaces.
func (c *chem) isAlone() bool {
	return (c.pos == 0 || c.src[c.pos-1] == ' ') && (c.pos+1 == len(c.src) || c.src[c.pos+1] == ' ')
}

// script writes a part of the formula lower or higher.
func (c *chem) script(text string, shift func(string) (string, bool)) {
	shifted, ok := shift(text)
	if !ok {
		shifted = "^(" + text + ")"
	}
	c.put(shifted, len(text))
}

// scripts reads ^ or _ and what belongs to it; alone ^ is a gas that escapes.
func (c *chem) scripts() bool {
	super := c.src[c.pos] == '^'
	if super && c.isAlone() {
		c.put("↑", 1)
		return true
	}
	c.pos++
	rest := c.src[c.pos:]
	text, size := "", 0
	if strings.HasPrefix(rest, "{") {
		end := strings.IndexByte(rest, '}')
		if end < 0 {
			return false
		}
		text, size = rest[1:end], end+1
	} else {
		size = scriptSize(rest, super)
		text = rest[:size]
	}
	if text == "" || strings.ContainsAny(text, marks+`\$`) {
		return text == "" && size > 0 && c.skip(size)
	}
	mark, shift := "_", Subscript
	if super {
		mark, shift = "^", Superscript
	}
	shifted, ok := shift(text)
	if !ok {
		shifted = mark + "(" + text + ")"
	}
	c.put(shifted, size)
	return true
}

// scriptSize returns how much of a text is a script without braces: a number or letters, or a
// charge.
func scriptSize(text string, super bool) int {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	switch {
	case super:
		return len(text) - len(strings.TrimLeft(text, "0123456789+-"))
	case digits > 0:
		return digits
	}
	size := 0
	for size < len(text) && isASCIILetter(text[size]) {
		size++
	}
	return size
}

func (c *chem) skip(size int) bool {
	c.pos += size
	return true
}

// arrow reads an arrow with what stands on it.
func (c *chem) arrow() bool {
	for _, a := range [...]struct{ sign, left, right string }{
		{"<=>>", "⇌", ""},
		{"<<=>", "⇌", ""},
		{"<=>", "⇌", ""},
		{"<-->", "⇄", ""},
		{"<->", "↔", ""},
		{"->", "─", "→"},
		{"<-", "←", "─"},
	} {
		if !strings.HasPrefix(c.src[c.pos:], a.sign) {
			continue
		}
		c.pos += len(a.sign)
		on := c.options()
		c.space()
		switch {
		case on == "" && a.sign == "->":
			c.out.WriteString("→ ")
		case on == "" && a.sign == "<-":
			c.out.WriteString("← ")
		case on == "":
			c.out.WriteString(a.left + " ")
		case a.right == "":
			c.out.WriteString(a.left + " (" + on + ") ")
		default:
			c.out.WriteString(a.left + on + a.right + " ")
		}
		return true
	}
	return false
}

// options reads what stands above and below an arrow.
func (c *chem) options() string {
	var parts []string
	for strings.HasPrefix(c.src[c.pos:], "[") {
		end := strings.IndexByte(c.src[c.pos:], ']')
		if end < 0 {
			break
		}
		inner := chem{src: c.src[c.pos+1 : c.pos+end]}
		text, ok := inner.write()
		if !ok {
			break
		}
		if text != "" {
			parts = append(parts, text)
		}
		c.pos += end + 1
	}
	return strings.Join(parts, ", ")
}

// math reads what is no chemistry: between dollar signs, in braces, or a command.
func (c *chem) math() bool {
	p := parser{lexer: lexer{src: c.src[c.pos:]}}
	switch c.src[c.pos] {
	case '$':
		inner, _, ok := strings.Cut(c.src[c.pos+1:], "$")
		text, known := Unicode(inner)
		c.put(text, len(inner)+2)
		return ok && known
	case '{':
		inner, ok := p.source()
		nested := chem{src: inner}
		text, known := nested.write()
		c.put(text, p.pos)
		return ok && known
	}
	text := write(p.command(nil), false)
	c.put(text, p.pos)
	return !p.bad && !strings.Contains(text, `\`)
}

// power raises the exponents of units: mol-1, s^-2.
func power(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		size := 0
		if i > 0 && (isASCIILetter(text[i-1]) || text[i-1] == '^') {
			for i+size < len(text) && (isDigit(text[i+size]) || size == 0 && text[i] == '-') {
				size++
			}
		}
		if raised, ok := Superscript(text[i : i+size]); ok && size > 0 {
			b.WriteString(raised)
			i += size
			continue
		}
		if text[i] != '^' {
			b.WriteByte(text[i])
		}
		i++
	}
	return b.String()
}
