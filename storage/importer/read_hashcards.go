package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/from/hashcards"
)

// hashcardsName is the name of the format of hashcards: of its decks, which are much like our own,
// in a folder with its history, and of its export.
const hashcardsName = "hashcards"

// recogniseHashcards knows an export and a database by their content, and a deck by what else its
// folder holds.
func recogniseHashcards(s Sample) Guess {
	g := Guess{Read: readHashcards}
	if is, answers := hashcards.IsDatabase(s.Head); is && answers {
		return Guess{Confidence: 0.99, Reason: "its database", Open: openDatabase}
	}
	if hashcards.IsExport(s.Head) {
		return Guess{Confidence: 0.99, Reason: "its export", Open: openExport}
	}
	text, ok := s.Text()
	if ok && slices.Contains(s.Learned, hashcardsName) && s.labels(text) > 0 {
		g.Confidence, g.Reason = 0.98, counted(len(hashcards.Read(text)), "card")+
			", in a folder with its history"
	}
	return g
}

var errNoTexts = errors.New("a database that has no texts: import the folder with its cards, the database in it")

// openDatabase refuses a database without a folder of cards.
func openDatabase(context.Context, Input) (*Content, error) { return nil, errNoTexts }

// readHashcards reads a deck, which comes as it is, and names its cards as hashcards does.
func readHashcards(in Input) (*Content, error) {
	c, err := readOwn(in)
	l := in.Learned[hashcardsName]
	if err != nil || l == nil {
		return c, err
	}
	byLine := make(map[int][]hashcards.Card)
	for _, card := range hashcards.Read(string(in.Data)) {
		byLine[card.Line] = append(byLine[card.Line], card)
	}
	for _, item := range c.Items {
		item.Note.Cards = hashedCards(item.Note.cards, byLine[item.Note.Line], l)
	}
	return c, nil
}

// hashedCards returns what is known of the cards of a note: of each by the first card of hashcards
// that asks for the same and is of no other, or else by its place.
func hashedCards(cards []deck.Card, theirs []hashcards.Card, l *learned) []CardHistory {
	if len(theirs) == 0 {
		return nil
	}
	histories := make([]CardHistory, len(cards))
	used := make([]bool, len(theirs))
	for i, c := range cards {
		at := -1
		for j := range theirs {
			if at < 0 && !used[j] && sameText(theirs[j].Text, c.Answer()) {
				at = j
			}
		}
		if at < 0 && len(cards) == len(theirs) && !used[i] {
			at = i
		}
		if at >= 0 {
			used[at] = true
			histories[i] = l.card(theirs[at].Hash)
		}
	}
	return histories
}

// sameText says whether two texts differ in white space alone.
func sameText(a, b string) bool { return slices.Equal(strings.Fields(a), strings.Fields(b)) }

// openExport reads the export of a collection, with the texts that it has.
func openExport(_ context.Context, in Input) (*Content, error) {
	e, err := hashcards.ReadExport(io.NewSectionReader(in.File, 0, in.Size), in.Zone)
	if err != nil {
		return nil, err
	}
	l := newLearned(e.History, in.Options)
	c := &Content{Unit: "card", close: func() error { return nil }}
	for i := range e.Cards {
		c.Parts = append(c.Parts, Part{i + 1, i + 1, Taken, ""})
	}
	slices.SortStableFunc(e.Cards, func(a, b hashcards.Exported) int {
		return cmp.Or(cmp.Compare(a.Deck, b.Deck), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Text, b.Text))
	})
	for from := 0; from < len(e.Cards); {
		to := from + 1
		for to < len(e.Cards) && e.Cards[from].Text != "" && e.Cards[to].Text == e.Cards[from].Text {
			to++
		}
		note := exportedNote(e.Cards[from:to], l)
		note.Line, note.End = e.Cards[from].Number, e.Cards[from].Number
		c.Items = append(c.Items, Item{Deck: fileLevel(e.Cards[from].Deck), Note: note})
		from = to
	}
	for _, bad := range e.Bad {
		c.Parts = append(c.Parts, Part{As: Left, Reason: bad})
	}
	c.Remarks = l.remarks(in.Zone)
	return c, nil
}

// exportedNote returns the note that some cards of one text are.
func exportedNote(cards []hashcards.Exported, l *learned) *Note {
	if cards[0].Text == "" {
		return &Note{
			Label: deck.Question, Prompt: cards[0].Front, Answer: cards[0].Back,
			Cards: []CardHistory{l.card(cards[0].Hash)},
		}
	}
	cards = slices.Clone(cards)
	slices.SortFunc(cards,
		func(a, b hashcards.Exported) int { return cmp.Compare(a.Gap.Start, b.Gap.Start) })
	if n := exportedTerm(cards, l); n != nil {
		return n
	}
	note := &Note{Label: deck.Cloze}
	text, pos := cards[0].Text, 0
	var b strings.Builder
	for i, c := range cards {
		if c.Gap.Start < pos {
			continue
		}
		fmt.Fprintf(&b, "%s{{c%d::%s}}", text[pos:c.Gap.Start], i+1, text[c.Gap.Start:c.Gap.End+1])
		pos = c.Gap.End + 1
		note.Cards = append(note.Cards, l.card(c.Hash))
	}
	note.Prompt = b.String() + text[pos:]
	return note
}

// exportedTerm returns the note of a term and its definition, which have a text that begins with
// these words; nil for another text.
func exportedTerm(cards []hashcards.Exported, l *learned) *Note {
	rest, ok := strings.CutPrefix(cards[0].Text, "Term: ")
	term, definition, both := strings.Cut(rest, "\n\nDefinition: ")
	if !ok || !both || len(cards) != 2 || cards[0].Gap.Start != len("Term: ") ||
		cards[1].Gap.Start != len(cards[1].Text)-len(definition) {
		return nil
	}
	return &Note{
		Label: deck.Term, Prompt: term, Answer: definition,
		Cards: []CardHistory{l.card(cards[1].Hash), l.card(cards[0].Hash)},
	}
}
