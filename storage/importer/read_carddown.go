package importer

import (
	"cards/deck"
	"cards/deck/from/carddown"
	"cards/deck/from/cardtag"
)

// carddownName is the name of the format of carddown and NeuraCache.
const carddownName = "carddown"

// recogniseCarddown knows a note by lines that are marked as cards.
func recogniseCarddown(s Sample) Guess {
	g := Guess{Read: readCarddown}
	text, ok := s.Text()
	if !ok {
		return g
	}
	n := carddown.Read(text)
	if n.Marks == 0 {
		return g
	}
	g.Reason = counted(len(n.Cards), "card") + " marked by #flashcard or 🧠"
	if len(n.Cards) > 0 && len(n.Cards) >= len(n.Open) && !isOutlined(cardtag.Read(text, true), n) {
		g.Confidence = 0.94
	}
	return g
}

func readCarddown(in Input) (*Content, error) {
	text, err := in.text()
	if err != nil {
		return nil, err
	}
	note := carddown.Read(text)
	c := &Content{}
	if note.Ignored {
		c.Parts = []Part{{1, lineCount(text), Left, "the file says @carddown-ignore"}}
		return c, nil
	}
	for _, card := range note.Cards {
		c.Items = append(c.Items, Item{Note: &Note{
			Line: card.Line, End: card.End, Label: deck.Question,
			Prompt: card.Prompt, Answer: card.Response, Tags: card.Tags,
		}})
		c.Parts = append(c.Parts, Part{card.Line, card.End, Taken, ""})
	}
	for _, card := range note.Open {
		reason := "a prompt without a response, or without a line --- that ends it"
		c.Parts = append(c.Parts, Part{card.Line, card.End, Refused, reason})
	}
	c.leaveRest(text, "text that is not a card")
	return c, nil
}
