package formats

import (
	"fmt"
	"strings"

	"cards/deck"
	"cards/storage/importer/source"
)

// Pairs returns what reads a text whose rows and sides a person has named the separators of, as
// they are chosen where Quizlet copies a set; a row separator that is empty is the end of a line.
func Pairs(separator, rowSeparator string) Recognised {
	if rowSeparator == "" {
		rowSeparator = "\n"
	}
	reason := fmt.Sprintf("sides divided by %q, rows by %q, as you said", separator, rowSeparator)
	return Recognised{
		format{Name: tableName, Words: "table"},
		source.Guess{Confidence: 1, Reason: reason, Read: pairsReader(separator, rowSeparator)},
	}
}

// pairsReader returns the reader of such a text; what its parts count are rows.
func pairsReader(separator, rowSeparator string) source.Reader {
	return func(in source.Input) (*source.Content, error) {
		text, err := in.Text()
		if err != nil {
			return nil, err
		}
		text = strings.ReplaceAll(text, "\r\n", "\n")
		c := &source.Content{}
		number := 0
		for row := range strings.SplitSeq(text, rowSeparator) {
			number++
			p := source.Part{Line: number, End: number, As: source.Taken}
			front, back, _ := strings.Cut(row, separator)
			front, back = strings.TrimSpace(front), strings.TrimSpace(back)
			switch {
			case front == "" && back == "":
				p.As = source.Blank
			case front == "":
				p.As, p.Reason = source.Refused, "a row without a question"
			case back == "":
				p.As, p.Reason = source.Refused, "a row without an answer"
			default:
				c.Items = append(c.Items, source.Item{Note: &source.Note{
					Line: number, End: number, Label: deck.Question, Prompt: front, Answer: back,
				}})
			}
			c.Parts = append(c.Parts, p)
		}
		return c, nil
	}
}
