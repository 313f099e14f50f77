package markdown

import (
	"strings"

	"cards/deck/from/pattern"
	"cards/deck/markup"
)

// headingOf returns the level and the title of a heading, also of one in an item of a list; 0 if a
// line is none.
func headingOf(line string) (level int, title string) {
	if m := headItem().FindStringSubmatch(line); m != nil {
		line = m[1]
	}
	return markup.Heading(line)
}

// heading ends the open note, and begins one if it asks.
func (s *scanner) heading(at, level int, title string) {
	s.close()
	s.text = at + 1
	s.section.Leave(level)
	switch {
	case s.isAsked(at, title):
		s.begin(at, Title, withoutNumber(title))
		s.side, s.level = &s.back, level
		return
	case bareTitle().MatchString(title) && s.mayAsk(at, lead{letter: 'Q'}):
		s.begin(at, Label, "")
		s.level = level
		return
	}
	s.file.Headings = append(s.file.Headings, at+1)
	s.section.Enter(level, title)
}

var (
	numberedTitle = pattern.New(
		`^(?:\*\*|__)?(?i:q(?:uestion)?\s*)?\d+\s*[.):-]\s*(?:\*\*|__)?\s*\S`)
	beginsAsking = pattern.New(`(?i)^\W*(?:q(?:uestion)?\s*)?\d+\W+` +
		`(?:what|what's|how|why|when|where|which|who|explain|describe|differences?|compare|` +
		`discuss|distinguish|can|does|do|is|are)\b`)
)

// isPart says whether a heading belongs to the answer of the open note: it is below the one that
// asks, which others of its level do too, and asks nothing itself.
func (s *scanner) isPart(at, level int, title string) bool {
	return s.note != nil && s.level > 0 && level > s.level && s.answered &&
		s.askedAt(s.level) > 1 && !s.isAsked(at, title)
}

// isAbove says whether a heading only stands above the options of the open question.
func (s *scanner) isAbove(level int, title string) bool {
	return s.note != nil && s.level > 0 && level > s.level && s.side == &s.front &&
		offer().MatchString(title)
}

// isToReveal says whether a heading is nothing but a word for the answer to the open question.
func isToReveal(title string) bool {
	const most = 2 // words
	return len(strings.Fields(title)) <= most && isReveal(title)
}

// withoutNumber returns a question without its emphasis, and the number or the label before it.
func withoutNumber(title string) string {
	title = trimmed(title)
	if rest := trimmed(number().ReplaceAllString(title, "")); rest != "" {
		title = rest
	}
	return withoutLabel(title)
}
