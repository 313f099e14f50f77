package term

import (
	"errors"
	"fmt"
	"time"

	"cards/cmd/internal/session"
	"cards/srs"
	"cards/storage"
)

// answered takes a line for the answer: a text, or the numbers of options.
func (p *plain) answered(ch *session.Choice, text string) outcome {
	switch {
	case ch == nil:
		p.typed(text)
	case !readChoice(ch, text):
		p.say("type the number of an option, 1 to %d", len(ch.Options))
		return stuck
	default:
		p.say("%s", verdictLine(ch.Grade()))
		p.sitting.Reveal()
	}
	return moved
}

// typed takes a text for the answer.
func (p *plain) typed(text string) {
	p.say("%s", verdictLine(p.sitting.Grade(text)))
	p.sitting.Reveal()
}

func (p *plain) rate(r srs.Rating) (outcome, error) {
	given, err := p.sitting.Rate(r)
	p.unkept = err
	if errors.Is(err, storage.ErrAnswered) {
		p.unkept = nil
	}
	if err != nil {
		p.say("%s", refused(err))
		return moved, nil
	}
	if given.Review.Purpose == srs.Cram {
		p.say("rated %s, %s", r, rated(given))
	} else {
		p.say("rated %s, due %s", r, p.instant(given.Review.Due))
	}
	if words := leech(given); words != "" {
		p.say("%s", words)
	}
	return moved, p.flush()
}

// instant writes when a card is due; for a study day, when that begins.
func (p *plain) instant(d srs.Due) string {
	if d.At.IsZero() {
		d.At = p.options.Calendar.Start(d.Day)
	}
	return d.At.In(p.options.Calendar.Zone).Format(time.RFC3339)
}

func ratingOf(line string) srs.Rating {
	for i, r := range ratings {
		if line == r.String() || line == fmt.Sprint(i+1) {
			return r
		}
	}
	return 0
}
