package importer

import (
	"fmt"
	"strings"

	"cards/deck"
)

// pairs returns what reads a text whose rows and sides a person has named the separators of, as
// they are chosen where Quizlet copies a set; a row separator that is empty is the end of a line.
func pairs(separator, rowSeparator string) recognised {
	if rowSeparator == "" {
		rowSeparator = "\n"
	}
	reason := fmt.Sprintf("sides divided by %q, rows by %q, as you said", separator, rowSeparator)
	return recognised{
		format{name: tableName, words: "table"},
		Guess{Confidence: 1, Reason: reason, Read: pairsReader(separator, rowSeparator)},
	}
}

// pairsReader returns the reader of such a text; what its parts count are rows.
func pairsReader(separator, rowSeparator string) Reader {
	return func(in Input) (*Content, error) {
		text, err := in.text()
		if err != nil {
			return nil, err
		}
		text = strings.ReplaceAll(text, "\r\n", "\n")
		c := &Content{}
		number := 0
		for row := range strings.SplitSeq(text, rowSeparator) {
			number++
			p := Part{Line: number, End: number, As: Taken}
			front, back, _ := strings.Cut(row, separator)
			front, back = strings.TrimSpace(front), strings.TrimSpace(back)
			switch {
			case front == "" && back == "":
				p.As = Blank
			case front == "":
				p.As, p.Reason = Refused, "a row without a question"
			case back == "":
				p.As, p.Reason = Refused, "a row without an answer"
			default:
				c.Items = append(c.Items, Item{Note: &Note{
					Line: number, End: number, Label: deck.Question, Prompt: front, Answer: back,
				}})
			}
			c.Parts = append(c.Parts, p)
		}
		return c, nil
	}
}
