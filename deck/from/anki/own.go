package anki

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Own is one of the types of note that our own notes have in Anki. Their ids are frozen: by them a
// later import knows its own.
type Own int64

// The types of our own notes.
const (
	OwnBasic  Own = firstOwn + iota // fields: front, back, explanation
	OwnBoth                         // the same, asked in both directions
	OwnTyped                        // the same, the answer is typed
	OwnCloze                        // text, explanation
	OwnChoice                       // front, options, back, explanation
	endOwn
)

const firstOwn = 1_577_836_800_001 // the start of 2020 in milliseconds, and one more

// IsOwn says whether a type of note is one of ours.
func IsOwn(id int64) bool { return id >= firstOwn && id < int64(endOwn) }

// SourceName is the name of the last field of our own types: the note as it stood in its deck.
const SourceName = "Markdown"

const (
	ownStyle = ".card { font-family: sans-serif; font-size: 20px; text-align: center; }\n" +
		".more { margin-top: 1em; font-size: 16px; opacity: .8; }\n" +
		"pre, ul, ol, table { display: inline-block; text-align: left; }\n" +
		".cloze { font-weight: bold; color: blue; }\n.nightMode .cloze { color: lightblue; }\n"
	ownMore = "{{#More}}<div class=more>{{More}}</div>{{/More}}"
	answer  = "{{FrontSide}}\n\n<hr id=answer>\n\n"
	latexA  = "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n" +
		"\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n"
	latexB = "\\end{document}"
)

// Type returns the type.
func (o Own) Type() *Notetype {
	side := func(name, front, back string) Template { return Template{Name: name, Front: front, Back: back} }
	switch o {
	case OwnBoth:
		return o.with("Basic, both directions", "Front Back More",
			side("Card 1", "{{Front}}", answer+"{{Back}}"+ownMore),
			side("Card 2", "{{Back}}", answer+"{{Front}}"+ownMore))
	case OwnTyped:
		return o.with("Basic, typed", "Front Back More",
			side("Card 1", "{{Front}}\n\n{{type:Back}}",
				"{{Front}}\n\n<hr id=answer>\n\n{{type:Back}}"+ownMore))
	case OwnCloze:
		return o.with("Cloze", "Text More", side("Cloze", "{{cloze:Text}}", "{{cloze:Text}}"+ownMore))
	case OwnChoice:
		return o.with("Choice", "Front Options Back More",
			side("Card 1", "{{Front}}\n\n{{Options}}", answer+"{{Back}}"+ownMore))
	}
	return o.with("Basic", "Front Back More", side("Card 1", "{{Front}}", answer+"{{Back}}"+ownMore))
}

func (o Own) with(name, fields string, templates ...Template) *Notetype {
	t := &Notetype{
		ID: int64(o), Name: name + " (cards)", Mod: firstOwn / 1000, Templates: templates, Style: ownStyle,
		LatexPre: latexA, LatexPost: latexB,
	}
	if o == OwnCloze {
		t.Kind = 1
	}
	for i, field := range append(strings.Fields(fields), SourceName) {
		t.Fields = append(t.Fields,
			Field{Name: field, Ord: i, Font: "Arial", Size: 20, ID: innerID(o, i)})
	}
	last := &t.Fields[len(t.Fields)-1]
	last.Description, last.Collapsed, last.Unsearched = "the note as it stands in its deck of cards", true, true
	for i := range t.Templates {
		t.Templates[i].Ord, t.Templates[i].ID = i, innerID(o, 100+i)
	}
	return t
}

// innerID returns the id of a field or template of ours.
func innerID(o Own, place int) *int64 {
	id := (int64(o)-firstOwn+1)*1000 + int64(place)
	return &id
}

// WithSource returns the fields of a note of ours with the last, which holds its text as it stands
// in its deck, and a sum that tells whether the others are as they were.
func WithSource(fields []string, source string) []string {
	return append(fields,
		fmt.Sprintf(`<pre data-cards="%s">%s</pre>`, sumOf(fields), html.EscapeString(source)))
}

// SourceOf returns the text of a note of ours as it stood in its deck, and whether its fields are
// as they were then; false if the last field does not say it.
func SourceOf(fields []string) (source string, intact, ok bool) {
	if len(fields) == 0 {
		return "", false, false
	}
	last := len(fields) - 1
	rest, ok := strings.CutPrefix(fields[last], `<pre data-cards="`)
	sum, rest, found := strings.Cut(rest, `">`)
	text, closed := strings.CutSuffix(rest, "</pre>")
	if !ok || !found || !closed {
		return "", false, false
	}
	return html.UnescapeString(text), sum == sumOf(fields[:last]), true
}

// sumOf returns a sum of fields, which Anki keeps in Normalization Form C.
func sumOf(fields []string) string {
	sum := sha256.Sum256([]byte(norm.NFC.String(strings.Join(fields, FieldSeparator))))
	return hex.EncodeToString(sum[:8])
}
