package stats

import (
	"fmt"
	"time"

	"cards/srs"
)

// Span is study days from First to Last, both included.
type Span struct{ First, Last srs.Day }

// Days is how many study days the span has; 0 if it ends before it begins.
func (s Span) Days() int { return max(int(s.Last-s.First)+1, 0) }

// Has says whether a day is in the span.
func (s Span) Has(d srs.Day) bool { return d >= s.First && d <= s.Last }

// Before returns the span of as many days that ends where this one begins.
func (s Span) Before() Span {
	return Span{s.First - srs.Day(s.Days()), s.First - 1}
}

// Step is how days are put together: each by itself, by weeks from Monday on, or by calendar
// months.
type Step uint8

// The steps.
const (
	ByDay Step = iota
	ByWeek
	ByMonth
)

// String returns the name of the step: day, week or month.
func (s Step) String() string { return [...]string{"day", "week", "month"}[s] }

// ParseStep reads the name of a step.
func ParseStep(name string) (Step, error) {
	for _, s := range []Step{ByDay, ByWeek, ByMonth} {
		if s.String() == name {
			return s, nil
		}
	}
	return 0, fmt.Errorf("%q is not day, week or month", name)
}

// StepFor returns the step by which a span has few enough parts to look at: days up to 62, weeks up
// to 106, else months.
func StepFor(s Span) Step {
	switch n := s.Days(); {
	case n <= 62:
		return ByDay
	case n <= 106*7:
		return ByWeek
	}
	return ByMonth
}

// Start returns the first day of the part that a day belongs to.
func (s Step) Start(d srs.Day) srs.Day {
	switch s {
	case ByWeek:
		return d - ((d+3)%7+7)%7 // day 0 was a Thursday
	case ByMonth:
		return d - srs.Day(date(d).Day()-1)
	}
	return d
}

// Next returns the first day of the part that follows the one which begins on a day.
func (s Step) Next(start srs.Day) srs.Day {
	switch s {
	case ByWeek:
		return start + 7
	case ByMonth:
		return s.Start(start + 31)
	}
	return start + 1
}

// Parts returns the parts of a span in order, the first and the last cut at its ends.
func (s Step) Parts(of Span) []Span {
	var parts []Span
	for start := s.Start(of.First); start <= of.Last; start = s.Next(start) {
		parts = append(parts, Span{max(start, of.First), min(s.Next(start)-1, of.Last)})
	}
	return parts
}

func date(d srs.Day) time.Time { return time.Unix(int64(d)*24*60*60, 0).UTC() }
