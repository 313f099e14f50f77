package formats

import (
	"strconv"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/from/carddown"
	"cards/deck/from/cardtag"
	"cards/srs"
	"cards/storage/importer/source"
)

// cardtagName is the name of the format of notes in which a tag makes cards of blocks.
const cardtagName = "cardtag"

// recogniseCardtag knows a note by blocks with the tag that have an answer.
func recogniseCardtag(s source.Sample) source.Guess {
	g := source.Guess{Read: readCardtag}
	text, ok := s.Text()
	if !ok {
		return g
	}
	n := readTagged(text)
	tagged := n.Marked - len(n.Open)
	g.Reason = source.Counted(tagged, "block") + " tagged #card"
	if tagged > 0 && (tagged >= len(n.Open) || n.Outline) {
		g.Confidence = 0.92
	}
	return g
}

// readTagged reads a note. In notes of carddown a line of dashes ends what "#flashcard" begins;
// where nothing ends several of them, or one that is a block of Logseq, a heading, or what has an
// id, they are written as those with "#card" are.
func readTagged(text string) cardtag.Note {
	if !strings.Contains(text, "#flashcard") {
		return cardtag.Read(text, false)
	}
	n := cardtag.Read(text, true)
	known := carddown.Read(text)
	switch {
	case known.Ignored:
	case isOutlined(n, known):
		return n
	case len(known.Cards) > 0:
	case len(known.Open) > 1, len(n.Cards) == 1 && (n.Cards[0].Title || n.Cards[0].ID != ""):
		return n
	}
	return cardtag.Read(text, false)
}

// isOutlined says whether in a page of Logseq the lines below its marked blocks answer them, not
// what stands behind a colon or before a line of dashes.
func isOutlined(n cardtag.Note, known carddown.Note) bool {
	answered := n.Marked - len(n.Open)
	return n.Outline && (answered >= len(known.Cards) ||
		answered > 0 && len(known.Open) > len(known.Cards))
}

func readCardtag(in source.Input) (*source.Content, error) {
	text, err := in.Text()
	if err != nil {
		return nil, err
	}
	n := readTagged(text)
	c := &source.Content{}
	for _, card := range n.Cards {
		note := cardtagNote(card, in.Zone)
		c.Items = append(c.Items, source.Item{Section: card.Section, Note: note})
		c.Account(card.Line, card.End, source.Taken, "")
		for _, line := range card.Behind {
			c.Account(line, line, source.Taken, "")
		}
	}
	for _, card := range n.Open {
		c.Account(card.Line, card.End, source.Refused, "a question without an answer")
	}
	for _, line := range n.Headings {
		c.Account(line, line, source.Frame, "")
	}
	c.LeaveRest(text, "text that is not a card")
	return c, nil
}

func cardtagNote(card cardtag.Card, zone *time.Location) *source.Note {
	n := &source.Note{
		Line: card.Line, End: card.End, Label: deck.Question, Prompt: card.Front, Answer: card.Back,
		Tags: card.Tags, Identity: card.ID,
	}
	switch card.Kind {
	case cardtag.Reversed:
		n.Label = deck.Term
	case cardtag.Cloze:
		n.Label, n.Answer, n.More = deck.Cloze, "", card.Back
	}
	if start := logseqStart(card.Known, zone); start != nil {
		n.Cards = []source.CardHistory{{Start: start}}
	}
	return n
}

// logseqStart returns what Logseq knows of a card; nil if it was not asked yet.
func logseqStart(known map[string]string, zone *time.Location) *source.Start {
	due, err := time.Parse(time.RFC3339, known["card-next-schedule"])
	interval, ierr := strconv.ParseFloat(known["card-last-interval"], 64)
	if err != nil || ierr != nil || interval <= 0 {
		return nil
	}
	ease, _ := strconv.ParseFloat(known["card-ease-factor"], 64) // 0 is that of a new card
	reviews, _ := strconv.Atoi(known["card-repeats"])
	s := &source.Start{
		Stability: max(0.1, interval), Difficulty: difficultyOf(100 * ease), Due: dayOf(due, zone),
		Phase: srs.InReview, Reviews: max(reviews, 1),
	}
	s.Last = s.Due - srs.Day(interval)
	if last, err := time.Parse(time.RFC3339, known["card-last-reviewed"]); err == nil {
		s.Last = dayOf(last, zone)
	}
	return s
}
