package desk_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

func rules(news int) desk.Rules {
	return desk.Rules{NewPerDay: news, Bury: srs.Bury{New: true, Review: true}}
}

func plan(t *testing.T, c *storagetest.Collection, r desk.Rules) *desk.Plan {
	t.Helper()
	p, err := desk.NewPlan(c.Collection, storage.Scope{}, c.Scheduler.Calendar(), r, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func next(t *testing.T, c *storagetest.Collection, r desk.Rules) time.Time {
	t.Helper()
	coming, err := plan(t, c, r).Next()
	if err != nil {
		t.Fatal(err)
	}
	if coming.At.IsZero() != (coming.Cards == 0) {
		t.Errorf("%d cards are due at %s", coming.Cards, coming.At)
	}
	return coming.At
}

// TestNewCardsDoNotStarve has many siblings before cards that no sibling puts off.
func TestNewCardsDoNotStarve(t *testing.T) {
	t.Parallel()
	var pairs, gaps strings.Builder
	for i := range 30 {
		fmt.Fprintf(&pairs, "T: term %d\nD: definition %d\n\n", i, i)
		fmt.Fprintf(&gaps, "Q: question %d?\nA: %d\n\n", i, i)
	}
	cloze := "C: " + strings.Repeat("[gap] and ", 200) + "end\n\n"
	for name, c := range map[string]*storagetest.Collection{
		"terms":          storagetest.New(t, map[string]string{"a.md": pairs.String()}),
		"a cloze of 200": storagetest.New(t, map[string]string{"a.md": cloze + gaps.String()}),
		"terms of two days": storagetest.New(t,
			map[string]string{"a.md": pairs.String(), "b.md": gaps.String()}),
	} {
		for range 2 {
			p := plan(t, c, rules(10))
			if got := p.Queue.Counts(c.Now).New; got != 10 {
				t.Errorf("%s: %d new cards may be asked, want 10", name, got)
			}
			for e, ok := p.Queue.Next(c.Now); ok; e, ok = p.Queue.Next(c.Now) {
				r := c.AnswerEntry(e, srs.Easy)
				p.Queue.Answer(e, r)
			}
			extra := 5
			r := rules(10)
			r.Extra, r.Before = &extra, 10
			if got := plan(t, c, r).Queue.Counts(c.Now).New; got != 5 {
				t.Errorf("%s: %d of 5 further new cards may be asked", name, got)
			}
			c.Now = c.Now.AddDate(0, 0, 1)
		}
	}
}

func TestNext(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: one?\nA: 1\n\nQ: two?\nA: 2\n"})
	cal := c.Scheduler.Calendar()
	day := func(d srs.Day) time.Time { return cal.Start(d) }
	if got := next(t, c, rules(20)); !got.IsZero() {
		t.Errorf("all are due now, and next %s", got)
	}
	if got, want := next(t, c, rules(0)), (time.Time{}); !got.Equal(want) {
		t.Errorf("without new cards: %s", got)
	}
	c.Rate("one?", srs.Easy)
	due := c.Find("one?").Schedule.Due.Day
	if got := next(t, c, rules(20)); !got.Equal(day(due)) {
		t.Errorf("of a review due on %s: %s", due, got)
	}
	if got := next(t, c, rules(1)); !got.Equal(day(cal.Day(c.Now) + 1)) {
		t.Errorf("of a new card that the limit holds back: %s", got)
	}
	c.Rate("two?", srs.Again)
	if got := next(t, c, rules(20)); !got.Equal(c.Find("two?").Schedule.Due.At) {
		t.Errorf("of a learning step: %s", got)
	}
	c.Now = c.Now.Add(time.Hour)
	set := func(p journal.Property, value int64) {
		t.Helper()
		if _, err := c.Append(c.Now, journal.PropertySet{
			Key: c.Find("two?").Key, Property: p,
			Value: value,
		}); err != nil {
			t.Fatal(err)
		}
	}
	set(journal.BuriedUntil, int64(cal.Day(c.Now))+2)
	if got := next(t, c, rules(20)); !got.Equal(day(cal.Day(c.Now) + 2)) {
		t.Errorf("of a buried card: %s", got)
	}
	set(journal.Suspended, 1)
	if got := next(t, c, rules(20)); !got.Equal(day(due)) {
		t.Errorf("beside a suspended card: %s", got)
	}
}

// TestNextOfSiblings rates one side of a term easy: its other side is due tomorrow.
func TestNextOfSiblings(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "T: term\nD: definition\n"})
	c.Rate("term", srs.Easy)
	cal := c.Scheduler.Calendar()
	if got := plan(t, c, rules(20)).Queue.Counts(c.Now).Total(); got != 0 {
		t.Errorf("%d cards are due", got)
	}
	if got, want := next(t, c, rules(20)), cal.Start(cal.Day(c.Now)+1); !got.Equal(want) {
		t.Errorf("next %s, want %s", got, want)
	}
}

// TestNextAgreesWithWaiting lives through random days: what is said to be next is the first
// instant, by trying all at which a card becomes due or a day begins, at which a card is due that
// is not due now.
func TestNextAgreesWithWaiting(t *testing.T) {
	t.Parallel()
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 5))
		c := storagetest.New(t, map[string]string{"a.md": randomDeck(rng), "b.md": randomDeck(rng)})
		r := rules(rng.IntN(4))
		r.Bury = srs.Bury{New: rng.IntN(2) > 0, Review: rng.IntN(2) > 0, Interday: rng.IntN(2) > 0}
		for range 15 {
			if got, want := next(t, c, r), tryAll(t, c, r); !got.Equal(want) {
				t.Fatalf("seed %d at %s with %+v: next %s, want %s", seed, c.Now, r, got, want)
			}
			p := plan(t, c, r)
			for range rng.IntN(4) {
				if e, ok := p.Queue.Next(c.Now); ok {
					p.Queue.Answer(e, c.AnswerEntry(e, srs.Rating(1+rng.IntN(4))))
				}
			}
			c.Now = c.Now.Add(time.Duration(rng.IntN(3*24*60)*rng.IntN(2)) * time.Minute)
		}
	}
}

func randomDeck(rng *rand.Rand) string {
	var b strings.Builder
	for range 1 + rng.IntN(4) {
		n := rng.Int64()
		fmt.Fprint(&b, []string{
			fmt.Sprintf("Q: %d?\nA: %d\n\n", n, n), fmt.Sprintf("T: %d\nD: of %d\n\n", n, n),
			fmt.Sprintf("C: the [%d] and [%d] and [%d]\n\n", n, n+1, n+2),
		}[rng.IntN(3)])
	}
	return b.String()
}

// tryAll plans at every instant at which something may change until a card is due that is not due
// now.
func tryAll(t *testing.T, c *storagetest.Collection, r desk.Rules) time.Time {
	t.Helper()
	due := make(map[srs.CardID]bool)
	for e := range plan(t, c, r).Queue.Chosen(c.Now) {
		due[e.Card] = true
	}
	now := c.Now
	defer func() { c.Now = now }()
	cal := c.Scheduler.Calendar()
	instants := []time.Time{cal.Start(cal.Day(now) + 1), cal.Start(cal.Day(now) + 2)}
	err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		at := card.Schedule.Due.At
		if at.IsZero() {
			at = cal.Start(card.Schedule.Due.Day)
		}
		if at.After(now) {
			instants = append(instants, at)
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(instants, time.Time.Compare)
	for _, c.Now = range instants {
		for e := range plan(t, c, r).Queue.Chosen(c.Now) {
			if !due[e.Card] {
				return c.Now
			}
		}
	}
	return time.Time{}
}
