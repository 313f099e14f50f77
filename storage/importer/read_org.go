package importer

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/from/org"
	"cards/srs"
)

// orgName is the name of the format of Org files with cards.
const orgName = "org"

// recogniseOrg knows an Org file by the headings that one of the packages for Emacs marks as cards.
func recogniseOrg(s Sample) Guess {
	g := Guess{Read: readOrg}
	text, ok := s.Text()
	isOrg := strings.EqualFold(path.Ext(s.Name), ".org")
	if !ok || !isOrg && !strings.Contains(text, ":PROPERTIES:") && !strings.HasPrefix(text, "#+") {
		return g
	}
	f := org.Read(text, time.UTC)
	g.Reason = fmt.Sprintf("an Org file with %d headings that are cards", len(f.Cards))
	if len(f.Cards)+len(f.Problems) > 0 {
		g.Confidence = 0.96
	}
	return g
}

func readOrg(in Input) (*Content, error) {
	text, err := in.text()
	if err != nil {
		return nil, err
	}
	f := org.Read(text, in.Zone)
	c := &Content{Title: f.Title, Tags: f.Tags}
	last := 0
	for _, card := range f.Cards {
		c.Items = append(c.Items, Item{Section: card.Section, Note: orgNote(card, in)})
		if card.Line > last {
			c.Parts = append(c.Parts, Part{card.Line, card.End, Taken, ""})
			last = card.End
		}
	}
	for _, p := range f.Problems {
		c.Parts = append(c.Parts, Part{p.Line, p.End, Refused, p.What})
	}
	for _, line := range slices.Concat(f.Keywords, f.Headings) {
		c.Parts = append(c.Parts, Part{line, line, Frame, ""})
	}
	c.leaveRest(text, "text that is not a card")
	return c, nil
}

func orgNote(card org.Card, in Input) *Note {
	n := &Note{
		Line: card.Line, End: card.End, Label: deck.Question, Prompt: card.Front, Answer: card.Back,
		Tags: card.Tags, Typed: card.Kind == org.Typed,
	}
	switch card.Kind {
	case org.Reversed:
		n.Label = deck.Term
	case org.Cloze:
		n.Label, n.More = deck.Cloze, card.Back
	}
	for _, known := range card.Known {
		n.Cards = append(n.Cards, orgHistory(known, in))
	}
	return n
}

func orgHistory(known org.History, in Input) CardHistory {
	var h CardHistory
	for _, a := range known.Answers {
		h.Answers = append(h.Answers, Answer{At: a.At, Rating: srs.Rating(a.Rating)})
	}
	if len(h.Answers) == 0 && !known.Last.IsZero() && known.Reviews > 0 {
		due := dayOf(known.Due, in.Zone)
		h.Start = &Start{
			Stability: max(0.1, known.Interval), Difficulty: difficultyOf(100 * known.Ease),
			Last: dayOf(known.Last, in.Zone), Due: due, Phase: srs.InReview,
			Reviews: known.Reviews, Lapses: known.Lapses,
		}
		h.Start.Due = max(h.Start.Due, h.Start.Last)
	}
	return h
}
