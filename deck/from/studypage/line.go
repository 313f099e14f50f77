package studypage

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// line is one line of a page.
type line struct {
	text   string // with single spaces, and nothing that cannot be seen
	indent int    // columns before it
}

// linesOf returns the lines of a text.
func linesOf(text string) []line {
	text = strings.TrimPrefix(text, "\ufeff")
	if text == "" {
		return nil
	}
	var lines []line
	for raw := range strings.Lines(text) {
		rest := strings.TrimLeft(raw, " \t")
		indent := len(raw) - len(rest) + 3*strings.Count(raw[:len(raw)-len(rest)], "\t")
		lines = append(lines, line{text: clean(rest), indent: indent})
	}
	return lines
}

// clean makes one space of white space, and drops what cannot be seen.
func clean(text string) string {
	if text = strings.TrimRight(text, "\r\n"); isClean(text) {
		return text
	}
	visible := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(visible), " ")
}

// isClean says whether a text is of signs and single spaces, and begins and ends with no space.
func isClean(text string) bool {
	before := byte(' ')
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == ' ' && before == ' ' {
			return false
		}
		before = text[i]
	}
	return text == "" || before != ' '
}

// markers are the lines that stand in the place of an answer. They ask for something to be done,
// and are short.
var markers = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)^(please )?(sign ?-?up|log ?-?in|sign ?-?in|register|subscribe|upgrade` +
			`|unlock|create (a|an|your)( free)? account|join)\b.*` +
			`\b(answers?|flashcards?|questions?|cards?|see|view|reveal|continue|unlock|more)\b`),
		regexp.MustCompile(`(?i)^(show|view|reveal|hide|see|display|check|flip|click|tap|press)\b.*` +
			`\b(answers?|cards?|flip|reveal|flashcards?|solution)[.!…]*$`),
	}
})

// chrome are the lines that pages have among their content: advice to sign up, banners, counters.
var chrome = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:(?:please )?` +
		`(?:sign ?-?up|log ?-?in|sign ?-?in|join|subscribe|upgrade)\b.*` +
		`\b(?:free|progress|account|premium|pro|plus|unlimited|google|email|quiz(?:zes)?)\b.*` +
		`|(?:get started|start (?:learning|studying|the quiz|quiz)|take the quiz)` +
		`(?: now| for free| today)?` +
		`|create your own (?:quiz|flashcards|study).*|use ai to .*` +
		`|we use cookies.*|accept (?:all )?cookies` +
		`|(?:(?:flash)?card )?\d+ ?(?:/|of) ?\d+)[.!]?$`)
})

// isChrome says whether a line is none of the content of a page.
func isChrome(text string) bool {
	return len(text) <= maxMarker && !strings.HasSuffix(text, "?") && chrome().MatchString(text)
}

// maxMarker is how many bytes a marker has at most.
const maxMarker = 90

func isMarker(text string) bool {
	if len(text) > maxMarker || strings.HasSuffix(text, "?") {
		return false
	}
	for _, m := range markers() {
		if m.MatchString(text) {
			return true
		}
	}
	return false
}
