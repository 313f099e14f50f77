package desk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/srs"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// scheduled returns a collection of cards that were answered in ten seconds each, one after the
// other, and are due so many days after that.
func scheduled(t *testing.T, days ...int) *storagetest.Collection {
	t.Helper()
	var text strings.Builder
	for i := range days {
		fmt.Fprintf(&text, "Q: q%d\nA: a\n\n", i)
	}
	c := storagetest.New(t, map[string]string{"a.md": text.String()})
	today := c.Scheduler.Calendar().Day(c.Now)
	var moves []journal.Body
	for i, d := range days {
		question := fmt.Sprintf("q%d", i)
		c.Rate(question, srs.Easy)
		due := srs.Due{Day: today + srs.Day(d)}
		moves = append(moves, journal.DueSet{Key: c.Find(question).Key, Due: due})
	}
	if _, err := c.Append(c.Now, moves...); err != nil {
		t.Fatal(err)
	}
	return c
}

// each returns the numbers from one to the last.
func each(first, last int) []int {
	var list []int
	for n := first; n <= last; n++ {
		list = append(list, n)
	}
	return list
}

func backlog(reviews, days, away int, time time.Duration) *desk.Backlog {
	return &desk.Backlog{Reviews: reviews, Days: days, Away: away, Time: time}
}

func TestBacklog(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		days  []int
		sleep int
		limit *int
		want  *desk.Backlog
	}{
		{"three weeks of one a day", each(1, 20), 21, nil, backlog(20, 19, 21, 200*time.Second)},
		{
			"one that was due long before", append(each(11, 30), 1), 31, nil,
			backlog(21, 20, 31, 210*time.Second),
		},
		{"behind a limit", each(1, 20), 21, new(4), backlog(20, 20, 21, 200*time.Second)},
		{"too few answers for a pace", each(1, 3), 21, nil, backlog(3, 20, 21, 0)},
		{"a year and more away", each(1, 12), 399, nil, backlog(12, 397, 399, 120*time.Second)},
		{"a day too late", each(1, 1), 2, nil, nil},
		{"away, and nothing was due but today", []int{5, 5, 9}, 5, nil, nil},
		{"nothing due", []int{50}, 21, nil, nil},
	} {
		c := scheduled(t, test.days...)
		c.Sleep(test.sleep)
		r := rules(5)
		r.ReviewsPerDay = test.limit
		got, ok, err := plan(t, c, r).Backlog()
		if err != nil || ok != (test.want != nil) || ok && got != *test.want {
			t.Errorf("%s: %+v, %v, %v; want %+v", test.name, got, ok, err, test.want)
		}
	}
}

// TestBacklogIsNotWhatComes: cards that are asked ahead of their day do not wait.
func TestBacklogIsNotWhatComes(t *testing.T) {
	t.Parallel()
	c := scheduled(t, append(each(1, 20), 22, 23, 24)...)
	c.Sleep(21)
	r := rules(0)
	r.Ahead = 5
	p := plan(t, c, r)
	got, ok, err := p.Backlog()
	if want := *backlog(20, 19, 21, 200*time.Second); err != nil || !ok || got != want {
		t.Errorf("%+v, %v, %v; want %+v", got, ok, err, want)
	}
	if n := p.Queue.Counts(c.Now).Review; n != 23 {
		t.Errorf("%d are asked, want 23", n)
	}
}

// TestBacklogMeltsAway: who comes every day but never gets to the end is told too, until little is
// left.
func TestBacklogMeltsAway(t *testing.T) {
	t.Parallel()
	c := scheduled(t, each(1, 40)...)
	c.Sleep(41)
	for i := range 40 {
		_, ok, err := plan(t, c, rules(0)).Backlog()
		if left := 40 - i; err != nil || ok != (i == 0 || left >= 20) {
			t.Fatalf("%d left: worth a word %v, %v", left, ok, err)
		}
		c.Rate(fmt.Sprintf("q%d", 39-i), srs.Easy)
	}
}

// TestHeldReviews: what only a limit keeps back, and the days that it is left for.
func TestHeldReviews(t *testing.T) {
	t.Parallel()
	c := scheduled(t, 1, 1, 1, 1, 1, 6)
	c.Sleep(3)
	r := rules(0)
	r.ReviewsPerDay = new(2)
	p := plan(t, c, r)
	held, err := p.Held(c.Now)
	if err != nil || held.Reviews != 3 {
		t.Errorf("held %+v, %v; want 3 reviews", held, err)
	}
	if got, err := p.Forecast(4); err != nil || !slices.Equal(got, []int{2, 2, 1, 1, 0}) {
		t.Errorf("forecast %v, %v; want 2, 2, 1, 1, 0", got, err)
	}
	free, err := plan(t, c, rules(0)).Held(c.Now)
	if err != nil || free.Reviews != 0 {
		t.Errorf("without a limit %+v are held, %v", free, err)
	}
}

// TestAhead: within the days asked for, whatever limits say, and no new cards.
func TestAhead(t *testing.T) {
	t.Parallel()
	c := scheduled(t, 1, 4, 5, 9)
	c.Write("b.md", "Q: new?\nA: yes\n")
	c.Compile()
	c.Sleep(2)
	for days, want := range map[srs.Day]int{0: 1, 1: 1, 2: 2, 3: 3, 7: 4} {
		r := rules(5)
		r.ReviewsPerDay, r.Ahead = new(1), days
		p := plan(t, c, r)
		wantNew := 0
		if days == 0 {
			wantNew = 1
		}
		if got := p.Queue.Counts(c.Now); got != (srs.Counts{New: wantNew, Review: want}) {
			t.Errorf("%d days ahead: %+v, want %d reviews", days, got, want)
		}
		if held, err := p.Held(c.Now); err != nil || held.New != 0 || held.Reviews != 0 {
			t.Errorf("%d days ahead: %+v are held back, %v", days, held, err)
		}
	}
}
