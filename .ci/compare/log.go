package main

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"time"

	"cards/srs/fit"
	"cards/srs/model"
)

const (
	millisPerDay = 86_400_000
	rollover     = 10 * 3_600_000 // UTC, of the log of testdata
)

// readLog reads a log with the columns card_id, review_rating and review_time.
func readLog(path string) ([]fit.Review, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var reviews []fit.Review
	for i, row := range rows[1:] {
		at, err := time.Parse(time.RFC3339, row[2])
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, i+2, err)
		}
		rating, err := strconv.ParseUint(row[1], 10, 8)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, i+2, err)
		}
		r := fit.Review{Time: at.UnixMilli(), Rating: uint8(rating)}
		r.Day = int32((r.Time - rollover) / millisPerDay)
		copy(r.Card[:], row[0])
		reviews = append(reviews, r)
	}
	sortByTime(reviews)
	return reviews, nil
}

func sortByTime(reviews []fit.Review) {
	slices.SortStableFunc(reviews, func(a, b fit.Review) int { return cmp.Compare(a.Time, b.Time) })
}

// writeLog writes what the program in Rust reads.
func writeLog(path string, reviews []fit.Review) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, f.Close()) }()
	w := bufio.NewWriter(f)
	numbers := map[[16]byte]int{}
	for _, r := range reviews {
		if _, known := numbers[r.Card]; !known {
			numbers[r.Card] = len(numbers)
		}
		fmt.Fprintln(w, numbers[r.Card], r.Day-reviews[0].Day, r.Rating)
	}
	return w.Flush()
}

// scored returns which reviews are items: those a day or more after the one before.
func scored(reviews []fit.Review) []int {
	var items []int
	last := map[[16]byte]int32{}
	for i, r := range reviews {
		if day, known := last[r.Card]; known && r.Day > day {
			items = append(items, i)
		}
		last[r.Card] = r.Day
	}
	return items
}

// inventor makes up the log of somebody whose memory is as FSRS-6 says, with parameters of its own,
// and whose reviews are planned with the defaults.
type inventor struct {
	rng             *rand.Rand
	memory, planner *model.Model
	reviews         []fit.Review
}

// invent returns a log with so many reviews of each card.
func invent(seed uint64, cards, each int) []fit.Review {
	rng := rand.New(rand.NewPCG(seed, 0))
	p := model.Defaults()
	shared := rng.NormFloat64()
	for k := range p {
		spread := .2 * rng.NormFloat64()
		if k < 4 {
			spread = .6*shared + .3*rng.NormFloat64()
		}
		p[k] *= math.Exp(spread)
	}
	x := &inventor{rng: rng, memory: model.New(p.Clip()), planner: model.New(model.Defaults())}
	for card := range cards {
		x.learn(card, 20_000+card/50, each)
	}
	sortByTime(x.reviews)
	return x.reviews
}

// learn makes up the reviews of a card from its first day on.
func (x *inventor) learn(card, day, reviews int) {
	var id [16]byte
	binary.BigEndian.PutUint64(id[8:], uint64(card))
	clock := int64(x.rng.IntN(8 * 3_600_000))
	rating := 1 + x.pick(.24, .094, .495)
	known, planned := x.memory.First(rating), x.planner.First(rating)
	for i := range reviews {
		x.reviews = append(x.reviews, fit.Review{
			Card: id, Time: int64(day)*millisPerDay + rollover + clock, Day: int32(day), Rating: uint8(rating),
		})
		elapsed := 0
		if rating == 1 || i == 0 && rating < 4 { // a step of learning or relearning
			rating = 1 + x.pick(.22, .06, .66)
			clock += 600_000
		} else {
			elapsed = x.wait(planned)
			day += elapsed
			clock = int64(x.rng.IntN(8 * 3_600_000))
			if rating = 1; x.rng.Float64() < x.memory.Recall(known, float64(elapsed)) {
				rating = 2 + x.pick(.224, .631)
			}
		}
		known = x.memory.Next(known, float64(elapsed), rating)
		planned = x.planner.Next(planned, float64(elapsed), rating)
	}
}

// wait returns the days until the next review: half a year at most, spread, and now and then put
// off.
func (x *inventor) wait(planned model.Memory) int {
	days := min(x.planner.Interval(planned, .9), 180) * (.95 + .1*x.rng.Float64())
	if x.rng.Float64() < .1 {
		days *= 1 + .3*x.rng.Float64()
	}
	return max(int(math.Round(days)), 1)
}

// pick returns an index into probabilities, or their number with the rest.
func (x *inventor) pick(probabilities ...float64) int {
	u := x.rng.Float64()
	for i, p := range probabilities {
		if u -= p; u < 0 {
			return i
		}
	}
	return len(probabilities)
}
