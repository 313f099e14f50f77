package formats

import (
	"io/fs"
	"path"
	"strings"

	"cards/deck/from/ankitext"
	"cards/deck/from/ki"
	"cards/deck/from/pattern"
	"cards/storage/importer/source"
)

// kiName is the name of the format of notes of Anki that ki has written.
const kiName = "ki"

// recogniseKi knows a note by its header.
func recogniseKi(s source.Sample) source.Guess {
	g := source.Guess{Read: readKi}
	text, ok := s.Text()
	if !ok || !strings.HasPrefix(strings.TrimPrefix(text, "\ufeff"), "# ") {
		return g
	}
	if n, ok := ki.Read(text); ok {
		g.Confidence = 0.99
		g.Reason = "a note of type " + n.Notetype + " with the header that ki writes"
	}
	return g
}

// readKi reads the note of a file. Those of a folder are one deck.
func readKi(in source.Input) (*source.Content, error) {
	text, err := in.Text()
	if err != nil {
		return nil, err
	}
	c := &source.Content{Together: true}
	n, ok := ki.Read(text)
	if !ok {
		c.LeaveRest(text, "text without the header that ki writes")
		return c, nil
	}
	row := ankitext.Note{
		Line: n.Head + 1, End: source.LineCount(text),
		Tags: n.Tags, Notetype: n.Notetype, GUID: n.GUID,
	}
	for _, f := range n.Fields {
		row.Fields = append(row.Fields, withMedia(&in, f.HTML()))
	}
	note, reason := ankiTextNote(row, true)
	p := source.Part{Line: row.Line, End: row.End, As: source.Taken, Reason: reason}
	if note == nil {
		p.As = source.Refused
	} else {
		c.Items = append(c.Items, source.Item{Note: note})
	}
	c.Parts = []source.Part{{Line: 1, End: n.Head, As: source.Frame}, p}
	return c, nil
}

// kiFolder is where ki keeps media, below the folder of its notes.
const kiFolder = "_media"

var kiMedium = pattern.New(`(src="|\[sound:)([^"\]/]+)`)

// withMedia writes where the media of a field are: there they have their names alone.
func withMedia(in *source.Input, field string) string {
	if in.Files == nil {
		return field
	}
	return kiMedium().ReplaceAllStringFunc(field, func(found string) string {
		m := kiMedium().FindStringSubmatch(found)
		name := path.Join(kiFolder, m[2])
		if _, err := fs.Stat(in.Files, name); err != nil {
			return found
		}
		return m[1] + "@/" + name
	})
}
