package markdown

import (
	"strings"

	"cards/deck/form"
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
	for len(s.levels) > 0 && s.levels[len(s.levels)-1] >= level {
		s.levels, s.section = s.levels[:len(s.levels)-1], s.section[:len(s.section)-1]
	}
	if s.isAsked(at, title) {
		s.begin(at, Title, withoutNumber(title))
		s.side, s.level = &s.back, level
		return
	}
	s.file.Headings = append(s.file.Headings, at+1)
	s.levels = append(s.levels, level)
	s.section = append(s.section[:len(s.section):len(s.section)], title)
}

// isAsked says whether a heading is a question: it ends as one and has text directly below it, or a
// label of an answer follows.
func (s *scanner) isAsked(at int, title string) bool {
	return endsAsking(title) && s.hasTextBelow(at) || s.isLabelledBelow(at)
}

// isPart says whether a heading belongs to the answer of the open note: it is below the one that
// asks, which others of its level do too, and asks nothing itself.
func (s *scanner) isPart(at, level int, title string) bool {
	return s.note != nil && s.level > 0 && level > s.level && s.answered &&
		s.askedAt(s.level) > 1 && !s.isAsked(at, title)
}

// askedAt counts the headings of a level that ask.
func (s *scanner) askedAt(level int) int {
	if s.asked == nil {
		s.asked = make(map[int]int)
		for at := 0; at < len(s.lines); at++ {
			if markup.OpensFence(strings.TrimSpace(s.lines[at])) {
				at = markup.FenceEnd(s.lines, at)
				continue
			}
			l, title := headingOf(s.lines[at])
			label, labelled := labelOf(s.lines[at])
			if l > 0 && (labelled && form.Asks(label.letter) || s.isAsked(at, title)) {
				s.asked[l]++
			}
		}
	}
	return s.asked[level]
}

// withoutNumber returns a question without its emphasis, and the number or the label before it.
func withoutNumber(title string) string {
	title = trimmed(title)
	if rest := trimmed(number().ReplaceAllString(title, "")); rest != "" {
		title = rest
	}
	return withoutLabel(title)
}

// below returns the next line that is not blank; "" if there is none.
func (s *scanner) below(at int) string {
	for _, line := range s.lines[at+1:] {
		if strings.TrimSpace(line) != "" {
			return line
		}
	}
	return ""
}

// hasTextBelow says whether text comes before the next heading.
func (s *scanner) hasTextBelow(at int) bool {
	line := s.below(at)
	level, _ := headingOf(line)
	_, labelled := labelOf(line)
	return line != "" && level == 0 && !labelled && !ruleLine().MatchString(line)
}

// isLabelledBelow says whether the next line begins the answer to what stands above it.
func (s *scanner) isLabelledBelow(at int) bool {
	l, labelled := labelOf(s.below(at))
	return labelled && form.Answers(l.letter, 'Q')
}
