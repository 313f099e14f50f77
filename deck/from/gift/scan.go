package gift

import (
	"strings"
)

// areLines says whether several lines of a text begin with = or ~, and no other line holds one.
func areLines(text string) bool {
	lines := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '=' || line[0] == '~':
			lines++
			if inLine().MatchString(line) {
				return false
			}
		case unescapedIndex(line, '=') >= 0 || unescapedIndex(line, '~') >= 0:
			return false
		}
	}
	return lines > 1
}

// unescapedIndex returns the place of a byte that no backslash stands before, -1 if there is none.
func unescapedIndex(text string, c byte) int {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case c:
			return i
		}
	}
	return -1
}

// cutUnescaped cuts a text at a mark that no backslash stands before.
func cutUnescaped(text, mark string) (before, after string, ok bool) {
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			i++
			continue
		}
		if strings.HasPrefix(text[i:], mark) {
			return text[:i], text[i+len(mark):], true
		}
	}
	return text, "", false
}

// unescape takes the backslashes away that keep signs from their meaning; \n is a line break.
func unescape(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		i++
		switch c := text[i]; {
		case c == 'n':
			b.WriteByte('\n')
		case strings.IndexByte(`~=#{}:\`, c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteString(text[i-1 : i+1])
		}
	}
	return b.String()
}

// splitOptions cuts a text before each = and ~ that begins an answer: where every answer has a line
// of its own, one at the beginning of a line or right behind a word.
func splitOptions(text string) []string {
	var list []string
	start := -1
	byLine := areLines(text)
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '=', '~':
			if start >= 0 && text[i] == '=' && i == start+1 {
				start = i // ~= is the right one of several options, as in embedded answers
				continue
			}
			line := text[strings.LastIndexByte(text[:i], '\n')+1 : i]
			if byLine && strings.TrimSpace(line) != "" && !(text[i] == '~' && isBetween(text, i)) {
				continue // a sign in the words of an answer
			}
			if start >= 0 {
				list = append(list, text[start:i])
			}
			start = i
		}
	}
	if start >= 0 {
		list = append(list, text[start:])
	}
	return list
}

// isBetween says whether a byte stands right behind a word, and something on its line behind it.
func isBetween(text string, at int) bool {
	return text[at-1] != ' ' && at+1 < len(text) && strings.IndexByte(" \r\n", text[at+1]) < 0
}
