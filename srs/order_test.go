package srs_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"cards/srs"
)

// TestOrder: the order is that in which Next asks cards that do not come back, and asking for it
// changes nothing.
func TestOrder(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 1))
		entries, limits := orderCase(random)
		now := orderNow
		q, twin := srs.NewQueue(entries, srs.Calendar{Zone: time.UTC}, now, limits),
			srs.NewQueue(entries, srs.Calendar{Zone: time.UTC}, now, limits)
		order := q.Order(now, len(entries))
		if again := q.Order(now, len(entries)); !slices.Equal(order, again) {
			t.Fatalf("seed %d: another order the second time", seed)
		}
		for i, want := range order {
			for _, queue := range []*srs.Queue{q, twin} {
				e, ok := queue.Next(now)
				if !ok || e != want {
					t.Fatalf("seed %d, place %d: %v, want %v", seed, i, e, want)
				}
				queue.Answer(e, srs.Review{Card: e.Card, After: srs.InReview, Due: srs.Due{Day: 1 << 20}})
			}
		}
		if e, ok := q.Next(now); ok {
			t.Fatalf("seed %d: %v is left", seed, e)
		}
	}
}

var orderNow = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// orderCase makes up cards of all phases, some of them siblings, and limits.
func orderCase(random *rand.Rand) ([]srs.Entry, srs.Limits) {
	today := srs.Calendar{Zone: time.UTC}.Day(orderNow)
	var entries []srs.Entry
	for i := range 40 {
		e := srs.Entry{
			Card: srs.CardID{byte(i + 1)}, Note: srs.NoteID{byte(random.IntN(25))},
			Phase: srs.Phase(random.IntN(4)), Place: int32(i),
		}
		switch e.Phase {
		case srs.Learning, srs.Relearning:
			e.Due = srs.Due{At: orderNow.Add(-time.Duration(random.IntN(100)) * time.Minute), Day: today}
		case srs.InReview:
			e.Due = srs.Due{Day: today - srs.Day(random.IntN(5))}
		}
		entries = append(entries, e)
	}
	return entries, srs.Limits{
		All: srs.Allowance{New: random.IntN(12), Reviews: random.IntN(12)}, Mix: srs.Mix(random.IntN(3)),
		Bury: srs.Bury{New: random.IntN(2) == 0, Review: random.IntN(2) == 0},
	}
}
