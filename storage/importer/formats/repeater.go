package formats

import (
	"fmt"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/from/hashcards"
	"cards/deck/from/repeater"
	"cards/storage/importer/source"
)

// repeaterName is the name of the format of repeater: of its notes, in a folder with its database.
const repeaterName = "repeater"

// recogniseRepeater knows a database by its content, and notes by that their folder holds one.
func recogniseRepeater(s source.Sample) source.Guess {
	if is, answers := hashcards.IsDatabase(s.Head); is && !answers {
		return source.Guess{Confidence: 0.99, Reason: "its database", Open: openDatabase}
	}
	g := source.Guess{Read: readRepeater}
	text, ok := s.Text()
	if !ok || !slices.Contains(s.Learned, repeaterName) {
		return g
	}
	if n := len(repeater.Read(text)); n > 0 {
		g.Confidence, g.Reason = 0.98, source.Counted(n, "card")+", in a folder with its database"
	}
	return g
}

// readRepeater reads notes with cards of repeater.
func readRepeater(in source.Input) (*source.Content, error) {
	text, err := in.Text()
	if err != nil {
		return nil, err
	}
	l := in.Learned[repeaterName]
	c := &source.Content{}
	for _, card := range repeater.Read(text) {
		if card.Problem != "" {
			c.Account(card.Line, card.End, source.Refused, card.Problem)
			continue
		}
		note := &source.Note{
			Line: card.Line, End: card.End, Label: deck.Question,
			Prompt: card.Front, Answer: card.Back,
		}
		if card.Cloze {
			note.Label, note.Prompt = deck.Cloze, bracketGaps(card.Front)
		}
		if l != nil {
			note.Cards = []source.CardHistory{l.Card(card.Hash)}
		}
		c.Items = append(c.Items, source.Item{Note: note})
		c.Account(card.Line, card.End, source.Taken, "")
	}
	number := 0
	for line := range strings.Lines(text) {
		if number++; strings.HasPrefix(line, "---") { // in no card: it ends one
			c.Account(number, number, source.Frame, "")
		}
	}
	c.LeaveRest(text, "text that is not a card")
	return c, nil
}

// bracketGaps returns a text with the words in brackets as gaps. There is nothing in it that a
// bracket could be but a gap: not a picture, not an escape.
func bracketGaps(text string) string {
	var b strings.Builder
	for n := 1; ; n++ {
		before, rest, opened := strings.Cut(text, "[")
		gap, after, closed := strings.Cut(rest, "]")
		if !opened || !closed {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(before)
		if strings.TrimSpace(gap) == "" {
			b.WriteString("[" + gap + "]")
			n--
		} else {
			fmt.Fprintf(&b, "{{c%d::%s}}", n, gap)
		}
		text = after
	}
}
