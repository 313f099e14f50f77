package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/session"
	"cards/deck"
	"cards/storage"
	"cards/storage/folders"
)

// writer shows the texts of notes and changes them.
type writer struct {
	renderer
	finder *finder
}

// Text is a note as it is written.
type Text struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Text string `json:"text"`
}

// Changed is what an edit did.
type Changed struct {
	Said string `json:"said"` // in words
	Card *Card  `json:"card"` // as it is asked now; null if it is not
	Step string `json:"step"` // by which it is undone
}

// Added is what was added.
type Added struct {
	File  string `json:"file"`
	Cards int    `json:"cards"`
	Step  string `json:"step"` // by which it is undone
}

// text sends the note of a card as it is written.
func (wr *writer) text(w http.ResponseWriter, r *http.Request) error {
	card, err := wr.cardOf(r.URL.Query().Get("card"))
	if err != nil {
		return err
	}
	source, err := desk.SourceOf(wr.Store, card)
	if err != nil {
		return err
	}
	return ok(w, Text{source.File, source.Line, source.Text})
}

// edit puts a text in the place of a note.
func (wr *writer) edit(w http.ResponseWriter, r *http.Request) error {
	var want struct{ Card, Seen, Text string }
	if err := body(r, &want); err != nil {
		return err
	}
	card, err := wr.cardOf(want.Card)
	if err != nil {
		return err
	}
	wr.finder.index = nil
	e, err := desk.EditNote(r.Context(), wr.Store, wr.Now(), card, want.Seen, want.Text)
	switch {
	case errors.Is(err, desk.ErrWrongText):
		return problem{http.StatusUnprocessableEntity, saidOf(e.Wrong)}
	case errors.Is(err, desk.ErrChanged):
		return problem{http.StatusConflict, err.Error()}
	case err != nil:
		return err
	}
	step, err := wr.stepOf(card.Path)
	if err != nil {
		return err
	}
	answer := Changed{Said: e.Words(), Step: step}
	if now, err := wr.Store.Card(became(e, card)); err == nil && !now.Draft && !now.Suspended {
		by, err := wr.schedulers()
		if err != nil {
			return err
		}
		b, err := session.Ahead(wr.Store, by, now, wr.Now())
		if err != nil {
			return err
		}
		shown := wr.card(b, desk.LeechesOf(wr.Folders).Has(now))
		answer.Card = &shown
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
func (wr *writer) add(w http.ResponseWriter, r *http.Request) error {
	var want struct {
		Question, Answer, Deck string
		Typed, Twice           bool
		Tags                   []string
	}
	if err := body(r, &want); err != nil {
		return err
	}
	file, err := desk.Destination(wr.Store, wr.Folders, want.Deck, wr.Store.Root())
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
	if twins, err := desk.Twins(wr.Store, fresh); err != nil {
		return err
	} else if len(twins) > 0 && !want.Twice {
		why := "already asked, or nearly: " + oneLine(twins[0].Card.Question())
		return problem{http.StatusConflict, why}
	}
	if err := desk.Add(wr.Store, wr.Now(), file, text); err != nil {
		return err
	}
	wr.finder.index = nil
	if err := wr.Compile(r.Context()); err != nil {
		return err
	}
	step, err := wr.stepOf(file)
	if err != nil {
		return err
	}
	return ok(w, Added{file, len(fresh), step})
}

// stepOf returns the name of the step that has just written a deck file: what the file holds now,
// and which.
func (wr *writer) stepOf(file string) (string, error) {
	text, err := desk.ReadDeck(folders.Abs(wr.Store.Root(), file))
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]) + ":" + file, nil
}

// textStep reads such a name; false if it is none.
func textStep(name string) (file string, sum [sha256.Size]byte, ok bool) {
	digits, file, found := strings.Cut(name, ":")
	data, err := hex.DecodeString(digits)
	copy(sum[:], data)
	return file, sum, found && err == nil && len(data) == len(sum)
}
