package formats

import (
	"archive/zip"
	"bytes"
	"path"
	"strings"

	"cards/deck"
	"cards/deck/from/mochi"
	"cards/srs"
	"cards/storage/importer/source"
)

// mochiName is the name of the format of decks of Mochi.
const mochiName = "mochi"

// recogniseMochi knows a deck of Mochi by what is in its archive, or by its name.
func recogniseMochi(s source.Sample) source.Guess {
	g := source.Guess{Read: readMochi}
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
func readMochi(in source.Input) (*source.Content, error) {
	archive, err := zip.NewReader(bytes.NewReader(in.Data), int64(len(in.Data)))
	if err != nil {
		return nil, err
	}
	export, err := mochi.Read(archive)
	if err != nil {
		return nil, err
	}
	c := &source.Content{Unit: "card"}
	for i := range export.Cards {
		card := &export.Cards[i]
		p := source.Part{Line: i + 1, End: i + 1, As: source.Taken}
		switch {
		case card.Trashed:
			p.As, p.Reason = source.Left, "a card in the trash"
		case card.Front == "":
			p.As, p.Reason = source.Left, "an empty card"
		case card.Back == "" && !card.Cloze:
			p.As, p.Reason = source.Left, "a card with one side: there is nothing to answer"
		default:
			c.Items = append(c.Items, source.Item{Deck: card.Deck, Note: mochiNote(card, i+1)})
		}
		c.Parts = append(c.Parts, p)
	}
	return c, nil
}

func mochiNote(card *mochi.Card, number int) *source.Note {
	n := &source.Note{
		Line: number, End: number, Label: deck.Question, Prompt: card.Front, Answer: card.Back,
		Tags: card.Tags, Identity: card.ID,
	}
	switch {
	case card.Cloze:
		n.Label, n.More, n.Answer = deck.Cloze, card.Back, ""
	case card.Reversed:
		n.Label = deck.Term
	}
	h := source.CardHistory{Suspended: card.Archived}
	for _, r := range card.Reviews {
		a := source.Answer{At: r.At, Rating: srs.Again}
		if r.Remembered {
			a.Rating = srs.Good
		}
		h.Answers = append(h.Answers, a)
	}
	n.Cards = []source.CardHistory{h}
	return n
}
