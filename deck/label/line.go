package label

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/markup"
)

// EndsNote says whether a line ends the note above it, or begins one: a label, a heading or a
// separator.
func EndsNote(line string) bool {
	_, isLabel := Read(line)
	level, _ := markup.Heading(line)
	return isLabel || level > 0 || IsSeparator(line)
}

// IsSeparator says whether a line separates notes.
func IsSeparator(line string) bool {
	return strings.HasPrefix(line, "---") && strings.Trim(line[3:], " \t\r") == ""
}

// Tags returns the tags of a line of tags only, nil for any other line.
func Tags(line string) []string {
	if len(line) < 2 || line[0] != '#' {
		return nil
	}
	var tags []string
	for word := range strings.FieldsSeq(line) {
		if len(word) < 2 || word[0] != '#' || !IsTag(word[1:]) {
			return nil
		}
		tags = append(tags, word[1:])
	}
	return tags
}

// TagLine returns tags as the line that [Tags] reads; there is one at least.
func TagLine(tags []string) string { return "#" + strings.Join(tags, " #") }

// IsTag says whether a word can be a tag, without its #.
func IsTag(tag string) bool {
	first, _ := utf8.DecodeRuneInString(tag)
	if !unicode.IsLetter(first) {
		return false
	}
	for _, r := range tag {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) &&
			!strings.ContainsRune("_-/", r) {
			return false
		}
	}
	return true
}
