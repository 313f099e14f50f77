// Compare runs fsrs-rs beside this module on the same logs, in turn, and prints times and losses of
// both.
package main

import (
	"context"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"time"

	"cards/srs/fit"
	"cards/srs/model"
	"cards/srs/sim"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 4 {
		log.Fatal("usage: compare PROGRAM LOG.csv ROUNDS")
	}
	rounds, err := strconv.Atoi(os.Args[3])
	if err != nil || rounds < 1 {
		log.Fatalf("%s: not a number of rounds", os.Args[3])
	}
	if err := run(os.Args[1], os.Args[2], rounds); err != nil {
		log.Fatal(err)
	}
}

func run(program, path string, rounds int) error {
	fmt.Printf("Processors: %d, used by cards: %d. Ratios are to cards.\n", runtime.NumCPU(), runtime.GOMAXPROCS(0))
	real, err := readLog(path)
	if err != nil {
		return err
	}
	err = withRival(program, real, func(r *rival) error {
		if err := compareSimulations(r, rounds); err != nil {
			return err
		}
		return compareFits(r, filepath.Base(path), real, rounds)
	})
	if err != nil {
		return err
	}
	invented := invent(1, 25_000, 40)
	return withRival(program, invented, func(r *rival) error {
		return compareFits(r, "invented, seed 1", invented, (rounds+3)/4)
	})
}

// withRival calls do with fsrs-rs, which has read the reviews.
func withRival(program string, reviews []fit.Review, do func(*rival) error) error {
	dir, err := os.MkdirTemp("", "compare")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "log")
	if err := writeLog(path, reviews); err != nil {
		return err
	}
	r, err := startRival(program, path)
	if err != nil {
		return err
	}
	if err := do(r); err != nil {
		return err
	}
	return r.stop()
}

// contest is one log and what both programs make of it.
type contest struct {
	reviews []fit.Review
	items   []int // of reviews
	rival   *rival
}

// A fitter fits to the first n items and says how long it took, from items and from the log.
type fitter func(n int) (p model.Parameters, fromItems, fromLog time.Duration, err error)

func (c *contest) cards(n int) (p model.Parameters, fromItems, fromLog time.Duration, err error) {
	reviews := c.reviews
	if n < len(c.items) {
		reviews = reviews[:c.items[n-1]+1]
	}
	begin := time.Now()
	l, err := fit.NewLog(reviews)
	if err != nil {
		return p, 0, 0, err
	}
	made := time.Now()
	result, err := l.Fit(context.Background(), fit.Options{Version: 6})
	if err != nil {
		return p, 0, 0, err
	}
	return model.Parameters(result.Model.Numbers()), time.Since(made), time.Since(begin), nil
}

func (c *contest) fsrs(how string) fitter {
	return func(n int) (p model.Parameters, fromItems, fromLog time.Duration, err error) {
		making, err := c.rival.items()
		if err != nil {
			return p, 0, 0, err
		}
		p, fitting, err := c.rival.fit(how, n)
		return p, fitting, making + fitting, err
	}
}

// defaults fits nothing.
func defaults(int) (p model.Parameters, fromItems, fromLog time.Duration, err error) {
	return model.Defaults(), 0, 0, nil
}

func compareFits(r *rival, name string, reviews []fit.Review, rounds int) error {
	c := &contest{reviews: reviews, items: scored(reviews), rival: r}
	fmt.Printf("\n%s: %d reviews, %d items, rounds: %d\n", name, len(reviews), len(c.items), rounds)
	names := []string{"cards", "fsrs-rs", "fsrs-rs, card ids"}
	fitters := []fitter{c.cards, c.fsrs("plain"), c.fsrs("cards")}
	fromItems, fromLog := make([]times, len(fitters)), make([]times, len(fitters))
	for range rounds {
		for i, fit := range fitters {
			_, items, log, err := fit(len(c.items))
			if err != nil {
				return err
			}
			fromItems[i], fromLog[i] = append(fromItems[i], items), append(fromLog[i], log)
		}
	}
	fmt.Printf("%-18s %-42s %s\n", "", "items to parameters: min, median", "log to parameters: min, median")
	for i, name := range names {
		fmt.Printf("%-18s %-42s %s\n", name, fromItems[i].beside(fromItems[0]), fromLog[i].beside(fromLog[0]))
	}
	fmt.Printf("%-18s %s\n", "", "log loss in sample, held out")
	for i, fit := range append(fitters, defaults) {
		known, heldOut, err := c.losses(fit)
		if err != nil {
			return err
		}
		fmt.Printf("%-18s %.5f  %.5f\n", append(names, "defaults")[i], known, heldOut)
	}
	return compareSeven(reviews)
}

// compareSeven fits FSRS-7, which fsrs-rs does not know yet, to the log from the same parts; here
// it is the kernel of cards that predicts.
func compareSeven(reviews []fit.Review) error {
	l, err := fit.NewLog(reviews)
	if err != nil {
		return err
	}
	begin := time.Now()
	if _, err := l.Fit(context.Background(), fit.Options{Version: 7}); err != nil {
		return err
	}
	took := time.Since(begin)
	six := model.New(model.Defaults())
	h, err := l.HoldOut(context.Background(), six, fit.Options{Version: 7})
	if err != nil {
		return err
	}
	fmt.Printf("%-18s %7s  %.5f  items to parameters, with rehearsals: %.0f ms\n",
		"cards, FSRS-7", "", h.Fitted.LogLoss, float64(took)/1e6)
	return nil
}

// folds is the number of parts of a log that are predicted, each by what was fitted to all before
// it.
const folds = 5

// losses returns the mean log loss of a fit over all items, which it has seen, the newest counting
// four times the oldest; and that of fits over what they have not seen, all items counting alike.
// Predictions are those of fsrs-rs, whoever fitted.
func (c *contest) losses(fit fitter) (known, heldOut float64, err error) {
	n := len(c.items)
	p, _, _, err := fit(n)
	if err != nil {
		return 0, 0, err
	}
	known, err = c.loss(p, 0, n, func(i int) float64 { return .25 + .75*math.Pow(float64(i)/float64(n-1), 3) })
	if err != nil {
		return 0, 0, err
	}
	part := n / (folds + 1)
	for fold := range folds {
		begin, end := (fold+1)*part, (fold+2)*part
		if fold == folds-1 {
			end = n
		}
		p, _, _, err := fit(begin)
		if err != nil {
			return 0, 0, err
		}
		loss, err := c.loss(p, begin, end, func(int) float64 { return 1 })
		if err != nil {
			return 0, 0, err
		}
		heldOut += loss * float64(end-begin) / float64(n-part)
	}
	return known, heldOut, nil
}

func (c *contest) loss(p model.Parameters, from, to int, weight func(item int) float64) (float64, error) {
	predictions, err := c.rival.predict(p, from, to)
	if err != nil {
		return 0, err
	}
	if len(predictions) != to-from {
		return 0, fmt.Errorf("fsrs-rs: %d predictions of %d items", len(predictions), to-from)
	}
	var sum, weights float64
	for i := from; i < to; i++ {
		r := min(max(predictions[i-from], 1e-7), 1-1e-7)
		if c.reviews[c.items[i]].Rating == 1 {
			r = 1 - r
		}
		sum -= weight(i) * math.Log(r)
		weights += weight(i)
	}
	return sum / weights, nil
}

// compareSimulations runs the simulation that fsrs-rs has as default. Both count what is memorised
// every day.
func compareSimulations(r *rival, rounds int) error {
	fmt.Printf("\nsimulation of 365 days and 10,000 cards, rounds: %d\n", rounds)
	var ours, theirs times
	var known, knownTheirs []float64
	for seed := range uint64(rounds) {
		begin := time.Now()
		days, err := sim.Simulate(standard(), seed)
		if err != nil {
			return err
		}
		ours, known = append(ours, time.Since(begin)), append(known, days[len(days)-1].Memorised)
		memorised, took, err := r.simulate(seed)
		if err != nil {
			return err
		}
		theirs, knownTheirs = append(theirs, took), append(knownTheirs, memorised)
	}
	fmt.Printf("%-18s %-42s %s\n", "", "min, median", "memorised on the last day: mean, its standard error")
	fmt.Printf("%-18s %-42s %s\n", "cards", ours.beside(ours), spread(known))
	fmt.Printf("%-18s %-42s %s\n", "fsrs-rs", theirs.beside(ours), spread(knownTheirs))
	return nil
}

func standard() sim.Config {
	return sim.Config{
		Model: model.New(model.Defaults()), Retention: .9, Behaviour: sim.DefaultBehaviour(),
		Days: 365, New: 10_000,
		NewPerDay: sim.Unlimited, ReviewsPerDay: sim.Unlimited, TimePerDay: 30 * time.Minute, MaxInterval: 36_500,
		LearningSteps: 2, RelearningSteps: 1,
	}
}

type times []time.Duration

func (t times) median() time.Duration {
	sorted := slices.Sorted(slices.Values(t))
	return (sorted[(len(t)-1)/2] + sorted[len(t)/2]) / 2
}

// beside describes times, and how they compare with those of cards.
func (t times) beside(cards times) string {
	show := func(t, cards time.Duration) string {
		return fmt.Sprintf("%.1f ms (%.2f)", float64(t)/1e6, float64(t)/float64(cards))
	}
	return fmt.Sprintf("%18s  %18s", show(slices.Min(t), slices.Min(cards)), show(t.median(), cards.median()))
}

func spread(values []float64) string {
	var sum, squares float64
	for _, v := range values {
		sum += v
		squares += v * v
	}
	n := float64(len(values))
	mean := sum / n
	return fmt.Sprintf("%.1f ± %.1f", mean, math.Sqrt(max(squares/n-mean*mean, 0)/n))
}
