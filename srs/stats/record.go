package stats

import (
	"time"

	"cards/srs"
)

// Group sums up answers that count and have something in common.
type Group struct {
	Reviews int
	Time    time.Duration // of each as much as an answer counts at most
	Asked   Retention     // as in [Totals]
}

// add adds what an answer adds to its day.
func (g *Group) add(t Totals) {
	g.Reviews += t.Reviews()
	g.Time += t.Time
	g.Asked = g.Asked.add(t.Asked)
}

// Class is what kind of card was asked.
type Class uint8

// The classes. A card in review phase is mature from an interval of 21 days on.
const (
	LearningClass Class = iota // new, learning or relearning
	YoungClass
	MatureClass
)

// Practice sums up answers that did not count, given for one purpose.
type Practice struct {
	Reviews int
	Right   int           // rated other than again
	Guesses int           // of all
	Chosen  int           // answers that were chosen among options
	ByLuck  float64       // how many of these guessing gets right: the sum of 1 ÷ options
	Time    time.Duration // as in [Group]
}

// Record sums up answers one by one: everything that statistics say of answers and that is not in
// the totals of days.
type Record struct {
	Days     map[srs.Day]Totals // every day
	Span     Span               // of all that follows
	Hours    [24]Group          // by the hour that the person's clock showed
	After    [5]Group           // by the rating of the answer before; 0 if there was none
	Ratings  [3][4]int          // by class and rating
	Groups   []Group            // by the numbers that the caller gives
	Practice map[srs.Purpose]map[srs.Day]Practice

	most time.Duration
}

// NewRecord returns the record of no answers: of a span, with so many groups. An answer counts as
// long as most.
func NewRecord(span Span, groups int, most time.Duration) *Record {
	return &Record{
		Days: make(map[srs.Day]Totals), Span: span, Groups: make([]Group, groups),
		Practice: make(map[srs.Purpose]map[srs.Day]Practice), most: most,
	}
}

// Add takes in an answer, with the schedule of its card before it, the rating before, 0 for none,
// and the numbers of the groups that the card is in.
func (r *Record) Add(before srs.Schedule, last srs.Rating, a srs.Review, groups ...int32) {
	if !a.Counts() {
		r.practise(a)
		return
	}
	t := Of(before, a, r.most)
	r.Days[a.Day] = r.Days[a.Day].Add(t)
	if !r.Span.Has(a.Day) {
		return
	}
	r.Hours[HourOf(a)].add(t)
	r.After[last].add(t)
	for _, g := range groups {
		r.Groups[g].add(t)
	}
	class := LearningClass
	switch {
	case a.Before == srs.InReview && Mature(before):
		class = MatureClass
	case a.Before == srs.InReview:
		class = YoungClass
	}
	r.Ratings[class][a.Rating-1]++
}

// practise takes in an answer for practice.
func (r *Record) practise(a srs.Review) {
	if !r.Span.Has(a.Day) {
		return
	}
	days := r.Practice[a.Purpose]
	if days == nil {
		days = make(map[srs.Day]Practice)
		r.Practice[a.Purpose] = days
	}
	p := days[a.Day]
	p.Reviews++
	p.Time += a.Spent(r.most)
	if a.Rating != srs.Again {
		p.Right++
	}
	if a.Guess {
		p.Guesses++
	}
	if a.Form == srs.Choice {
		p.Chosen++
		p.ByLuck += 1 / float64(a.Options)
	}
	days[a.Day] = p
}

// Plus returns the sum of two.
func (p Practice) Plus(q Practice) Practice {
	return Practice{
		p.Reviews + q.Reviews, p.Right + q.Right, p.Guesses + q.Guesses,
		p.Chosen + q.Chosen, p.ByLuck + q.ByLuck, p.Time + q.Time,
	}
}

// Rate returns the answers and those that were right.
func (p Practice) Rate() Retention { return Retention{Asked: p.Reviews, Recalled: p.Right} }

// Chance returns the share of the answers chosen among options, 0 to 1, that guessing gets right;
// false if there are none.
func (p Practice) Chance() (float64, bool) { return p.ByLuck / float64(max(p.Chosen, 1)), p.Chosen > 0 }

// HourOf returns the hour, 0 to 23, that the person's clock showed when the answer was given.
func HourOf(a srs.Review) int {
	const hour, day = 60 * 60, 24 * 60 * 60
	local := (a.Answered.Unix() + int64(a.Offset)) % day
	return int((local+day)%day) / hour
}
