package srs_test

import (
	"fmt"
	"math"
	"math/rand/v2"
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

// roughness is the standard deviation of reviews a day around their mean of 28 days, from day 90 on.
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

func TestBalanceFlattensTheYear(t *testing.T) {
	t.Parallel()
	const seeds = 4
	var rough [2]float64
	var asked, known [2]int
	for seed := range uint64(seeds) {
		for i, balance := range []bool{false, true} {
			y := live(t, seed, balance)
			rough[i] += y.roughness() / seeds
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
