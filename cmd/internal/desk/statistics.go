package desk

import (
	"context"
	"maps"
	"math"
	"slices"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/srs/stats"
	"cards/storage"
)

// Ground is what statistics are of, and by whose rules.
type Ground struct {
	Store     *storage.Collection
	Scope     storage.Scope
	Calendar  srs.Calendar
	Rules     Rules
	Now       time.Time
	Retention float64 // desired

	Progress func(done float64) // is told how far a long computation is
}

// Today is the study day of the ground.
func (g *Ground) Today() srs.Day { return g.Calendar.Day(g.Now) }

// IsAll says whether it is the whole collection.
func (g *Ground) IsAll() bool {
	return len(g.Scope.Decks) == 0 && len(g.Scope.Paths) == 0 && g.Scope.Cards == nil
}

// Statistics are the figures about some cards over some days. What is asked for first is computed
// then, and kept.
type Statistics struct {
	Ground
	Span stats.Span
	Step stats.Step // that series are put together by

	Ahead int // how many days are looked ahead, today included

	ctx    context.Context
	days   []storage.DayTotals
	total  stats.Totals // of all days, those to come too
	loaded bool         // both are
	record *Record
	plan   *Plan
	homes  *storage.Homes
	cards  []storage.Standing
	course *stats.Course
}

// NewStatistics returns the statistics of a ground over a span. What takes long ends with the
// context.
func NewStatistics(ctx context.Context, g Ground, span stats.Span, step stats.Step) *Statistics {
	return &Statistics{Ground: g, Span: span, Step: step, Ahead: AheadDays + 1, ctx: ctx}
}

// Record is the sums of all answers to the cards of a ground. Its groups are first the decks, then
// the tags.
type Record struct {
	*stats.Record
	Decks, Tags []string
}

// Record reads every answer, once.
func (s *Statistics) Record() (*Record, error) {
	if s.record != nil {
		return s.record, nil
	}
	homes, err := s.Homes()
	if err != nil {
		return nil, err
	}
	tagged, err := s.Store.TagsOf(s.Scope)
	if err != nil {
		return nil, err
	}
	r := &Record{Decks: homes.Decks}
	groups := r.group(*homes, tagged)
	r.Record = stats.NewRecord(s.open(s.Span), len(r.Decks)+len(r.Tags), s.Store.AnswerCap())
	all := s.IsAll()
	err = s.Store.Answers(s.ctx, func(a *storage.Answered) {
		if in, ok := groups[a.Name]; ok || all {
			r.Add(a.Before, a.Last, a.Review, in...)
		}
	})
	if err != nil {
		return nil, err
	}
	s.record = r
	return r, nil
}

// group numbers the tags behind the decks, and returns the groups of each card.
func (r *Record) group(homes storage.Homes, tagged map[deck.Key][]string) map[deck.Key][]int32 {
	known := make(map[string]bool)
	for _, tags := range tagged {
		for _, tag := range tags {
			known[tag] = true
		}
	}
	r.Tags = slices.Sorted(maps.Keys(known))
	number := make(map[string]int32, len(r.Tags))
	for i, tag := range r.Tags {
		number[tag] = int32(len(r.Decks) + i)
	}
	single := make([]int32, len(r.Decks)) // what cards without tags share
	for i := range single {
		single[i] = int32(i)
	}
	groups := make(map[deck.Key][]int32, len(homes.Of))
	for name, home := range homes.Of {
		var in []int32
		if home >= 0 {
			in = single[home : home+1 : home+1]
		}
		for _, tag := range tagged[name] {
			in = append(in, number[tag])
		}
		groups[name] = in
	}
	return groups
}

// Homes are where the cards are asked from.
func (s *Statistics) Homes() (*storage.Homes, error) {
	if s.homes == nil {
		homes, err := s.Store.Homes(s.Scope)
		if err != nil {
			return nil, err
		}
		s.homes = &homes
	}
	return s.homes, nil
}

// Cards returns how the cards stand that the log says something of.
func (s *Statistics) Cards() ([]storage.Standing, error) {
	homes, err := s.Homes()
	if s.cards != nil || err != nil {
		return s.cards, err
	}
	s.cards = make([]storage.Standing, 0, len(homes.Of))
	err = s.Store.Standings(*homes, func(c *storage.Standing) { s.cards = append(s.cards, *c) })
	return s.cards, err
}

// Days returns the totals of all study days with reviews, but of those that are still to come: of
// the whole collection from what is kept, else from every answer.
func (s *Statistics) Days() ([]storage.DayTotals, error) {
	if s.loaded {
		return s.days, nil
	}
	var all []storage.DayTotals
	if s.IsAll() {
		var err error
		if all, err = s.Store.Totals(math.MinInt32, math.MaxInt32); err != nil {
			return nil, err
		}
	} else {
		r, err := s.Record()
		if err != nil {
			return nil, err
		}
		for _, day := range slices.Sorted(maps.Keys(r.Record.Days)) {
			all = append(all, storage.DayTotals{Day: day, Totals: r.Record.Days[day]})
		}
	}
	for _, d := range all {
		s.total = s.total.Add(d.Totals)
	}
	ahead := func(d storage.DayTotals) bool { return d.Day > s.Today()+stats.MostAhead } // a clock was ahead
	s.days, s.loaded = slices.DeleteFunc(all, ahead), true
	return s.days, nil
}

// Plan is what is asked of the cards today.
func (s *Statistics) Plan() (*Plan, error) {
	if s.plan != nil {
		return s.plan, nil
	}
	var err error
	s.plan, err = NewPlan(s.Store, s.Scope, s.Calendar, s.Rules, s.Now)
	return s.plan, err
}

// open returns a span that ends today with the days to come: who has travelled west gave answers on
// them.
func (s *Statistics) open(span stats.Span) stats.Span {
	if span.Last == s.Today() {
		span.Last += stats.MostAhead
	}
	return span
}

// Over returns the sum of the days of a span.
func (s *Statistics) Over(span stats.Span) (sum stats.Totals, err error) {
	days, err := s.Days()
	span = s.open(span)
	for _, d := range days {
		if span.Has(d.Day) {
			sum = sum.Add(d.Totals)
		}
	}
	return sum, err
}

// Period is some days with what was done on them.
type Period struct {
	stats.Span
	stats.Totals
}

// Periods returns the parts of the span in order, from the first on which anything was done.
func (s *Statistics) Periods() ([]Period, error) {
	days, err := s.Days()
	if err != nil || len(days) == 0 {
		return nil, err
	}
	span := s.Span
	span.First = max(span.First, days[0].Day)
	var periods []Period
	for _, part := range s.Step.Parts(span) {
		sum, err := s.Over(part)
		if err != nil {
			return nil, err
		}
		periods = append(periods, Period{part, sum})
	}
	return periods, nil
}

// Before returns the statistics of the same cards over the span before, of as many days.
func (s *Statistics) Before() *Statistics {
	b := *s
	b.Span, b.record = s.Span.Before(), nil
	return &b
}

// Lately returns the span of the last days.
func (s *Statistics) Lately(days int) stats.Span {
	return stats.Span{First: s.Today() - srs.Day(days-1), Last: s.Today()}
}

// Course returns how the memory of the cards went, up to today. That of the whole collection is
// kept from one time to the next, and has the cards whose text is gone too.
func (s *Statistics) Course() (*stats.Course, error) {
	if s.course != nil {
		return s.course, nil
	}
	var c stats.Course
	var err error
	if s.IsAll() {
		whole := stats.Span{First: math.MinInt32, Last: s.Today()}
		c, err = s.Store.Course(s.ctx, whole, s.Today(), s.Progress)
	} else {
		var homes *storage.Homes
		if homes, err = s.Homes(); err == nil {
			c, err = s.Store.CourseOf(s.ctx, homes.Of, s.Today(), s.Progress)
		}
	}
	if err == nil {
		s.course = &c
	}
	return s.course, err
}
