package cardtag

import (
	"strings"

	"cards/deck/markup"
)

// scanner reads a note line by line.
type scanner struct {
	lines      []string
	flashcards bool
	note       Note

	section markup.Section
	start   int // of the paragraph that is being read; a question may have several lines
}

func (s *scanner) scan() {
	for at := s.frontMatter(); at < len(s.lines); {
		at = s.line(at)
	}
}

// frontMatter returns the line behind the front matter.
func (s *scanner) frontMatter() int {
	if strings.TrimSpace(s.lines[0]) != "---" {
		return 0
	}
	for at := 1; at < len(s.lines); at++ {
		if strings.TrimSpace(s.lines[at]) == "---" {
			s.start = at + 1
			return at + 1
		}
	}
	return 0
}

// line reads what begins on a line, and returns the line behind it.
func (s *scanner) line(at int) int {
	line := s.lines[at]
	if markup.OpensFence(strings.TrimSpace(line)) {
		s.start = s.fence(at)
		return s.start
	}
	if end := markup.HiddenEnd(s.lines, at); end > at {
		s.start = end
		return end
	}
	level, title := markup.Heading(line)
	text, reversed, tags, marked := cut(line, s.flashcards)
	switch {
	case marked && text != "":
		next := s.card(at, Card{Front: text, Kind: kindOf(reversed), Tags: tags})
		s.start = next
		return next
	case level > 0:
		s.heading(at, level, title)
	case s.pair(at, line):
	case strings.TrimSpace(line) != "" && !item().MatchString(line):
		return at + 1 // the paragraph goes on
	}
	s.start = at + 1
	return at + 1
}

func kindOf(reversed bool) Kind {
	if reversed {
		return Reversed
	}
	return Basic
}

func (s *scanner) heading(at, level int, title string) {
	s.section.Enter(level, title)
	s.note.Headings = append(s.note.Headings, at+1)
}

// pair takes a line that is a card by itself.
func (s *scanner) pair(at int, line string) bool {
	front, back, reversed, ok := pair(line)
	if ok {
		s.note.Cards = append(s.note.Cards, Card{
			Line: at + 1, End: at + 1, Kind: kindOf(reversed),
			Front: front, Back: back, Section: s.section.Titles(),
		})
	}
	return ok
}

// fence returns the line behind some code.
func (s *scanner) fence(at int) int {
	return min(markup.FenceEnd(s.lines, at)+1, len(s.lines))
}

// card takes the card of a marked line, and returns the line behind it.
func (s *scanner) card(at int, c Card) int {
	s.note.Marked++
	c.Line, c.Section = at+1, s.section.Titles()
	level, title := markup.Heading(s.lines[at])
	isItem := item().MatchString(s.lines[at])
	c.Title = level > 0
	if c.Title {
		title, _, _, _ = cut(title, s.flashcards)
		s.heading(at, level, title)
		s.note.Headings = s.note.Headings[:len(s.note.Headings)-1]
	} else if !isItem && s.start < at {
		c.Line = s.start + 1
		c.Front = dedented(append(append([]string(nil), s.lines[s.start:at]...), c.Front))
	}
	body, next := s.below(at, isItem)
	if len(body) == 0 {
		body, next = s.paragraph(at)
	}
	c.End = next
	c.Back = c.answer(body)
	if !s.note.take(c, at+1) {
		return at + 1
	}
	return next
}

// take takes a card, or notes down that it has no answer: it is what stands up to a line then.
func (n *Note) take(c Card, end int) bool {
	text, found := gaps(c.Front, n.Outline)
	if found > 0 && (c.Back == "" || strings.Contains(c.Front, "{{cloze ")) {
		c.Front, c.Kind = text, Cloze
	}
	if c.Back == "" && c.Kind != Cloze {
		c.End, c.Behind = end, nil
		n.Open = append(n.Open, c)
		return false
	}
	n.Cards = append(n.Cards, c)
	return true
}

// below returns what is indented below an item, up to an item in it that is a card itself, and the
// line behind it.
func (s *scanner) below(at int, isItem bool) (body []string, next int) {
	next = at + 1
	if !isItem {
		return nil, next
	}
	margin := indent(s.lines[at])
	isCode := false
	for i := at + 1; i < len(s.lines); i++ {
		plain := strings.TrimSpace(s.lines[i])
		if plain == "" {
			continue
		}
		if indent(s.lines[i]) <= margin || !isCode && s.isCard(i) {
			break
		}
		if markup.OpensFence(item().ReplaceAllString(plain, "")) {
			isCode = !isCode
		}
		next = i + 1
	}
	return s.lines[at+1 : next], next
}

// isCard says whether a line is an item that is marked as a card.
func (s *scanner) isCard(at int) bool {
	text, _, _, marked := cut(s.lines[at], s.flashcards)
	return marked && text != "" && item().MatchString(s.lines[at])
}

// paragraph returns the next paragraph, with the code in it, and the line behind it.
func (s *scanner) paragraph(at int) (body []string, next int) {
	first := at + 1
	for first < len(s.lines) && strings.TrimSpace(s.lines[first]) == "" {
		first++
	}
	next = first
	for next < len(s.lines) && strings.TrimSpace(s.lines[next]) != "" {
		line := s.lines[next]
		level, _ := markup.Heading(line)
		if _, _, _, marked := cut(line, s.flashcards); marked || level > 0 {
			break
		}
		if markup.OpensFence(strings.TrimSpace(line)) {
			next = s.fence(next)
			continue
		}
		next++
	}
	if next == first {
		return nil, at + 1
	}
	return s.lines[first:next], next
}

// answer returns the text of an answer, and takes what names the card out of it.
func (c *Card) answer(body []string) string {
	var lines []string
	for _, line := range body {
		if id := blockID().FindStringSubmatch(line); id != nil {
			c.ID = id[1] + id[2]
			continue
		}
		lines = append(lines, line)
	}
	return unmarked(lines)
}

// unmarked returns lines as a text, without the marker of a list that has one item.
func unmarked(lines []string) string {
	text := dedented(lines)
	if m := item().FindString(text); m != "" && !strings.Contains(text, "\n") {
		text = text[len(m):]
	}
	return strings.TrimSpace(text)
}
