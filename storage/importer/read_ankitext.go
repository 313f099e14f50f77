package importer

import (
	"regexp"
	"strings"

	"cards/deck/from/pattern"

	"cards/deck"
	"cards/deck/from/ankitext"
	"cards/deck/from/html"
)

// ankiTextName is the name of the format of Anki's exports as text.
const ankiTextName = "anki-text"

// recogniseAnkiText knows a text by the settings that it begins with.
func recogniseAnkiText(s Sample) Guess {
	g := Guess{Read: readAnkiText}
	if text, ok := s.Text(); ok && ankitext.IsOne(text) {
		g.Confidence, g.Reason = 0.99, "it begins with the settings of an export of Anki"
	}
	return g
}

func readAnkiText(in Input) (*Content, error) {
	text, err := in.text()
	if err != nil {
		return nil, err
	}
	f := ankitext.Read(text)
	c := &Content{}
	if f.Head > 0 {
		c.Parts = append(c.Parts, Part{1, f.Head, Frame, ""})
	}
	for _, row := range f.Notes {
		note, reason := ankiTextNote(row, f.HTML)
		p := Part{row.Line, row.End, Taken, reason}
		if note == nil {
			p.As = Refused
		} else {
			c.Items = append(c.Items, Item{Deck: ankiTextDeck(row.Deck), Note: note})
		}
		c.Parts = append(c.Parts, p)
	}
	c.leaveRest(text, "a comment")
	return c, nil
}

// ankiTextDeck returns the name of a deck as files can have it; none stays none.
func ankiTextDeck(name string) string {
	if name == "" {
		return ""
	}
	return fileLevels(name, "/")
}

// ankiTextNote returns the note of a row: a cloze where the first field has gaps; else the first
// field asks for the second, in both directions where the note type says so. Further fields
// explain.
func ankiTextNote(row ankitext.Note, isHTML bool) (note *Note, reason string) {
	fields := make([]string, len(row.Fields))
	for i, field := range row.Fields {
		fields[i] = strings.TrimSpace(field)
		if isHTML {
			fields[i] = ankiMarkdown(field)
		}
	}
	for len(fields) < 2 {
		fields = append(fields, "")
	}
	kind := strings.ToLower(row.Notetype)
	n := &Note{
		Line: row.Line, End: row.End, Label: deck.Question, Prompt: fields[0], Answer: fields[1], Tags: row.Tags,
		More: strings.Join(filled(fields[2:]), "\n\n"), Identity: row.GUID,
	}
	switch {
	case fields[0] == "":
		return nil, "a note whose first field is empty"
	case ankiGap().MatchString(fields[0]):
		n.Label, n.Answer = deck.Cloze, ""
		n.More = strings.Join(filled(fields[1:]), "\n\n")
	case fields[1] == "":
		return nil, "a note without an answer"
	case strings.Contains(kind, "reversed"):
		n.Label = deck.Term
	case strings.Contains(kind, "type in"):
		n.Typed = true
	}
	return n, ""
}

func filled(fields []string) []string {
	var list []string
	for _, f := range fields {
		if f != "" {
			list = append(list, f)
		}
	}
	return list
}

var (
	ankiGap   = pattern.New(`\{\{c\d+::`)
	ankiSound = pattern.New(`\[sound:([^\]\n]+)\]`)
	ankiTeX   = pattern.New(`(?s)\[\$\](.*?)\[/\$\]|\\\((.*?)\\\)|<anki-mathjax>(.*?)</anki-mathjax>`)
	ankiBlock = pattern.New(`(?s)\[\$\$\](.*?)\[/\$\$\]|\\\[(.*?)\\\]|<anki-mathjax block="true">(.*?)</anki-mathjax>|\[latex\](.*?)\[/latex\]`)
)

// ankiMarkdown writes a field as Markdown: its HTML, formulas in the ways of Anki, and sounds.
func ankiMarkdown(field string) string {
	var formulas []string
	keep := func(pattern *regexp.Regexp, around string) {
		field = pattern.ReplaceAllStringFunc(field, func(m string) string {
			for _, inner := range pattern.FindStringSubmatch(m)[1:] {
				if inner != "" {
					formulas = append(formulas, around+strings.TrimSpace(html.Markdown(inner))+around)
					return "\ue000" + string(rune('\ue100'+len(formulas)-1)) + "\ue001"
				}
			}
			return m
		})
	}
	const most = 1000 // formulas, for which there are signs
	if strings.Count(field, `\(`)+strings.Count(field, `\[`)+strings.Count(field, "[$") < most {
		keep(ankiBlock(), "$$")
		keep(ankiTeX(), "$")
	}
	text := html.Markdown(field)
	for i, f := range formulas {
		text = strings.Replace(text, "\ue000"+string(rune('\ue100'+i))+"\ue001", f, 1)
	}
	return ankiSound().ReplaceAllString(text, "[$1]($1)")
}
