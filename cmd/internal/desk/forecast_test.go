package desk_test

import (
	"slices"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/journal"
)

// TestForecastComesTrue lives through random days in collections with random limits, and then asks
// nothing but what was answered before, day by day: as much comes as was forecast.
func TestForecastComesTrue(t *testing.T) {
	t.Parallel()
	const days = 6
	limited := 0
	for seed := range uint64(16) {
		w := newWorld(t, seed)
		by := desk.NewSchedulers(w.config, storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}}, w.Scheduler.Calendar())
		for range 5 {
			p := plan(t, w.Collection, desk.RulesOf(w.config))
			for n := w.rng.IntN(30); n >= 0; n-- {
				if e, ok := p.Queue.Next(w.Now); ok {
					p.Queue.Answer(e, w.answer(by, e))
				}
			}
			w.Sleep(1 + w.rng.IntN(4))
		}
		rules := desk.RulesOf(w.config)
		rules.Extra = new(0)
		p := plan(t, w.Collection, rules)
		want, err := p.Forecast(days)
		if err != nil {
			t.Fatal(err)
		}
		if held, err := p.Held(w.Now); err != nil || held.Reviews > 0 {
			limited++
		}
		var got []int
		for range days + 1 {
			got = append(got, w.askOld(rules))
			w.Sleep(1)
		}
		if !slices.Equal(got, want) {
			t.Errorf("seed %d: %v came, %v were forecast", seed, got, want)
		}
	}
	if limited < 3 {
		t.Errorf("limits kept something back in %d collections only", limited)
	}
}

// askOld answers all that is to be asked today, early if need be, so that it does not come back,
// and returns how many cards that were.
func (w *world) askOld(rules desk.Rules) int {
	w.t.Helper()
	p := plan(w.t, w.Collection, rules)
	for n := 0; ; n++ {
		e, ok := p.Queue.Next(w.Now)
		if !ok {
			e, ok = p.Queue.Early(w.Now, w.Now.Add(24*time.Hour))
		}
		if !ok {
			return n
		}
		r := w.AnswerEntry(e, srs.Easy)
		far := journal.DueSet{Key: deck.Key(e.Card), Due: srs.Due{Day: r.Day + 1000}}
		if _, err := w.Append(w.Now, far); err != nil {
			w.t.Fatal(err)
		}
		r.After, r.Due = srs.InReview, far.Due
		p.Queue.Answer(e, r)
	}
}
