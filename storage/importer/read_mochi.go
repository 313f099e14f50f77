package importer

import (
	"archive/zip"
	"bytes"
	"path"
	"strings"

	"cards/deck"
	"cards/deck/from/mochi"
	"cards/srs"
)

// mochiName is the name of the format of decks of Mochi.
const mochiName = "mochi"

// recogniseMochi knows a deck of Mochi by what is in its archive, or by its name.
func recogniseMochi(s Sample) Guess {
	g := Guess{Read: readMochi}
	if !bytes.HasPrefix(s.Head, []byte(zipMark)) {
		return g
	}
	isNamed := strings.EqualFold(path.Ext(s.Name), ".mochi")
	archive, err := zip.NewReader(bytes.NewReader(s.Head), int64(len(s.Head)))
	if isNamed || s.Whole && err == nil && mochi.Is(archive) {
		g.Confidence, g.Reason = 0.98, "an export of Mochi"
	}
	return g
}

// readMochi reads an export; what its parts count are cards.
func readMochi(in Input) (*Content, error) {
	archive, err := zip.NewReader(bytes.NewReader(in.Data), int64(len(in.Data)))
	if err != nil {
		return nil, err
	}
	export, err := mochi.Read(archive)
	if err != nil {
		return nil, err
	}
	c := &Content{Unit: "card"}
	for i := range export.Cards {
		card := &export.Cards[i]
		p := Part{Line: i + 1, End: i + 1, As: Taken}
		switch {
		case card.Trashed:
			p.As, p.Reason = Left, "a card in the trash"
		case card.Front == "":
			p.As, p.Reason = Left, "an empty card"
		case card.Back == "" && !card.Cloze:
			p.As, p.Reason = Left, "a card with one side: there is nothing to answer"
		default:
			c.Items = append(c.Items, Item{Deck: card.Deck, Note: mochiNote(card, i+1)})
		}
		c.Parts = append(c.Parts, p)
	}
	return c, nil
}

func mochiNote(card *mochi.Card, number int) *Note {
	n := &Note{
		Line: number, End: number, Label: deck.Question, Prompt: card.Front, Answer: card.Back,
		Tags: card.Tags, Identity: card.ID,
	}
	switch {
	case card.Cloze:
		n.Label, n.More, n.Answer = deck.Cloze, card.Back, ""
	case card.Reversed:
		n.Label = deck.Term
	}
	h := CardHistory{Suspended: card.Archived}
	for _, r := range card.Reviews {
		a := Answer{At: r.At, Rating: srs.Again}
		if r.Remembered {
			a.Rating = srs.Good
		}
		h.Answers = append(h.Answers, a)
	}
	n.Cards = []CardHistory{h}
	return n
}
