package markdown

import (
	"strings"

	"cards/deck/from/pattern"
	"cards/deck/label"
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

// isAsked says whether a heading is a question: it ends as one, or has a number where most that
// have one ask, and text stands directly below it, or a label of an answer follows.
func (s *scanner) isAsked(at int, title string) bool {
	asks := endsAsking(title) || s.isNumbered(at, title)
	return asks && s.hasTextBelow(at) || s.isLabelledBelow(at)
}

var (
	numberedTitle = pattern.New(
		`^(?:\*\*|__)?(?i:q(?:uestion)?\s*)?\d+\s*[.):-]\s*(?:\*\*|__)?\s*\S`)
	beginsAsking = pattern.New(`(?i)^\W*(?:q(?:uestion)?\s*)?\d+\W+` +
		`(?:what|what's|how|why|when|where|which|who|explain|describe|differences?|compare|` +
		`discuss|distinguish|can|does|do|is|are)\b`)
)

// isNumbered says whether a heading has a number, and over half of those beside it that have one
// ask: then all of these do, as in lists of questions for interviews.
func (s *scanner) isNumbered(at int, title string) bool {
	if !numberedTitle().MatchString(title) {
		return false
	}
	if s.numbered == nil {
		s.findNumbered()
	}
	return s.numbered[at]
}

// findNumbered finds the headings with numbers that ask as most of those beside them do: of their
// level, and below the same heading.
func (s *scanner) findNumbered() {
	const few = 3 // headings of a level
	s.numbered = make(map[int]bool)
	var all, asking [7]int // by level
	var beside [7][]int    // lines of headings, by level
	end := func(from int) {
		for level := from; level < len(beside); level++ {
			for _, at := range beside[level] {
				s.numbered[at] = all[level] >= few && 2*asking[level] > len(beside[level])
			}
			beside[level], asking[level] = nil, 0
		}
	}
	for at := 0; at < len(s.lines); at++ {
		if markup.OpensFence(strings.TrimSpace(s.lines[at])) {
			at = markup.FenceEnd(s.lines, at)
			continue
		}
		level, title := headingOf(s.lines[at])
		if level == 0 {
			continue
		}
		end(level + 1)
		if numberedTitle().MatchString(title) {
			all[level]++
			beside[level] = append(beside[level], at)
			if endsAsking(title) || beginsAsking().MatchString(title) {
				asking[level]++
			}
		}
	}
	end(0)
}

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

// labelAt returns the label that a line begins with. The first of several options is none.
func (s *scanner) labelAt(at int) (lead, bool) {
	l, ok := labelOf(s.lines[at])
	if level, title := headingOf(s.lines[at]); !ok && level > 0 && isToReveal(title) {
		return lead{letter: 'A'}, true
	}
	if ok && l.letter == 'A' {
		below, _ := s.below(at)
		ok = !optionB().MatchString(below)
	}
	return l, ok
}

// isToReveal says whether a heading is nothing but a word for the answer to the open question.
func isToReveal(title string) bool {
	const most = 2 // words
	return len(strings.Fields(title)) <= most && isReveal(title)
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
			lead, labelled := s.labelAt(at)
			isAsked := labelled && label.Asks(lead.letter) || bareTitle().MatchString(title)
			if l > 0 && (isAsked || s.isAsked(at, title)) {
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

// below returns the next line that is not blank, and its place; the last one's if there is none.
func (s *scanner) below(at int) (line string, place int) {
	for i := at + 1; i < len(s.lines); i++ {
		if strings.TrimSpace(s.lines[i]) != "" {
			return s.lines[i], i
		}
	}
	return "", len(s.lines) - 1
}

// hasTextBelow says whether text comes before the next heading.
func (s *scanner) hasTextBelow(at int) bool {
	line, place := s.below(at)
	level, _ := headingOf(line)
	_, labelled := s.labelAt(place)
	return line != "" && level == 0 && !labelled && !ruleLine().MatchString(line)
}

// isLabelledBelow says whether the next line begins the answer to what stands above it.
func (s *scanner) isLabelledBelow(at int) bool {
	line, place := s.below(at)
	l, labelled := s.labelAt(place)
	return line != "" && labelled && label.Answers(l.letter, 'Q')
}
