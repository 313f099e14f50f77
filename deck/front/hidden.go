package front

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/char"
)

// showHidden takes characters that cannot be seen out of the keys of front matter, of what stands
// before them and of what follows their colon: a parser would take them for text. It warns of the
// first.
func (p *parser) showHidden() {
	if !strings.ContainsFunc(p.content, char.IsHidden) {
		return
	}
	var clean strings.Builder
	number := 1
	for line := range strings.Lines(p.content) {
		number++
		end := structure(line)
		at := strings.IndexFunc(line[:end], char.IsHidden)
		if at < 0 {
			clean.WriteString(line)
			continue
		}
		if len(p.problems) == 0 {
			r, _ := utf8.DecodeRuneInString(line[at:])
			p.warn(place{number, 1 + utf8.RuneCountInString(line[:at])},
				"front matter: invisible "+char.HiddenName(r), "it is ignored; delete it")
		}
		clean.WriteString(strings.Map(visible, line[:end]) + line[end:])
	}
	p.content = clean.String()
}

// structure returns where the text begins in a line of YAML: behind the indentation or, if there is
// none to the eye of a parser, behind the colon of a key and the white space there.
func structure(line string) int {
	text := strings.TrimLeftFunc(line, char.IsBlank)
	end := len(line) - len(text)
	if end > 0 && (line[0] == ' ' || line[0] == '\t') {
		return end
	}
	key, value, ok := strings.Cut(text, ":")
	if !ok || strings.Trim(key, " \t-#\"'[{") != key {
		return end
	}
	return len(line) - len(strings.TrimLeftFunc(value, char.IsBlank))
}

// visible returns a space for white space that is none to a parser, and nothing for what takes no
// room.
func visible(r rune) rune {
	switch {
	case !char.IsHidden(r):
		return r
	case unicode.IsSpace(r):
		return ' '
	}
	return -1
}

// Late returns the line on which front matter would open, were there not white space or characters
// that cannot be seen above it: one that says something which means something. It returns 0 if
// there is none.
func Late(text string) (line int) {
	start := len(text) - len(strings.TrimLeftFunc(text, func(r rune) bool {
		return r == '\n' || char.IsBlank(r)
	}))
	if start == 0 || text[start-1] != '\n' { // of one that is hidden something else tells
		return 0
	}
	b, ok := Find(text[start:])
	if !ok || !b.Closed {
		return 0
	}
	values, _ := Read(b.Content.In(text[start:]), b.Mark == "+++")
	for key := range values {
		if isKey(key, knownKeys()) {
			return 1 + strings.Count(text[:start], "\n")
		}
	}
	return 0
}
