package markdown

import (
	"strings"

	"cards/deck/label"
	"cards/deck/markup"
)

// scanner reads a file line by line.
type scanner struct {
	page
	file File

	section markup.Section

	note  *Note // that is open
	front []string
	back  []string
	side  *[]string // of the two that lines go to
	blank bool      // the line before is blank
	// answered says that something stands on the back.
	answered bool
	level    int // of the heading that the open note asks by; 0 for none
	text     int // the line that the text before the next note or heading begins at

	byKey    map[int]askedByKey // questions that a key answers, by their lines from 0
	keyLines map[int]bool       // lines of the key
}

func (s *scanner) scan() {
	s.findKeyed()
	for at := 0; at < len(s.lines); {
		at = s.line(at)
	}
	s.close()
}

// line reads what begins on a line, and returns the line behind it.
func (s *scanner) line(at int) int {
	line := s.lines[at]
	plain := strings.TrimSpace(quoteMark().ReplaceAllString(line, ""))
	was := s.blank
	s.blank = plain == ""
	if next, ok := s.takeKeyed(at); ok {
		return next
	}
	if markup.OpensFence(plain) {
		return s.fence(at)
	}
	if next, ok := s.callout(at); ok {
		s.text = next
		return next
	}
	l, labelled := s.labelAt(at)
	level, title := headingOf(line)
	switch {
	case labelled && label.Asks(l.letter) && s.mayAsk(at, l):
		s.open(at, l)
	case labelled && s.awaits(l):
		s.side, s.back = &s.back, nil
		s.add(at, l.rest)
	case toggle().MatchString(line):
		return s.toggle(at)
	case level > 0 && s.isPart(at, level, title):
		s.add(at, line)
	case level > 0 && s.isAbove(level, title):
	case level > 0:
		s.heading(at, level, title)
	case ruleLine().MatchString(line):
		s.close()
		s.text = at + 1
	case isTable(s.lines, at) && !s.holdsTable(at):
		s.text = s.table(at)
		return s.text
	case leadsUp().MatchString(line):
	case s.asks(at, line):
	case s.note != nil && was && s.ends(line):
		s.close()
	case s.note != nil:
		s.add(at, line)
	}
	return at + 1
}

// awaits says whether the open note has its answer still to come, which a label begins.
func (s *scanner) awaits(l lead) bool {
	if s.note == nil || s.answered || !label.Answers(l.letter, letterOf(s.note.Kind)) {
		return false
	}
	return s.note.Shape == Label && len(s.back) == 0 || s.note.Shape == Title
}

// letterOf returns the letter of the label that asks a note of a kind.
func letterOf(k Kind) byte { return [...]byte{'Q', 'T', 'C'}[k] }

// open begins a note at a label.
func (s *scanner) open(at int, l lead) {
	s.begin(at, Label, l.rest)
	s.level, _ = headingOf(s.lines[at])
	switch l.letter {
	case 'T':
		s.note.Kind = Term
	case 'C':
		s.note.Kind = Cloze
	}
	if front, back, ok := cutAnswer(l.rest, l.letter); ok {
		s.front, s.back = []string{front}, []string{back}
		s.side, s.answered = &s.back, strings.TrimSpace(back) != ""
	}
}

func (s *scanner) begin(at int, shape Shape, front string) {
	s.close()
	s.note = &Note{Line: at + 1, End: at + 1, Shape: shape, Section: s.section.Titles()}
	s.front, s.back = []string{front}, nil
	s.side, s.answered, s.level = &s.front, false, 0
}

// add adds a line to the open note.
func (s *scanner) add(at int, line string) {
	*s.side = append(*s.side, quoteMark().ReplaceAllString(line, ""))
	if strings.TrimSpace(line) != "" {
		s.note.End = at + 1
		s.answered = s.answered || s.side == &s.back
	}
}

// ends says whether a line behind a blank one belongs to the open note no more: it is text at the
// margin, and the note has what it needs.
func (s *scanner) ends(line string) bool {
	if s.note.Shape == Title || s.level > 0 || !s.answered && s.note.Kind != Cloze {
		return false
	}
	isPart := strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "\t") ||
		itemMark().MatchString(line) ||
		strings.HasPrefix(line, "![") || strings.HasPrefix(line, "$$") || strings.TrimSpace(line) == "" ||
		quoteMark().MatchString(line)
	return !isPart
}

// fence adds code to the open note, if there is one.
func (s *scanner) fence(at int) int {
	plain := strings.TrimSpace(quoteMark().ReplaceAllString(s.lines[at], ""))
	mark := plain[:len(plain)-len(strings.TrimLeft(plain, plain[:1]))]
	end := at + 1
	inItem := strings.HasPrefix(s.lines[at], "  ")
	for end < len(s.lines) && !strings.HasPrefix(strings.TrimSpace(quoteMark().ReplaceAllString(s.lines[end], "")), mark) {
		if inItem && headItem().MatchString(s.lines[end]) {
			end-- // nothing closes it: the item that it is in has ended
			break
		}
		end++
	}
	end = min(end, len(s.lines)-1)
	for i := at; i <= end && s.note != nil; i++ {
		s.add(i, s.lines[i])
	}
	return end + 1
}

// asks begins a note at a line in bold that asks, or at a numbered question with an answer indented
// below it.
func (s *scanner) asks(at int, line string) bool {
	question, ok := asksInBold(line)
	if !ok {
		m := numbered().FindStringSubmatch(line)
		if m == nil || !s.isIndentedBelow(at) {
			return false
		}
		question = trimmed(m[1])
	}
	if s.note != nil && s.note.Shape == Label || !s.hasTextBelow(at) || s.isRevealed(at) {
		return false
	}
	s.begin(at, Title, question)
	s.side = &s.back
	return true
}

// withoutLabel returns a text without the label that it may begin with.
func withoutLabel(text string) string {
	text = trimmed(text)
	if l, ok := labelOf(text); ok {
		return trimmed(l.rest)
	}
	return text
}

// close ends the open note.
func (s *scanner) close() {
	if s.note == nil {
		return
	}
	n := *s.note
	s.note, s.text = nil, n.End
	n.Front, n.Back = side(s.front), side(s.back)
	s.take(n)
}

func (s *scanner) take(n Note) {
	if n.Front == "" || n.Back == "" && n.Kind != Cloze {
		if n.Shape != Title {
			s.file.Open = append(s.file.Open, n)
		}
		return
	}
	s.file.Notes = append(s.file.Notes, n)
}

// side returns the text of one side: without what all lines but the first are indented by, and
// without the marker of a list whose only item it is.
func side(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	indent := -1
	for _, line := range lines[1:] {
		if own := len(line) - len(strings.TrimLeft(line, " \t")); strings.TrimSpace(line) != "" &&
			(indent < 0 || own < indent) {
			indent = own
		}
	}
	out := []string{lines[0]}
	for _, line := range lines[1:] {
		out = append(out, line[min(max(indent, 0), len(line)):])
	}
	text := trimmed(strings.Join(out, "\n"))
	if loc := itemMark().FindStringIndex(text); loc != nil && !strings.Contains(text, "\n") {
		text = trimmed(text[loc[1]:])
	}
	return text
}
