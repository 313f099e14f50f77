package markdown

import (
	"strings"

	"cards/deck/from/pattern"
)

var tableRule = pattern.New(`^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$`)

// isTable says whether a table begins on a line: it has bars, and the line below is a rule.
func isTable(lines []string, at int) bool {
	return at+1 < len(lines) && strings.Contains(lines[at], "|") &&
		tableRule().MatchString(lines[at+1])
}

// holdsTable says whether a table belongs to the answer of the open note: it is not one of notes.
func (s *scanner) holdsTable(at int) bool {
	if s.note == nil || s.side != &s.back {
		return false
	}
	if s.level == 0 && s.note.Shape != Title && s.answered && s.blank {
		return false
	}
	front, _, _ := columnsOf(cells(s.lines[at]))
	return front < 0
}

// table reads a table. One whose head names question and answer is of notes.
func (s *scanner) table(at int) int {
	s.close()
	head := cells(s.lines[at])
	front, back, kind := columnsOf(head)
	end := at + 2
	for end < len(s.lines) && strings.Contains(s.lines[end], "|") && strings.TrimSpace(s.lines[end]) != "" {
		end++
	}
	if front < 0 {
		return end
	}
	s.file.Rows = append(s.file.Rows, at+1, at+2)
	for i := at + 2; i < end; i++ {
		row := cells(s.lines[i])
		n := Note{Line: i + 1, End: i + 1, Shape: Row, Kind: kind, Section: s.section.Titles()}
		if front < len(row) {
			n.Front = row[front]
		}
		if back < len(row) {
			n.Back = row[back]
		}
		s.take(n)
	}
	return end
}

// columnsOf returns which columns ask and answer; -1 if the head does not say.
func columnsOf(head []string) (front, back int, kind Kind) {
	front, back = -1, -1
	for i, cell := range head {
		switch strings.ToLower(strings.Trim(cell, " *_:")) {
		case "question", "questions", "q", "front", "prompt", "frage", "pregunta", "domanda", "вопрос", "问题", "質問":
			front = i
		case "term", "word", "concept", "begriff", "wort", "término", "terme":
			front, kind = i, Term
		case "answer", "answers", "a", "back", "response", "antwort", "respuesta", "réponse", "risposta", "ответ", "答案", "回答":
			back = i
		case "definition", "meaning", "translation", "bedeutung", "übersetzung", "definición", "définition":
			back = i
		}
	}
	if front < 0 || back < 0 {
		return -1, -1, Basic
	}
	return front, back, kind
}

// cells returns the cells of a row. A bar behind a backslash, or in code, is text.
func cells(line string) []string {
	line = strings.TrimSpace(line)
	line = strings.TrimPrefix(line, "|")
	if !strings.HasSuffix(line, `\|`) {
		line = strings.TrimSuffix(line, "|")
	}
	var list []string
	var cell strings.Builder
	inCode := false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && line[i+1] == '|':
			i++
			cell.WriteByte('|')
		case c == '|' && !inCode:
			list = append(list, strings.TrimSpace(cell.String()))
			cell.Reset()
		default:
			if c == '`' {
				inCode = !inCode
			}
			cell.WriteByte(c)
		}
	}
	return append(list, strings.TrimSpace(cell.String()))
}
