package studypage

import (
	"fmt"
	"strings"
)

// Signs are what tells a study page from other texts.
type Signs struct {
	Questions int // headings of sections with questions
	Notes     int // of sections with notes, or a description
	Around    int // of what pages have around their content
	Twice     int // questions that are printed twice
	Markers   int // in the places of answers
	Asked     int // other lines that end as questions do

	Titles int // headings of Markdown, which no page has when it is copied
	Marks  int // other lines that only Markdown, or a program for cards, has: fences, quotes, "?" alone
	Inside int // lines that end as questions do in sections of questions
	Pairs  int // sections of questions in which lines stand two and two
	Counts int // those of them whose heading says how many there are
}

// Look counts the signs in a text.
func Look(text string) Signs {
	var s Signs
	last := ""
	in := preamble
	for _, l := range linesOf(text) {
		kind, heading := headingKind(l.text)
		switch {
		case strings.HasPrefix(l.text, "#"):
			s.Titles++
		case isMarkup(l.text):
			s.Marks++
			continue
		}
		switch {
		case heading:
			in = kind
		case strings.HasPrefix(l.text, "#"):
			in = preamble
		}
		if in == questions && !heading && asks(l.text) {
			s.Inside++
		}
		switch {
		case l.text == "":
			continue
		case heading && kind == questions:
			s.Questions++
		case heading && kind == advert:
			s.Around++
		case heading:
			s.Notes++
		case isMarker(l.text):
			s.Markers++
		case l.text == last && (in == questions || strings.HasSuffix(last, "?")):
			s.Twice++
		case strings.HasSuffix(l.text, "?"):
			s.Asked++
		}
		last = l.text
	}
	if s.Twice+s.Markers+s.Titles+s.Marks == 0 && s.Questions > 0 {
		s.lookForPairs(text)
	}
	return s
}

// lookForPairs counts the sections of questions in a text in which lines stand two and two.
func (s *Signs) lookForPairs(text string) {
	r := newReader(text)
	for _, part := range r.sections() {
		if part.kind != questions || !arePairs(r.units(part), part.title) {
			continue
		}
		s.Pairs++
		if countIn(part.title) > 0 {
			s.Counts++
		}
	}
}

// isMarkup says whether a line stands in a text that is written as Markdown or for a program for
// cards.
func isMarkup(text string) bool {
	return text == "?" || text == "??" || strings.HasPrefix(text, "```") || strings.HasPrefix(text, "> ") ||
		strings.Contains(text, "::") || strings.HasPrefix(text, "<!--")
}

// Confidence says how sure it is that a text with these signs is a study page, from 0 to 1.
func (s Signs) Confidence() float64 {
	headings := min(s.Questions, 1) + min(s.Notes, 1) + min(s.Around, 1)
	told := headings + min(s.Twice, 2) + min(s.Markers, 2)
	const some = 3 // questions below a heading of Markdown
	switch {
	case s.Titles+s.Marks > 0 && s.Twice+s.Markers == 0 && (s.Marks > 0 || s.Inside < some):
		return 0 // a note of somebody's own
	case told >= 3 && s.Twice+s.Asked+s.Markers > 0:
		return 0.95
	case told == 2 && s.Twice+s.Asked >= 2, s.Questions > 0 && s.Asked >= 2:
		return 0.7
	case s.Counts > 0, s.Pairs > 0 && headings >= 2:
		return 0.6
	}
	return 0
}

// String says which signs there are.
func (s Signs) String() string {
	var list []string
	for _, sign := range []struct {
		n    int
		what string
	}{
		{s.Questions + s.Notes + s.Around, "headings of such a page"},
		{s.Twice, "questions printed twice"},
		{s.Markers, "answers hidden"},
	} {
		if sign.n > 0 {
			list = append(list, fmt.Sprintf("%d %s", sign.n, sign.what))
		}
	}
	return strings.Join(list, ", ")
}
