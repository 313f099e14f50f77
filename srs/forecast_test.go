package srs_test

import (
	"slices"
	"testing"

	"cards/srs"
)

func TestForecast(t *testing.T) {
	t.Parallel()
	today := utc.Day(noon)
	bury := srs.Bury{New: true, Review: true}
	for _, tt := range []struct {
		name     string
		entries  []srs.Entry
		asked    []srs.Entry
		answered []srs.NoteID
		bury     srs.Bury
		want     []int
	}{
		{"nothing", nil, nil, nil, bury, []int{0, 0, 0}},
		{
			"each on its day",
			[]srs.Entry{dueFor('a', -1), dueFor('b', -3), dueFor('c', -4)},
			nil,
			nil, bury,
			[]int{1, 0, 1},
		},
		{
			"asked today",
			[]srs.Entry{dueFor('a', 0), dueFor('b', 2)},
			[]srs.Entry{dueFor('a', 0), dueFor('b', 2)},
			nil, bury,
			[]int{0, 0, 0},
		},
		{
			"siblings one a day, from tomorrow if one is asked today",
			[]srs.Entry{dueFor('a', 0), siblingOf(dueFor('a', 0)), siblingOf(siblingOf(dueFor('a', 3)))},
			[]srs.Entry{dueFor('a', 0)},
			nil, bury,
			[]int{1, 1, 0},
		},
		{
			"a sibling was answered",
			[]srs.Entry{dueFor('a', 0)},
			nil,
			[]srs.NoteID{noteOf('a')},
			bury,
			[]int{1, 0, 0},
		},
		{
			"siblings that are not put off",
			[]srs.Entry{dueFor('a', -2), siblingOf(dueFor('a', -2))},
			nil, nil,
			srs.Bury{},
			[]int{0, 2, 0},
		},
		{"new cards are none", []srs.Entry{newCard('a')}, nil, nil, bury, []int{0, 0, 0}},
		{
			"a step of tomorrow",
			[]srs.Entry{inStep('a', 24*60), siblingOf(dueFor('a', -1))},
			nil,
			nil, bury,
			[]int{1, 1, 0},
		},
	} {
		limits := srs.Limits{All: unlimited(), Answered: ofNotes(tt.answered), Bury: tt.bury}
		if got := srs.Forecast(tt.entries, tt.asked, utc, today, limits, 3); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func unlimited() srs.Allowance { return srs.Allowance{New: srs.Unlimited, Reviews: srs.Unlimited} }

// TestForecastWithinLimits: what a limit of reviews leaves comes on the days after, and takes what
// is due then with it.
func TestForecastWithinLimits(t *testing.T) {
	t.Parallel()
	today := utc.Day(noon)
	grouped := func(e srs.Entry, group int32) srs.Entry { e.Group = group; return e }
	waiting := []srs.Entry{
		dueFor('a', 9), dueFor('b', 8), dueFor('c', 7), dueFor('d', 6),
		dueFor('e', -2),
	}
	step := inStep('s', 24*60)
	for _, tt := range []struct {
		name    string
		entries []srs.Entry
		limits  srs.Limits
		want    []int
	}{
		{"of the collection", waiting, srs.Limits{All: srs.Allowance{Reviews: 2}}, []int{2, 2, 1, 0}},
		{"of none", waiting, srs.Limits{}, []int{0, 0, 0, 0}},
		{"without one", waiting, srs.Limits{All: unlimited()}, []int{4, 1, 0, 0}},
		{
			"of a deck",
			[]srs.Entry{grouped(dueFor('a', 9), 1), grouped(dueFor('b', 8), 1), dueFor('c', 7)},
			srs.Limits{All: unlimited(), Groups: []srs.Allowance{{Reviews: 1}}},
			[]int{2, 1, 0, 0},
		},
		{
			"of both",
			[]srs.Entry{
				grouped(dueFor('a', 9), 1), grouped(dueFor('b', 8), 1), dueFor('c', 7),
				dueFor('d', 7),
			},
			srs.Limits{All: srs.Allowance{Reviews: 2}, Groups: []srs.Allowance{{Reviews: 1}}},
			[]int{2, 2, 0, 0},
		},
		{
			"steps are free",
			[]srs.Entry{step, dueFor('b', 8)},
			srs.Limits{All: srs.Allowance{Reviews: 1}},
			[]int{2, 0, 0, 0},
		},
	} {
		if got := srs.Forecast(tt.entries, nil, utc, today, tt.limits, 4); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
