package ankiblock

import (
	"fmt"
	"slices"
	"strings"

	"cards/deck/from/pattern"
)

var (
	id    = pattern.New(`^(?:<!-- ?)?ID: ?(\d+)(?: ?-->)?$`)
	curly = pattern.New(`\{(?:c?(\d+)[:|])?([^{}\n]+)\}`)
	mark  = pattern.New(`==([^=\n]+)==`)
)

// fields are the names of the fields of the note types that Anki brings, in some of the languages
// that it speaks, and others that people name theirs by.
var fields = []string{
	"Front", "Back", "Text", "Back Extra", "Extra", "Question", "Answer", "Prompt", "Response", "Hint",
	"Vorderseite", "Rückseite", "Anverso", "Reverso", "Recto", "Verso", "Frente", "Fronte", "Retro",
	"Pregunta", "Respuesta", "Frage", "Antwort", "Pergunta", "Resposta", "Domanda", "Risposta",
	"Texto", "Texte", "Testo", "Вопрос", "Ответ", "正面", "背面", "文字", "背面额外",
}

// blockOf reads the lines between the marks of a block.
func blockOf(lines []string) Block {
	var b Block
	lines = trimmed(lines)
	if len(lines) == 0 {
		return b
	}
	b.Type, lines = strings.TrimSpace(lines[0]), trimmed(lines[1:])
	if n := len(lines) - 1; n >= 0 && b.takeID(lines[n]) {
		lines = trimmed(lines[:n])
	}
	if n := len(lines) - 1; n >= 0 && strings.HasPrefix(lines[n], "Tags:") {
		b.Tags = tagsOf(lines[n][len("Tags:"):])
		lines = trimmed(lines[:n])
	}
	b.fill(lines)
	return b
}

// inlineOf reads what stands between the marks of a block that is a part of a line.
func inlineOf(kind, text string) Block {
	b := Block{Type: kind}
	if at := strings.LastIndex(text, "ID:"); at >= 0 {
		at = strings.LastIndexByte(text[:at], ' ') + 1
		if strings.HasSuffix(text[:at], "<!-- ") {
			at -= len("<!-- ")
		}
		if b.takeID(text[at:]) {
			text = strings.TrimSpace(text[:at])
		}
	}
	if before, tags, ok := strings.Cut(text, " Tags:"); ok {
		text, b.Tags = before, tagsOf(tags)
	}
	for _, name := range fields {
		text = strings.ReplaceAll(text, " "+name+": ", "\n"+name+": ")
	}
	b.fill(strings.Split(text, "\n"))
	return b
}

func (b *Block) takeID(line string) bool {
	m := id().FindStringSubmatch(strings.TrimSpace(line))
	if m == nil {
		return false
	}
	b.ID = m[1]
	return true
}

// fill shares lines among fields: those above the first that names one belong to the first.
func (b *Block) fill(lines []string) {
	var own [][]string
	for i, line := range lines {
		name, rest := fieldOf(line)
		if name != "" {
			line = rest
		}
		if i == 0 || name != "" {
			own = append(own, nil)
		}
		own[len(own)-1] = append(own[len(own)-1], line)
	}
	if len(own) == 1 && !b.isCloze() {
		own = namedBy(lines)
	}
	for _, of := range own {
		b.Fields = append(b.Fields, strings.TrimSpace(strings.Join(of, "\n")))
	}
	if len(b.Fields) > 0 && b.isCloze() {
		b.Fields[0] = gaps(b.Fields[0])
	}
}

// named matches a line that begins a field of a note type that somebody made: a few words.
var named = pattern.New(`^(\pL[\pL\pN _/()-]{0,30}):(?:\s+(.*))?$`)

// namedBy shares the lines of a block of such a type among two fields: the first, and all others
// with their names, but for those that are empty.
func namedBy(lines []string) [][]string {
	var first, rest []string
	fields := 0
	for i, line := range lines {
		m := named().FindStringSubmatch(line)
		if m != nil || i == 0 {
			fields++
		}
		switch {
		case m != nil && fields == 1:
			first = append(first, m[2])
		case fields == 1:
			first = append(first, line)
		case m == nil || m[2] != "":
			rest = append(rest, line)
		case i+1 < len(lines) && named().FindString(lines[i+1]) == "":
			rest = append(rest, line)
		}
	}
	if fields < 2 {
		return [][]string{lines}
	}
	return [][]string{first, rest}
}

// fieldOf returns the name of the field that a line begins, and the rest of the line.
func fieldOf(line string) (name, rest string) {
	name, rest, ok := strings.Cut(strings.TrimSpace(line), ":")
	if !ok || !slices.Contains(fields, name) {
		return "", line
	}
	return name, strings.TrimSpace(rest)
}

// isCloze says whether the note type is one of texts with gaps.
func (b *Block) isCloze() bool { return strings.Contains(strings.ToLower(b.Type), "cloze") }

// gaps writes gaps as {{c1::text}}, where none is yet: what braces hold, or else what is
// highlighted.
func gaps(text string) string {
	if strings.Contains(text, "{{c") {
		return text
	}
	n := 0
	for _, p := range []pattern.Lazy{curly, mark} {
		text = p().ReplaceAllStringFunc(text, func(found string) string {
			m := p().FindStringSubmatch(found)
			n++
			if len(m) == 3 && m[1] != "" {
				return fmt.Sprintf("{{c%s::%s}}", m[1], m[2])
			}
			return fmt.Sprintf("{{c%d::%s}}", n, m[len(m)-1])
		})
		if n > 0 {
			break
		}
	}
	return text
}

// tagsOf returns the tags of a list that spaces or commas divide.
func tagsOf(text string) []string {
	isBetween := func(c rune) bool { return c == ' ' || c == ',' || c == '\t' }
	var tags []string
	for _, t := range strings.FieldsFunc(text, isBetween) {
		if t = strings.Trim(t, "#"); t != "" {
			tags = append(tags, t)
		}
	}
	return tags
}

// trimmed returns lines without the blank ones around them.
func trimmed(lines []string) []string {
	isBlank := func(line string) bool { return strings.TrimSpace(line) == "" }
	for len(lines) > 0 && isBlank(lines[0]) {
		lines = lines[1:]
	}
	for len(lines) > 0 && isBlank(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	return lines
}
