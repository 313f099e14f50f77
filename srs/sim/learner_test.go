package sim_test

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"cards/srs"
	"cards/srs/model"
)

// learner is somebody made up who studied for months: every day some new cards and all that was
// due.
type learner struct {
	memory    model.Kernel
	scheduler *srs.Scheduler
	cards     []*learned
	day       srs.Day
	sitting   time.Duration // for which there is time on a day
}

// learned is a card in a learner's head, with its own chance: what one day brings changes no other
// card.
type learned struct {
	id     srs.CardID
	known  srs.Schedule // as the program believes
	memory model.Memory // as it is
	pace   srs.Pace
	slow   float64 // seconds that an answer takes in the middle
	luck   rand.PCG
}

// newLearner draws a learner whose memory differs from the defaults about half as much as people's
// do, and lets them study for 150 days, 5 to 24 new cards a day. Every other one has parameters
// that fit; the others have the defaults.
func newLearner(tb testing.TB, seed uint64) *learner {
	tb.Helper()
	rng := rand.New(rand.NewPCG(seed, 7))
	l := &learner{memory: model.New(drawMemory(rng))}
	config := srs.DefaultConfig(time.UTC)
	if seed%2 == 0 {
		config.Model = l.memory
	}
	var err error
	if l.scheduler, err = srs.NewScheduler(config); err != nil {
		tb.Fatal(err)
	}
	l.sitting = time.Duration((10 + 20*rng.Float64()) * float64(time.Minute))
	perDay := 5 + rng.IntN(20)
	for l.day = 0; l.day < 150; l.day++ {
		for range perDay {
			c := &learned{slow: 8 * math.Exp(.5*rng.NormFloat64())}
			binary.BigEndian.PutUint64(c.id[:], seed)
			binary.BigEndian.PutUint64(c.id[8:], uint64(len(l.cards)))
			c.luck.Seed(seed, uint64(len(l.cards)))
			l.cards = append(l.cards, c)
		}
		for _, c := range l.cards {
			if c.known.Phase == srs.New || c.known.Due.Day <= l.day {
				l.answer(c)
			}
		}
	}
	return l
}

func drawMemory(rng *rand.Rand) model.Parameters {
	p := model.Defaults()
	quick := rng.NormFloat64()
	for i := range 4 {
		p[i] *= math.Exp(.6*quick + .4*rng.NormFloat64())
	}
	// Standard deviations of w4…w20 between people.
	for i, sd := range []float64{.57, .28, .6, .12, .39, .18, .33, .3, .09, .16, .57, .25, .3, .31, .32, .14, .27} {
		p[4+i] += sd / 2 * rng.NormFloat64()
	}
	return p.Clip()
}

// clone returns a learner to whom the same would happen.
func (l *learner) clone() *learner {
	other := *l
	other.cards = make([]*learned, len(l.cards))
	for i, c := range l.cards {
		copied := *c
		other.cards[i] = &copied
	}
	return &other
}

// answer asks a card until it is through its steps, and returns how long that took.
func (l *learner) answer(c *learned) time.Duration {
	luck := rand.New(&c.luck)
	at := time.Unix(int64(l.day)*86400+43200, 0).UTC()
	var spent time.Duration
	for first := true; first || c.known.Phase != srs.InReview; first = false {
		elapsed := float64(c.known.Elapsed(l.day))
		rating := srs.Good
		switch {
		case c.known.Phase == srs.New:
			rating = srs.Rating(1 + luck.IntN(4))
		case first && luck.Float64() > l.memory.Recall(c.memory, elapsed):
			rating = srs.Again
		}
		if c.known.Reviews == 0 {
			c.memory = l.memory.First(int(rating))
		} else {
			c.memory = l.memory.Next(c.memory, elapsed, int(rating))
		}
		seconds := c.slow * math.Exp(.4*luck.NormFloat64())
		if rating == srs.Again {
			seconds *= 1.5
		}
		took := time.Duration(seconds * float64(time.Second))
		spent += took
		c.pace = c.pace.Plus(srs.Pace{Answers: 1, Time: took})
		c.known.Apply(l.scheduler.Model(), l.scheduler.Answer(c.id, c.known, rating, at, at))
	}
	return spent
}

// due returns the cards that are due.
func (l *learner) due() []*learned {
	var due []*learned
	for _, c := range l.cards {
		if c.known.Due.Day <= l.day {
			due = append(due, c)
		}
	}
	return due
}

// recalled returns how many cards would be recalled, so many days from now, if nothing were
// studied.
func (l *learner) recalled(days srs.Day) float64 {
	sum := 0.0
	for _, c := range l.cards {
		sum += l.memory.Recall(c.memory, float64(c.known.Elapsed(l.day+days)))
	}
	return sum
}
