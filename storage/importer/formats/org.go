package formats

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/from/org"
	"cards/srs"
	"cards/storage/importer/source"
)

// orgName is the name of the format of Org files with cards.
const orgName = "org"

// recogniseOrg knows an Org file by the headings that one of the packages for Emacs marks as cards.
func recogniseOrg(s source.Sample) source.Guess {
	g := source.Guess{Read: readOrg}
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

func readOrg(in source.Input) (*source.Content, error) {
	text, err := in.Text()
	if err != nil {
		return nil, err
	}
	f := org.Read(text, in.Zone)
	c := &source.Content{Title: f.Title, Tags: f.Tags}
	last := 0
	for _, card := range f.Cards {
		c.Items = append(c.Items, source.Item{Section: card.Section, Note: orgNote(card, in)})
		if card.Line > last {
			c.Account(card.Line, card.End, source.Taken, "")
			last = card.End
		}
	}
	for _, p := range f.Problems {
		c.Account(p.Line, p.End, source.Refused, p.What)
	}
	for _, line := range slices.Concat(f.Keywords, f.Headings) {
		c.Account(line, line, source.Frame, "")
	}
	c.LeaveRest(text, "text that is not a card")
	return c, nil
}

func orgNote(card org.Card, in source.Input) *source.Note {
	n := &source.Note{
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

func orgHistory(known org.History, in source.Input) source.CardHistory {
	var h source.CardHistory
	for _, a := range known.Answers {
		h.Answers = append(h.Answers, source.Answer{At: a.At, Rating: srs.Rating(a.Rating)})
	}
	if len(h.Answers) == 0 && !known.Last.IsZero() && known.Reviews > 0 {
		due := dayOf(known.Due, in.Zone)
		h.Start = &source.Start{
			Stability: max(0.1, known.Interval), Difficulty: difficultyOf(100 * known.Ease),
			Last: dayOf(known.Last, in.Zone), Due: due, Phase: srs.InReview,
			Reviews: known.Reviews, Lapses: known.Lapses,
		}
		h.Start.Due = max(h.Start.Due, h.Start.Last)
	}
	return h
}
