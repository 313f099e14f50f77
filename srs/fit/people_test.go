package fit_test

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"

	"cards/srs/fit"
	"cards/srs/model"
)

// person is somebody made up, who remembers as the model says but for what it does not know of:
// decks and cards differ in how hard they are, memory drifts over the months and jumps when the
// person stays away for a while, answers are chosen partly at random, and a repetition helps more
// at one time than at another.
type person struct {
	rng       *rand.Rand
	memory    *model.Model
	planner   *model.Model // of the schedule; nil: intervals grow by a factor, as those of SM-2
	retention float64
	first     []float64 // probabilities of the ratings of new cards
	recalled  []float64 // of hard, good and easy
	random    float64   // share of those that say nothing of memory
	noise     float64   // of each repetition, as all that follow in ln of stability
	cards     float64
	decks     []float64
	drift     []float64 // by months
	jump      float64
	late      float64 // probability of putting a due card off
	breaks    float64 // probability of staying away from tomorrow
	newPerDay int
}

// newPerson draws a person whose parameters are as far from the defaults as people are, times
// unusual.
func newPerson(rng *rand.Rand, unusual float64) *person {
	x := &person{rng: rng, memory: model.New(drawParameters(rng, unusual))}
	if rng.Float64() < .5 {
		x.planner = model.New(model.Defaults())
	}
	x.retention = .8 + .15*rng.Float64()
	x.first = share(rng, .24, .094, .495, .171)
	x.recalled = share(rng, .12, .75, .13)
	if rng.Float64() < .3 { // two buttons
		x.first = []float64{x.first[0], 0, 1 - x.first[0], 0}
		x.recalled = []float64{0, 1, 0}
	}
	x.random, x.noise = .7*rng.Float64(), .3*rng.Float64()
	x.cards = .1 + .6*rng.Float64()
	deck, drift := .5*rng.Float64(), .02+.15*rng.Float64()*rng.Float64()
	for range 1 + rng.IntN(12) {
		x.decks = append(x.decks, deck*rng.NormFloat64())
	}
	level, trend := 0.0, drift/2*rng.NormFloat64()
	for range 200 {
		level = .98 * (level + trend + drift*rng.NormFloat64())
		x.drift = append(x.drift, level)
	}
	x.late = .4 * rng.Float64()
	if rng.Float64() < .6 {
		x.breaks, x.jump = 1/(20+200*rng.Float64()), .4*rng.Float64()
	}
	x.newPerDay = int(math.Exp(1 + 2.5*rng.Float64()))
	return x
}

// drawParameters draws ln w0…ln w3 with the correlations between people, the others independently
// inside their bounds.
func drawParameters(rng *rand.Rand, unusual float64) model.Parameters {
	p, lower, upper := model.Defaults(), model.Lower(), model.Upper()
	// Cholesky factor of their covariance.
	factor := [4][4]float64{{1.05}, {.82, .84}, {.69, .79, .35}, {.56, .41, .42, .71}}
	var z [4]float64
	for i := range z {
		z[i] = unusual * rng.NormFloat64()
		for j, f := range factor[i] {
			p[i] *= math.Exp(f * z[j])
		}
	}
	spread := []float64{
		.57, .28, .60, .12, .39, .18, .33, .30, .09, .16, .57, .25, 1.03, .31, .32, .14, .27,
	}
	for i, sd := range spread {
		k := i + len(z)
		for {
			v := p[k] + unusual*sd*rng.NormFloat64()
			if v >= lower[k] && v <= upper[k] {
				p[k] = v
				break
			}
		}
	}
	return p.Clip()
}

// share draws probabilities around those given.
func share(rng *rand.Rand, mean ...float64) []float64 {
	sum := 0.0
	for i := range mean {
		mean[i] *= math.Exp(.7 * rng.NormFloat64())
		sum += mean[i]
	}
	for i := range mean {
		mean[i] /= sum
	}
	return mean
}

func pick(rng *rand.Rand, probabilities []float64) int {
	u := rng.Float64()
	for i, p := range probabilities {
		if u -= p; u < 0 {
			return i
		}
	}
	return len(probabilities) - 1
}

// learner is a card in somebody's head.
type learner struct {
	id              [16]byte
	memory, planned model.Memory
	hard            float64 // ln of a factor of stability
	last, due       int
	interval        float64
}

// diary is what a person does until there are enough reviews.
type diary struct {
	*person
	cards   []*learner
	reviews []fit.Review
	day     int
	clock   int64
	scored  int
	shift   float64
}

// log returns the reviews of somebody who learns at most so many cards, until so many reviews are
// scored.
func (x *person) log(items, cards int) []fit.Review {
	d := &diary{person: x}
	for ; d.scored < items; d.day++ {
		if d.rng.Float64() < x.breaks {
			d.day += int(math.Exp(2.5 + 2.2*d.rng.Float64()))
			d.shift += x.jump * d.rng.NormFloat64()
		}
		d.clock = int64(d.day)*86_400_000 + 36_000_000
		for _, c := range d.cards {
			if c.due <= d.day {
				d.review(c)
			}
		}
		for range min(x.newPerDay, cards-len(d.cards)) {
			d.learn()
		}
	}
	return d.reviews
}

func (d *diary) review(c *learner) {
	if d.rng.Float64() < d.late {
		c.due = d.day + 1 + d.rng.IntN(1+int(.3*c.interval))
		return
	}
	elapsed := d.day - c.last
	s := c.memory.Stability * math.Exp(c.hard+d.drift[d.day/30%len(d.drift)]+d.shift)
	rating := 1
	if d.rng.Float64() < d.memory.Recall(model.Memory{Stability: s}, float64(elapsed)) {
		rating = 2 + pick(d.rng, d.recalled)
	}
	d.answer(c, elapsed, rating)
	d.scored++
	if rating == 1 {
		d.repeat(c)
	}
	d.plan(c, rating)
}

func (d *diary) learn() {
	c := &learner{hard: d.decks[len(d.cards)/200%len(d.decks)] + d.person.cards*d.rng.NormFloat64()}
	binary.BigEndian.PutUint64(c.id[8:], uint64(len(d.cards)))
	d.cards = append(d.cards, c)
	rating := 1 + pick(d.rng, d.first)
	d.answer(c, -1, rating)
	if rating < 3 || d.rng.Float64() < .5 {
		d.repeat(c)
	}
	d.plan(c, rating)
}

// repeat goes through the steps of a card that is not known.
func (d *diary) repeat(c *learner) {
	for rating := 1; rating == 1; {
		if d.rng.Float64() < .85 {
			rating = 3
		}
		d.answer(c, 0, rating)
	}
}

// answer moves the memory of a card, new if elapsed is below 0.
func (d *diary) answer(c *learner, elapsed, rating int) {
	d.clock += 1000 + d.rng.Int64N(20_000)
	d.reviews = append(d.reviews, fit.Review{
		Card: c.id, Time: d.clock, Day: int32(d.day),
		Rating: uint8(rating),
	})
	truth := rating
	if rating > 1 && d.rng.Float64() < d.random {
		truth = 2 + d.rng.IntN(3)
	}
	c.memory = after(d.memory, c.memory, elapsed, truth)
	c.hard = .95 * (c.hard + d.noise*d.rng.NormFloat64())
	if d.planner != nil {
		c.planned = after(d.planner, c.planned, elapsed, rating)
	}
}

func after(m *model.Model, before model.Memory, elapsed, rating int) model.Memory {
	if elapsed < 0 {
		return m.First(rating)
	}
	return m.Next(before, float64(elapsed), rating)
}

func (d *diary) plan(c *learner, rating int) {
	switch {
	case d.planner != nil:
		c.interval = d.planner.Interval(c.planned, d.retention)
	case rating == 1 || c.interval == 0:
		c.interval = 1
	default:
		c.interval = max(c.interval+1, c.interval*[]float64{1.2, 2.2, 3}[rating-2])
	}
	c.interval = math.Round(min(max(c.interval*(.95+.1*d.rng.Float64()), 1), 2000))
	c.last, c.due = d.day, d.day+int(c.interval)
}

// seededPerson is the same for the same seed.
func seededPerson(seed uint64) *person {
	rng := rand.New(rand.NewPCG(seed, 1))
	return newPerson(rng, .2+.5*rng.Float64())
}

// manyReviews returns the log of one person who has so many cards and 40 reviews of each.
func manyReviews(tb testing.TB, reviews int) []fit.Review {
	tb.Helper()
	x := seededPerson(1)
	x.breaks, x.late, x.newPerDay = 0, .1, 25+reviews/40_000
	all := x.log(reviews, reviews/40)
	if len(all) < reviews {
		tb.Fatalf("%d reviews, want %d", len(all), reviews)
	}
	return all[:reviews]
}
