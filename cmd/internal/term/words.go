package term

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/srs"
	"cards/storage"
)

var ratings = [...]srs.Rating{srs.Again, srs.Hard, srs.Good, srs.Easy}

// place says where a card stands: deck › section.
func (l Look) place(c *storage.Card) string {
	names := []string{out.Line(c.Deck)}
	for _, title := range c.Section {
		names = append(names, l.Plain(title, ""))
	}
	return strings.Join(names, l.sign(" › "))
}

// standing is place, with what the person should know of the card.
func (l Look) standing(s session.Screen) string {
	text := l.place(s.Card)
	if s.Leech {
		text += l.sign(" · leech")
	}
	if s.Card.Flag != 0 {
		text += l.sign(" · ") + flagged(s.Card.Flag)
	}
	return text
}

// leech says what came of an answer to a card that is forgotten again and again; "" if nothing did.
func leech(r session.Rated) string {
	if r.Leech.Lapses == 0 {
		return ""
	}
	text := fmt.Sprintf("a leech: you have forgotten it %d times. ", r.Leech.Lapses)
	if r.Leech.Suspended {
		return text + fmt.Sprintf("It is suspended; reword or split it, then `cards resume %s`",
			brief(r.Card))
	}
	return text + "Rewording or splitting it may help"
}

// brief is the name of a card, as short as it is shown.
func brief(c *storage.Card) string { return c.ID.String()[:shortName] }

const shortName = 12 // letters

// progress says what is left by kind, what waits among the learning, how much is done and how long
// the rest may take: "12 new · 4 learning · 31 review · done 9 · about 8m left". In brief it leaves
// kinds and time away.
func (l Look) progress(s session.Screen, brief bool) string {
	var parts []string
	left := s.Left
	left.Learning += s.Waiting
	if brief || s.Kind != session.Review {
		parts = append(parts, fmt.Sprintf("%d left", left.Total()))
	} else {
		parts = kinds(left)
	}
	if s.Done > 0 {
		parts = append(parts, fmt.Sprintf("done %d", s.Done))
	}
	switch {
	case brief:
	case s.Time >= time.Minute:
		parts = append(parts, "about "+out.Rough(s.Time)+" left")
	case s.Time > 0:
		parts = append(parts, "under a minute")
	}
	return strings.Join(parts, l.sign(" · "))
}

// unratedHere answers a rating where cards are only looked at.
const unratedHere = "nothing is rated here: the cards stay as they are"

// promise says what a rating would do: "good 3d"; in practice, where it moves nothing, its name.
func promise(s session.Screen, r srs.Rating) string {
	if s.Kind != session.Review {
		return r.String()
	}
	return r.String() + " " + out.Interval(s.Preview[r-1])
}

// rated says what an answer did.
func rated(r session.Rated) string {
	switch {
	case r.Review.Purpose != srs.Cram:
		return "comes back in " + out.Interval(r.Review)
	case r.Missing == 0:
		return "known"
	case r.Review.Rating == srs.Again:
		return "comes back"
	case r.Missing == 1:
		return "known, comes back once more"
	}
	return fmt.Sprintf("known, comes back %d more times", r.Missing)
}

// kinds says how many cards of each kind there are, but for kinds of which there are none.
func kinds(c srs.Counts) []string {
	var parts []string
	for _, kind := range []struct {
		n    int
		name string
	}{{c.New, "new"}, {c.Learning, "learning"}, {c.Review, "review"}} {
		if kind.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", kind.n, kind.name))
		}
	}
	return parts
}

// comeBack says how many cards wait for their learning step to be over and when the first can be
// asked.
func comeBack(cards int, first, now time.Time) string {
	if cards == 1 {
		return "1 card comes back, in " + out.Until(first, now)
	}
	return fmt.Sprintf("%d cards come back, the first in %s", cards, out.Until(first, now))
}

// quoted returns the beginning of what a card asks.
func (l Look) quoted(c *storage.Card) string {
	const most = 40 // runes
	text := []rune(l.Plain(c.Front, c.Definitions))
	if len(text) > most {
		return l.sign("“") + string(text[:most-1]) + l.sign("…”")
	}
	return l.sign("“") + string(text) + l.sign("”")
}

// refused says why an answer or a command did nothing.
func refused(err error) string {
	switch {
	case errors.Is(err, storage.ErrAnswered):
		return "this card was answered elsewhere in the meantime; that answer counts, and yours was not saved"
	}
	return "that did not work: " + out.Line(err.Error())
}

// spell says a number of days that need not be whole.
func spell(days float64) string {
	const hour, minute = 1.0 / 24, 1.0 / 24 / 60
	switch {
	case days < hour:
		return out.Plural(max(int(math.Round(days/minute)), 1), "minute")
	case days < 1:
		return out.Plural(max(int(math.Round(days/hour)), 1), "hour")
	case days < 9.95:
		return fmt.Sprintf("%.1f days", days)
	}
	return out.Count(int(math.Round(days))) + " days"
}
