// Package export writes cards in the formats of other programs, and as a page to print.
//
//	export.go    what there is to write
//	deck.go      Markdown as decks have it, and as hashcards reads it
//	rows.go      tables and JSON
//	gift.go      questions for Moodle
//	page.go      a page of HTML
//	markdown.go  Markdown as HTML
package export

import (
	"io"
	"slices"
	"strings"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/storage"
	"cards/storage/folders"
)

// Deck is a deck of which notes are written.
type Deck struct {
	Name  string
	Notes []Note
}

// Note is a note with one of the cards that are wanted.
type Note struct {
	deck.Note
	Raw   string // as it stands in the file
	Cards []*storage.Card
}

// Format is a format that can be written.
type Format struct {
	Name  string
	Words string // for people
	Write func(io.Writer, []Deck) error
}

// Formats returns the formats, in the order in which they are named.
func Formats() []Format {
	return []Format{
		{"md", "one deck of Markdown, notes as they are written", writeMarkdown},
		{"csv", "a table of questions and answers, with commas", writeTable(',')},
		{"tsv", "the same with tabs", writeTable('\t')},
		{"json", "an array of objects, one per card", writeJSON},
		{"hashcards", "one deck for hashcards", writeHashcards},
		{"gift", "questions for Moodle", writeGift},
		{"html", "a page to print; answers fold out", writePage},
	}
}

// FormatOf returns the format of a name.
func FormatOf(name string) (Format, bool) {
	all := Formats()
	i := slices.IndexFunc(all, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return all[i], true
}

// Decks returns the notes of the cards in a scope by their decks, in the order of listings. Drafts
// are left out: nobody has confirmed them.
func Decks(c *storage.Collection, scope storage.Scope) ([]Deck, error) {
	var decks []Deck
	var file *deck.File
	var lines []string
	path, failed := "", error(nil)
	err := c.Cards(scope, func(card *storage.Card) bool {
		if card.Draft {
			return true
		}
		if file == nil || card.Path != path {
			path = card.Path
			data, err := desk.ReadDeck(folders.Abs(c.Root(), path))
			if failed = err; err != nil {
				return false
			}
			file, lines = deck.Parse(path, data), strings.SplitAfter(string(data), "\n")
			decks = append(decks, Deck{Name: card.Deck})
		}
		add(&decks[len(decks)-1], file, lines, card)
		return true
	})
	if err == nil {
		err = failed
	}
	return decks, err
}

// add adds a card to the note that it is of.
func add(d *Deck, file *deck.File, lines []string, card *storage.Card) {
	if n := len(d.Notes); n > 0 && d.Notes[n-1].Pos.Line == card.Line {
		d.Notes[n-1].Cards = append(d.Notes[n-1].Cards, card)
		return
	}
	i := slices.IndexFunc(file.Notes, func(n deck.Note) bool { return n.Pos.Line == card.Line })
	if i < 0 {
		return // the file has changed since it was compiled
	}
	n := file.Notes[i]
	raw := strings.Join(lines[n.Pos.Line-1:min(n.End, len(lines))], "")
	d.Notes = append(d.Notes,
		Note{Note: n, Raw: strings.TrimRight(raw, "\n") + "\n", Cards: []*storage.Card{card}})
}
