package hashcards

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

var errNoExport = errors.New("not an export of hashcards")

// Export is the export of a collection.
type Export struct {
	Cards []Exported // in order
	History

	count int // cards that were read
}

// Exported is a card as an export has it: a question and its answer, or a text and what is asked of
// it.
type Exported struct {
	Hash, Deck  string
	Number      int    // of the card in the export, from 1
	Line        int    // of the file that it was in, from 0, counted after its front matter
	Front, Back string // of a question
	Text        string // of a text with gaps, without their brackets; else ""
	Gap         Gap    // that is asked
}

// IsExport says whether the beginning of a file looks like an export.
func IsExport(head []byte) bool {
	has := func(key string) bool { return bytes.Contains(head, []byte(key)) }
	return bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\ufeff"), []byte("{")) &&
		has(`"cards"`) && (has(`"familyHash"`) || has(`"reviewedAt"`))
}

// exportedCard is a card as it is written.
type exportedCard struct {
	Hash     string `json:"hash"`
	Deck     string `json:"deckName"`
	Location struct {
		Line int `json:"lineStart"`
	} `json:"location"`
	Content struct {
		Basic *struct {
			Question string `json:"question"`
			Answer   string `json:"answer"`
		} `json:"basic"`
		Cloze *struct {
			Text  string `json:"text"`
			Start int    `json:"start"`
			End   int    `json:"end"`
		} `json:"cloze"`
	} `json:"content"`
	Performance *struct {
		Last       string  `json:"lastReviewedAt"`
		Stability  float64 `json:"stability"`
		Difficulty float64 `json:"difficulty"`
		Interval   int     `json:"intervalDays"`
		Due        string  `json:"dueDate"`
		Count      int     `json:"reviewCount"`
	} `json:"performance"`
}

type exportedSession struct {
	Reviews []struct {
		Hash  string `json:"hash"`
		At    string `json:"reviewedAt"`
		Grade string `json:"grade"`
		Due   string `json:"dueDate"`
	} `json:"reviews"`
}

// ReadExport reads the export of a collection. Its times have no zone and are taken as of that one.
func ReadExport(r io.Reader, zone *time.Location) (*Export, error) {
	e := &Export{History: NewHistory()}
	d := json.NewDecoder(r)
	if err := e.read(d, zone); err != nil {
		return nil, fmt.Errorf("%w: %w", errNoExport, err)
	}
	e.sort()
	return e, nil
}

func (e *Export) read(d *json.Decoder, zone *time.Location) error {
	if err := open(d, '{'); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		switch name {
		case "cards":
			err = each(d, func(c exportedCard) error { return e.card(c, zone) })
		case "sessions":
			err = each(d, func(s exportedSession) error {
				for _, r := range s.Reviews {
					e.review(r.Hash, r.At, r.Grade, r.Due, zone)
				}
				return nil
			})
		default:
			err = d.Decode(new(json.RawMessage))
		}
		if err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// open reads the beginning of an object or of an array.
func open(d *json.Decoder, want json.Delim) error {
	token, err := d.Token()
	if err == nil && token != want {
		err = fmt.Errorf("%v where %v was expected", token, want)
	}
	return err
}

// each calls do for the elements of an array.
func each[T any](d *json.Decoder, do func(T) error) error {
	if err := open(d, '['); err != nil {
		return err
	}
	for d.More() {
		var element T
		if err := d.Decode(&element); err != nil {
			return err
		}
		if err := do(element); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

func (e *Export) card(c exportedCard, zone *time.Location) error {
	if !isHash(c.Hash) {
		return fmt.Errorf("a card named %.20q", c.Hash)
	}
	e.count++
	card := Exported{Number: e.count, Hash: c.Hash, Deck: c.Deck, Line: c.Location.Line}
	switch content := c.Content; {
	case content.Basic != nil:
		card.Front, card.Back = content.Basic.Question, content.Basic.Answer
		e.Cards = append(e.Cards, card)
	case content.Cloze != nil:
		card.Text, card.Gap = content.Cloze.Text, Gap{content.Cloze.Start, content.Cloze.End}
		if card.Gap.Start < 0 || card.Gap.End < card.Gap.Start || card.Gap.End >= len(card.Text) {
			return fmt.Errorf("card %.8s: a gap that is not in its text", c.Hash)
		}
		e.Cards = append(e.Cards, card)
	}
	if p := c.Performance; p != nil {
		s := State{Stability: p.Stability, Difficulty: p.Difficulty, Interval: p.Interval, Reviews: p.Count}
		e.state(c.Hash, s, p.Last, p.Due, zone)
	}
	return nil
}
