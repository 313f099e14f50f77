package model

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// Card is one that a model wrote.
type Card struct {
	Kind     string `json:"kind"`
	Question string `json:"question"`
	Answer   string `json:"answer"`
	Quote    string `json:"quote"`
	Line     int    `json:"line"`
}

// ErrReply says that an answer cannot be read.
var ErrReply = errors.New("the reply holds no cards that can be read")

// content returns the text of a server's answer.
func content(data []byte) (string, error) {
	var reply struct {
		Choices []struct {
			Message struct {
				Content string `json:"content"`
			} `json:"message"`
		} `json:"choices"`
	}
	if err := json.Unmarshal(data, &reply); err != nil || len(reply.Choices) == 0 {
		return "", ErrReply
	}
	return reply.Choices[0].Message.Content, nil
}

// Cards returns the cards in an answer: of the first object in it that has some, whatever stands
// around it. Cards without a question, an answer or a quote are left out, as is one with control
// characters.
func Cards(answer string) ([]Card, error) {
	for at := strings.IndexByte(answer, '{'); at >= 0; {
		var found struct {
			Cards []json.RawMessage `json:"cards"`
		}
		err := json.NewDecoder(strings.NewReader(answer[at:])).Decode(&found)
		if err == nil && found.Cards != nil {
			return readable(found.Cards), nil
		}
		next := strings.IndexByte(answer[at+1:], '{')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return nil, ErrReply
}

func readable(list []json.RawMessage) []Card {
	const most = 100
	cards := []Card{}
	for _, raw := range list[:min(len(list), most)] {
		var c Card
		if json.Unmarshal(raw, &c) != nil || !slices.Contains(kinds(), c.Kind) {
			continue
		}
		c.Question, c.Answer, c.Quote = clean(c.Question), clean(c.Answer), clean(c.Quote)
		if c.Question != "" && c.Answer != "" && c.Quote != "" {
			cards = append(cards, c)
		}
	}
	return cards
}

// clean takes control characters out of a text, but for line feeds, and white space off its ends.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError) {
			return -1
		}
		return r
	}, s))
}
