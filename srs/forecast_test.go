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
		{"each on its day", []srs.Entry{dueFor('a', -1), dueFor('b', -3), dueFor('c', -4)}, nil, nil, bury, []int{1, 0, 1}},
		{"asked today", []srs.Entry{dueFor('a', 0), dueFor('b', 2)}, []srs.Entry{dueFor('a', 0), dueFor('b', 2)}, nil, bury, []int{0, 0, 0}},
		{
			"siblings one a day, from tomorrow if one is asked today",
			[]srs.Entry{dueFor('a', 0), siblingOf(dueFor('a', 0)), siblingOf(siblingOf(dueFor('a', 3)))},
			[]srs.Entry{dueFor('a', 0)},
			nil, bury,
			[]int{1, 1, 0},
		},
		{"a sibling was answered", []srs.Entry{dueFor('a', 0)}, nil, []srs.NoteID{noteOf('a')}, bury, []int{1, 0, 0}},
		{
			"siblings that are not put off",
			[]srs.Entry{dueFor('a', -2), siblingOf(dueFor('a', -2))},
			nil, nil,
			srs.Bury{},
			[]int{0, 2, 0},
		},
		{"new cards are none", []srs.Entry{newCard('a')}, nil, nil, bury, []int{0, 0, 0}},
		{"a step of tomorrow", []srs.Entry{inStep('a', 24*60), siblingOf(dueFor('a', -1))}, nil, nil, bury, []int{1, 1, 0}},
	} {
		if got := srs.Forecast(tt.entries, tt.asked, tt.answered, utc, today, tt.bury, 3); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
