package srs

import (
	"cmp"
	"math"
	"slices"

	"cards/srs/model"
)

// Learned is a card in review phase.
type Learned struct {
	Card    CardID
	Memory  model.Memory // by the parameters of the scheduler
	LastDay Day          // of its last answer
	Due     Day
}

// Replan returns the study days on which cards are due by the parameters and the retention of the
// scheduler, in the order of the cards. A card may be due on any day to which the spread of
// intervals could have led, or if all are past on one of as many from today on. If it is, it stays;
// else it moves to that of these days, none before today, on which the fewest cards are due, of
// days alike to the nearest to the interval before its spread. Who can move least chooses first.
func (s *Scheduler) Replan(cards []Learned, today Day) []Day {
	windows, due := make([]window, len(cards)), make([]Day, len(cards))
	load := make(map[Day]int)
	var moving []int
	for i, c := range cards {
		w := s.window(c)
		due[i], windows[i] = c.Due, w.from(today)
		if w.has(c.Due) || windows[i].has(c.Due) {
			load[max(c.Due, today)]++
			continue
		}
		moving = append(moving, i)
	}
	slices.SortFunc(moving, func(x, y int) int {
		a, b := windows[x], windows[y]
		return cmp.Or(cmp.Compare(a.last-a.first, b.last-b.first),
			slices.Compare(cards[x].Card[:], cards[y].Card[:]))
	})
	for _, i := range moving {
		due[i] = windows[i].choose(load)
		load[due[i]]++
	}
	return due
}

// window is when a card may be due: from the first day to the last, best on the day between.
type window struct{ first, best, last Day }

func (s *Scheduler) window(c Learned) window {
	days := s.interval(c.Memory)
	lower, upper := band(days, s.config.MaxInterval)
	return window{c.LastDay + Day(lower), c.LastDay + Day(days), c.LastDay + Day(upper)}
}

func (w window) has(d Day) bool { return w.first <= d && d <= w.last }

// from returns the part of the window that is not before today, or if there is none, one as long
// that begins today.
func (w window) from(today Day) window {
	if w.last < today {
		return window{today, today, today + w.last - w.first}
	}
	return window{max(w.first, today), max(w.best, today), w.last}
}

// choose returns the day with the least load.
func (w window) choose(load map[Day]int) Day {
	best, least, distance := w.best, math.MaxInt, Day(0)
	for d := w.first; d <= w.last; d++ {
		away := max(d-w.best, w.best-d)
		if n := load[d]; n < least || n == least && away < distance {
			best, least, distance = d, n, away
		}
	}
	return best
}
