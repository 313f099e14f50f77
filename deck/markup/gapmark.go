package markup

import "strings"

// GapOpen and GapClose stand before and after an asked gap: in the text of a cloze that its key is
// made of, and in what a card shows. Deck files may not hold them.
const (
	GapOpen  = '\u0002'
	GapClose = '\u0003'

	gapMarks = string(GapOpen) + string(GapClose)
)

// CutGap divides a text at its first asked gap. Without one, before is the whole text.
func CutGap(text string) (before, inner, after string, ok bool) {
	before, rest, ok := strings.Cut(text, string(GapOpen))
	if !ok {
		return text, "", "", false
	}
	inner, after, ok = strings.Cut(rest, string(GapClose))
	return before, inner, after, ok
}

// GapTexts returns what stands in the asked gaps of a text.
func GapTexts(text string) []string {
	var asked []string
	for {
		_, inner, after, ok := CutGap(text)
		if !ok {
			return asked
		}
		asked = append(asked, inner)
		text = after
	}
}

// intoFences moves the marks of gaps that hold a whole fence and nothing else into it: the lines
// that open and close it would be none with a mark on them.
func intoFences(src string) string {
	const open = string(GapOpen)
	if !strings.Contains(src, open+"```") && !strings.Contains(src, open+"~~~") {
		return src
	}
	var out strings.Builder
	for rest := src; ; {
		before, inner, after, ok := CutGap(rest)
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		marked := open + inner + string(GapClose)
		line := before[strings.LastIndexByte(before, '\n')+1:]
		isFirst := out.Len() == len(before) || len(line) < len(before)
		if indent := len(line); isFirst && strings.TrimLeft(line, " ") == "" {
			marked = intoFence(inner, marked, indent)
		}
		out.WriteString(marked)
		rest = after
	}
}

// intoFence returns what a gap holds with its marks in the fence that it is, or else as it is
// marked. The fence is indented by so many spaces.
func intoFence(inner, marked string, indent int) string {
	first, rest, _ := strings.Cut(inner, "\n")
	at := strings.LastIndexByte(rest, '\n')
	if at < 0 || !OpensFence(first) {
		return marked
	}
	pos := 0
	for line := range strings.Lines(rest) {
		mark, size := closingFence(strings.Trim(line, " \n"))
		if mark == first[0] && size >= run(first, 0) {
			break
		}
		pos += len(line)
	}
	if pos != at+1 {
		return marked
	}
	spaces := len(rest) - len(strings.TrimLeft(rest, " "))
	body := min(indent, spaces)
	return first + "\n" +
		rest[:body] + string(GapOpen) + rest[body:at] + string(GapClose) + rest[at:]
}
