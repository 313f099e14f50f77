package answer

import (
	"strconv"
	"strings"
)

// numberWords are the small numbers that people write as words. "One" is left out: it stands for
// people and things as well.
var numberWords = map[string]string{
	"zero": "0", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
	"eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
}

// roman returns the number that small Roman numerals stand for; empty for anything else.
func roman(key string) string {
	numerals := [...]string{
		"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
		"xv", "xvi",
		"xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii",
	}
	for n, text := range numerals {
		if n > 0 && text == key {
			return strconv.Itoa(n)
		}
	}
	return ""
}

// isMonth says whether a word is the name of a month in English.
func isMonth(key string) bool {
	switch key {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september",
		"october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
		"sept", "oct", "nov", "dec":
		return true
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// atNumber says whether a number begins here: a digit, or a sign or a decimal point before one.
func (s *scanner) atNumber() bool {
	rest := s.text[s.pos:]
	if isDigit(rest[0]) {
		return true
	}
	isSign := rest[0] == '-' || rest[0] == '+'
	opens := s.pos == 0 || strings.IndexByte(" (\n^", s.text[s.pos-1]) >= 0
	if (isSign && opens && !s.endsRange()) || (rest[0] == '.' && opens) {
		return len(rest) > 1 && (isDigit(rest[1]) || isSign && rest[1] == '.')
	}
	return false
}

// endsRange says whether the sign here, with spaces on both sides, joins two numbers: 3 - 5.
func (s *scanner) endsRange() bool {
	return s.afterNumber() && s.pos > 0 && s.text[s.pos-1] == ' ' &&
		s.pos+1 < len(s.text) && s.text[s.pos+1] == ' '
}

// number reads a number with the marks that part its digits in groups.
func (s *scanner) number() {
	end := s.pos
	if !isDigit(s.text[end]) {
		end++
	}
	for end < len(s.text) {
		switch {
		case isDigit(s.text[end]):
			end++
		case strings.IndexByte(".,'_", s.text[end]) >= 0 && digitsAt(s.text, end+1) > 0,
			s.text[end] == ' ' && digitsAt(s.text, end+1) == 3 && lastGroup(s.text[s.pos:end]) <= 3:
			end++
		default:
			s.add(number, s.text[s.pos:end])
			s.pos = end
			return
		}
	}
	s.add(number, s.text[s.pos:end])
	s.pos = end
}

// digitsAt returns how many digits stand at a place.
func digitsAt(text string, at int) int {
	n := 0
	for at+n < len(text) && isDigit(text[at+n]) {
		n++
	}
	return n
}

// lastGroup returns how many digits a text ends with.
func lastGroup(text string) int {
	n := 0
	for n < len(text) && isDigit(text[len(text)-1-n]) {
		n++
	}
	return n
}

// canonicalNumber returns what equal numbers share: without marks between groups of three digits,
// without zeros that say nothing, with a point before decimals.
func canonicalNumber(text string) string {
	sign := ""
	if text[0] == '-' || text[0] == '+' {
		sign, text = strings.Trim(text[:1], "+"), text[1:]
	}
	whole, decimals := splitNumber(text)
	whole = strings.TrimLeft(onlyDigits(whole), "0")
	decimals = strings.TrimRight(onlyDigits(decimals), "0")
	if whole == "" {
		whole = "0"
	}
	if decimals != "" {
		whole += "." + decimals
	}
	return sign + whole
}

// splitNumber parts a number at its decimal mark. A mark that stands twice, or a comma before three
// digits, parts groups instead.
func splitNumber(text string) (whole, decimals string) {
	at := strings.LastIndexAny(text, ".,")
	if at < 0 {
		return text, ""
	}
	mark := text[at : at+1]
	isGroup := strings.Count(text, mark) > 1 ||
		mark == "," && len(text)-at-1 == 3 && !strings.Contains(text, ".")
	if isGroup {
		return text, ""
	}
	return text[:at], text[at+1:]
}

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// sameNumber says whether two numbers are the same: by the marks of English, or written with the
// same digits and another mark at the same place, as 3,141 and 3.141.
func sameNumber(a, b token) bool {
	if a.key == b.key {
		return true
	}
	swapped := func(r rune) rune {
		switch r {
		case ',':
			return '.'
		case '.':
			return ','
		}
		return r
	}
	return len(a.text) == len(b.text) && strings.Map(swapped, a.text) == b.text
}
