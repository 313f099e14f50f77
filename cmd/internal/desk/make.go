package desk

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/blanks"
	"cards/deck/edit"
	"cards/deck/ground"
	"cards/deck/printer"
	"cards/deck/suggest"
	"cards/storage"
)

// Offer is a card that was made from notes, for a person to decide about.
type Offer struct {
	blanks.Card
	Refused string // why it is not offered; empty if it is
	Kept    bool   // the person said yes to it
	Draft   bool   // it is written as a draft: nobody has confirmed it

	Fills  int        // the line of the question that it answers; 0 for a new card
	Others []Fitting  // what may answer that question, the likeliest first
	Edited *deck.Note // as the person wrote it; nil if they did not
}

// Fitting is what may answer a question.
type Fitting struct {
	Answer, Quote string
	Line          int // of the quote
}

// With returns an offer with another answer, by its place in Others from 0.
func (o Offer) With(n int) Offer {
	f := o.Others[n]
	o.Answer, o.Quote, o.Line = f.Answer, f.Quote, f.Line
	return o
}

// Note returns the note of an offer, with the quote that it rests on as its explanation.
func (o Offer) Note() deck.Note {
	if o.Edited != nil {
		n := *o.Edited
		n.Draft = o.Draft
		return n
	}
	return deck.Note{
		Label: o.Label, Prompt: o.Prompt, Answer: o.Answer, Draft: o.Draft,
		More: fmt.Sprintf("Notes: \"%s\"", strings.ReplaceAll(o.Quote, `"`, "'")),
	}
}

// MakeOptions say what is made.
type MakeOptions struct {
	PerSection int // at most so many cards of one
	Labels     []deck.Label
}

// Offers makes cards from the study notes of a text by rules. Of each section come the first that
// are wanted; those that cannot be cards, or that the collection has already, are refused with the
// reason.
func Offers(store *storage.Collection, text []byte, o MakeOptions) ([]Offer, error) {
	var offers []Offer
	for _, c := range blanks.Make(factsIn(text)) {
		if slices.Contains(o.Labels, c.Label) {
			offers = append(offers, Offer{Card: c, Draft: true})
		}
	}
	if err := Judge(store, string(text), offers); err != nil {
		return nil, err
	}
	return firstOf(offers, o.PerSection), nil
}

// factsIn returns what the notes of a text say. What stands under no heading of a study page stands under
// its title.
func factsIn(text []byte) []suggest.Fact {
	p := pageOf(text)
	if p == nil {
		return factsOf(deck.Parse("", text), strings.Split(string(text), "\n"))
	}
	facts := p.Facts()
	for i, f := range facts {
		if len(f.Headings) == 0 && p.Title != "" {
			facts[i].Headings = []string{p.Title}
		}
	}
	return facts
}

// firstOf keeps the refused ones and the first of each section.
func firstOf(offers []Offer, most int) []Offer {
	taken := make(map[string]int)
	return slices.DeleteFunc(offers, func(o Offer) bool {
		if o.Refused != "" {
			return false
		}
		under := strings.Join(o.Under, "\n")
		taken[under]++
		return taken[under] > most
	})
}

// Judge refuses offers that are no good: without a quote in the notes, with numbers or names that
// the quote does not have, or like a card that is there.
func Judge(store *storage.Collection, notes string, offers []Offer) error {
	var fresh []deck.Card
	owner := make(map[deck.Key]int)
	for i := range offers {
		o := &offers[i]
		if o.Refused == "" {
			o.Refused = unsupported(o, notes)
		}
		if o.Refused != "" {
			continue
		}
		cards, err := askedBy(o.Note())
		if err != nil {
			o.Refused = err.Error()
			continue
		}
		for _, c := range cards {
			if first, ok := owner[c.Key]; ok && first != i {
				o.Refused = "it is the same as another"
			}
		}
		if o.Refused != "" {
			continue
		}
		for _, c := range cards {
			owner[c.Key] = i
		}
		fresh = append(fresh, cards...)
	}
	twins, err := Twins(store, fresh)
	for _, twin := range twins {
		offers[owner[twin.New]].Refused = "there is already a card like it: " +
			twin.Card.ID.String()[:8]
	}
	return err
}

// unsupported says what is wrong with the quote of an offer; nothing if it supports it.
func unsupported(o *Offer, notes string) string {
	if _, ok := ground.Find(o.Quote, notes); !ok {
		return "its quote is not in the notes"
	}
	question, answer := o.Prompt+" "+strings.Join(o.Under, " "), o.Answer
	if o.Label == deck.Cloze {
		question, answer = "", gapless.Replace(o.Prompt)
	}
	if missing := ground.Supports(o.Quote, question, answer).Missing; len(missing) > 0 {
		return fmt.Sprintf("its quote does not have %s", strings.Join(missing, ", "))
	}
	return ""
}

// gapless takes the marks of gaps off a text.
var gapless = strings.NewReplacer("[", "", "]", "")

// askedBy returns the cards that a note will be.
func askedBy(n deck.Note) ([]deck.Card, error) {
	text, err := printer.Print(n)
	if err != nil {
		return nil, err
	}
	f := deck.Parse("", []byte(text))
	if len(f.Notes) != 1 {
		return nil, errors.New("it cannot be written as a card")
	}
	return f.Notes[0].Cards, nil
}

// Inserted returns the text of a deck with the kept offers in it: each at the end of the section of
// its notes. Everything else stays as it is.
func Inserted(text []byte, offers []Offer) ([]byte, error) {
	f := deck.Parse("", text)
	after, err := below(f, string(text), offers)
	if err == nil {
		return after, nil
	}
	var notes []string
	for _, o := range offers {
		printed, err := printer.Print(o.Note())
		if err != nil {
			return nil, err
		}
		notes = append(notes, printed)
	}
	return edit.Append(text, strings.Join(notes, "\n"))
}

// errMoved says that notes would not be read as they should be at the end of their section.
var errMoved = errors.New("what is inserted would change other notes")

// below inserts offers at the end of their sections.
func below(f *deck.File, text string, offers []Offer) ([]byte, error) {
	lines := strings.SplitAfter(text, "\n")
	inserted := make(map[int][]string) // before which line, from 0
	for _, o := range offers {
		printed, err := printer.Print(o.Note())
		if err != nil {
			return nil, err
		}
		at := len(lines)
		for _, s := range f.Sections {
			if s.Line > o.Line && s.Line-1 < at {
				at = s.Line - 1
			}
		}
		inserted[at] = append(inserted[at], printed)
	}
	var b strings.Builder
	for i := range len(lines) + 1 {
		for _, note := range inserted[i] {
			if s := b.String(); s != "" && !strings.HasSuffix(s, "\n\n") {
				b.WriteString(map[bool]string{true: "\n", false: "\n\n"}[strings.HasSuffix(s, "\n")])
			}
			b.WriteString(note)
		}
		if len(inserted[i]) > 0 && i < len(lines) {
			b.WriteString("\n")
		}
		if i < len(lines) {
			b.WriteString(lines[i])
		}
	}
	after := b.String()
	return []byte(after), keeps(f, deck.Parse("", []byte(after)), len(offers))
}

// keeps says whether all notes of a file are still there, and as many more as were added.
func keeps(before, after *deck.File, added int) error {
	has := make(map[deck.Key]bool)
	for _, n := range after.Notes {
		for _, c := range n.Cards {
			has[c.Key] = true
		}
	}
	for _, n := range before.Notes {
		for _, c := range n.Cards {
			if !has[c.Key] {
				return errMoved
			}
		}
	}
	if len(after.Notes) != len(before.Notes)+added {
		return errMoved
	}
	return nil
}
