package importer

import (
	"slices"

	"cards/deck/from/ankiblock"
	"cards/deck/from/ankitext"
)

// ankiBlockName is the name of the format of notes of Obsidian with blocks for Anki.
const ankiBlockName = "obsidian-to-anki"

// recogniseAnkiBlock knows a note by its blocks.
func recogniseAnkiBlock(s Sample) Guess {
	g := Guess{Read: readAnkiBlock}
	text, ok := s.Text()
	if !ok {
		return g
	}
	n := ankiblock.Read(text)
	isWhole := func(b ankiblock.Block) bool { return len(b.Fields) > 1 }
	if len(n.Blocks) > 0 && (n.Deck != "" || slices.ContainsFunc(n.Blocks, isWhole)) {
		g.Confidence = 0.98
		g.Reason = counted(len(n.Blocks), "block") +
			" between START and END, as Obsidian_to_Anki takes them"
	}
	return g
}

func readAnkiBlock(in Input) (*Content, error) {
	text, err := in.text()
	if err != nil {
		return nil, err
	}
	n := ankiblock.Read(text)
	c := &Content{Shared: true}
	for _, b := range n.Blocks {
		row := ankitext.Note{
			Line: b.Line, End: b.End, Fields: b.Fields, Tags: slices.Concat(n.Tags, b.Tags),
			Notetype: b.Type, GUID: b.ID,
		}
		note, reason := ankiTextNote(row, false)
		p := Part{b.Line, b.End, Taken, reason}
		if note == nil {
			p.As = Refused
		} else {
			c.Items = append(c.Items, Item{Deck: ankiTextDeck(n.Deck), Section: b.Section, Note: note})
		}
		c.Parts = append(c.Parts, p)
	}
	for _, line := range n.Frames {
		c.Parts = append(c.Parts, Part{line, line, Frame, ""})
	}
	c.leaveRest(text, "text that is not a card")
	return c, nil
}
