package desk_test

import (
	"slices"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/deck/settings"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
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
		by := desk.NewSchedulers(w.config,
			storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}},
			w.Scheduler.Calendar())
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

// TestForecastOfABacklog compares forecasts where nothing is limited, siblings and buried cards
// included, with those from all cards that are due by the last day: what is asked today need not be
// looked at for the days after it.
func TestForecastOfABacklog(t *testing.T) {
	t.Parallel()
	const days, seeds = 20, 40
	whole := 0 // backlogs that are asked whole
	for seed := range uint64(seeds) {
		w := newWorld(t, seed)
		w.config = folders.Config{}
		w.live(4)
		w.Sleep(int(seed) % 9)
		rules := desk.RulesOf(w.config)
		p := plan(t, w.Collection, rules)
		got, err := p.Forecast(days)
		if err != nil {
			t.Fatal(err)
		}
		want, reviews := w.slowForecast(p, rules, days)
		if !slices.Equal(got[1:], want) {
			t.Errorf("seed %d: %v is forecast, want %v", seed, got[1:], want)
		}
		if n := p.Queue.Counts(w.Now).Review; n > 0 && n == reviews {
			whole++
		}
	}
	if whole == 0 || whole == seeds { // which of them are follows from ids, which are random
		t.Errorf("%d of %d backlogs are asked whole: one of the two kinds is not tried", whole, seeds)
	}
}

// slowForecast forecasts the days after today from all cards due by the last of them, and returns
// how many reviews are due by today.
func (w *world) slowForecast(p *desk.Plan, rules desk.Rules, days int) (next []int, reviews int) {
	w.t.Helper()
	cal := w.Scheduler.Calendar()
	today := cal.Day(w.Now)
	want := storage.Wanted{Config: rules.Config, Order: settings.ByDue}
	found, err := w.Candidates(storage.Scope{}, cal, cal.Start(today+srs.Day(days)), want)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range found.Entries {
		if e.Phase == srs.InReview && e.Due.Day <= today {
			reviews++
		}
	}
	asked := p.Queue.Steps()
	for e := range p.Queue.Chosen(w.Now) {
		asked = append(asked, *e)
	}
	limits := srs.Limits{
		All: srs.Allowance{Reviews: srs.Unlimited}, Groups: found.Groups,
		Bury: rules.Bury,
	}
	return srs.Forecast(found.Entries, asked, cal, today, limits, days), reviews
}
