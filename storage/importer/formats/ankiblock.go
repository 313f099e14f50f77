package formats

import (
	"slices"

	"cards/deck/from/ankiblock"
	"cards/deck/from/ankitext"
	"cards/storage/importer/source"
)

// ankiBlockName is the name of the format of notes of Obsidian with blocks for Anki.
const ankiBlockName = "obsidian-to-anki"

// recogniseAnkiBlock knows a note by its blocks.
func recogniseAnkiBlock(s source.Sample) source.Guess {
	g := source.Guess{Read: readAnkiBlock}
	text, ok := s.Text()
	if !ok {
		return g
	}
	n := ankiblock.Read(text)
	isWhole := func(b ankiblock.Block) bool { return len(b.Fields) > 1 }
	if len(n.Blocks) > 0 && (n.Deck != "" || slices.ContainsFunc(n.Blocks, isWhole)) {
		g.Confidence = 0.98
		g.Reason = source.Counted(len(n.Blocks), "block") +
			" between START and END, as Obsidian_to_Anki takes them"
	}
	return g
}

func readAnkiBlock(in source.Input) (*source.Content, error) {
	text, err := in.Text()
	if err != nil {
		return nil, err
	}
	n := ankiblock.Read(text)
	c := &source.Content{Shared: true}
	for _, b := range n.Blocks {
		row := ankitext.Note{
			Line: b.Line, End: b.End, Fields: b.Fields, Tags: slices.Concat(n.Tags, b.Tags),
			Notetype: b.Type, GUID: b.ID,
		}
		note, reason := ankiTextNote(row, false)
		p := source.Part{Line: b.Line, End: b.End, As: source.Taken, Reason: reason}
		if note == nil {
			p.As = source.Refused
		} else {
			c.Items = append(c.Items,
				source.Item{Deck: ankiTextDeck(n.Deck), Section: b.Section, Note: note})
		}
		c.Parts = append(c.Parts, p)
	}
	for _, line := range n.Frames {
		c.Account(line, line, source.Frame, "")
	}
	c.LeaveRest(text, "text that is not a card")
	return c, nil
}
