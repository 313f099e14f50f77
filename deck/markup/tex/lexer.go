package tex

import (
	"strings"
	"unicode/utf8"
)

// lexer reads the source of a formula from its start.
type lexer struct {
	src string
	pos int
	bad bool // it cannot be read
}

func (l *lexer) atEnd() bool { return l.pos >= len(l.src) || l.src[l.pos] == '}' }

func (l *lexer) take(text string) bool {
	if !strings.HasPrefix(l.src[l.pos:], text) {
		return false
	}
	l.pos += len(text)
	return true
}

// takeCommand skips a command of letters and the white space behind it.
func (l *lexer) takeCommand(name string) bool {
	rest, ok := strings.CutPrefix(l.src[l.pos:], `\`+name)
	if !ok || rest != "" && isASCIILetter(rest[0]) {
		return false
	}
	l.pos = len(l.src) - len(rest)
	l.blanks()
	return true
}

func (l *lexer) blanks() {
	for l.pos < len(l.src) && strings.IndexByte(" \t\r\n", l.src[l.pos]) >= 0 {
		l.pos++
	}
}

// braced returns what stands in braces as it is written. What is asked cannot be in it.
func (l *lexer) braced() (string, bool) {
	text, ok := l.source()
	l.bad = l.bad || strings.ContainsAny(text, marks)
	return text, ok
}

// source returns what stands in braces as it is written.
func (l *lexer) source() (string, bool) {
	l.blanks()
	if l.pos >= len(l.src) || l.src[l.pos] != '{' {
		return "", false
	}
	depth := 0
	for i := l.pos; i < len(l.src); i++ {
		switch l.src[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				text := l.src[l.pos+1 : i]
				l.pos = i + 1
				return text, true
			}
		}
	}
	return "", false
}

// option returns what stands in square brackets as it is written.
func (l *lexer) option() (string, bool) {
	rest := l.src[l.pos:]
	if !strings.HasPrefix(rest, "[") {
		return "", false
	}
	end := strings.IndexByte(rest, ']')
	if end < 0 {
		return "", false
	}
	l.pos += end + 1
	l.bad = l.bad || strings.ContainsAny(rest[:end], marks)
	return rest[1:end], true
}

// character reads one character that is no command.
func (l *lexer) character() atom {
	r, size := utf8.DecodeRuneInString(l.src[l.pos:])
	rest := l.src[l.pos:]
	l.pos += size
	text := rest[:size]
	switch {
	case r == '-':
		return atom{class: bin, text: "−"}
	case r == '+' || r == '*' || r == '±' || r == '×' || r == '·':
		return atom{class: bin, text: text}
	case strings.ContainsRune("=<>:≤≥≠≈→", r):
		if r == ':' && l.take("=") {
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
		return atom{text: l.number(rest)}
	}
	return atom{text: text}
}

// number reads the rest of a number. A script behind it belongs to all of it, which reads the same.
func (l *lexer) number(rest string) string {
	size := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	for size+1 < len(rest) && isDigit(rest[size+1]) {
		digits := len(rest) - size - 1 - len(strings.TrimLeft(rest[size+1:], "0123456789"))
		isGroup := rest[size] == ',' && digits == 3 && (size <= 3 || rest[size-4] == ',')
		if rest[size] != '.' && !isGroup {
			break
		}
		size += 1 + digits
	}
	l.pos = len(l.src) - len(rest) + size
	return rest[:size]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// name reads the name of a command: letters, with the white space behind them, or one character.
func (l *lexer) name() string {
	l.pos++
	end := l.pos
	for end < len(l.src) && isASCIILetter(l.src[end]) {
		end++
	}
	if end > l.pos {
		name := l.src[l.pos:end]
		l.pos = end
		l.blanks()
		return name
	}
	_, size := utf8.DecodeRuneInString(l.src[l.pos:])
	l.pos += size
	return l.src[end : end+size]
}

// dimension skips a length: a number and a unit.
func (l *lexer) dimension() bool {
	l.blanks()
	rest := strings.TrimLeft(l.src[l.pos:], "0123456789-+.")
	if l.pos+len(rest) == len(l.src) {
		return false
	}
	l.pos = len(l.src) - len(rest)
	for _, unit := range [...]string{"pt", "em", "ex", "mu", "cm", "mm", "in", "bp"} {
		if l.take(unit) {
			return true
		}
	}
	return false
}
