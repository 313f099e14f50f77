package edit

import (
	"reflect"
	"slices"

	"cards/deck"
	"cards/deck/markup"
)

// saySame says whether two files say the same in the same order, wherever its lines are.
func saySame(a, b *deck.File) bool { return reflect.DeepEqual(contentOf(a), contentOf(b)) }

// haveSameNotes says whether two files have the same notes, but for what the definitions of their
// links say.
func haveSameNotes(a, b *deck.File) bool {
	return slices.EqualFunc(a.Notes, b.Notes, func(x, y deck.Note) bool {
		x.Definitions, y.Definitions = "", ""
		return reflect.DeepEqual(contentOfNote(x), contentOfNote(y))
	})
}

// contentOf returns what a file says, without places and without the marks of lines that flow,
// which depend on how long their lines are.
func contentOf(f *deck.File) deck.File {
	c := deck.File{Front: f.Front}
	for _, s := range f.Sections {
		c.Sections = append(c.Sections,
			deck.Section{Title: s.Title, Notes: markup.WithoutFlow(s.Notes)})
	}
	for _, n := range f.Notes {
		c.Notes = append(c.Notes, contentOfNote(n))
	}
	for _, d := range f.Definitions {
		d.Pos = deck.Pos{}
		c.Definitions = append(c.Definitions, d)
	}
	for _, b := range f.Broken {
		c.Broken = append(c.Broken, contentOfCard(b))
	}
	for _, d := range f.Diagnostics {
		if d.Severity == deck.Error {
			c.Diagnostics = append(c.Diagnostics, deck.Diagnostic{})
		}
	}
	return c
}

func contentOfNote(n deck.Note) deck.Note {
	n.Pos, n.End = deck.Pos{}, 0
	n.More = markup.WithoutFlow(n.More)
	var options []deck.Option
	for _, o := range n.Options {
		options = append(options, deck.Option{Text: markup.WithoutFlow(o.Text), Right: o.Right})
	}
	var cards []deck.Card
	for _, c := range n.Cards {
		cards = append(cards, contentOfCard(c))
	}
	n.Options, n.Cards = options, cards
	return n
}

func contentOfCard(c deck.Card) deck.Card {
	c.Front, c.Back = markup.WithoutFlow(c.Front), markup.WithoutFlow(c.Back)
	return c
}
