package markdown

import (
	"strings"

	"cards/deck/from/pattern"
	"cards/deck/markup"
)

var (
	keyTitle = pattern.New(`(?i)^\W*(?:the\s+)?(?:correct\s+)?(?:answer[\s-]*keys?|answers?|` +
		`answer sheet|solutions?|key|lösungen|respuestas|réponses|soluciones)` +
		`(?:\s+(?:key|to|for)\b.*)?\W*$`)
	keyed     = pattern.New(`^\W*(\d+)\W*[.):\s=–-]\W*([A-Ha-h])(?:\W*$|\W*[.):–-]\W*\s.*$)`)
	keyedRow  = pattern.New(`(\d+)\s*[.):=–-]?\s*\(?([A-Ha-h])\)?(?:[\s,;|]+|$)`)
	byNumber  = pattern.New(`^\s*(?:#{1,6}\s+)?(?:\*\*|__)?(?i:q(?:uestion)?\s*)?(\d+)\s*[.):]\s*(.*)$`)
	optionOf  = pattern.New(`^\s*(?:[-*+]\s+)?(?:\[ \]\s+)?(?:\*\*|__)?\(?([A-Ha-h])[.)]`)
	keyOnLine = pattern.New(`^[\W\d]*(?:\d+\s*[.):=–-]?\s*\(?[A-Ha-h]\)?[\s,;|]*)+\W*$`)
)

// askedByKey is a question with options whose answer stands in a key, at the end of the text or of a
// part of it.
type askedByKey struct {
	end   int // the line behind it
	front string
	back  string // what the key says
}

// findKeyed finds the questions with options that have numbers, and the keys that answer these. Of a
// number that comes several times each has the answer of its own turn. Where fewer than two are
// answered there are none.
func (s *scanner) findKeyed() {
	answers, lines := s.keys()
	if len(answers) == 0 {
		return
	}
	turn, found := make(map[string]int), make(map[int]askedByKey)
	for at := 0; at < len(s.lines); at++ {
		if lines[at] {
			continue
		}
		if markup.OpensFence(strings.TrimSpace(s.lines[at])) {
			at = markup.FenceEnd(s.lines, at)
			continue
		}
		m := byNumber().FindStringSubmatch(s.lines[at])
		if m == nil {
			continue
		}
		q, ok := s.withOptions(at, m[2])
		if !ok {
			continue
		}
		if turn[m[1]]++; turn[m[1]] <= len(answers[m[1]]) {
			q.back = strings.Join(answers[m[1]][turn[m[1]]-1], "\n")
			found[at] = q
		}
		at = q.end - 1
	}
	if len(found) > 1 {
		s.byKey, s.keyLines = found, lines
	}
}

// keys returns what keys say of numbers, in order, each in lines, and which lines these stand on.
func (p *page) keys() (answers map[string][][]string, lines map[int]bool) {
	answers, lines = make(map[string][][]string), make(map[int]bool)
	inKey, last := false, ""
	for at, line := range p.lines {
		level, title := headingOf(line)
		plain := strings.TrimSpace(line)
		switch {
		case level > 0:
			inKey, last = keyTitle().MatchString(title), ""
		case keyTitle().MatchString(plain) && isNoLabel(plain):
			inKey, last = true, ""
			lines[at] = true
		case !inKey || plain == "":
		case keyOnLine().MatchString(plain):
			for _, m := range keyedRow().FindAllStringSubmatch(plain, -1) {
				answers[m[1]] = append(answers[m[1]], []string{m[2]})
			}
			lines[at], last = true, ""
		default:
			if m := keyed().FindStringSubmatch(plain); m != nil {
				last = m[1]
				answers[last] = append(answers[last], []string{answerIn(plain, m)})
			} else if last != "" {
				all := answers[last]
				all[len(all)-1] = append(all[len(all)-1], plain)
			} else {
				inKey = false
				continue
			}
			lines[at] = true
		}
	}
	return answers, lines
}

// isNoLabel says whether a line is set off as titles are, and not the label of one answer.
func isNoLabel(line string) bool {
	return strings.HasPrefix(line, "**") && strings.HasSuffix(line, "**") ||
		strings.Contains(strings.ToLower(line), "key")
}

// answerIn returns what a line of a key says of its number.
func answerIn(line string, m []string) string {
	_, behind, _ := strings.Cut(line, m[1])
	at := strings.Index(behind, m[2])
	return strings.TrimLeft(trimmed(behind[at:]), "(")
}

// withOptions returns the question that begins on a line with options below it; false if there are
// none.
func (p *page) withOptions(at int, first string) (askedByKey, bool) {
	const most = 12 // lines of the question
	front, marks, end := []string{trimmed(first)}, 0, at+1
	for i := at + 1; i < len(p.lines); i++ {
		line := p.lines[i]
		m := optionOf().FindStringSubmatch(line)
		level, _ := headingOf(line)
		switch {
		case m != nil && int(strings.ToLower(m[1])[0]-'a') == marks:
			marks++
			front, end = append(front, withoutEmphasis(line)), i+1
			continue
		case strings.TrimSpace(line) == "" && marks == 0:
			front = append(front, "")
			continue
		case strings.TrimSpace(line) == "":
			continue
		case marks == 0 && i-at < most && level == 0 && !byNumber().MatchString(line) && m == nil:
			front = append(front, line)
			continue
		}
		break
	}
	text := trimmed(strings.Join(front, "\n"))
	return askedByKey{end: end, front: text}, marks > 1 && optionOf().FindString(text) == ""
}

// withoutEmphasis returns a line without marks of strong emphasis.
func withoutEmphasis(line string) string {
	return strings.TrimSpace(strings.NewReplacer("**", "", "__", "").Replace(line))
}

// takeKeyed takes the question that begins on a line, or what stands there of a key, and returns
// the line behind it.
func (s *scanner) takeKeyed(at int) (next int, ok bool) {
	if s.keyLines[at] {
		s.close()
		s.file.Rows, s.text = append(s.file.Rows, at+1), at+1
		return at + 1, true
	}
	q, ok := s.byKey[at]
	if !ok {
		return 0, false
	}
	s.close()
	s.take(Note{
		Line: at + 1, End: q.end, Front: q.front, Back: q.back, Section: s.section.Titles(),
	})
	s.text = q.end
	return q.end, true
}
