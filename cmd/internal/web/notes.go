package web

import (
	"net/http"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
)

// Notes are the study notes of a deck, as HTML.
type Notes struct {
	Deck        string    `json:"deck"`
	File        string    `json:"file"`
	Description string    `json:"description"`
	Sections    []Section `json:"sections"`
}

// Section is what is written below a heading.
type Section struct {
	Title []string `json:"title"`
	Line  int      `json:"line"`
	HTML  string   `json:"html"`
}

// notes are read beside the cards.
type notes struct {
	renderer
}

// list sends the study notes of a scope.
func (n *notes) list(w http.ResponseWriter, r *http.Request) error {
	scope, err := n.scope(r.URL.Query().Get("scope"))
	if err != nil {
		return err
	}
	decks, err := n.Store.Decks(scope)
	if err != nil {
		return err
	}
	list := []Notes{}
	for _, d := range decks {
		read, err := desk.ReadNotes(r.Context(), n.Store.Root(), d)
		if err != nil {
			return err
		}
		if len(read.Sections) > 0 {
			list = append(list, n.drawn(read))
		}
	}
	return ok(w, list)
}

func (n *notes) drawn(read desk.Notes) Notes {
	notes := Notes{Deck: read.Deck, File: read.File, Description: read.Description}
	for _, section := range read.Sections {
		html := n.html(read.File, out.Document(section.Text, read.Definitions))
		notes.Sections = append(notes.Sections, Section{section.Title, section.Line, html})
	}
	return notes
}
