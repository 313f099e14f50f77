package srs_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"cards/srs"
	"cards/srs/model"
)

// year is how a simulated year went: reviews by day, and how many of them were known.
type year struct {
	reviews      [400]int
	asked, known int
}

// live learns twenty new cards a day for a year, remembering by chance as the model says.
func live(t testing.TB, seed uint64, balance bool) year {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 365))
	s, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	type learned struct {
		id srs.CardID
		srs.Schedule
	}
	var y year
	due := make(map[srs.Day][]learned)
	load := func(first, last srs.Day) []int {
		var n []int
		for d := first; d <= last; d++ {
			n = append(n, len(due[d]))
		}
		return n
	}
	if balance {
		s = s.Balanced(srs.Balance{Load: load, Easy: [7]float64{1, 1, 1, 1, 1, 1, 1}})
	}
	kernel := model.New(model.Defaults())
	for d := range srs.Day(365) {
		now := time.Unix(int64(d)*86400, 0).Add(12 * time.Hour)
		today := s.Calendar().Day(now)
		cards := due[today]
		y.reviews[d] = len(cards)
		for i := range 20 {
			c := learned{}
			copy(c.id[:], fmt.Sprintf("%d-%d-%d", seed, d, i))
			cards = append(cards, c)
		}
		for _, c := range cards {
			at := now
			for first := true; first || c.Phase != srs.InReview; first = false {
				rating := srs.Good
				if first && c.Phase == srs.InReview {
					y.asked++
					if rng.Float64() > kernel.Recall(c.Memory, float64(c.Elapsed(today))) {
						rating = srs.Again
					} else {
						y.known++
					}
				} else if c.Phase == srs.New {
					rating = srs.Rating(1 + rng.IntN(4))
				}
				c.Apply(s.Model(), s.Answer(c.id, c.Schedule, rating, at, at))
				at = at.Add(time.Minute)
			}
			due[c.Due.Day] = append(due[c.Due.Day], c)
		}
	}
	return y
}

// roughness is the standard deviation of reviews a day around their mean of 28 days, from day 90
// on.
func (y year) roughness() float64 {
	sum, n := 0.0, 0
	for d := 90; d < 365-14; d++ {
		mean := 0.0
		for _, r := range y.reviews[d-14 : d+14] {
			mean += float64(r) / 28
		}
		sum += math.Pow(float64(y.reviews[d])-mean, 2)
		n++
	}
	return math.Sqrt(sum / float64(n))
}

// TestBalanceFlattensTheYear: with balance, a day brings at most 60 % as much more or less than the
// four weeks around it as without, and as much is known.
func TestBalanceFlattensTheYear(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("large")
	}
	seeds := 3
	if os.Getenv("CARDS_LONG") != "" {
		seeds = 30
	}
	var rough [2]float64
	var asked, known [2]int
	for seed := range uint64(seeds) {
		for i, balance := range []bool{false, true} {
			y := live(t, seed, balance)
			rough[i] += y.roughness() / float64(seeds)
			asked[i] += y.asked
			known[i] += y.known
		}
	}
	share := func(i int) float64 { return float64(known[i]) / float64(asked[i]) }
	t.Logf("deviation %.2f without, %.2f with balance; retention %.4f and %.4f; reviews %d and %d",
		rough[0], rough[1], share(0), share(1), asked[0], asked[1])
	if rough[1] > 0.6*rough[0] {
		t.Errorf("the deviation is %.2f with balance, %.2f without", rough[1], rough[0])
	}
	if math.Abs(share(0)-share(1)) > 0.005 {
		t.Errorf("retention %.4f with balance, %.4f without", share(1), share(0))
	}
}

func everyDay() [7]float64 { return [7]float64{1, 1, 1, 1, 1, 1, 1} }

// TestBalanceStaysInTheBand: whatever the load, every interval is one that the spread could have
// drawn, and harder is never later than easier.
func TestBalanceStaysInTheBand(t *testing.T) {
	t.Parallel()
	plain := newScheduler(t, srs.DefaultConfig(time.UTC))
	for seed := range uint64(500) {
		rng := rand.New(rand.NewPCG(seed, 1))
		load := func(first, last srs.Day) []int {
			n := make([]int, last-first+1)
			for i := range n {
				n[i] = rng.IntN(100) * rng.IntN(2)
			}
			return n
		}
		easy := everyDay()
		easy[rng.IntN(7)] = float64(rng.IntN(2))
		s := plain.Balanced(srs.Balance{Load: load, Easy: easy})
		today := utc.Day(noon)
		before := srs.Schedule{
			Phase: srs.InReview, Reviews: 3, Last: noon.AddDate(0, 0, -10), LastDay: today - 10,
			Due:    srs.Due{Day: today},
			Memory: model.Memory{Stability: 1 + 150*rng.Float64(), Difficulty: 1 + 9*rng.Float64()},
		}
		got := s.Preview(cardID(int(seed)), before, noon)
		ideal := plain.PreviewUnspread(cardID(int(seed)), before, noon)
		for i, r := range got {
			days, step := r.Interval()
			best, _ := ideal[i].Interval()
			if step == 0 && math.Abs(float64(days-best)) > 4+0.16*float64(best) {
				t.Errorf("seed %d: %s puts off %d days, ideal are %d", seed, r.Rating, days, best)
			}
			if i > 1 && r.Due.Day < got[i-1].Due.Day {
				t.Errorf("seed %d: %s is due before %s", seed, r.Rating, got[i-1].Rating)
			}
		}
	}
}

// TestBalanceAvoids days that are full, and easy days.
func TestBalanceAvoids(t *testing.T) {
	t.Parallel()
	plain := newScheduler(t, srs.DefaultConfig(time.UTC))
	today := utc.Day(noon) // a Monday
	before := srs.Schedule{
		Phase: srs.InReview, Reviews: 3, Last: noon.AddDate(0, 0, -10), LastDay: today - 10,
		Due:    srs.Due{Day: today},
		Memory: model.Memory{Stability: 9, Difficulty: 5},
	}
	good := func(card byte, b srs.Balance) srs.Day {
		return plain.Balanced(b).Preview(cardID(int(card)), before, noon)[srs.Good-1].Due.Day
	}
	level := func(first, last srs.Day) []int { return make([]int, last-first+1) }
	drawn := make(map[srs.Day]int)
	for i := range byte(200) {
		drawn[good(i, srs.Balance{Load: level, Easy: everyDay()})]++
	}
	if len(drawn) < 5 {
		t.Errorf("without a load all cards are due on %v", drawn)
	}
	for free := range drawn {
		full := func(first, last srs.Day) []int {
			n := level(first, last)
			for i := range n {
				if first+srs.Day(i) != free {
					n[i] = 30
				}
			}
			return n
		}
		if got := good(1, srs.Balance{Load: full, Easy: everyDay()}); got != free {
			t.Errorf("only %s is free, and the card is due on %s", free, got)
		}
		flat := func(first, last srs.Day) []int {
			n := level(first, last)
			for i := range n {
				n[i] = 30
			}
			return n
		}
		easy := everyDay()
		weekday := time.Unix(int64(free)*86400, 0).UTC().Weekday()
		easy[weekday] = 0
		for i := range byte(50) {
			got := good(i, srs.Balance{Load: flat, Easy: easy})
			if time.Unix(int64(got)*86400, 0).UTC().Weekday() == weekday {
				t.Errorf("a card is due on a %s", weekday)
			}
		}
	}
}
