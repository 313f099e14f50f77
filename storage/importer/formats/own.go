package formats

import (
	"strings"

	"cards/deck"
	"cards/storage/folders"
	"cards/storage/importer/source"
)

// Own is the name of our own format.
const Own = "cards"

// sureOfOwn is how sure it is that a text with our labels is a deck.
const sureOfOwn = 0.85

// recogniseOwn knows a deck by its labels. A Markdown file without any is taken as it is when no
// other format wants it: notes belong beside the cards.
func recogniseOwn(s source.Sample) source.Guess {
	g := source.Guess{Read: readOwn}
	text, ok := s.Text()
	if !ok {
		if folders.IsDeck(s.Name) {
			g.Confidence = source.Sure // so that it is refused as no text
		}
		return g
	}
	switch n := s.Labels(text); {
	case n == 1:
		g.Confidence, g.Reason = sureOfOwn, "1 note with a label"
	case n > 1:
		g.Confidence, g.Reason = sureOfOwn, source.Counted(n, "note")+" with labels"
	case folders.IsDeck(s.Name):
		g.Confidence, g.Reason = source.Sure, "a Markdown file"
	}
	return g
}

// readOwn reads a deck of our own, which comes as it is.
func readOwn(in source.Input) (*source.Content, error) {
	if !source.IsText(in.Data) {
		return nil, source.TextErrorIn(in.Data)
	}
	f := in.Own.Read(in.Data)
	c := &source.Content{Whole: in.Data, Front: f.Front}
	lines := strings.SplitAfter(string(in.Data), "\n")
	for i := range f.Notes {
		n := &f.Notes[i]
		c.Items = append(c.Items, source.Item{Section: n.Section, Note: &source.Note{
			Line: n.Pos.Line, End: n.End, Label: n.Label, Draft: n.Draft, RawCards: n.Cards,
			Raw: strings.Join(lines[n.Pos.Line-1:min(n.End, len(lines))], ""),
		}})
	}
	c.Parts = ownParts(f, source.LineCount(string(in.Data)))
	return c, nil
}

// ownParts accounts for the lines of a deck.
func ownParts(f *deck.File, lines int) []source.Part {
	as := make([]source.Part, lines+1)
	for _, n := range f.Notes {
		for line := n.Pos.Line; line <= min(n.End, lines); line++ {
			as[line].As = source.Taken
		}
	}
	for _, d := range f.Diagnostics {
		if d.Severity == deck.Error && d.Pos.Line <= lines && as[d.Pos.Line].As != source.Taken {
			as[d.Pos.Line] = source.Part{As: source.Refused, Reason: d.Text}
		}
	}
	var parts []source.Part
	for line := 1; line <= lines; line++ {
		p := as[line]
		if p.As == source.Blank {
			p.As = source.Notes
		}
		p.Line, p.End = line, line
		parts = append(parts, p)
	}
	return parts
}
