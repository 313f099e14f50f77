package term

import (
	"fmt"
	"strings"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck/diff"
)

// offerMeans says what it is for to settle proposals.
const offerMeans = "Their old texts are gone from the decks. " +
	"Where a new text is the same card, it goes on with the progress of the old one; " +
	"otherwise it is a new card."

// Offered says how many cards a round of settling is about.
func Offered(cards int) string {
	if cards == 1 {
		return "1 card looks like an edit of a card that you know"
	}
	return fmt.Sprintf("%d cards look like edits of cards that you know", cards)
}

// stands says where the new text of a pair stands.
func stands(p session.Pair) string { return fmt.Sprintf("%s:%d", out.Line(p.New.Path), p.Pos.Line) }

// evidence says what hangs on a pair and why a person must decide.
func (l Look) evidence(p session.Pair) string {
	text := out.Plural(p.Reviews, "review") + " of the old text"
	if p.Reason != "" {
		text += l.sign(" · not linked: ") + out.Line(p.Reason)
	}
	return text
}

// marked returns a text with what the other version does not have between two marks.
func marked(runs []diff.Run, begin, end string) string {
	var b strings.Builder
	for _, r := range runs {
		if r.Differs {
			b.WriteString(begin + r.Text + end)
		} else {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}
