package web

import (
	"errors"
	"net/http"
	"strings"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck"
	"cards/storage"
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

// notes sends the study notes of a scope.
func (s *Site) notes(w http.ResponseWriter, r *http.Request) error {
	scope, err := s.scope(r)
	if err != nil {
		return err
	}
	decks, err := s.Store.Decks(scope)
	if err != nil {
		return err
	}
	list := []Notes{}
	for _, d := range decks {
		read, err := desk.ReadNotes(r.Context(), s.Store.Root(), d)
		if err != nil {
			return err
		}
		if len(read.Sections) > 0 {
			list = append(list, s.drawn(read))
		}
	}
	return ok(w, list)
}

func (s *Site) drawn(read desk.Notes) Notes {
	notes := Notes{Deck: read.Deck, File: read.File, Description: read.Description}
	for _, section := range read.Sections {
		html := s.html(read.File, out.Document(section.Text, read.Definitions))
		notes.Sections = append(notes.Sections, Section{section.Title, section.Line, html})
	}
	return notes
}

// Found is a card that words were found in.
type Found struct {
	ID       string `json:"id"`
	Deck     string `json:"deck"`
	Line     int    `json:"line"`
	Question string `json:"question"` // in one line, as the answer
	Answer   string `json:"answer"`
}

// find sends the cards that fit words best.
func (s *Site) find(w http.ResponseWriter, r *http.Request) error {
	const most, longest = 30, 200
	words := strings.TrimSpace(r.URL.Query().Get("words"))
	if len(words) > longest {
		return problem{http.StatusBadRequest, "find: too many words"}
	}
	if s.finder == nil {
		finder, err := desk.NewFinder(s.Store, storage.Scope{})
		if err != nil {
			return err
		}
		s.finder = finder
	}
	list := []Found{}
	for _, f := range s.finder.Find(words, most) {
		list = append(list, Found{f.ID.String(), f.Deck, f.Line, oneLine(f.Question), oneLine(f.Answer)})
	}
	return ok(w, list)
}

func oneLine(source string) string { return out.Line(out.Plain(source, "")) }

// text sends the note of a card as it is written.
func (s *Site) text(w http.ResponseWriter, r *http.Request) error {
	card, err := s.cardOf(r.URL.Query().Get("card"))
	if err != nil {
		return err
	}
	source, err := desk.SourceOf(s.Store, card)
	if err != nil {
		return err
	}
	return ok(w, map[string]any{"file": source.File, "line": source.Line, "text": source.Text})
}

// edit puts a text in the place of a note.
func (s *Site) edit(w http.ResponseWriter, r *http.Request) error {
	var want struct{ Card, Seen, Text string }
	if err := body(r, &want); err != nil {
		return err
	}
	card, err := s.cardOf(want.Card)
	if err != nil {
		return err
	}
	s.finder = nil
	e, err := desk.EditNote(r.Context(), s.Store, s.Now(), card, want.Seen, want.Text)
	switch {
	case errors.Is(err, desk.ErrWrongText):
		return problem{http.StatusUnprocessableEntity, saidOf(e.Wrong)}
	case errors.Is(err, desk.ErrChanged):
		return problem{http.StatusConflict, err.Error()}
	case err != nil:
		return err
	}
	answer := map[string]any{"said": e.Words(), "card": nil}
	if now, err := s.Store.Card(became(e, card)); err == nil && !now.Draft && !now.Suspended {
		by, err := s.schedulers()
		if err != nil {
			return err
		}
		b, err := session.Ahead(s.Store, by, now, s.Now())
		if err != nil {
			return err
		}
		answer["card"] = s.card(b, desk.LeechesOf(s.Folders).Has(now))
	}
	return ok(w, answer)
}

// became returns the key that a card has after an edit.
func became(e desk.Edited, card *storage.Card) deck.Key {
	if to, changed := e.Became[card.Key]; changed {
		return to
	}
	return card.Key
}

// saidOf puts diagnostics into lines.
func saidOf(wrong []deck.Diagnostic) string {
	var lines []string
	for _, d := range wrong {
		line := d.Text
		if d.Hint != "" {
			line += " (" + d.Hint + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// add appends a card to a deck, unless one asks the same already and nobody wants it twice.
func (s *Site) add(w http.ResponseWriter, r *http.Request) error {
	var want struct {
		Question, Answer, Deck string
		Typed, Twice           bool
		Tags                   []string
	}
	if err := body(r, &want); err != nil {
		return err
	}
	file, err := desk.Destination(s.Store, s.Folders, want.Deck, s.Store.Root())
	if err != nil {
		return problem{http.StatusUnprocessableEntity, err.Error()}
	}
	text, err := desk.NoteText(deck.Note{
		Prompt: want.Question, Answer: want.Answer, Typed: want.Typed, Tags: want.Tags,
	})
	if err != nil {
		return problem{http.StatusUnprocessableEntity, err.Error()}
	}
	fresh := deck.Parse("", []byte(text)).Notes[0].Cards
	if twins, err := desk.Twins(s.Store, fresh); err != nil {
		return err
	} else if len(twins) > 0 && !want.Twice {
		return problem{http.StatusConflict, "asked already, or nearly: " + oneLine(twins[0].Card.Question())}
	}
	if err := desk.Add(s.Store, s.Now(), file, text); err != nil {
		return err
	}
	s.finder = nil
	if err := s.Compile(r.Context()); err != nil {
		return err
	}
	return ok(w, map[string]any{"file": file, "cards": len(fresh)})
}
