package markdown

import (
	"strings"

	"cards/deck/from/pattern"
	"cards/deck/markup"
)

var (
	tag = pattern.New(`</?[a-zA-Z][^<>]*>`)
	// reveals is what a toggle says that hides the answer to what stands above it.
	reveals = pattern.New(`(?i)\b(?:answers?|solutions?|explanations?|reveal|respuestas?|soluci[oó]n|` +
		`antwort(?:en)?|lösung(?:en)?|réponses?|corrigé|respostas?|solução|risposta|soluzione|antwoord)\b|` +
		`ответ|решение|答案|解答|解析|回答|答え|정답`)
)

// toggle reads a <details> to its end. One that nothing ends is text.
func (s *scanner) toggle(at int) int {
	end := s.toggleEnd(at)
	if end < 0 {
		s.close()
		return at + 1
	}
	text := strings.Join(s.lines[at:end+1], "\n")
	m := summary().FindStringSubmatchIndex(text)
	if m == nil {
		s.close()
		return end + 1
	}
	title, body := bare(text[m[2]:m[3]]), ""
	if close := endToggle().FindStringIndex(text); m[1] < close[0] {
		body = text[m[1]:close[0]]
	}
	switch {
	case isReveal(title) && !s.isAnswered() && s.reveal(at, end, body):
	case s.note != nil && s.note.Shape == Title && s.answered && !endsAsking(title):
		for i := at; i <= end; i++ {
			s.add(i, s.lines[i])
		}
	default:
		s.close()
		s.take(Note{
			Line: at + 1, End: end + 1, Shape: Toggle, Section: s.section.Titles(),
			Front: withoutLabel(title), Back: withoutLabel(body),
		})
		s.text = end + 1
	}
	return end + 1
}

// isReveal says whether a toggle asks nothing itself: it hides the answer to what stands above it.
func isReveal(title string) bool {
	const most = 6 // words
	return !endsAsking(title) && len(strings.Fields(title)) <= most && reveals().MatchString(title)
}

// isAnswered says whether a heading asks and what stands below it tells: it does not end with a
// list, code or a line that leads on, as the rest of a question does.
func (s *scanner) isAnswered() bool {
	if s.note == nil || s.note.Shape != Title || !s.answered {
		return false
	}
	lines := strings.Split(strings.TrimSpace(strings.Join(s.back, "\n")), "\n")
	last := lines[len(lines)-1]
	leads := endsAsking(last) || strings.HasSuffix(last, ":") ||
		markup.OpensFence(strings.TrimSpace(last))
	return !leads && !itemMark().MatchString(last)
}

// reveal takes a toggle as the answer to the open note, or to the text above it, or else to the
// heading there; false if none of these is there.
func (s *scanner) reveal(at, end int, body string) bool {
	if s.note != nil && s.note.Shape == Label {
		return false
	}
	n := Note{Line: s.text + 1, End: end + 1, Shape: Toggle, Back: withoutLabel(body)}
	if s.note != nil {
		n.Line = s.note.Line
		n.Front = trimmed(side(s.front) + "\n\n" + side(s.back))
		s.note = nil
	} else {
		n.Front = withoutNumber(strings.Join(s.lines[min(s.text, at):at], "\n"))
	}
	n.Section = s.section.Titles()
	if last := len(n.Section) - 1; n.Front == "" && s.text == headed(s.file.Headings) && last >= 0 {
		n.Line, n.Front = s.text, withoutNumber(n.Section[last])
		s.file.Headings = s.file.Headings[:len(s.file.Headings)-1]
	}
	if n.Front == "" || n.Back == "" {
		return false
	}
	for n.Line < end && strings.TrimSpace(s.lines[n.Line-1]) == "" {
		n.Line++
	}
	s.take(n)
	s.text = end + 1
	return true
}

// headed returns the last of some lines; 0 if there is none.
func headed(lines []int) int {
	if len(lines) == 0 {
		return 0
	}
	return lines[len(lines)-1]
}

// bare returns a text without the tags in it.
func bare(text string) string { return trimmed(tag().ReplaceAllString(text, "")) }
