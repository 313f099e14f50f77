package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"cards/deck"
	"cards/storage"
)

// giftEscape keeps signs of the format from their meaning.
var giftEscape = strings.NewReplacer(
	`\`, `\\`, "~", `\~`, "=", `\=`, "#", `\#`, "{", `\{`, "}", `\}`, ":", `\:`, "\r", "", "\n", `\n`,
)

// writeGift writes questions: choices as they are, all else as questions for a short answer. Every
// deck is a category.
func writeGift(w io.Writer, decks []Deck) error {
	b := bufio.NewWriter(w)
	for i, d := range decks {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(b, "$CATEGORY: %s\n", strings.Join(strings.Fields(d.Name), " "))
		for card := range cards(decks[i : i+1]) {
			b.WriteByte('\n')
			writeQuestion(b, card)
		}
	}
	return b.Flush()
}

func writeQuestion(b *bufio.Writer, card *storage.Card) {
	question := card.Question()
	if card.Kind == deck.KindCloze {
		question = strings.Replace(question, "[…]", "_____", 1)
	}
	fmt.Fprintf(b, "[markdown]%s {", giftEscape.Replace(question))
	feedback := ""
	if card.More != "" {
		feedback = "####" + giftEscape.Replace(card.More)
	}
	if card.Kind != deck.KindChoice {
		fmt.Fprintf(b, "=%s%s}\n", giftEscape.Replace(card.Answer()), feedback)
		return
	}
	right := 0
	for _, o := range card.Options {
		if o.Right {
			right++
		}
	}
	b.WriteByte('\n')
	for _, o := range card.Options {
		mark := "~"
		switch {
		case o.Right && right == 1:
			mark = "="
		case o.Right:
			mark = fmt.Sprintf("~%%%.5g%%", 100/float64(right))
		case right > 1:
			mark = "~%-100%"
		}
		fmt.Fprintf(b, "%s%s\n", mark, giftEscape.Replace(o.Text))
	}
	fmt.Fprintf(b, "%s}\n", feedback)
}
