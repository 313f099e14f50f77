package formats

import (
	"strings"

	"cards/deck"
	"cards/deck/from/ankinote"
	"cards/deck/from/ankitext"
	"cards/deck/from/pattern"
	"cards/storage/importer/source"
)

// ankiTextName is the name of the format of Anki's exports as text.
const ankiTextName = "anki-text"

// recogniseAnkiText knows a text by the settings that it begins with.
func recogniseAnkiText(s source.Sample) source.Guess {
	g := source.Guess{Read: readAnkiText}
	if text, ok := s.Text(); ok && ankitext.IsOne(text) {
		g.Confidence, g.Reason = 0.99, "it begins with the settings of an export of Anki"
	}
	return g
}

func readAnkiText(in source.Input) (*source.Content, error) {
	text, err := in.Text()
	if err != nil {
		return nil, err
	}
	f := ankitext.Read(text)
	c := &source.Content{}
	if f.Head > 0 {
		c.Account(1, f.Head, source.Frame, "")
	}
	for _, row := range f.Notes {
		note, reason := ankiTextNote(row, f.HTML)
		p := source.Part{Line: row.Line, End: row.End, As: source.Taken, Reason: reason}
		if note == nil {
			p.As = source.Refused
		} else {
			c.Items = append(c.Items, source.Item{Deck: ankiTextDeck(row.Deck), Note: note})
		}
		c.Parts = append(c.Parts, p)
		doubt(c, row.Line, row.IsOpen)
	}
	c.LeaveRest(text, "a comment")
	return c, nil
}

// ankiTextDeck returns the name of a deck as files can have it; none stays none.
func ankiTextDeck(name string) string {
	if name == "" {
		return ""
	}
	return source.FileLevels(name, "/")
}

// ankiTextNote returns the note of a row: a cloze where the first field has gaps; else the first
// field asks for the second, in both directions where the note type says so. Further fields
// explain.
func ankiTextNote(row ankitext.Note, isHTML bool) (note *source.Note, reason string) {
	fields := make([]string, len(row.Fields))
	for i, field := range row.Fields {
		fields[i] = strings.TrimSpace(field)
		if isHTML {
			w := ankinote.Writer{Cloze: i == 0 && ankiGap().MatchString(field)}
			fields[i] = w.Markdown(field)
		}
	}
	for len(fields) < 2 {
		fields = append(fields, "")
	}
	kind := strings.ToLower(row.Notetype)
	n := &source.Note{
		Line: row.Line, End: row.End, Label: deck.Question,
		Prompt: fields[0], Answer: fields[1], Tags: row.Tags,
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

var ankiGap = pattern.New(`\{\{c\d+::`)
