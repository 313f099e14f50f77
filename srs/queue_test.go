package srs_test

import (
	"fmt"
	"math/rand/v2"
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
	return srs.Review{Card: e.Card, Rating: srs.Good, Before: e.Phase, After: srs.InReview, Due: srs.Due{Day: utc.Day(noon) + 3}}
}

// repeat returns a review that asks a card again after so many minutes.
func repeat(e srs.Entry, now time.Time, minutes int) srs.Review {
	due := srs.Due{At: now.Add(time.Duration(minutes) * time.Minute)}
	return srs.Review{Card: e.Card, Rating: srs.Again, Before: e.Phase, After: srs.Learning, Due: due}
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
		{"steps by instant", []srs.Entry{inStep('a', -1), inStep('b', -20), inStep('c', 0), relearning}, 20, nil, "dbac"},
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
		{"sibling of a review", []srs.Entry{siblingOf(dueFor('a', 0)), dueFor('a', 3), newCard('d')}, 20, nil, "ad"},
		{"sibling in the steps", []srs.Entry{siblingOf(inStep('a', -1)), dueFor('a', 3)}, 20, nil, "b"},
		{"siblings in the steps", []srs.Entry{siblingOf(inStep('a', -1)), inStep('a', -2)}, 20, nil, "ab"},
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
			q := srs.NewQueue(entries, utc, noon, srs.Limits{New: tt.new, Answered: tt.answered})
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
		newCard('a'), siblingOf(newCard('a')), newCard('c'), dueFor('d', 0), dueFor('e', 7), dueFor('f', -2),
		inStep('g', -1), inStep('h', 5), inStep('i', 3),
	}
	q := srs.NewQueue(entries, utc, noon, srs.Limits{New: 2})
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
	check("a card that is asked still counts", noon, srs.Counts{New: 2, Learning: 1, Review: 2}, minute(3), 2)
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
	q := srs.NewQueue([]srs.Entry{newCard('a'), newCard('b')}, utc, noon, srs.Limits{New: 20})
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
	if e, ok := q.Early(now); !ok || letter(e.Card) != "b" {
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
		q := srs.NewQueue([]srs.Entry{inStep('a', -10), tt.other}, utc, noon, srs.Limits{New: 20})
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
	step, later, review, tomorrow := dueFor('s', 0), dueFor('l', -1), inStep('r', 60), inStep('t', 24*60)
	step.Phase, later.Phase = srs.Relearning, srs.Relearning
	review.Phase, tomorrow.Phase = srs.InReview, srs.InReview
	q := srs.NewQueue([]srs.Entry{tomorrow, later, review, step}, utc, noon, srs.Limits{})
	if got := drain(t, q); got != "sr" {
		t.Errorf("asked %q, want %q", got, "sr")
	}
	if until, n := q.Waiting(noon); n != 0 {
		t.Errorf("%d wait until %v, want none to wait for the next study day", n, until)
	}
}

// TestQueueShuffle has many cards due since one day: their order is the same however they are given, another tomorrow.
func TestQueueShuffle(t *testing.T) {
	t.Parallel()
	var entries []srs.Entry
	for name := byte('A'); name <= 'Z'; name++ {
		entries = append(entries, dueFor(name, 5))
	}
	backwards := slices.Clone(entries)
	slices.Reverse(backwards)
	tomorrow := noon.AddDate(0, 0, 1)
	one := drain(t, srs.NewQueue(entries, utc, noon, srs.Limits{}))
	other := drain(t, srs.NewQueue(backwards, utc, noon, srs.Limits{}))
	if one != other {
		t.Errorf("%s, given backwards %s", one, other)
	}
	if next := drain(t, srs.NewQueue(entries, utc, tomorrow, srs.Limits{})); next == one || one == "ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
		t.Errorf("not shuffled: %s today, %s tomorrow", one, next)
	}
}

// TestQueueAgreesWithPlainRules compares whole sessions with a list that is searched for every card.
func TestQueueAgreesWithPlainRules(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(13, 14))
	for session := range 300 {
		var l list
		for i := range rng.IntN(60) {
			name := byte(i)
			e := []srs.Entry{newCard(name), dueFor(name, rng.IntN(4)-1), inStep(name, rng.IntN(30)-15)}[rng.IntN(3)]
			e.Note = noteOf(byte(i / 2))
			l.entries = append(l.entries, e)
		}
		l.new = rng.IntN(10)
		q := srs.NewQueue(l.entries, utc, noon, srs.Limits{New: l.new})
		for now := noon; ; now = now.Add(time.Duration(rng.IntN(90)) * time.Second) {
			e, ok := q.Next(now)
			if want := l.next(now); ok != (len(want) > 0) || ok && !slices.Contains(want, e.Card) {
				t.Fatalf("session %d at %v: asks %v, %v, want one of %v", session, now, e, ok, want)
			}
			if got, want := q.Counts(now), l.counts(now); got != want {
				t.Fatalf("session %d at %v: %+v, want %+v", session, now, got, want)
			}
			if !ok {
				if e, ok = q.Early(now); !ok {
					break
				}
			}
			r := graduate(e)
			if rng.IntN(3) == 0 {
				r = repeat(e, now, 1+rng.IntN(10))
			}
			q.Answer(e, r)
			l.answer(e, r)
		}
	}
}

// list is a queue as its documentation has it, slow.
type list struct {
	entries []srs.Entry
	new     int
	last    srs.CardID
}

// stage returns the part of the queue that a card is in, 3 if it is not to be asked.
func (l *list) stage(e srs.Entry, now time.Time) int {
	switch {
	case e.Phase == srs.New:
		return 2
	case e.Phase == srs.InReview && e.Due.Day <= utc.Day(now):
		return 1
	case e.Phase != srs.InReview && !e.Due.At.After(now):
		return 0
	default:
		return 3
	}
}

func (l *list) counts(now time.Time) srs.Counts {
	var n [4]int
	for _, e := range l.entries {
		n[l.stage(e, now)]++
	}
	return srs.Counts{Learning: n[0], Review: n[1], New: min(n[2], l.new)}
}

// next returns the cards of which one is to be asked: reviews of one day are shuffled.
func (l *list) next(now time.Time) []srs.CardID {
	var stages [3][]srs.Entry
	for _, e := range l.entries {
		if s := l.stage(e, now); s < 3 && (s < 2 || l.new > 0) {
			stages[s] = append(stages[s], e)
		}
	}
	slices.SortStableFunc(stages[0], func(a, b srs.Entry) int { return a.Due.At.Compare(b.Due.At) })
	slices.SortStableFunc(stages[1], func(a, b srs.Entry) int { return int(a.Due.Day - b.Due.Day) })
	all := slices.Concat(stages[0], stages[1], stages[2])
	if len(all) > 1 && all[0].Card == l.last {
		all = all[1:]
	}
	var cards []srs.CardID
	for _, e := range all {
		same := e.Phase == all[0].Phase && e.Due == all[0].Due
		if len(cards) == 0 || same && e.Phase == srs.InReview && e.Card != l.last {
			cards = append(cards, e.Card)
		}
	}
	return cards
}

func (l *list) answer(e srs.Entry, r srs.Review) {
	l.last = e.Card
	if e.Phase == srs.New {
		l.new--
	}
	l.entries = slices.DeleteFunc(slices.Clone(l.entries), func(o srs.Entry) bool {
		return o.Card == e.Card || o.Note == e.Note && (o.Phase == srs.New || o.Phase == srs.InReview)
	})
	if r.After != srs.InReview {
		e.Phase, e.Due = r.After, r.Due
		l.entries = append(l.entries, e)
	}
}
