// Package ki reads notes of Anki as ki writes them: one a file, with a header in a fence, its tags,
// and its fields below headings (langfield/ki, ki/grammar.lark).
package ki

import (
	"strings"

	"cards/deck/from/pattern"
)

// Note is one note. Texts are HTML, or plain where they have no tags.
type Note struct {
	GUID     string // "" if the file has none
	Notetype string
	Tags     []string
	Fields   []Field
	Head     int // lines before the first field
}

// Field is a field of a note.
type Field struct {
	Line int // of its heading, from 1
	Name string
	Text string
}

// header matches what a file begins with.
var header = pattern.New("^# [^\\n]+\\n+```\\n(?:guid: *([^\\n]*)\\n)?notetype: *([^\\n]+)\\n```\\n")

// Read reads a note; false if the text is none.
func Read(text string) (Note, bool) {
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	m := header().FindStringSubmatchIndex(text)
	if m == nil {
		return Note{}, false
	}
	n := Note{Notetype: strings.TrimSpace(text[m[4]:m[5]])}
	if m[2] >= 0 {
		n.GUID = strings.TrimSpace(text[m[2]:m[3]])
	}
	number := strings.Count(text[:m[1]], "\n")
	inTags := false
	var body []string
	end := func() {
		if last := len(n.Fields) - 1; last >= 0 {
			n.Fields[last].Text = strings.Trim(strings.Join(body, "\n"), "\n")
		}
		body = nil
	}
	for line := range strings.Lines(text[m[1]:]) {
		number++
		line = strings.TrimRight(line, "\n")
		name, isField := strings.CutPrefix(line, "## ")
		switch {
		case isField:
			end()
			n.Fields = append(n.Fields, Field{Line: number, Name: strings.TrimSpace(name)})
		case len(n.Fields) > 0:
			body = append(body, line)
		case line == "```":
			inTags = !inTags
		case inTags && strings.TrimSpace(line) != "":
			n.Tags = append(n.Tags, strings.TrimSpace(line))
		}
	}
	end()
	if len(n.Fields) == 0 {
		return Note{}, false
	}
	n.Head = n.Fields[0].Line - 1
	return n, true
}

var (
	tag   = pattern.New(`(?i)</?[a-z][^<>]*>|&(?:[a-z]+|#\d+);`)
	block = pattern.New(`(?i)<(?:ul|ol|li|div|p|table|pre|h\d|blockquote)\b`)
)

// HTML returns the text of a field as Anki has it: ki writes its breaks as lines.
func (f Field) HTML() string {
	switch {
	case !tag().MatchString(f.Text):
		text := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(f.Text)
		return strings.ReplaceAll(text, "\n", "<br>")
	case block().MatchString(f.Text):
		return f.Text
	}
	return strings.ReplaceAll(f.Text, "\n", "<br>")
}
