package importer

import (
	"strings"

	"cards/deck"
	"cards/storage/folders"
)

// ownFormat is the name of our own format.
const ownFormat = "cards"

// sureOfOwn is how sure it is that a text with our labels is a deck.
const sureOfOwn = 0.85

// recogniseOwn knows a deck by its labels. A Markdown file without any is taken as it is when no
// other format wants it: notes belong beside the cards.
func recogniseOwn(s Sample) Guess {
	g := Guess{Read: readOwn}
	text, ok := s.Text()
	if !ok {
		if folders.IsDeck(s.Name) {
			g.Confidence = sure // so that it is refused as no text
		}
		return g
	}
	switch n := s.labels(text); {
	case n == 1:
		g.Confidence, g.Reason = sureOfOwn, "1 note with a label"
	case n > 1:
		g.Confidence, g.Reason = sureOfOwn, counted(n, "note")+" with labels"
	case folders.IsDeck(s.Name):
		g.Confidence, g.Reason = sure, "a Markdown file"
	}
	return g
}

// ownDeck is a text read as a deck of ours. Several recognisers look at it, and what they see is
// read once.
type ownDeck struct{ file *deck.File }

// read returns the deck that a text is.
func (d *ownDeck) read(text []byte) *deck.File {
	if d == nil {
		return deck.Parse("", text)
	}
	if d.file == nil {
		d.file = deck.Parse("", text)
	}
	return d.file
}

// labels counts the notes of a text, those with errors included.
func (s Sample) labels(text string) int {
	f := s.own.read([]byte(text))
	return len(f.Notes) + len(f.Broken)
}

// readOwn reads a deck of our own, which comes as it is.
func readOwn(in Input) (*Content, error) {
	if !isText(in.Data) {
		return nil, textErrorIn(in.Data)
	}
	f := in.own.read(in.Data)
	c := &Content{whole: in.Data, front: f.Front}
	lines := strings.SplitAfter(string(in.Data), "\n")
	for i := range f.Notes {
		n := &f.Notes[i]
		c.Items = append(c.Items, Item{Section: n.Section, Note: &Note{
			Line: n.Pos.Line, End: n.End, Label: n.Label, Draft: n.Draft, cards: n.Cards,
			raw: strings.Join(lines[n.Pos.Line-1:min(n.End, len(lines))], ""),
		}})
	}
	c.Parts = ownParts(f, lineCount(string(in.Data)))
	return c, nil
}

// ownParts accounts for the lines of a deck.
func ownParts(f *deck.File, lines int) []Part {
	as := make([]Part, lines+1)
	for _, n := range f.Notes {
		for line := n.Pos.Line; line <= min(n.End, lines); line++ {
			as[line].As = Taken
		}
	}
	for _, d := range f.Diagnostics {
		if d.Severity == deck.Error && d.Pos.Line <= lines && as[d.Pos.Line].As != Taken {
			as[d.Pos.Line] = Part{As: Refused, Reason: d.Text}
		}
	}
	var parts []Part
	for line := 1; line <= lines; line++ {
		p := as[line]
		if p.As == Blank {
			p.As = Notes
		}
		p.Line, p.End = line, line
		parts = append(parts, p)
	}
	return parts
}
