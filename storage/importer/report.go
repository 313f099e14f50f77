package importer

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"slices"

	"cards/deck"
	"cards/storage/importer/source"
)

// Report says what an import did with one file. Its JSON is what `cards import --json` prints.
type Report struct {
	Format  string          `json:"format"` // "cards" for our own
	Deck    string          `json:"deck"`   // its name in the collection
	File    string          `json:"file"`   // the copy: relative to the collection, with slashes
	Cards   []Card          `json:"cards"`
	Notes   int             `json:"notes"`
	LeftOut []source.Reason `json:"left_out"` // no card by its nature, or came before and is gone
	Refused []source.Reason `json:"refused"`  // what should have come and could not, or must not

	Reason  string   `json:"-"` // what the file was recognised as, and why
	Unit    string   `json:"-"` // what the lines of the reasons count; "" for lines
	Same    bool     `json:"-"` // the deck file was there already
	Presets []string `json:"-"` // that come, as the configuration names them
	Remarks []string `json:"-"` // on the source as a whole
	Media   []string `json:"-"` // what came with the deck or was there already: as File
	Further []string `json:"-"` // files besides File that new cards went into: as File
}

// Card is a card of an imported deck.
type Card struct {
	Question string `json:"question"` // source text, as in listings
	Line     int    `json:"line"`     // of the note, from 1
	Kind     string `json:"kind"`
	Draft    bool   `json:"draft"`
	Answer   string `json:"answer"`
	Status   Status `json:"status"`
	// Suggestions are answers for a question without one, the best first.
	Suggestions []source.Suggestion `json:"suggestions"`
}

// Status says how a card relates to what the collection held before.
type Status string

// The states of a card.
const (
	New       Status = "new"
	Same      Status = "same"      // it came before, and is there or has been edited here
	Changed   Status = "changed"   // it came before with another text
	Duplicate Status = "duplicate" // asked already by another file, or by an earlier note of the import
)

func newCard(n *source.Note, c deck.Card, s Status) Card {
	return Card{
		Question: c.Question(), Line: n.Line, Kind: c.Kind.String(), Draft: n.Draft,
		Answer: c.Answer(), Status: s,
		Suggestions: append([]source.Suggestion{}, n.Suggestions...),
	}
}

func newReport(format, file string) Report {
	return Report{
		Format: format, File: file,
		Cards: []Card{}, LeftOut: []source.Reason{}, Refused: []source.Reason{},
	}
}

func (r *Report) leave(line int, err error) {
	r.LeftOut = append(r.LeftOut, source.Reason{Line: line, Reason: err.Error()})
}

func (r *Report) refuse(line int, err error) {
	r.Refused = append(r.Refused, source.Reason{Line: line, Reason: err.Error()})
}

// sort orders the reasons by line.
func (r *Report) sort() {
	byLine := func(a, b source.Reason) int { return cmp.Compare(a.Line, b.Line) }
	slices.SortStableFunc(r.LeftOut, byLine)
	slices.SortStableFunc(r.Refused, byLine)
}

// cause returns an error without the operation and the path that the system adds.
func cause(err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		return pe.Err
	case errors.As(err, &le):
		return le.Err
	}
	return err
}
