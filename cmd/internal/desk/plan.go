package desk

import (
	"time"

	"cards/srs"
	"cards/storage"
)

// Rules say what may be asked on a study day.
type Rules struct {
	NewPerDay int // new cards
	Bury      srs.Bury
	Mix       srs.Mix

	// Extra is how many new cards may be asked whatever NewPerDay says, counted from when Before had been asked for the
	// first time on that day; nil leaves it to NewPerDay.
	Extra  *int
	Before int
}

// newLeft returns how many new cards may still be asked when so many have been on that day.
func (r Rules) newLeft(asked int) int {
	if r.Extra != nil {
		return max(*r.Extra-(asked-r.Before), 0)
	}
	return max(r.NewPerDay-asked, 0)
}

// Plan is what is asked in a scope on one study day, and what comes after.
type Plan struct {
	Queue *srs.Queue

	store    *storage.Collection
	scope    storage.Scope
	calendar srs.Calendar
	rules    Rules
	now      time.Time
	newLeft  int
	files    []string // that [srs.Entry.Place] leads to
	answered []srs.NoteID
	back     srs.Day // the first later day on which a buried card comes back; 0 if none does
}

// NewPlan plans the rest of the study day of now.
func NewPlan(
	store *storage.Collection, scope storage.Scope, cal srs.Calendar, rules Rules, now time.Time,
) (*Plan, error) {
	p := &Plan{store: store, scope: scope, calendar: cal, rules: rules, now: now}
	most := rules.NewPerDay
	if rules.Extra != nil {
		most = *rules.Extra
	}
	found, err := p.candidates(most)
	if err != nil {
		return nil, err
	}
	p.newLeft = rules.newLeft(found.New)
	p.files, p.answered, p.back = found.Files, found.Answered, found.Back
	p.Queue = srs.NewQueue(found.Entries, cal, now, srs.Limits{
		All:      srs.Allowance{New: p.newLeft, Reviews: srs.Unlimited},
		Answered: found.Answered, Bury: rules.Bury, Mix: rules.Mix,
	})
	return p, nil
}

// candidates returns what the plan is made of, with so many new cards.
func (p *Plan) candidates(news int) (storage.Candidates, error) {
	want := storage.Wanted{New: news, Siblings: !p.rules.Bury.New}
	return p.store.Candidates(p.scope, p.calendar, p.now, want)
}

// closely is how many new cards are looked at one by one, to know which of them are siblings.
const closely = 1000

// Held is what could be asked today but for a rule.
type Held struct {
	New      int // new cards that only a limit keeps back
	Siblings int // cards that wait for tomorrow, as another card of their note was answered today
}

// Held returns what is kept back now. Of new cards beyond the first [closely], which tell a person enough, siblings that
// would put each other off are counted each.
func (p *Plan) Held(now time.Time) (Held, error) {
	found, err := p.store.Candidates(p.scope, p.calendar, now, storage.Wanted{New: closely, Siblings: !p.rules.Bury.New})
	if err != nil {
		return Held{}, err
	}
	q := srs.NewQueue(found.Entries, p.calendar, now, srs.Limits{
		All:      srs.Allowance{New: srs.Unlimited, Reviews: srs.Unlimited},
		Answered: found.Answered, Bury: p.rules.Bury, Mix: p.rules.Mix,
	})
	return Held{
		New:      max(q.Counts(now).New+found.Waiting-p.Queue.Counts(now).New, 0),
		Siblings: q.PutOff() + found.Siblings,
	}, nil
}

// ByFile returns what is asked at now and after of each file, named as in [storage.Card.Path], without what waits.
func (p *Plan) ByFile(now time.Time) map[string]srs.Counts {
	counts := make(map[string]srs.Counts)
	for _, e := range p.Queue.Chosen(now) {
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
