package importer

import (
	"strings"
	"time"

	"cards/deck"
	"cards/deck/from/qa"
	"cards/srs"
)

// qaName is the name of the format of questions and answers of SuperMemo and Mnemosyne.
const qaName = "supermemo"

// recogniseQA knows a text by its lines with schedules, or by sides that go on under their label
// once more: a deck of our own has neither.
func recogniseQA(s Sample) Guess {
	g := Guess{Read: readQA}
	text, ok := s.Text()
	if !ok || !strings.Contains(text, "Q:") {
		return g
	}
	t := qa.Read(text)
	switch {
	case t.States > 0:
		g.Confidence, g.Reason = 0.97, counted(len(t.Cards), "question")+
			", with schedules in lines that begin with I:"
	case t.Continued > 0:
		g.Confidence = 0.93
		g.Reason = counted(len(t.Cards), "question") + ", with labels on every line"
	}
	return g
}

func readQA(in Input) (*Content, error) {
	text, err := in.text()
	if err != nil {
		return nil, err
	}
	c := &Content{}
	for _, card := range qa.Read(text).Cards {
		p := Part{Line: card.Line, End: card.End, As: Taken}
		switch {
		case card.Question == "":
			p.As, p.Reason = Refused, "an answer without a question"
		case card.Answer == "":
			p.As, p.Reason = Refused, "a question without an answer"
		default:
			n := &Note{
				Line: card.Line, End: card.End, Label: deck.Question, Prompt: card.Question, Answer: card.Answer,
			}
			if card.State != nil {
				n.Cards = []CardHistory{{Start: qaStart(*card.State)}}
			}
			c.Items = append(c.Items, Item{Note: n})
		}
		c.Parts = append(c.Parts, p)
	}
	c.leaveRest(text, "text that is not a card")
	return c, nil
}

// qaStart returns a schedule as a start.
func qaStart(s qa.State) *Start {
	last := dayOf(s.Last, time.UTC)
	return &Start{
		Stability: max(0.1, s.Interval), Difficulty: difficultyOf(100 * s.Ease), Last: last,
		Due: last + srs.Day(s.Interval), Phase: srs.InReview, Reviews: s.Reviews(), Lapses: s.Lapses,
	}
}
