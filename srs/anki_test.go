package srs_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"cards/srs"
	"cards/srs/model"
)

// Vectors of Anki 26.09: rslib/src/scheduler/states/{learning,fuzz,load_balancer}.rs and timing.rs.

// TestAnkiSteps: what again, hard and good do on each step, in seconds; 0 where the card leaves the
// steps.
func TestAnkiSteps(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for _, tt := range []struct {
		steps []time.Duration
		left  int
		want  [3]time.Duration
	}{
		{minutes(10), 1, [3]time.Duration{10 * time.Minute, 15 * time.Minute, 0}},
		{[]time.Duration{3 * day}, 1, [3]time.Duration{3 * day, 4 * day, 0}},
		{minutes(1, 10), 2, [3]time.Duration{time.Minute, 330 * time.Second, 10 * time.Minute}},
		{minutes(1, 10), 1, [3]time.Duration{time.Minute, 10 * time.Minute, 0}},
		{minutes(1, 10, 100), 3, [3]time.Duration{time.Minute, 330 * time.Second, 10 * time.Minute}},
		{minutes(1, 10, 100), 2, [3]time.Duration{time.Minute, 10 * time.Minute, 100 * time.Minute}},
		{minutes(1, 10, 100), 1, [3]time.Duration{time.Minute, 100 * time.Minute, 0}},
	} {
		c := srs.DefaultConfig(time.UTC)
		c.Steps, c.RelearningSteps = tt.steps, tt.steps
		for _, phase := range []srs.Phase{srs.Learning, srs.Relearning} {
			before := srs.Schedule{
				Phase: phase, Steps: tt.left, Reviews: 2, Last: noon, LastDay: utc.Day(noon),
				Memory: model.Memory{Stability: 100, Difficulty: 5}, // good is later than any step
			}
			reviews := newScheduler(t, c).Preview(cardID(1), before, noon)
			for i, want := range tt.want {
				got := reviews[i].Due.At.Sub(noon)
				if reviews[i].Due.At.IsZero() {
					got = time.Duration(reviews[i].Due.Day-utc.Day(noon)) * day
				}
				if reviews[i].After == srs.InReview {
					got = 0
				}
				if got != want {
					t.Errorf("%v, %d left, %v: %v leads to %v, want %v", tt.steps, tt.left, phase,
						srs.Rating(i+1), got, want)
				}
			}
		}
	}
}

// TestAnkiSpread: the day that a chance of 0, ½ and .99 draws. Intervals are rounded before; a
// least one above 1 is here that which stays longer than the days elapsed.
func TestAnkiSpread(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		interval    float64
		least, most int
		want        [3]int
	}{
		{2.49, 1, 1000, [3]int{2, 2, 2}},
		{2.5, 1, 1000, [3]int{2, 3, 4}},
		{2, 3, 1000, [3]int{3, 4, 4}},
		{7, 1, 1000, [3]int{5, 7, 9}},
		{17, 1, 1000, [3]int{14, 17, 20}},
		{37, 1, 1000, [3]int{33, 37, 41}},
		{20, 3, 1000, [3]int{17, 20, 23}},
		{100, 101, 1000, [3]int{101, 105, 108}},
		{100, 1, 99, [3]int{92, 96, 99}},
		{100, 97, 103, [3]int{97, 100, 103}},
	} {
		days := min(max(int(math.Round(tt.interval)), tt.least), tt.most)
		for i, u := range []float64{0, .5, .99} {
			if got := srs.Spread(days, tt.least-1, tt.most, u); got != tt.want[i] {
				t.Errorf("%v days, at least %d, at most %d, %v: %d, want %d", tt.interval, tt.least,
					tt.most, u, got, tt.want[i])
			}
		}
	}
}

// TestAnkiDays: study days between two instants in the zones of then.
func TestAnkiDays(t *testing.T) {
	t.Parallel()
	at := func(text string) time.Time {
		t.Helper()
		parsed, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	day := func(t time.Time, rollover time.Duration) srs.Day {
		_, offset := t.Zone()
		return srs.Calendar{Zone: time.FixedZone("", offset), Rollover: rollover}.Day(t)
	}
	// The day of creation is a calendar day in Anki: it counts from the date, not from the rollover.
	date := func(t time.Time) srs.Day { return day(t, 0) }
	for _, tt := range []struct {
		created, now string
		rollover     time.Duration
		want         srs.Day
	}{
		{"2026-03-02T02:00:00Z", "2026-03-03T02:00:00Z", 4 * time.Hour, 0},
		{"2026-03-02T02:00:00Z", "2026-03-03T04:00:00Z", 4 * time.Hour, 1},
		{"2026-03-02T02:00:00Z", "2026-03-03T22:00:00Z", 23 * time.Hour, 0},
		{"2026-03-02T02:00:00Z", "2026-03-03T23:00:00Z", 23 * time.Hour, 1},
		{"2018-08-06T00:00:00-06:00", "2019-12-26T20:00:00-07:00", 4 * time.Hour, 507},
		{"2018-08-06T00:00:00-06:00", "2019-12-26T21:00:00-06:00", 4 * time.Hour, 507},
		{"2018-08-06T03:00:00-06:00", "2018-08-09T01:59:59-07:00", 4 * time.Hour, 2},
		{"2018-08-06T03:00:00-06:00", "2018-08-09T03:59:59-07:00", 4 * time.Hour, 2},
		{"2018-08-06T03:00:00-06:00", "2018-08-09T04:00:00-07:00", 4 * time.Hour, 3},
	} {
		if got := day(at(tt.now), tt.rollover) - date(at(tt.created)); got != tt.want {
			t.Errorf("from %s to %s, rollover %v: %d days, want %d", tt.created, tt.now,
				tt.rollover, got, tt.want)
		}
	}
}

// ankiWeight is the weight that Anki draws a day by, so many days from now with so many cards due.
func ankiWeight(days, due int) float64 {
	if due == 0 {
		return 1
	}
	return math.Pow(float64(due), -2.15) * math.Pow(float64(days), -3)
}

// TestAnkiBalance: where the days around bring as much as each other but for chance, the day that
// is chosen has no more cards than the one that Anki draws has in the mean. An empty day among full
// ones is chosen by both.
func TestAnkiBalance(t *testing.T) {
	t.Parallel()
	plain := newScheduler(t, srs.DefaultConfig(time.UTC))
	today := utc.Day(noon)
	ours, theirs := 0.0, 0.0
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 26))
		due := make(map[srs.Day]int)
		for d := today; d < today+200; d++ {
			due[d] = 10 + rng.IntN(30)
		}
		before := srs.Schedule{
			Phase: srs.InReview, Reviews: 1 + int(seed), Last: noon.AddDate(0, 0, -10), LastDay: today - 10,
			Due: srs.Due{Day: today}, Memory: model.Memory{Stability: 2 + 20*rng.Float64(), Difficulty: 5},
		}
		ideal, _ := plain.PreviewUnspread(cardID(int(seed)), before, noon)[srs.Good-1].Interval()
		lower, upper := srs.Spread(ideal, 10, 36500, 0), srs.Spread(ideal, 10, 36500, .999)
		if ideal > 90 || lower == upper {
			continue
		}
		empty := seed%4 == 0
		if empty {
			due[today+srs.Day(lower)+srs.Day(rng.IntN(upper-lower+1))] = 0
		}
		load := func(first, last srs.Day) []int {
			n := make([]int, last-first+1)
			for i := range n {
				n[i] = due[first+srs.Day(i)]
			}
			return n
		}
		s := plain.Balanced(srs.Balance{Load: load, Easy: everyDay()})
		got := due[s.Preview(cardID(int(seed)), before, noon)[srs.Good-1].Due.Day]
		if empty && got != 0 {
			t.Errorf("seed %d: a day with %d cards is chosen although one is empty", seed, got)
		}
		sum, weights := 0.0, 0.0
		for d := lower; d <= upper; d++ {
			n := due[today+srs.Day(d)]
			sum += ankiWeight(d, n) * float64(n)
			weights += ankiWeight(d, n)
		}
		ours += float64(got)
		theirs += sum / weights
	}
	if ours > theirs {
		t.Errorf("chosen days have %.0f cards, those that Anki draws %.0f", ours, theirs)
	}
}
