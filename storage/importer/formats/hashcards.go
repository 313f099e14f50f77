package formats

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
	"cards/storage/importer/source"
)

// hashcardsName is the name of the format of hashcards: of its decks, which are much like our own,
// in a folder with its history, and of its export.
const hashcardsName = "hashcards"

// recogniseHashcards knows an export and a database by their content, and a deck by what else its
// folder holds.
func recogniseHashcards(s source.Sample) source.Guess {
	g := source.Guess{Read: readHashcards}
	if is, answers := hashcards.IsDatabase(s.Head); is && answers {
		return source.Guess{Confidence: 0.99, Reason: "its database", Open: openDatabase}
	}
	if hashcards.IsExport(s.Head) {
		return source.Guess{Confidence: 0.99, Reason: "its export", Open: openExport}
	}
	text, ok := s.Text()
	if ok && slices.Contains(s.Learned, hashcardsName) && s.Labels(text) > 0 {
		g.Confidence, g.Reason = 0.98, source.Counted(len(hashcards.Read(text)), "card")+
			", in a folder with its history"
	}
	return g
}

var errNoTexts = errors.New("a database that has no texts: " +
	"import the folder with its cards and the database")

// openDatabase refuses a database without a folder of cards.
func openDatabase(context.Context, source.Input) (*source.Content, error) { return nil, errNoTexts }

// readHashcards reads a deck, which comes as it is, and names its cards as hashcards does.
func readHashcards(in source.Input) (*source.Content, error) {
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
		item.Note.Cards = hashedCards(item.Note.RawCards, byLine[item.Note.Line], l)
	}
	return c, nil
}

// hashedCards returns what is known of the cards of a note: of each by the first card of hashcards
// that asks for the same and is of no other, or else by its place.
func hashedCards(
	cards []deck.Card, theirs []hashcards.Card, l source.Learned,
) []source.CardHistory {
	if len(theirs) == 0 {
		return nil
	}
	histories := make([]source.CardHistory, len(cards))
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
			histories[i] = l.Card(theirs[at].Hash)
		}
	}
	return histories
}

// sameText says whether two texts differ in white space alone.
func sameText(a, b string) bool { return slices.Equal(strings.Fields(a), strings.Fields(b)) }

// openExport reads the export of a collection, with the texts that it has.
func openExport(_ context.Context, in source.Input) (*source.Content, error) {
	e, err := hashcards.ReadExport(io.NewSectionReader(in.File, 0, in.Size), in.Zone)
	if err != nil {
		return nil, err
	}
	l := NewLearned(e.History, &in)
	c := &source.Content{Unit: "card", Close: func() error { return nil }}
	for i := range e.Cards {
		c.Account(i+1, i+1, source.Taken, "")
	}
	slices.SortStableFunc(e.Cards, func(a, b hashcards.Exported) int {
		return cmp.Or(cmp.Compare(a.Deck, b.Deck), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Text, b.Text))
	})
	for from := 0; from < len(e.Cards); {
		to := from + 1
		text := e.Cards[from].Text
		for to < len(e.Cards) && text != "" && e.Cards[to].Text == text {
			to++
		}
		note := exportedNote(e.Cards[from:to], l)
		note.Line, note.End = e.Cards[from].Number, e.Cards[from].Number
		name := source.FileLevel(e.Cards[from].Deck)
		c.Items = append(c.Items, source.Item{Deck: name, Note: note})
		from = to
	}
	for _, bad := range e.Bad {
		c.Parts = append(c.Parts, source.Part{As: source.Left, Reason: bad})
	}
	c.Remarks = l.Remarks(in.Zone)
	return c, nil
}

// exportedNote returns the note that some cards of one text are.
func exportedNote(cards []hashcards.Exported, l source.Learned) *source.Note {
	if cards[0].Text == "" {
		return &source.Note{
			Label: deck.Question, Prompt: cards[0].Front, Answer: cards[0].Back,
			Cards: []source.CardHistory{l.Card(cards[0].Hash)},
		}
	}
	cards = slices.Clone(cards)
	slices.SortFunc(cards,
		func(a, b hashcards.Exported) int { return cmp.Compare(a.Gap.Start, b.Gap.Start) })
	if n := exportedTerm(cards, l); n != nil {
		return n
	}
	note := &source.Note{Label: deck.Cloze}
	text, pos := cards[0].Text, 0
	var b strings.Builder
	for i, c := range cards {
		if c.Gap.Start < pos {
			continue
		}
		fmt.Fprintf(&b, "%s{{c%d::%s}}", text[pos:c.Gap.Start], i+1, text[c.Gap.Start:c.Gap.End+1])
		pos = c.Gap.End + 1
		note.Cards = append(note.Cards, l.Card(c.Hash))
	}
	note.Prompt = b.String() + text[pos:]
	return note
}

// exportedTerm returns the note of a term and its definition, which have a text that begins with
// these words; nil for another text.
func exportedTerm(cards []hashcards.Exported, l source.Learned) *source.Note {
	rest, ok := strings.CutPrefix(cards[0].Text, "Term: ")
	term, definition, both := strings.Cut(rest, "\n\nDefinition: ")
	if !ok || !both || len(cards) != 2 || cards[0].Gap.Start != len("Term: ") ||
		cards[1].Gap.Start != len(cards[1].Text)-len(definition) {
		return nil
	}
	return &source.Note{
		Label: deck.Term, Prompt: term, Answer: definition,
		Cards: []source.CardHistory{l.Card(cards[1].Hash), l.Card(cards[0].Hash)},
	}
}
