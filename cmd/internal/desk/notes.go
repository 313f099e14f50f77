package desk

import (
	"context"

	"cards/deck"
	"cards/storage"
	"cards/storage/folders"
)

// Notes are the study notes of a deck: all text outside its cards. Their JSON is an element of
// `cards notes --json`.
type Notes struct {
	Deck        string      `json:"deck"`
	File        string      `json:"file"`
	Description string      `json:"description"`
	Sections    []NotesPart `json:"sections"` // those with notes

	Definitions string `json:"-"` // of links in them, as they are written
}

// NotesPart is what is written below a heading.
type NotesPart struct {
	Title []string `json:"title"` // the headings, the outermost first
	Line  int      `json:"line"`  // of the heading; 0 for what stands before any
	Text  string   `json:"text"`
}

// ReadNotes reads the study notes of a deck of the collection in root.
func ReadNotes(ctx context.Context, root string, d storage.DeckInfo) (Notes, error) {
	text, err := folders.ReadFile(ctx, folders.Abs(root, d.Path), folders.MaxDeck)
	if err != nil {
		return Notes{}, err
	}
	file := deck.Parse(d.Path, text)
	notes := Notes{
		Deck: d.Name, File: d.Path, Description: d.Description,
		Definitions: deck.DefinitionSource(file.Definitions),
	}
	for _, s := range file.Sections {
		if s.Notes != "" {
			title := append([]string{}, s.Title...)
			notes.Sections = append(notes.Sections, NotesPart{title, s.Line, s.Notes})
		}
	}
	return notes, nil
}
