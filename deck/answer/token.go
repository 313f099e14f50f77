package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/fold"
)

// token is a number, the unit of the number before it, a word, or the end of an item of a list.
type token struct {
	kind tokenKind
	text string // as it is written
	key  string // what tokens that mean the same share
}

type tokenKind uint8

const (
	word tokenKind = iota
	number
	unit
	comma // between two items of a list
)

// tokens returns the tokens of a text.
func tokens(text string) []token {
	s := scanner{text: compatible(text)}
	for s.pos < len(s.text) {
		s.next()
	}
	return s.list
}

type scanner struct {
	text string
	pos  int
	list []token
}

func (s *scanner) next() {
	r, size := utf8.DecodeRuneInString(s.text[s.pos:])
	switch {
	case strings.ContainsRune("$€£¥", r) && digitsAt(s.text, s.pos+size) > 0:
		sign := s.text[s.pos : s.pos+size]
		s.pos += size
		s.number()
		s.add(unit, sign)
	case s.atNumber():
		s.number()
	case s.afterNumber() && isUnitSign(r):
		s.unit()
	case isWordRune(r):
		s.word()
	case strings.ContainsRune(",;\n&+", r):
		s.add(comma, s.text[s.pos:s.pos+size])
		s.pos += size
	case strings.ContainsRune("<>≤≥±=≠→", r):
		s.add(word, s.text[s.pos:s.pos+size])
		s.pos += size
	default:
		s.pos += size
	}
}

func (s *scanner) add(kind tokenKind, text string) {
	s.list = append(s.list, token{kind, text, key(kind, text)})
}

func key(kind tokenKind, text string) string {
	switch kind {
	case number:
		return canonicalNumber(text)
	case unit:
		return canonicalUnit(text)
	}
	return strings.ReplaceAll(fold.String(text), "'", "")
}

// afterNumber says whether nothing but white space stands between a number and this place.
func (s *scanner) afterNumber() bool {
	last := len(s.list) - 1
	return last >= 0 && s.list[last].kind == number
}

// isUnitSign says whether a unit can begin with r.
func isUnitSign(r rune) bool {
	return unicode.IsLetter(r) || strings.ContainsRune("°%$€£¥Ω‰", r)
}

func isWordRune(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.Nd) }

// unit reads what follows a number: as a unit if it is one, else as a word.
func (s *scanner) unit() {
	end := s.pos
	for end < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[end:])
		isPower := r == '-' && end+1 < len(s.text) && isDigit(s.text[end+1])
		if !isWordRune(r) && !isUnitSign(r) && !strings.ContainsRune("/^*", r) && !isPower {
			break
		}
		end += size
	}
	end += degreesAt(s.text[s.pos:end], s.text[end:])
	text := s.text[s.pos:end]
	if !isUnit(text) {
		r, size := utf8.DecodeRuneInString(text)
		if isWordRune(r) {
			s.word()
		} else {
			s.pos += size
		}
		return
	}
	s.add(unit, text)
	s.pos = end
}

// word reads a word. An apostrophe between letters belongs to it; a hyphen parts two.
func (s *scanner) word() {
	end := s.pos
	for end < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[end:])
		if r == '\'' && end > s.pos && end+1 < len(s.text) {
			if after, _ := utf8.DecodeRuneInString(s.text[end+1:]); unicode.IsLetter(after) {
				if isElided(s.text[s.pos:end]) {
					end += size
					break
				}
				end += size
				continue
			}
		}
		if !isWordRune(r) {
			break
		}
		end += size
	}
	text := s.text[s.pos:end]
	s.pos = end
	switch n, ok := numberWords[strings.ToLower(text)]; {
	case ok:
		s.list = append(s.list, token{number, text, n})
	case isAnd(text) && len(s.list) > 0:
		s.add(comma, text)
	default:
		s.add(word, text)
	}
}

// isElided says whether a word before an apostrophe is an article that lost its vowel: l'eau.
func isElided(text string) bool {
	return text == "l" || text == "L" || text == "d" || text == "D"
}

func isAnd(text string) bool {
	switch strings.ToLower(text) {
	case "and", "und", "et", "och", "og", "и":
		return true
	}
	return false
}
