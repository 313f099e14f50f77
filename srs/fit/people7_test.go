package fit_test

import (
	"encoding/binary"
	"math"
	"math/rand/v2"

	"cards/srs/fit"
	"cards/srs/model"
)

// person7 is somebody made up whose memory is as FSRS-7 says, but for cards that differ in how hard
// they are and months that differ in how good they are; steps of learning are minutes apart.
// Schedules are those of FSRS-6, or of SM-2.
type person7 struct {
	rng       *rand.Rand
	memory    *model.Model7
	planner   *model.Model // nil: intervals grow by a factor
	retention float64
	first     []float64 // probabilities of the ratings of new cards
	recalled  []float64 // of hard, good and easy
	cards     float64   // how much they differ
	drift     []float64 // by months
	newPerDay int
}

func newPerson7(seed uint64, unusual float64) *person7 {
	rng := rand.New(rand.NewPCG(seed, 7))
	x := &person7{rng: rng, memory: model.New7(drawParameters7(rng, unusual))}
	if rng.Float64() < .5 {
		x.planner = model.New(model.Defaults())
	}
	x.retention = .8 + .15*rng.Float64()
	x.first = share(rng, .24, .094, .495, .171)
	x.recalled = share(rng, .12, .75, .13)
	x.cards = .1 + .6*rng.Float64()
	level, drift := 0.0, .02+.15*rng.Float64()*rng.Float64()
	for range 200 {
		level = .98 * (level + drift*rng.NormFloat64())
		x.drift = append(x.drift, level)
	}
	x.newPerDay = int(math.Exp(1 + 2.5*rng.Float64()))
	return x
}

// drawParameters7 draws parameters around the defaults, times unusual as far from them as fsrs-rs
// holds a fit (its src/training_v7.rs); ln w0…ln w3 have the correlations that people have in
// FSRS-6.
func drawParameters7(rng *rand.Rand, unusual float64) model.Parameters7 {
	p, lower, upper := model.Defaults7(), model.Lower7(), model.Upper7()
	factor := [4][4]float64{{1.05}, {.82, .84}, {.69, .79, .35}, {.56, .41, .42, .71}}
	var z [4]float64
	for i := range z {
		z[i] = unusual * rng.NormFloat64()
		for j, f := range factor[i] {
			p[i] *= math.Exp(f * z[j])
		}
	}
	for i, sd := range []float64{
		.523, .2528, .4329, .2966, .2139, .2889, .1862, .175, .3812, .3013, .9104, .3234, .2448,
		.3273, .1842, .1735, .4608,
		.311, .864, .0418, .2596, .0798, .0682, .1282, .1397, .1407, .1489, .2, .15, .15,
	} {
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

// learner7 is a card in somebody's head.
type learner7 struct {
	id              [16]byte
	memory, planned model.Memory
	hard            float64 // ln of a factor that time passes slower by
	last            int64   // milliseconds; 0 if never
	lastDay, due    int
	interval        float64
}

// diary7 is what a person does until there are enough reviews.
type diary7 struct {
	*person7
	cards   []*learner7
	reviews []fit.Review
	day     int
	clock   int64 // milliseconds
	scored  int
}

// log returns the reviews until so many are scored.
func (x *person7) log(items int) []fit.Review {
	d := &diary7{person7: x}
	for ; d.scored < items; d.day++ {
		d.clock = int64(d.day)*86_400_000 + 36_000_000
		for _, c := range d.cards {
			if c.due <= d.day {
				d.answer(c, d.recall(c))
				d.scored++
			}
		}
		for range d.newPerDay {
			c := &learner7{hard: d.person7.cards * d.rng.NormFloat64()}
			binary.BigEndian.PutUint64(c.id[8:], uint64(len(d.cards)))
			d.cards = append(d.cards, c)
			d.answer(c, 1+pick(d.rng, d.first))
		}
	}
	return d.reviews
}

// recall returns the rating that an answer to the card would get now.
func (d *diary7) recall(c *learner7) int {
	if d.rng.Float64() < d.memory.Recall(c.memory, d.felt(c)) {
		return 2 + pick(d.rng, d.recalled)
	}
	return 1
}

// felt returns the days since the last answer to a card as memory counts them.
func (d *diary7) felt(c *learner7) float64 {
	slower := c.hard + d.drift[d.day/30%len(d.drift)]
	return float64(d.clock-c.last) / 86_400_000 * math.Exp(-slower)
}

// answer gives a card a rating and, if that is again or hard, more answers the same day.
func (d *diary7) answer(c *learner7, rating int) {
	d.review(c, rating)
	for known := rating > 2; !known; {
		d.clock += 60_000 + d.rng.Int64N(900_000)
		again := d.recall(c)
		d.review(c, again)
		known = again > 1
	}
	d.plan(c, rating)
}

func (d *diary7) review(c *learner7, rating int) {
	d.clock += 5000 + d.rng.Int64N(15_000)
	d.reviews = append(d.reviews, fit.Review{
		Card: c.id, Time: d.clock, Day: int32(d.day),
		Rating: uint8(rating),
	})
	elapsed := -1 // of a new card
	if c.last == 0 {
		c.memory = d.memory.First(rating)
	} else {
		c.memory, elapsed = d.memory.Next(c.memory, d.felt(c), rating), d.day-c.lastDay
	}
	if d.planner != nil {
		c.planned = after(d.planner, c.planned, elapsed, rating)
	}
	c.last, c.lastDay = d.clock, d.day
}

func (d *diary7) plan(c *learner7, rating int) {
	switch {
	case d.planner != nil:
		c.interval = d.planner.Interval(c.planned, d.retention)
	case rating == 1 || c.interval == 0:
		c.interval = 1
	default:
		c.interval = max(c.interval+1, c.interval*[]float64{1.2, 2.2, 3}[rating-2])
	}
	c.interval = math.Round(min(max(c.interval*(.95+.1*d.rng.Float64()), 1), 2000))
	c.due = d.day + int(c.interval)
}
