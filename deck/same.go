package deck

import (
	"reflect"

	"cards/deck/markup"
)

// saysSame says whether two files say the same in the same order, wherever its lines are.
func (f *File) saysSame(other *File) bool {
	return reflect.DeepEqual(f.content(), other.content())
}

// content returns what a file says, without places and without the marks of lines that flow, which
// depend on how long their lines are.
func (f *File) content() File {
	c := File{Front: f.Front}
	for _, s := range f.Sections {
		c.Sections = append(c.Sections, Section{Title: s.Title, Notes: markup.WithoutFlow(s.Notes)})
	}
	for _, n := range f.Notes {
		c.Notes = append(c.Notes, n.content())
	}
	for _, d := range f.Definitions {
		d.Pos = Pos{}
		c.Definitions = append(c.Definitions, d)
	}
	for _, b := range f.Broken {
		c.Broken = append(c.Broken, b.content())
	}
	for _, d := range f.Diagnostics {
		if d.Severity == Error {
			c.Diagnostics = append(c.Diagnostics, Diagnostic{})
		}
	}
	return c
}

func (n Note) content() Note {
	n.Pos, n.End = Pos{}, 0
	n.More = markup.WithoutFlow(n.More)
	var options []Option
	for _, o := range n.Options {
		options = append(options, Option{Text: markup.WithoutFlow(o.Text), Right: o.Right})
	}
	var cards []Card
	for _, c := range n.Cards {
		cards = append(cards, c.content())
	}
	n.Options, n.Cards = options, cards
	return n
}

func (c Card) content() Card {
	c.Front, c.Back = markup.WithoutFlow(c.Front), markup.WithoutFlow(c.Back)
	return c
}
