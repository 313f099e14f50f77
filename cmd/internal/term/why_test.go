package term_test

import (
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/term"
	"cards/srs"
	"cards/storage"
	"cards/storage/storagetest"
)

// explained is a session of one card with a past of a month, and what is known of it.
func explained(t *testing.T) *sitting {
	t.Helper()
	c := storagetest.New(t, map[string]string{"a.md": "# Who\n\nQ: Who did it?\nA: The DBA.\n"})
	for _, answer := range []struct {
		rating srs.Rating
		days   int
	}{{srs.Good, 0}, {srs.Good, 3}, {srs.Again, 20}, {srs.Hard, 1}, {srs.Good, 9}} {
		c.Sleep(answer.days)
		c.Now = c.Now.Add(time.Minute)
		c.Rate("Who did it?", answer.rating)
	}
	c.Sleep(2)
	plan, err := desk.NewPlan(c.Collection, storage.Scope{}, c.Scheduler.Calendar(), desk.Rules{},
		c.Now)
	if err != nil {
		t.Fatal(err)
	}
	card := c.Find("Who did it?")
	w, err := plan.Why(card, c.Scheduler, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	return &sitting{now: noon, cards: []*storage.Card{card}, why: w}
}

// TestScreenExplains shows what is known of a card: space goes on to the end, and then back to the
// card.
func TestScreenExplains(t *testing.T) {
	t.Parallel()
	s := explained(t)
	screen := term.NewScreen(s, &term.Frames{}, 60, 22, options())
	pressAll(screen, "i")
	const first = `
a › Who
Who did it?

It is not due until 2026-04-16, in 10 days.
You have answered it 5 times and forgotten it once after it
was learned.
The chance that you know it is 97 % now, and will be 91 % in
a week. Your memory of it lasts 10 days: that long after an
answer the chance has fallen to 90 %. Its difficulty is 8.2
on a scale of 1 to 10.

What each rating would do now
`
	if got := screen.View(); !strings.HasPrefix("\n"+got, first) ||
		!strings.Contains(got, "more lines") {
		t.Errorf("it begins\n%s", got)
	}
	var seen strings.Builder
	seen.WriteString(screen.View())
	for range 3 {
		pressAll(screen, "space")
		seen.WriteString(screen.View())
	}
	for _, want := range []string{"How its interval came about", " good, the first answer: memory 2.3 days, back", "1 again: memory"} {
		if !strings.Contains(seen.String(), want) {
			t.Errorf("no %q in\n%s", want, seen.String())
		}
	}
	if !strings.Contains(screen.View(), "show the answer") || s.revealed {
		t.Errorf("the card does not come back:\n%s", screen.View())
	}
}

// TestExplanationFits lays out what is known of a card at widths from one cell on.
func TestExplanationFits(t *testing.T) {
	t.Parallel()
	s := explained(t)
	for width := 1; width < 100; width++ {
		a := term.Account{Width: width, Plot: true, Calendar: options().Calendar, Now: noon}
		checkFits(t, strings.Join(a.Lines(s.why), "\n"), width, 10000)
	}
}
