package ankifile

import (
	"time"

	"cards/deck"
	"cards/deck/from/anki"
	"cards/srs"
	"cards/srs/model"
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// history turns rows of the review log of Anki into events of our own.
type history struct {
	calendar  srs.Calendar // of the person's zone, and the rollover of the collection
	firstDay  srs.Day      // that days of due dates are counted from
	latest    time.Time    // what is later cannot be
	raised    bool         // the rows name ratings as the first scheduler did
	schedules map[int64]schedule
}

// schedule is what the memory of the cards of a deck is computed by.
type schedule struct {
	model  *model.Model
	past   float64 // retention that is assumed of the time before the log
	ignore int64   // rows before it, in milliseconds, are no history
}

// eventsOf appends what the log is to hold of a card beside its texts.
func (h *history) eventsOf(
	to []source.Dated, key deck.Key, c *anki.Card, rows []anki.Row,
) []source.Dated {
	a := &replay{history: h, key: key, card: c, rows: rows, events: to}
	a.begin()
	for i := range rows {
		if i == a.reset {
			a.add(rows[i].At().Add(-time.Millisecond), source.RankDue, journal.Reset{Key: key})
		}
		a.row(&rows[i])
		if i == a.start {
			a.startAt(&rows[i])
		}
	}
	a.startBare()
	a.finish()
	a.properties()
	return a.events
}

// replay goes through the rows of one card.
type replay struct {
	*history
	key    deck.Key
	card   *anki.Card
	rows   []anki.Row
	start  int  // the row that stands for all before it; -1 if there is none
	cut    bool // no row can stand for what is cut off
	reset  int  // the row that the card was new again before, though none says so; -1 for none
	phase  srs.Phase
	due    srs.Due
	last   time.Time // of the newest row
	events []source.Dated
}

func (a *replay) add(at time.Time, rank uint16, b journal.Body) {
	a.addSaid(at, rank, source.Said{Body: b})
}

func (a *replay) addSaid(at time.Time, rank uint16, s source.Said) {
	if ms := at.UnixMilli(); ms >= 0 && !at.After(a.latest) {
		a.events = append(a.events, source.Dated{At: at, Rank: rank, Said: s})
	}
}

// begin finds the row that the history begins with, as Anki does: with the first of the newest run
// of learning, or else with the oldest row that put the card off by a day or more.
func (a *replay) begin() {
	a.start, a.reset = -1, -1
	ignore := a.schedule().ignore
	graduated, learned := -1, -1
walk:
	for i := len(a.rows) - 1; i >= 0; i-- {
		r := &a.rows[i]
		if r.IsCram() {
			continue
		}
		if r.IsRated() && r.ID > ignore && (r.Interval >= 1 || r.Interval <= -86400) {
			graduated = i
		}
		switch {
		case r.IsRated() && r.Type == anki.RowLearning:
			learned = i
		case r.IsReset(), learned >= 0:
			break walk
		}
	}
	if learned >= 0 && a.rows[learned].ID < ignore && learned != len(a.rows)-1 {
		learned = -1
	}
	if learned < 0 {
		a.start, a.cut = graduated, graduated < 0
		return
	}
	for i := learned - 1; i >= 0 && !a.rows[i].IsReset(); i-- {
		if a.rows[i].Counts() {
			a.reset = learned
			return
		}
	}
}

func (a *replay) schedule() schedule {
	home := a.card.Deck
	if a.card.HomeDeck != 0 {
		home = a.card.HomeDeck
	}
	if s, ok := a.schedules[home]; ok {
		return s
	}
	return schedule{model: model.New(model.Defaults()), past: 0.9}
}

// row adds what one row says. It depends on nothing but the row.
func (a *replay) row(r *anki.Row) {
	a.last = r.At()
	switch {
	case r.IsRated():
		review := a.review(r)
		a.addSaid(r.At(), 0, source.Said{Answer: journal.Reviewed{Review: review}})
		if review.Counts() {
			a.phase, a.due = review.After, review.Due
		}
	case r.IsReset():
		a.add(r.At(), 0, journal.Reset{Key: a.key})
		a.phase, a.due = srs.New, srs.Due{}
	case r.Type == anki.RowManual, r.Type == anki.RowRescheduled:
		a.due = a.dueAfter(r)
		a.add(r.At(), 0, journal.DueSet{Key: a.key, Due: a.due})
	}
}

func (a *replay) review(r *anki.Row) srs.Review {
	_, offset := r.At().In(a.calendar.Zone).Zone()
	took := time.Duration(max(r.Took, 0)) * time.Millisecond
	review := srs.Review{
		Card: srs.CardID(a.key), Rating: a.rating(r), Shown: r.At().Add(-took), Answered: r.At(),
		Offset: offset, Day: a.calendar.Day(r.At()), Due: a.dueAfter(r),
		Before: srs.InReview, After: srs.InReview,
	}
	switch r.Type {
	case anki.RowLearning:
		review.Before = srs.Learning
		if r.Last == 0 {
			review.Before = srs.New
		}
	case anki.RowRelearning:
		review.Before = srs.Relearning
	case anki.RowFiltered:
		review.Purpose = srs.Ahead
		if r.Last < 0 {
			review.Before = srs.Learning
		}
	}
	if r.IsCram() {
		review.Purpose = srs.Cram
	}
	if r.Interval <= 0 {
		review.Steps, review.After = 1, srs.Relearning
		if review.Before <= srs.Learning {
			review.After = srs.Learning
		}
	}
	return review
}

// rating returns what a row was rated. The first scheduler had no Hard in learning.
func (a *replay) rating(r *anki.Row) srs.Rating {
	ease := r.Ease
	if a.raised && (ease == 2 || ease == 3) &&
		(r.Type == anki.RowLearning || r.Type == anki.RowRelearning) {
		ease++
	}
	return srs.Rating(min(ease, int8(srs.Easy)))
}

// dueAfter returns when a row put the card off to.
func (a *replay) dueAfter(r *anki.Row) srs.Due {
	day := a.calendar.Day(r.At())
	if r.Interval > 0 || r.Interval == 0 && r.Type >= anki.RowManual {
		return srs.Due{Day: day + srs.Day(r.Interval)}
	}
	at := r.At().Add(time.Duration(-r.Interval) * time.Second)
	if then := a.calendar.Day(at); then > day {
		return srs.Due{Day: then}
	}
	return srs.Due{At: at}
}

// startAt begins the card in the middle, at a row that the history is cut off before.
func (a *replay) startAt(r *anki.Row) {
	s := a.schedule()
	ease := float64(r.Factor) / 1000
	if r.Factor == 0 {
		ease = 2.5
	}
	memory := s.model.FromSM2(ease, float64(max(r.Interval, 1)), s.past)
	if ease <= 1.1 { // FSRS wrote it
		memory.Difficulty = (ease-0.1)*9 + 1
	}
	after := 0
	for i := range a.rows {
		if a.rows[i].ID > r.ID && a.rows[i].Counts() {
			after++
		}
	}
	reviews := max(a.card.Reps-after, a.start+1)
	a.begun(r.At(), journal.Started{
		Stability: memory.Stability, Difficulty: memory.Difficulty, Day: a.calendar.Day(r.At()),
		Phase: srs.InReview, Due: srs.Due{Day: a.dueDay(r)}, Reviews: reviews,
	})
}

func (a *replay) dueDay(r *anki.Row) srs.Day {
	due := a.dueAfter(r)
	if !due.At.IsZero() {
		return a.calendar.Day(due.At)
	}
	return due.Day
}

// begun adds a start.
func (a *replay) begun(at time.Time, s journal.Started) {
	s.Key = a.key
	known := a.card.Known()
	if len(a.rows) == 0 && known.Stability > 0 && known.Difficulty > 0 {
		s.Stability, s.Difficulty = known.Stability, known.Difficulty
	}
	a.add(at, source.RankStart, source.Bounded(s))
	a.phase, a.due = s.Phase, s.Due
}

// startBare begins a card in the middle that has a schedule and no row that it could follow from.
func (a *replay) startBare() {
	if a.phase != srs.New && !a.cut ||
		a.card.Type != anki.TypeReview && a.card.Type != anki.TypeRelearning {
		return
	}
	s := a.schedule()
	ease := float64(a.card.Factor) / 1000
	if ease < 1.3 {
		ease = 2.5
	}
	interval := max(a.card.Interval, 1)
	memory := s.model.FromSM2(ease, float64(interval), s.past)
	due := a.present()
	day := due.Day
	if !due.At.IsZero() {
		day = a.calendar.Day(due.At)
	}
	started := journal.Started{
		Stability: memory.Stability, Difficulty: memory.Difficulty, Day: day - srs.Day(interval),
		Phase: srs.InReview, Due: srs.Due{Day: day}, Reviews: a.card.Reps, Lapses: a.card.Lapses,
	}
	if a.card.Type == anki.TypeRelearning {
		started.Phase, started.Due = srs.Relearning, due
	}
	at := a.calendar.Start(started.Day)
	if !a.last.IsZero() {
		at, started.Day = a.last, a.calendar.Day(a.last)
	}
	if at.UnixMilli() < 0 {
		at = time.UnixMilli(0)
	}
	a.begun(at, started)
}

// present returns when the card is due as it is now.
func (a *replay) present() srs.Due {
	due := a.card.Due
	if a.card.HomeDeck != 0 && a.card.HomeDue != 0 {
		due = a.card.HomeDue
	}
	if anki.IsInstant(due) {
		return srs.Due{At: time.Unix(due, 0).UTC()}
	}
	return srs.Due{Day: a.firstDay + srs.Day(due)}
}

// finish adds what has become of the card beside its rows: when it is due, or that it is new again.
func (a *replay) finish() {
	at := a.changed()
	switch {
	case a.card.Type == anki.TypeNew && a.phase != srs.New:
		a.add(at, source.RankDue, journal.Reset{Key: a.key})
	case a.card.Type == anki.TypeNew, a.phase == srs.New:
	default:
		if due := a.present(); due != a.due && due != (srs.Due{}) {
			a.add(at, source.RankDue, journal.DueSet{Key: a.key, Due: due})
		}
	}
}

// changed returns the later of when the card changed and its newest row.
func (a *replay) changed() time.Time {
	at := time.Unix(a.card.Mod, 0).UTC()
	if a.last.After(at) {
		return a.last
	}
	return at
}

// properties adds what is set of the card, and what is not: it may be here.
func (a *replay) properties() {
	at := a.changed()
	set := func(p journal.Property, value int64) {
		a.add(at, source.RankSet, journal.PropertySet{Key: a.key, Property: p, Value: value})
	}
	suspended := int64(0)
	if a.card.Queue == anki.QueueSuspended {
		suspended = 1
	}
	set(journal.Flag, int64(a.card.Flag))
	set(journal.Suspended, suspended)
	if a.card.Queue == anki.QueueBuried || a.card.Queue == anki.QueueUserBuried {
		set(journal.BuriedUntil, int64(a.calendar.Day(at))+1)
	}
}
