package export

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"

	"cards/deck/from/delim"
	"cards/storage"
)

// columns are the names of the columns of tables; an import knows them.
var columns = [...]string{"question", "answer", "explanation", "deck", "tags"}

// writeTable returns what writes a table: a line of names, then one for each card.
func writeTable(delimiter rune) func(io.Writer, []Deck) error {
	return func(w io.Writer, decks []Deck) error {
		c := csv.NewWriter(w)
		c.Comma = delimiter
		if err := c.Write(columns[:]); err != nil {
			return err
		}
		for card := range cards(decks) {
			row := []string{card.Question(), card.Answer(), card.More, card.Deck, strings.Join(card.Tags, " ")}
			for i := range row {
				row[i] = delim.Inert(row[i])
			}
			if err := c.Write(row); err != nil {
				return err
			}
		}
		c.Flush()
		return c.Error()
	}
}

// cards yields the cards of decks.
func cards(decks []Deck) func(func(*storage.Card) bool) {
	return func(yield func(*storage.Card) bool) {
		for i := range decks {
			for j := range decks[i].Notes {
				for _, card := range decks[i].Notes[j].Cards {
					if !yield(card) {
						return
					}
				}
			}
		}
	}
}

// object is a card as JSON.
type object struct {
	Question    string   `json:"question"`
	Answer      string   `json:"answer"`
	Explanation string   `json:"explanation"`
	Kind        string   `json:"kind"`
	Deck        string   `json:"deck"`
	Section     []string `json:"section"`
	Tags        []string `json:"tags"`
}

// writeJSON writes an array with one object a line.
func writeJSON(w io.Writer, decks []Deck) error {
	between := "[\n"
	for card := range cards(decks) {
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(object{
			card.Question(), card.Answer(), card.More, card.Kind.String(), card.Deck,
			append([]string{}, card.Section...), append([]string{}, card.Tags...),
		}); err != nil {
			return err
		}
		if _, err := io.WriteString(w, between+strings.TrimSuffix(b.String(), "\n")); err != nil {
			return err
		}
		between = ",\n"
	}
	if between == "[\n" {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	_, err := io.WriteString(w, "\n]\n")
	return err
}
