package desk

import (
	"slices"
	"time"

	"cards/deck/settings"
	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
)

// Rules say what may be asked on a study day.
type Rules struct {
	NewPerDay     int  // new cards, of the whole collection
	ReviewsPerDay *int // cards in review phase, likewise; nil for no limit
	Bury          srs.Bury
	Mix           srs.Mix
	Config        folders.Config // limits of decks and presets, and orders

	Saving bool    // reviews come by what the time for them saves, see [storage.BySaving], then new cards
	Ahead  srs.Day // reviews of so many days to come are asked too, without a limit; new cards only by Extra

	// Extra is how many new cards may be asked whatever limits say, counted from when Before had been
	// asked for the first time on that day; nil leaves it to them.
	Extra  *int
	Before int
}

// RulesOf returns the rules of a configuration.
func RulesOf(c folders.Config) Rules {
	all := c.All()
	r := Rules{NewPerDay: *all.NewPerDay, ReviewsPerDay: all.ReviewsPerDay, Config: c}
	for _, k := range *all.Bury {
		r.Bury.New = r.Bury.New || k == settings.New
		r.Bury.Review = r.Bury.Review || k == settings.Review
		r.Bury.Interday = r.Bury.Interday || k == settings.Interday
	}
	switch *all.NewMix {
	case settings.Before:
		r.Mix = srs.NewBefore
	case settings.Mixed:
		r.Mix = srs.NewMixed
	}
	return r
}

// left returns how many cards may still be asked when so many have been on that day.
func (r Rules) left(asked srs.Allowance) srs.Allowance {
	a := srs.Allowance{New: max(r.NewPerDay-asked.New, 0), Reviews: srs.Unlimited}
	if r.Extra != nil {
		a.New = max(*r.Extra-(asked.New-r.Before), 0)
	}
	if r.Ahead > 0 && r.Extra == nil {
		a.New = 0
	}
	if r.ReviewsPerDay != nil && r.Ahead == 0 {
		a.Reviews = max(*r.ReviewsPerDay-asked.Reviews, 0)
	}
	return a
}

// everyDay returns the rules without what is wanted today only.
func (r Rules) everyDay() Rules {
	r.Extra, r.Ahead, r.Saving = nil, 0, false
	return r
}

// Plan is what is asked in a scope on one study day, and what comes after.
type Plan struct {
	Queue *srs.Queue

	store    *storage.Collection
	scope    storage.Scope
	calendar srs.Calendar
	rules    Rules
	now      time.Time
	files    []string // that [srs.Entry.Place] leads to
	answered []srs.Answered
	reviews  int     // cards in review phase that are due
	limited  bool    // reviews have a limit
	back     srs.Day // the first later day on which a buried card comes back; 0 if none does
}

// NewPlan plans the rest of the study day of now.
func NewPlan(
	store *storage.Collection, scope storage.Scope, cal srs.Calendar, rules Rules, now time.Time,
) (*Plan, error) {
	p := &Plan{store: store, scope: scope, calendar: cal, rules: rules, now: now}
	found, err := store.Candidates(scope, cal, now, p.wantedNow())
	if err != nil {
		return nil, err
	}
	p.files, p.answered, p.back = found.Files, found.Answered, found.Back
	for i := range found.Entries {
		if found.Entries[i].Phase == srs.InReview {
			p.reviews++
		}
	}
	limits := p.limits(found)
	p.Queue = srs.NewQueue(found.Entries, cal, now, limits)
	p.limited = limits.All.Reviews < srs.Unlimited || slices.ContainsFunc(
		limits.Groups, func(a srs.Allowance) bool { return a.Reviews < srs.Unlimited })
	return p, nil
}

// limits are what is left of the day for what was found.
func (p *Plan) limits(found storage.Candidates) srs.Limits {
	limits := srs.Limits{
		All: p.rules.left(found.Asked), Groups: found.Groups, Answered: found.Answered,
		Bury: p.rules.Bury, Mix: p.rules.Mix, Ahead: p.rules.Ahead,
	}
	if p.rules.Saving {
		limits.Mix = srs.NewAfter
	}
	return limits
}

// buriesNew says whether siblings put new cards off: among others, they would come one after
// another.
func (r Rules) buriesNew() bool { return r.Bury.New || r.Mix == srs.NewMixed }

// wantedNow is what the queue is made of.
func (p *Plan) wantedNow() storage.Wanted {
	if p.rules.Extra == nil {
		return p.wanted(p.rules.NewPerDay)
	}
	want := p.wanted(*p.rules.Extra)
	want.Free = true
	return want
}

// wanted is what the plan is made of, with so many new cards.
func (p *Plan) wanted(news int) storage.Wanted {
	w := storage.Wanted{
		New: news, Siblings: !p.rules.buriesNew(), Config: p.rules.Config, Ahead: p.rules.Ahead,
	}
	if p.rules.Saving {
		w.Order = storage.BySaving
	}
	return w
}

// closely is how many new cards are looked at one by one, to know which of them are siblings.
const closely = 1000

// Held is what could be asked today but for a rule.
type Held struct {
	New      int // new cards that only a limit keeps back
	Reviews  int // cards in review phase, likewise
	Siblings int // cards that wait for tomorrow, as another card of their note was answered today
}

// Held returns what is kept back now. Of new cards beyond the first [closely], which tell a person
// enough, siblings that would put each other off are counted each.
func (p *Plan) Held(now time.Time) (Held, error) {
	want := p.wanted(closely)
	want.Free, want.Order = true, settings.ByDue
	found, err := p.store.Candidates(p.scope, p.calendar, now, want)
	if err != nil {
		return Held{}, err
	}
	limits := p.limits(found)
	limits.All.New = srs.Unlimited
	q := srs.NewQueue(found.Entries, p.calendar, now, limits)
	held := Held{
		New:      max(q.Counts(now).New+found.Waiting-p.Queue.Counts(now).New, 0),
		Siblings: q.PutOff() + found.Siblings,
	}
	if held.Reviews, err = p.heldReviews(found, now); err != nil {
		return Held{}, err
	}
	if p.rules.Ahead > 0 && p.rules.Extra == nil {
		held.New = 0 // no limit keeps them back: they are not wanted
	}
	return held, nil
}

// heldReviews returns how many more reviews of what was found would be asked without a limit.
func (p *Plan) heldReviews(found storage.Candidates, now time.Time) (int, error) {
	if !p.limited {
		return 0, nil
	}
	if p.rules.Mix == srs.NewBefore { // those new cards put reviews off that are asked, and no others
		want := p.wantedNow()
		want.Order = settings.ByDue
		var err error
		if found, err = p.store.Candidates(p.scope, p.calendar, now, want); err != nil {
			return 0, err
		}
	}
	limits := p.limits(found)
	limits.All.Reviews, limits.Groups = srs.Unlimited, slices.Clone(found.Groups)
	for i := range limits.Groups {
		limits.Groups[i].Reviews = srs.Unlimited
	}
	free := srs.NewQueue(found.Entries, p.calendar, now, limits)
	return max(free.Counts(now).Review-p.Queue.Counts(now).Review, 0), nil
}

// ByFile returns what is asked at now and after of each file, named as in [storage.Card.Path],
// without what waits.
func (p *Plan) ByFile(now time.Time) map[string]srs.Counts {
	counts := make(map[string]srs.Counts)
	for e := range p.Queue.Chosen(now) {
		n := counts[p.files[e.Place]]
		switch e.Phase {
		case srs.New:
			n.New++
		case srs.InReview:
			n.Review++
		default:
			n.Learning++
		}
		counts[p.files[e.Place]] = n
	}
	return counts
}
