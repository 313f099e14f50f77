package desk

import (
	"slices"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
)

// Reason says why a card is asked today, or why it is not.
type Reason string

// The reasons. The first is that of a card that is asked.
const (
	Asked           Reason = "asked"
	Stepping        Reason = "step"  // its learning step is not over
	Later           Reason = "later" // it is due on a later study day
	IsDraft         Reason = "draft" // its note is one
	IsSuspended     Reason = "suspended"
	IsPutAway       Reason = "buried"
	SiblingAnswered Reason = "answered" // another card of its note was, today
	SiblingFirst    Reason = "sibling"  // another card of its note is asked before it
	Limited         Reason = "limit"    // so many cards a day are not asked
)

// Why is what is known of one card: why it is asked or not, how its interval came about, and what
// each rating would do.
type Why struct {
	Card      *storage.Card
	Day       srs.Day // today
	Reason    Reason
	Sibling   *storage.Card // that is asked before it, for SiblingFirst
	Limit     Limit         // for Limited
	Leech     bool
	Retention float64 // that is wanted when it is due
	Stability float64 // days until the chance of recall has fallen to .9 after the last answer; 0 when new
	Past      []Past
	Ratings   [4]Outcome // index 0 is again

	model model.Kernel
	state journal.State // after the past
}

// Limit is one on the cards of a day.
type Limit struct {
	Of     string // whose it is, as [folders.Layer.Origin]; "" if the whole collection's
	PerDay int
	Asked  int // of the whole collection, today
	New    bool
}

// Past is an event that moved the schedule of a card, or an answer that was practice.
type Past struct {
	Event         journal.Event
	Day           srs.Day
	Before, After srs.Schedule
	Elapsed       int     // study days since the answer before
	Recall        float64 // chance of recall when it was asked; 0 if it was new
	Stability     [2]float64
	Exact         float64 // days after which the model wants it asked again; 0 unless in review phase
}

// Outcome is what a rating would do now.
type Outcome struct {
	Review    srs.Review
	Stability float64 // as [Why.Stability], after it
}

// Why returns what is known of a card; by is the scheduler of its deck.
func (p *Plan) Why(card *storage.Card, by *srs.Scheduler, now time.Time) (*Why, error) {
	w, err := Known(p.store, p.rules.Config, card, by, now)
	if err != nil {
		return nil, err
	}
	return w, p.judge(w, now)
}

// Known returns what is known of a card, but for the reason why it is asked or not; by is the
// scheduler of its deck.
func Known(
	store *storage.Collection, config folders.Config, card *storage.Card, by *srs.Scheduler,
	now time.Time,
) (*Why, error) {
	cal := by.Calendar()
	w := &Why{
		Card: card, Day: cal.Day(now), Retention: *config.Of(card.Scheduled).Retention, model: by.Model(),
		Stability: card.Schedule.Stability(by.Model()), Leech: LeechesOf(config).Has(card),
	}
	events, err := store.Past(card.ID)
	if err != nil {
		return nil, err
	}
	for _, ev := range events {
		w.tell(ev, cal)
	}
	for i, r := range by.Preview(srs.CardID(card.Key), card.Schedule, now) {
		after := card.Schedule
		after.Apply(w.model, r)
		w.Ratings[i] = Outcome{r, after.Stability(w.model)}
	}
	return w, nil
}

// tell takes in an event of the past.
func (w *Why) tell(ev journal.Event, cal srs.Calendar) {
	before := w.state.Schedule
	w.state.Apply(ev, w.model)
	past := Past{Event: ev, Day: cal.Day(ev.ID.Time()), Before: before, After: w.state.Schedule}
	switch b := ev.Body.(type) {
	case journal.Reviewed:
		past.Day, past.Elapsed = b.Day, before.Elapsed(b.Day)
		past.Recall = w.recall(before, float64(past.Elapsed))
	case journal.Started:
		past.Day = b.Day
	case journal.DueSet, journal.Reset:
	default:
		return
	}
	past.Stability = [2]float64{before.Stability(w.model), past.After.Stability(w.model)}
	if past.After.Phase == srs.InReview {
		past.Exact = model.Wait(w.model, past.After.Memory, w.Retention)
	}
	w.Past = append(w.Past, past)
}

// recall returns the chance of recall so many days after the last answer; 0 of a new card.
func (w *Why) recall(s srs.Schedule, days float64) float64 {
	if s.Memory == (model.Memory{}) {
		return 0
	}
	return w.model.Recall(s.Memory, max(days, 0))
}

// Recall returns the chance of recall in so many days from today; 0 of a new card.
func (w *Why) Recall(days int) float64 {
	return w.recall(w.Card.Schedule, float64(w.Card.Schedule.Elapsed(w.Day)+days))
}

// judge finds the reason.
func (p *Plan) judge(w *Why, now time.Time) (err error) {
	id, note := srs.CardID(w.Card.ID), w.Card.Note
	is := func(e srs.Entry) bool { return e.Card == id }
	steps := p.Queue.Steps()
	var chosen []srs.Entry
	for e := range p.Queue.Chosen(now) {
		chosen = append(chosen, *e)
	}
	switch {
	case w.Card.Draft:
		w.Reason = IsDraft
	case w.Card.Suspended:
		w.Reason = IsSuspended
	case IsBuried(w.Card, w.Day):
		w.Reason = IsPutAway
	case slices.ContainsFunc(chosen, is):
		w.Reason = Asked
	case !w.Card.Schedule.Due.At.IsZero() && w.Card.Schedule.Due.At.After(now):
		w.Reason = Stepping
	case isScheduled(w.Card) && w.Card.Schedule.Due.Day > w.Day:
		w.Reason = Later
	default:
		first := slices.IndexFunc(append(chosen, steps...),
			func(e srs.Entry) bool { return e.Note == note })
		switch {
		case p.putsOff(w.Card) && p.siblingAnswered(w.Card):
			w.Reason = SiblingAnswered
		case p.putsOff(w.Card) && first >= 0:
			w.Reason = SiblingFirst
			w.Sibling, err = p.store.Card(deck.Key(append(chosen, steps...)[first].Card))
		default:
			w.Reason = Limited
			w.Limit, err = p.limitOn(w.Card, chosen)
		}
	}
	return err
}

// siblingAnswered says whether another card of a card's note was answered today.
func (p *Plan) siblingAnswered(c *storage.Card) bool {
	return slices.ContainsFunc(p.answered, func(a srs.Answered) bool {
		return a.Note == c.Note && a.Card != srs.CardID(c.ID)
	})
}

// putsOff says whether siblings put a card of that kind off.
func (p *Plan) putsOff(c *storage.Card) bool {
	switch c.Schedule.Phase {
	case srs.New:
		return p.rules.buriesNew()
	case srs.InReview:
		return p.rules.Bury.Review
	}
	return p.rules.Bury.Interday
}

// limitOn returns the limit that keeps a card back: that of the whole collection if it is used up,
// else that of its deck or preset.
func (p *Plan) limitOn(c *storage.Card, chosen []srs.Entry) (Limit, error) {
	asked, err := p.store.AskedOn(p.calendar.Day(p.now))
	if err != nil {
		return Limit{}, err
	}
	isNew := c.Schedule.Phase == srs.New
	coming := 0
	for _, e := range chosen {
		if (e.Phase == srs.New) == isNew && (isNew || e.Phase == srs.InReview) {
			coming++
		}
	}
	l, left := Limit{Asked: asked.New, PerDay: p.rules.NewPerDay, New: true}, p.rules.left(asked).New
	if !isNew {
		l, left = Limit{Asked: asked.Reviews}, p.rules.left(asked).Reviews
		if p.rules.ReviewsPerDay != nil {
			l.PerDay = *p.rules.ReviewsPerDay
		}
	}
	if left <= coming {
		return l, nil
	}
	layers := p.rules.Config.Layers("", c.Scheduled)
	for _, layer := range layers[:len(layers)-len(p.rules.Config.Base(""))] {
		n := layer.ReviewsPerDay
		if isNew {
			n = layer.NewPerDay
		}
		if n != nil {
			l.Of, l.PerDay = layer.Origin, *n
			break
		}
	}
	return l, nil
}

// Point is the chance of recall on a day of the past or the future.
type Point struct {
	Day    srs.Day
	Recall float64 // 0 before the first answer
}

// Curve returns the forgetting curve of the card at so many days, two at least, from its first
// answer to a week from now or to its due date, evenly apart; nil of a card without an answer. The
// last answer of a day decides of it.
func (w *Why) Curve(points int) []Point {
	from, ok := w.begun()
	if !ok {
		return nil
	}
	to := max(w.Day+7, w.Card.Schedule.Due.Day)
	curve := make([]Point, points)
	for i := range curve {
		day := from + srs.Day(int(to-from)*i/(points-1))
		curve[i] = Point{day, w.recallOn(day)}
	}
	return curve
}

// begun returns the first day on which the card had a memory.
func (w *Why) begun() (srs.Day, bool) {
	for _, p := range w.Past {
		if p.After.Memory != (model.Memory{}) {
			return p.Day, true
		}
	}
	return 0, false
}

func (w *Why) recallOn(day srs.Day) float64 {
	var s srs.Schedule
	for _, p := range w.Past {
		if p.Day <= day {
			s = p.After
		}
	}
	return w.recall(s, float64(day-s.LastDay))
}
