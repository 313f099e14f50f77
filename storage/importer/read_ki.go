package importer

import (
	"io/fs"
	"path"
	"strings"

	"cards/deck/from/ankitext"
	"cards/deck/from/ki"
	"cards/deck/from/pattern"
)

// kiName is the name of the format of notes of Anki that ki has written.
const kiName = "ki"

// recogniseKi knows a note by its header.
func recogniseKi(s Sample) Guess {
	g := Guess{Read: readKi}
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
func readKi(in Input) (*Content, error) {
	text, err := in.text()
	if err != nil {
		return nil, err
	}
	c := &Content{Together: true}
	n, ok := ki.Read(text)
	if !ok {
		c.leaveRest(text, "text without the header that ki writes")
		return c, nil
	}
	row := ankitext.Note{
		Line: n.Head + 1, End: lineCount(text), Tags: n.Tags, Notetype: n.Notetype, GUID: n.GUID,
	}
	for _, f := range n.Fields {
		row.Fields = append(row.Fields, in.kiMedia(f.HTML()))
	}
	note, reason := ankiTextNote(row, true)
	p := Part{row.Line, row.End, Taken, reason}
	if note == nil {
		p.As = Refused
	} else {
		c.Items = append(c.Items, Item{Note: note})
	}
	c.Parts = []Part{{1, n.Head, Frame, ""}, p}
	return c, nil
}

// kiFolder is where ki keeps media, below the folder of its notes.
const kiFolder = "_media"

var kiMedium = pattern.New(`(src="|\[sound:)([^"\]/]+)`)

// kiMedia writes where the media of a field are: there they have their names alone.
func (in *Input) kiMedia(field string) string {
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
