package srs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/srs"

	"github.com/google/go-cmp/cmp"
)

var utc = srs.Calendar{Zone: time.UTC, Rollover: srs.DefaultRollover}

// card returns the ID of a card in these tests, named by a letter, and letter its name.
func card(name byte) srs.CardID       { return srs.CardID{15: name} }
func letter(id srs.CardID) string     { return string(rune(id[15])) }
func noteOf(name byte) srs.NoteID     { return srs.NoteID{0: name} }
func newCard(name byte) srs.Entry     { return srs.Entry{Card: card(name), Note: noteOf(name)} }
func siblingOf(e srs.Entry) srs.Entry { e.Card[15]++; return e }

func inStep(name byte, minutes int) srs.Entry {
	due := srs.Due{At: noon.Add(time.Duration(minutes) * time.Minute)}
	return srs.Entry{Card: card(name), Note: noteOf(name), Phase: srs.Learning, Due: due}
}

func dueFor(name byte, days int) srs.Entry {
	due := srs.Due{Day: utc.Day(noon) - srs.Day(days)}
	return srs.Entry{Card: card(name), Note: noteOf(name), Phase: srs.InReview, Due: due}
}

// graduate returns a review that ends the session for a card.
func graduate(e srs.Entry) srs.Review {
	return srs.Review{
		Card: e.Card, Rating: srs.Good, Before: e.Phase, After: srs.InReview,
		Due: srs.Due{Day: utc.Day(noon) + 3},
	}
}

// repeat returns a review that asks a card again after so many minutes.
func repeat(e srs.Entry, now time.Time, minutes int) srs.Review {
	due := srs.Due{At: now.Add(time.Duration(minutes) * time.Minute)}
	return srs.Review{Card: e.Card, Rating: srs.Again, Before: e.Phase, After: srs.Learning, Due: due}
}

// limits allows so many new cards and any number of reviews, and puts the usual siblings off.
func limits(news int, answered ...srs.NoteID) srs.Limits {
	return srs.Limits{
		All:      srs.Allowance{New: news, Reviews: srs.Unlimited},
		Answered: ofNotes(answered), Bury: srs.Bury{New: true, Review: true},
	}
}

// ofNotes returns that some card of each note was answered.
func ofNotes(notes []srs.NoteID) (list []srs.Answered) {
	for _, n := range notes {
		list = append(list, srs.Answered{Note: n})
	}
	return list
}

// drain answers what the queue asks at noon until nothing is left, and returns the letters.
func drain(t *testing.T, q *srs.Queue) string {
	t.Helper()
	var asked strings.Builder
	for e, ok := q.Next(noon); ok; e, ok = q.Next(noon) {
		asked.WriteString(letter(e.Card))
		q.Answer(e, graduate(e))
		if asked.Len() > 1000 {
			t.Fatal("the queue does not end")
		}
	}
	return asked.String()
}

func TestQueueOrder(t *testing.T) {
	t.Parallel()
	relearning := inStep('d', -30)
	relearning.Phase = srs.Relearning
	for _, tt := range []struct {
		name     string
		entries  []srs.Entry
		new      int
		answered []srs.NoteID
		want     string
	}{
		{"nothing", nil, 20, nil, ""},
		{"by phase", []srs.Entry{newCard('n'), dueFor('r', 0), inStep('l', -1)}, 20, nil, "lrn"},
		{"steps by instant", []srs.Entry{
			inStep('a', -1), inStep('b', -20), inStep('c', 0),
			relearning,
		}, 20, nil, "dbac"},
		{"waiting is not asked", []srs.Entry{inStep('a', 1), newCard('n')}, 20, nil, "n"},
		{"reviews by day", []srs.Entry{dueFor('a', 0), dueFor('b', 400), dueFor('c', 2)}, 20, nil, "bca"},
		{"reviews of tomorrow", []srs.Entry{dueFor('a', -1), dueFor('b', 0)}, 20, nil, "b"},
		{"new in the order given", []srs.Entry{newCard('c'), newCard('a'), newCard('b')}, 20, nil, "cab"},
		{"limit", []srs.Entry{newCard('c'), newCard('a'), newCard('b'), dueFor('r', 0)}, 2, nil, "rca"},
		{"no new ones", []srs.Entry{newCard('c'), dueFor('r', 0)}, 0, nil, "r"},
		{"beyond the limit already", []srs.Entry{newCard('c'), dueFor('r', 0)}, -3, nil, "r"},
		{"siblings", []srs.Entry{newCard('a'), siblingOf(newCard('a')), newCard('d')}, 20, nil, "ad"},
		{
			"siblings leave the limit to others",
			[]srs.Entry{newCard('a'), siblingOf(newCard('a')), newCard('d'), newCard('e')},
			2, nil, "ad",
		},
		{"sibling of a review", []srs.Entry{
			siblingOf(dueFor('a', 0)), dueFor('a', 3),
			newCard('d'),
		}, 20, nil, "ad"},
		{"sibling in the steps", []srs.Entry{siblingOf(inStep('a', -1)), dueFor('a', 3)}, 20, nil, "b"},
		{
			"siblings in the steps",
			[]srs.Entry{siblingOf(inStep('a', -1)), inStep('a', -2)},
			20, nil,
			"ab",
		},
		{
			"answered today",
			[]srs.Entry{newCard('a'), dueFor('b', 2), inStep('c', -1), newCard('d')},
			20,
			[]srs.NoteID{noteOf('a'), noteOf('b'), noteOf('c')},
			"cd",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			entries := slices.Clone(tt.entries)
			q := srs.NewQueue(entries, utc, noon, limits(tt.new, tt.answered...))
			if got := drain(t, q); got != tt.want {
				t.Errorf("asked %q, want %q", got, tt.want)
			}
			if diff := cmp.Diff(tt.entries, entries); diff != "" {
				t.Errorf("the entries given were changed (-before +after):\n%s", diff)
			}
		})
	}
}

func TestQueueCounts(t *testing.T) {
	t.Parallel()
	entries := []srs.Entry{
		newCard('a'), siblingOf(newCard('a')), newCard('c'), dueFor('d', 0), dueFor('e', 7),
		dueFor('f', -2),
		inStep('g', -1), inStep('h', 5), inStep('i', 3),
	}
	q := srs.NewQueue(entries, utc, noon, limits(2))
	check := func(when string, now time.Time, want srs.Counts, until time.Time, waiting int) {
		t.Helper()
		if got := q.Counts(now); got != want {
			t.Errorf("%s: %+v, want %+v", when, got, want)
		}
		if gotUntil, got := q.Waiting(now); got != waiting || !gotUntil.Equal(until) {
			t.Errorf("%s: %d wait until %v, want %d until %v", when, got, gotUntil, waiting, until)
		}
	}
	minute := func(n int) time.Time { return noon.Add(time.Duration(n) * time.Minute) }
	check("at first", noon, srs.Counts{New: 2, Learning: 1, Review: 2}, minute(3), 2)
	q.Next(noon)
	check("a card that is asked still counts", noon, srs.Counts{New: 2, Learning: 1, Review: 2},
		minute(3), 2)
	check("a step is over", minute(3), srs.Counts{New: 2, Learning: 2, Review: 2}, minute(5), 1)
	q.Answer(newCard('a'), repeat(newCard('a'), minute(3), 1))
	check("a sibling is left", minute(3), srs.Counts{New: 1, Learning: 2, Review: 2}, minute(4), 2)
	q.Remove(dueFor('e', 7))
	q.Remove(inStep('h', 5))
	q.Remove(inStep('h', 5))
	check("removed", minute(3), srs.Counts{New: 1, Learning: 2, Review: 1}, minute(4), 1)
	check("all steps are over", minute(60), srs.Counts{New: 1, Learning: 3, Review: 1}, time.Time{}, 0)
	if got := q.Counts(minute(60)).Total(); got != 5 {
		t.Errorf("total %d, want 5", got)
	}
}

func TestQueueAsksFailedCardAgain(t *testing.T) {
	t.Parallel()
	q := srs.NewQueue([]srs.Entry{newCard('a'), newCard('b')}, utc, noon, limits(20))
	var asked []string
	for i, step := range []int{1, 2, 30} {
		now := noon.Add(time.Duration(i) * time.Minute)
		e, ok := q.Next(now)
		if !ok {
			t.Fatalf("nothing to ask at %v", now)
		}
		asked = append(asked, fmt.Sprint(letter(e.Card), " ", e.Phase))
		q.Answer(e, repeat(e, now, step))
	}
	if diff := cmp.Diff([]string{"a new", "b new", "a learning"}, asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	now := noon.Add(2 * time.Minute)
	if e, ok := q.Next(now); ok {
		t.Errorf("asks %q, which waits", letter(e.Card))
	}
	if until, n := q.Waiting(now); n != 2 || !until.Equal(noon.Add(3*time.Minute)) {
		t.Errorf("%d wait until %v, want 2 until b is due", n, until)
	}
	if e, ok := q.Early(now, now.Add(time.Hour)); !ok || letter(e.Card) != "b" {
		t.Errorf("early: %v, %v, want b", e, ok)
	}
}

func TestQueueDoesNotRepeatACard(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		other srs.Entry
		want  string
	}{
		{inStep('b', -1), "b"},
		{dueFor('b', 0), "b"},
		{newCard('b'), "b"},
		{inStep('b', 20), "a"},
	} {
		q := srs.NewQueue([]srs.Entry{inStep('a', -10), tt.other}, utc, noon, limits(20))
		e, _ := q.Next(noon)
		r := repeat(e, noon, 10)
		r.Due.At = noon.Add(-5 * time.Minute) // over before b's
		q.Answer(e, r)
		for range 2 { // asking without an answer changes nothing
			if e, ok := q.Next(noon); !ok || letter(e.Card) != tt.want {
				t.Errorf("after a: %v, %v, want %s", letter(e.Card), ok, tt.want)
			}
		}
	}
}

// TestQueueOtherDueDates has due dates of the sort that is not the usual one of their phase.
func TestQueueOtherDueDates(t *testing.T) {
	t.Parallel()
	step, later, review, tomorrow := dueFor('s', 0), dueFor('l', -1), inStep('r', 60),
		inStep('t', 24*60)
	step.Phase, later.Phase = srs.Relearning, srs.Relearning
	review.Phase, tomorrow.Phase = srs.InReview, srs.InReview
	q := srs.NewQueue([]srs.Entry{tomorrow, later, review, step}, utc, noon, limits(0))
	if got := drain(t, q); got != "sr" {
		t.Errorf("asked %q, want %q", got, "sr")
	}
	if until, n := q.Waiting(noon); n != 0 {
		t.Errorf("%d wait until %v, want none to wait for the next study day", n, until)
	}
}

// TestQueueShuffle has many cards due since one day: their order is the same however they are
// given, another tomorrow.
func TestQueueShuffle(t *testing.T) {
	t.Parallel()
	var entries []srs.Entry
	for name := byte('A'); name <= 'Z'; name++ {
		entries = append(entries, dueFor(name, 5))
	}
	backwards := slices.Clone(entries)
	slices.Reverse(backwards)
	tomorrow := noon.AddDate(0, 0, 1)
	one := drain(t, srs.NewQueue(entries, utc, noon, limits(0)))
	other := drain(t, srs.NewQueue(backwards, utc, noon, limits(0)))
	if one != other {
		t.Errorf("%s, given backwards %s", one, other)
	}
	if next := drain(t, srs.NewQueue(entries, utc, tomorrow, limits(0))); next == one ||
		one == "ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
		t.Errorf("not shuffled: %s today, %s tomorrow", one, next)
	}
}
