package desk_test

import (
	"iter"
	"os"
	"slices"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
)

// seeds returns those of the random collections that one of three tests looks at, each at others:
// in the full form they are 10,000 together.
func seeds(test, few int) iter.Seq[uint64] {
	const tests, all = 3, 10_000
	if os.Getenv("CARDS_LONG") != "" {
		few = all/tests + 1
	}
	return func(yield func(uint64) bool) {
		for i := range few {
			if !yield(uint64(tests*i + test)) {
				return
			}
		}
	}
}

func (w *world) schedulers() *desk.Schedulers {
	models := storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}}
	return desk.NewSchedulers(w.config, models, w.Scheduler.Calendar())
}

// cards returns all cards.
func (w *world) cards() (all []*storage.Card) {
	w.t.Helper()
	err := w.Cards(storage.Scope{}, func(c *storage.Card) bool {
		all = append(all, c)
		return true
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

// changeSome suspends, buries and makes new again what chance wants, and takes some of it back.
func (w *world) changeSome() {
	w.t.Helper()
	today := w.Scheduler.Calendar().Day(w.Now)
	actions := []desk.Action{
		desk.Suspend(), desk.Resume(), desk.Bury(today), desk.Bury(today + 2), desk.Unbury(today),
		desk.Reset(),
	}
	all := w.cards()
	if len(all) == 0 {
		return
	}
	for range w.rng.IntN(4) {
		change := actions[w.rng.IntN(len(actions))].On([]*storage.Card{all[w.rng.IntN(len(all))]})
		if len(change.Bodies) == 0 {
			continue
		}
		if _, err := w.Append(w.Now, change.Bodies...); err != nil {
			w.t.Fatal(err)
		}
	}
}

// live answers some cards at random on some days.
func (w *world) live(days int) {
	w.t.Helper()
	by := w.schedulers()
	for range days {
		p := plan(w.t, w.Collection, desk.RulesOf(w.config))
		for n := w.rng.IntN(20); n >= 0; n-- {
			e, ok := p.Queue.Next(w.Now)
			if !ok {
				break
			}
			p.Queue.Answer(e, w.answer(by, e))
		}
		w.Sleep(w.rng.IntN(4))
		w.changeSome()
	}
}

// stepsFrom returns the cards that may be asked, by when their step is over, of those after an
// instant and up to another.
func (w *world) stepsBetween(after, until time.Time) (first time.Time, n int) {
	w.t.Helper()
	day := w.Scheduler.Calendar().Day(until)
	for _, c := range w.cards() {
		at := c.Schedule.Due.At
		isStep := c.Schedule.Phase == srs.Learning || c.Schedule.Phase == srs.Relearning
		if !isStep || at.IsZero() || c.Suspended || c.Buried > day || !at.After(after) ||
			at.After(until) {
			continue
		}
		if n++; first.IsZero() || at.Before(first) {
			first = at
		}
	}
	return first, n
}

// TestCountsAreWhatIsAsked answers all that is asked so that nothing comes back: of each kind as
// many are asked as were counted, then what may be learned ahead, and nothing after.
func TestCountsAreWhatIsAsked(t *testing.T) {
	t.Parallel()
	const ahead = 20 * time.Minute
	for seed := range seeds(1, 30) {
		w := newWorld(t, seed)
		w.live(1 + w.rng.IntN(5))
		by := w.schedulers()
		p := plan(t, w.Collection, desk.RulesOf(w.config))
		want, _ := w.countsNow(p)
		if got := p.Queue.Counts(w.Now); got != want {
			t.Fatalf("seed %d: %+v are counted, want %+v", seed, got, want)
		}
		now := w.Now
		_, early := w.stepsBetween(now, now.Add(ahead))
		var asked srs.Counts
		for e, ok := p.Queue.Next(now); ok; e, ok = p.Queue.Next(now) {
			switch e.Phase {
			case srs.New:
				asked.New++
			case srs.InReview:
				asked.Review++
			default:
				asked.Learning++
			}
			p.Queue.Answer(e, w.rate(by, e, srs.Easy))
		}
		if asked != want {
			t.Fatalf("seed %d: %+v are asked, want %+v", seed, asked, want)
		}
		for e, ok := p.Queue.Early(now, now.Add(ahead)); ok; e, ok = p.Queue.Early(now, now.Add(ahead)) {
			p.Queue.Answer(e, w.rate(by, e, srs.Easy))
			early--
		}
		if early != 0 {
			t.Fatalf("seed %d: %d cards more could be learned ahead", seed, early)
		}
	}
}

// rate answers a card at the present instant, by the scheduler of its deck.
func (w *world) rate(by *desk.Schedulers, e srs.Entry, r srs.Rating) srs.Review {
	w.t.Helper()
	card, err := w.Card([16]byte(e.Card))
	if err != nil {
		w.t.Fatal(err)
	}
	if w.Scheduler, err = by.Of(card.Scheduled); err != nil {
		w.t.Fatal(err)
	}
	now := w.Now
	review := w.AnswerEntry(e, r)
	w.Now = now
	return review
}

// TestNextIsTheFirst looks at every later instant at which a step is over or a study day begins:
// next is the first at which more is asked than now, or one before it at which something else is.
func TestNextIsTheFirst(t *testing.T) {
	t.Parallel()
	const drawn = 7622 // reviews that come alike, of which a limit lets others in on a day without events
	for _, seed := range append(slices.Collect(seeds(2, 30)), drawn) {
		w := newWorld(t, seed)
		w.live(1 + w.rng.IntN(5))
		rules := desk.RulesOf(w.config)
		now := plan(t, w.Collection, rules)
		coming, err := now.Next()
		if err != nil {
			t.Fatal(err)
		}
		want, bounded := w.firstMore(now, rules)
		switch {
		case coming.At.Equal(want):
		case coming.At.IsZero() && !want.IsZero() || !want.IsZero() && coming.At.After(want):
			t.Fatalf("seed %d: next is %v, but more is asked at %v", seed, coming.At, want)
		case coming.At.IsZero() || want.IsZero() && !coming.At.Before(bounded):
		default:
			if n := w.others(now, rules, coming.At); n == 0 || n < coming.Cards {
				t.Fatalf("seed %d: next is %+v, when %d other cards are asked", seed, coming, n)
			}
		}
	}
}

// firstMore returns the first instant at which more is asked than now, zero if there is none before
// the bound.
func (w *world) firstMore(now *desk.Plan, rules desk.Rules) (at, bound time.Time) {
	w.t.Helper()
	const days = 30
	cal, begin := w.Scheduler.Calendar(), w.Now
	defer func() { w.Now = begin }()
	today := cal.Day(begin)
	asked, _ := w.countsNow(now)
	bound = cal.Start(today + days)
	if at, n := w.stepsBetween(begin, cal.Start(today+1).Add(-time.Millisecond)); n > 0 {
		return at, bound
	}
	for day := today + 1; day < today+days; day++ {
		w.Now = cal.Start(day)
		if more, _ := w.countsNow(plan(w.t, w.Collection, rules)); more.Total() > asked.Total() {
			return w.Now, bound
		}
		if at, n := w.stepsBetween(w.Now, cal.Start(day+1).Add(-time.Millisecond)); n > 0 {
			return at, bound
		}
	}
	return time.Time{}, bound
}

// others returns how many cards are asked at a later instant that are not asked now.
func (w *world) others(now *desk.Plan, rules desk.Rules, at time.Time) (n int) {
	w.t.Helper()
	asked := make(map[srs.CardID]bool)
	for e := range now.Queue.Chosen(w.Now) {
		asked[e.Card] = true
	}
	defer func(begin time.Time) { w.Now = begin }(w.Now)
	w.Now = at
	for e := range plan(w.t, w.Collection, rules).Queue.Chosen(at) {
		if !asked[e.Card] {
			n++
		}
	}
	return n
}
