package srs

import (
	"math"
	"time"
)

// Load says how many cards are due on each study day from the first to the last, both included.
type Load func(first, last Day) []int

// Balance says how due dates are spread so that every day brings about as much.
type Balance struct {
	Load Load
	// Easy are the weights of the days of the week, by [time.Weekday]: how much of what other days
	// bring one may bring, from 0 to 1.
	Easy [7]float64
}

// balanced is up to which interval days are weighed, in days. Longer ones spread by themselves. The
// number is Anki's.
const balanced = 90

// Balanced returns a scheduler that puts a card, within the band that its interval is spread over,
// on the day with the least load for its weight, of equal ones on that which the spread draws. Its
// previews hold as long as the load stays what it is.
func (s *Scheduler) Balanced(b Balance) *Scheduler {
	other := *s
	other.balance = &b
	return &other
}

// margin is how many days on both sides of a band tell what is usual there.
const margin = 7

// choose returns the interval in a band that brings a card to the day with the least load for what
// is usual.
func (b *Balance) choose(today Day, lower, upper int, u float64) int {
	if lower == upper {
		return lower
	}
	from := max(lower-margin, 1)
	load := b.Load(today+Day(from), today+Day(upper+margin))
	usual := trend(load)
	best, least := lower, math.Inf(1)
	n := upper - lower + 1
	start := int(u * float64(n))
	for i := range n {
		days := lower + (start+i)%n
		at := days - from
		weight := b.Easy[(today + Day(days)).weekday()]
		if cost := (float64(load[at]) + 1) / (max(usual(at), 0)*weight + 1); cost < least {
			best, least = days, cost
		}
	}
	return best
}

// trend returns the line that is least far from some numbers.
func trend(y []int) func(x int) float64 {
	n := float64(len(y))
	middle, mean := (n-1)/2, 0.0
	for _, v := range y {
		mean += float64(v) / n
	}
	rise, run := 0.0, 0.0
	for i, v := range y {
		x := float64(i) - middle
		rise += x * (float64(v) - mean)
		run += x * x
	}
	return func(x int) float64 { return mean + rise/run*(float64(x)-middle) }
}

// weekday returns the day of the week.
func (d Day) weekday() time.Weekday {
	const first = int(time.Thursday) // 1 January 1970
	return time.Weekday(((int(d)+first)%7 + 7) % 7)
}
