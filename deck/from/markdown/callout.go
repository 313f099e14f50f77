package markdown

import (
	"strings"

	"cards/deck/from/pattern"
)

var (
	askingCallout = pattern.New(`(?i)^\[!(?:question|faq|help|quiz|flashcards?|card|exercise|ask|q)` +
		`(?:\|[^\]]*)?\][+-]?\s*(.*)$`)
	otherCallout = pattern.New(`(?i)^\[!([\w-]+)(?:\|[^\]]*)?\][+-]?\s*(.*)$`)
	bareTitle    = pattern.New(`(?i)^(?:question|frage|pregunta|pergunta|domanda|quiz|card|flashcard|` +
		`exercise|q)?[\s.:#]*\d*[\s.:]*$`)
)

// callout reads a callout that asks: its title is the question and what stands below it the
// answer, or a callout within it that tells. One that holds others which ask is a frame around
// them. False if there is none, or it has no answer.
func (s *scanner) callout(at int) (next int, ok bool) {
	depth := quotes(s.lines[at])
	if depth == 0 {
		return 0, false
	}
	m := askingCallout().FindStringSubmatch(unquoted(s.lines[at], depth))
	if m == nil {
		return 0, false
	}
	end := at + 1
	for end < len(s.lines) && quotes(s.lines[end]) >= depth {
		if quotes(s.lines[end]) == depth && isCallout(s.lines[end], depth) {
			break
		}
		end++
	}
	if holdsAsking(s.lines[at+1:end], depth) {
		s.close()
		s.file.Headings = append(s.file.Headings, at+1)
		return at + 1, true
	}
	front, back := sidesOf(trimmed(m[1]), s.lines[at+1:end], depth)
	if front == "" || back == "" {
		return 0, false
	}
	s.close()
	last := end
	for strings.TrimSpace(unquoted(s.lines[last-1], depth)) == "" {
		last--
	}
	s.file.Notes = append(s.file.Notes, Note{
		Line: at + 1, End: last, Shape: Callout, Front: front, Back: back, Section: s.section.Titles(),
	})
	return last, true
}

// sidesOf returns what a callout asks and its answer. Where it has no title of its own the first
// paragraph asks; what stands before a callout within it belongs to the question.
func sidesOf(title string, lines []string, depth int) (front, back string) {
	var before, body []string
	inner := false
	for _, line := range lines {
		text := unquoted(line, depth)
		within := unquoted(text, 1)
		switch {
		case !inner && quotes(text) > 0 && otherCallout().MatchString(within):
			before, body, inner = body, nil, true
		case inner && quotes(text) > 0:
			body = append(body, within)
		default:
			body = append(body, text)
		}
	}
	if bareTitle().MatchString(title) {
		title = ""
	}
	front = trimmed(strings.Join(append([]string{title}, before...), "\n"))
	if front == "" {
		asked, rest, _ := strings.Cut(strings.TrimLeft(strings.Join(body, "\n"), "\n"), "\n\n")
		front, body = trimmed(asked), strings.Split(rest, "\n")
	}
	return withoutLabel(front), withoutLabel(strings.Join(body, "\n"))
}

// holdsAsking says whether some lines hold callouts that ask, deeper than a depth.
func holdsAsking(lines []string, depth int) bool {
	for _, line := range lines {
		if n := quotes(line); n > depth && askingCallout().MatchString(unquoted(line, n)) {
			return true
		}
	}
	return false
}

func isCallout(line string, depth int) bool {
	return otherCallout().MatchString(unquoted(line, depth))
}

// quotes returns how many marks of a quote a line begins with.
func quotes(line string) int {
	n := 0
	for _, c := range line {
		switch c {
		case '>':
			n++
		case ' ':
		default:
			return n
		}
	}
	return n
}

// unquoted returns a line without so many marks of a quote, and a space behind each.
func unquoted(line string, depth int) string {
	for range depth {
		rest, ok := strings.CutPrefix(strings.TrimLeft(line, " "), ">")
		if !ok {
			return line
		}
		line = strings.TrimPrefix(rest, " ")
	}
	return line
}
