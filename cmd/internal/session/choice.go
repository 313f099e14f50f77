package session

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"cards/cmd/internal/out"
	"cards/deck"
	"cards/deck/answer"
	"cards/deck/markup"
	"cards/srs"
	"cards/storage"
)

// Choice is the options of a card in the order of one showing, and which of them were chosen.
type Choice struct {
	Options []deck.Option
	Chosen  []bool // by option
	ASCII   bool   // what stands before them has no other signs

	card *storage.Card
}

// NewChoice returns the options of a card; nil if it is no choice. Their order is another at every
// review, and the same for every front end.
func NewChoice(c *storage.Card) *Choice {
	if c == nil || c.Kind != deck.KindChoice {
		return nil
	}
	seed := rand.NewPCG(binary.BigEndian.Uint64(c.Key[:8]), uint64(c.Schedule.Reviews))
	options := slices.Clone(c.Options)
	rand.New(seed).Shuffle(len(options),
		func(i, j int) { options[i], options[j] = options[j], options[i] })
	return &Choice{Options: options, Chosen: make([]bool, len(options)), card: c}
}

// HasSeveral says whether several options are right, so that choosing one is not all.
func (ch *Choice) HasSeveral() bool {
	right := 0
	for _, o := range ch.Options {
		if o.Right {
			right++
		}
	}
	return right > 1
}

// Toggle chooses an option by its number from 1, or takes that back; false if there is none.
func (ch *Choice) Toggle(n int) bool {
	if n < 1 || n > len(ch.Options) {
		return false
	}
	ch.Chosen[n-1] = !ch.Chosen[n-1]
	return true
}

// IsChosen says whether any option was chosen.
func (ch *Choice) IsChosen() bool { return slices.Contains(ch.Chosen, true) }

// Grade says what the options that were chosen are worth: right are all that are right and no
// other, partial some of them and no other.
func (ch *Choice) Grade() Graded {
	g := Graded{}
	var right, missing []string
	wrong := false
	for i, o := range ch.Options {
		wrong = wrong || ch.Chosen[i] && !o.Right
		if !o.Right {
			continue
		}
		g.Of++
		text := out.Plain(o.Text, ch.card.Definitions)
		right = append(right, text)
		if ch.Chosen[i] {
			g.Got++
		} else {
			missing = append(missing, text)
		}
	}
	g.Answer, g.Missing = strings.Join(right, ", "), strings.Join(missing, ", ")
	switch {
	case wrong || g.Got == 0:
		g.Kind = answer.Wrong
	case g.Got < g.Of:
		g.Kind = answer.Partial
	default:
		g.Kind = answer.Right
	}
	return g
}

// Suggested returns the rating that follows from what was chosen.
func (ch *Choice) Suggested() srs.Rating { return ch.Grade().Rating() }

// Prompt is the question without its options.
func (ch *Choice) Prompt() *markup.Document {
	return withoutAnswers(out.Document(ch.card.Front, ch.card.Definitions), ch.card)
}

// Document is the question with its options, numbered. Revealed, signs say which are right, and
// which were chosen and are not.
func (ch *Choice) Document(revealed bool) *markup.Document {
	var b strings.Builder
	b.WriteString(ch.card.Front)
	b.WriteString("\n")
	for i, o := range ch.Options {
		number := fmt.Sprintf("%d) ", i+1)
		indent := "\n" + strings.Repeat(" ", len(number))
		b.WriteString("\n" + number + ch.sign(i, revealed) + strings.ReplaceAll(o.Text, "\n", indent))
	}
	doc := out.Document(b.String(), ch.card.Definitions)
	if revealed {
		return doc
	}
	return withoutAnswers(doc, ch.card)
}

// sign is what stands before an option.
func (ch *Choice) sign(i int, revealed bool) string {
	sign := ""
	switch {
	case revealed && ch.Options[i].Right && ch.Chosen[i]:
		sign = "✓ (chosen) "
	case revealed && ch.Options[i].Right:
		sign = "✓ "
	case revealed && ch.Chosen[i]:
		sign = "✗ (chosen) "
	case ch.Chosen[i]:
		sign = "● "
	}
	if ch.ASCII {
		return out.ASCII(sign)
	}
	return sign
}
