package formats

import (
	"strings"
	"time"

	"cards/deck"
	"cards/deck/from/qa"
	"cards/srs"
	"cards/storage/importer/source"
)

// qaName is the name of the format of questions and answers of SuperMemo and Mnemosyne.
const qaName = "supermemo"

// recogniseQA knows a text by its lines with schedules, or by sides that go on under their label
// once more: a deck of our own has neither.
func recogniseQA(s source.Sample) source.Guess {
	g := source.Guess{Read: readQA}
	text, ok := s.Text()
	if !ok || !strings.Contains(text, "Q:") {
		return g
	}
	t := qa.Read(text)
	switch {
	case t.States > 0:
		g.Confidence, g.Reason = 0.97, source.Counted(len(t.Cards), "question")+
			", with schedules in lines that begin with I:"
	case t.Continued > 0:
		g.Confidence = 0.93
		g.Reason = source.Counted(len(t.Cards), "question") + ", with labels on every line"
	}
	return g
}

func readQA(in source.Input) (*source.Content, error) {
	text, err := in.Text()
	if err != nil {
		return nil, err
	}
	c := &source.Content{}
	for _, card := range qa.Read(text).Cards {
		p := source.Part{Line: card.Line, End: card.End, As: source.Taken}
		switch {
		case card.Question == "":
			p.As, p.Reason = source.Refused, "an answer without a question"
		case card.Answer == "":
			p.As, p.Reason = source.Refused, "a question without an answer"
		default:
			n := &source.Note{
				Line: card.Line, End: card.End, Label: deck.Question,
				Prompt: card.Question, Answer: card.Answer,
			}
			if card.State != nil {
				n.Cards = []source.CardHistory{{Start: qaStart(*card.State)}}
			}
			c.Items = append(c.Items, source.Item{Note: n})
		}
		c.Parts = append(c.Parts, p)
	}
	c.LeaveRest(text, "text that is not a card")
	return c, nil
}

// qaStart returns a schedule as a start.
func qaStart(s qa.State) *source.Start {
	last := dayOf(s.Last, time.UTC)
	return &source.Start{
		Stability: max(0.1, s.Interval), Difficulty: difficultyOf(100 * s.Ease), Last: last,
		Due: last + srs.Day(s.Interval), Phase: srs.InReview,
		Reviews: s.Reviews(), Lapses: s.Lapses,
	}
}
