package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lexeme is a word of a query.
type lexeme struct {
	kind lexemeKind
	key  string // before the colon, in small letters
	text string // the word, or what is behind the colon, without quotes
	at   int    // in the text of the query
	end  int
}

type lexemeKind uint8

const (
	bare   lexemeKind = iota
	named             // an argument that is a name as a whole
	quoted            // a text in quotes
	keyed             // key:text
	open              // (
	closed            // )
	minus             // - before a word
	end
)

// lexer reads words.
type lexer struct {
	text string
	pos  int
}

// next returns the next word.
func (l *lexer) next() (lexeme, *Error) {
	for l.pos < len(l.text) {
		r, size := utf8.DecodeRuneInString(l.text[l.pos:])
		if !unicode.IsSpace(r) {
			break
		}
		l.pos += size
	}
	if l.pos == len(l.text) {
		return lexeme{kind: end, at: l.pos, end: l.pos}, nil
	}
	start := l.pos
	kinds := map[byte]lexemeKind{'(': open, ')': closed, '-': minus}
	if kind, ok := kinds[l.text[start]]; ok {
		l.pos++
		return lexeme{kind: kind, text: l.text[start:l.pos], at: start, end: l.pos}, nil
	}
	return l.word(start)
}

// word reads a word, a text in quotes, or a key with its value.
func (l *lexer) word(start int) (lexeme, *Error) {
	if l.text[start] == '"' {
		text, err := l.quoted()
		return lexeme{kind: quoted, text: text, at: start, end: l.pos}, err
	}
	for l.pos < len(l.text) && !l.atEnd() {
		if l.text[l.pos] != ':' || !isKey(l.text[start:l.pos]) {
			_, size := utf8.DecodeRuneInString(l.text[l.pos:])
			l.pos += size
			continue
		}
		key := strings.ToLower(l.text[start:l.pos])
		l.pos++
		value, err := l.value()
		return lexeme{keyed, key, value, start, l.pos}, err
	}
	return lexeme{kind: bare, text: l.text[start:l.pos], at: start, end: l.pos}, nil
}

// isKey says whether a word looks like a key: letters alone.
func isKey(word string) bool {
	return word != "" && strings.Trim(strings.ToLower(word), "abcdefghijklmnopqrstuvwxyz") == ""
}

// value reads what is behind a colon.
func (l *lexer) value() (string, *Error) {
	if l.pos < len(l.text) && l.text[l.pos] == '"' {
		return l.quoted()
	}
	start := l.pos
	for l.pos < len(l.text) && !l.atEnd() {
		_, size := utf8.DecodeRuneInString(l.text[l.pos:])
		l.pos += size
	}
	return l.text[start:l.pos], nil
}

func (l *lexer) atEnd() bool {
	r, _ := utf8.DecodeRuneInString(l.text[l.pos:])
	return unicode.IsSpace(r) || r == '(' || r == ')'
}

// quoted reads a text in quotes; \" and \\ stand for a quote and a backslash.
func (l *lexer) quoted() (string, *Error) {
	start := l.pos
	var b strings.Builder
	for l.pos++; l.pos < len(l.text); l.pos++ {
		switch c := l.text[l.pos]; {
		case c == '"':
			l.pos++
			return b.String(), nil
		case c == '\\' && l.pos+1 < len(l.text) && strings.IndexByte(`"\`, l.text[l.pos+1]) >= 0:
			l.pos++
			b.WriteByte(l.text[l.pos])
		default:
			b.WriteByte(c)
		}
	}
	return "", &Error{Query: l.text, At: start, What: "a quote is not closed"}
}
