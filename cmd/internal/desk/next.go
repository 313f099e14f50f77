package desk

import (
	"time"

	"cards/deck/settings"
	"cards/srs"
	"cards/storage"
)

// furthest is how many study days on which cards come back are looked at: on one that brings
// nothing, limits and siblings leave all of them for another.
const furthest = 1000

// redrawn is how many days are looked at one by one while a limit keeps reviews back: that one of
// those that come alike is drawn on none of them is as good as impossible.
const redrawn = 60

// Coming is when something is due next.
type Coming struct {
	At    time.Time // zero if nothing ever is
	Cards int       // that are due then and were not before
}

// Next returns the first instant after that of the plan at which a card is due that is not due
// then, as if nothing were answered meanwhile: a step is over, or a study day begins on which a
// review is due, a sibling is no longer put off or a limit begins anew.
func (p *Plan) Next() (Coming, error) {
	if at, n := p.Queue.Waiting(p.now); n > 0 {
		return Coming{at, 1}, nil
	}
	due := make(map[srs.CardID]bool, p.Queue.Counts(p.now).Total())
	for e := range p.Queue.Chosen(p.now) {
		due[e.Card] = true
	}
	day := p.calendar.Day(p.now) + 1
	for i := range furthest {
		coming, later, err := p.brings(day, due)
		if err != nil || coming.Cards > 0 {
			return coming, err
		}
		next, ok, err := later.dayAfter(day, i < redrawn)
		if err != nil || !ok {
			return Coming{}, err
		}
		day = next
	}
	return Coming{}, nil
}

// dayAfter returns the next study day that may bring what the given one does not; false if none can:
// one on which a card is due or comes back, or, if asked for, the very next where a limit keeps
// reviews back, as those that come alike are drawn anew on each day.
func (p *Plan) dayAfter(day srs.Day, redraw bool) (next srs.Day, ok bool, err error) {
	if redraw && p.limited && p.Queue.Counts(p.now).Review > 0 {
		held, err := p.Held(p.now)
		if err != nil || held.Reviews > 0 {
			return day + 1, err == nil, err
		}
	}
	next, ok, err = p.store.NextDay(p.scope, p.calendar, day)
	if err == nil && p.back > 0 && (!ok || p.back < next) {
		return p.back, true, nil
	}
	return next, ok, err
}

// Overdue returns how many of the cards answered before that are due at now were due before today.
func (p *Plan) Overdue(now time.Time) int {
	n := 0
	for e := range p.Queue.Chosen(now) {
		if e.Phase != srs.New && dueDay(e, p.calendar) < p.calendar.Day(now) {
			n++
		}
	}
	return n
}

// brings returns what is due first on a later study day besides the given cards, and the plan of that
// day.
func (p *Plan) brings(day srs.Day, due map[srs.CardID]bool) (c Coming, later *Plan, err error) {
	later, err = NewPlan(p.store, p.scope, p.calendar, p.rules.everyDay(), p.calendar.Start(day))
	if err != nil {
		return Coming{}, nil, err
	}
	c.At = later.now
	for e := range later.Queue.Chosen(later.now) {
		if !due[e.Card] {
			c.Cards++
		}
	}
	if at, n := later.Queue.Waiting(later.now); c.Cards == 0 && n > 0 {
		c = Coming{at, 1}
	}
	return c, later, nil
}

// Forecast returns how many cards that have been answered before are asked today, those included
// whose step is over later today, and on each of so many study days after it; see [srs.Forecast].
func (p *Plan) Forecast(days int) ([]int, error) {
	today := p.calendar.Day(p.now)
	later := p.calendar.Start(today + srs.Day(days))
	want := storage.Wanted{Config: p.rules.Config, Order: settings.ByDue}
	asked, leaves := p.asked()
	if !leaves {
		want.Since = today + 1 // a backlog may be most of a collection
	}
	found, err := p.store.Candidates(p.scope, p.calendar, later, want)
	if err != nil {
		return nil, err
	}
	limits := srs.Limits{
		All: p.rules.everyDay().left(srs.Allowance{}), Groups: found.Groups, Answered: p.answered,
		Bury: p.rules.Bury,
	}
	counts := p.Queue.Counts(p.now)
	_, waiting := p.Queue.Waiting(p.now)
	next := srs.Forecast(found.Entries, asked, p.calendar, today, limits, days)
	return append([]int{counts.Review + counts.Learning + waiting}, next...), nil
}

// asked returns the cards that are asked today, and whether a review that is due may be left for
// another day; if none is, they are without the reviews.
func (p *Plan) asked() (cards []srs.Entry, leaves bool) {
	cards = p.Queue.Steps()
	steps := len(cards)
	reviews := 0
	for e := range p.Queue.Chosen(p.now) {
		if e.Phase == srs.InReview {
			reviews++
		} else {
			cards = append(cards, *e)
		}
	}
	if reviews == p.reviews && p.back == 0 && p.rules.Ahead == 0 {
		return cards, false
	}
	cards = cards[:steps]
	for e := range p.Queue.Chosen(p.now) {
		cards = append(cards, *e)
	}
	return cards, true
}
