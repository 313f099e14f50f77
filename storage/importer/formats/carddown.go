package formats

import (
	"cards/deck"
	"cards/deck/from/carddown"
	"cards/deck/from/cardtag"
	"cards/storage/importer/source"
)

// carddownName is the name of the format of carddown and NeuraCache.
const carddownName = "carddown"

// recogniseCarddown knows a note by lines that are marked as cards.
func recogniseCarddown(s source.Sample) source.Guess {
	g := source.Guess{Read: readCarddown}
	text, ok := s.Text()
	if !ok {
		return g
	}
	n := carddown.Read(text)
	if n.Marks == 0 {
		return g
	}
	g.Reason = source.Counted(len(n.Cards), "card") + " marked by #flashcard or 🧠"
	if len(n.Cards) > 0 && len(n.Cards) >= len(n.Open) && !isOutlined(cardtag.Read(text, true), n) {
		g.Confidence = 0.94
	}
	return g
}

func readCarddown(in source.Input) (*source.Content, error) {
	text, err := in.Text()
	if err != nil {
		return nil, err
	}
	note := carddown.Read(text)
	c := &source.Content{}
	if note.Ignored {
		c.Account(1, source.LineCount(text), source.Left, "the file says @carddown-ignore")
		return c, nil
	}
	for _, card := range note.Cards {
		c.Items = append(c.Items, source.Item{Note: &source.Note{
			Line: card.Line, End: card.End, Label: deck.Question,
			Prompt: card.Prompt, Answer: card.Response, Tags: card.Tags,
		}})
		c.Account(card.Line, card.End, source.Taken, "")
	}
	for _, card := range note.Open {
		reason := "a prompt without a response, or without a line --- that ends it"
		c.Account(card.Line, card.End, source.Refused, reason)
	}
	c.LeaveRest(text, "text that is not a card")
	return c, nil
}
