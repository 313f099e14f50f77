package sim_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/srs/sim"
)

func TestEstimateOfNothingIsDefault(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(sim.DefaultBehaviour(), sim.Estimate(nil)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestEstimateMixes has fifty observations, which weigh as much as the default.
func TestEstimateMixes(t *testing.T) {
	t.Parallel()
	var answers []sim.Answer
	answer := func(card byte, day int32, stage sim.Stage, rating uint8, seconds float64) {
		answers = append(answers, sim.Answer{
			Card: [16]byte{card}, Day: day, Stage: stage, Rating: rating,
			Took: time.Duration(seconds * float64(time.Second)),
		})
	}
	for card := range byte(50) {
		answer(card, 1, sim.Learning, 2, 3)
		answer(card, 1, sim.Learning, 4, 3600) // was interrupted
		answer(card, 5, sim.Review, 4, 4)
		answer(card, 9, sim.Review, 1, 5)
		answer(card, 9, sim.Relearning, 3, 0) // not timed
		answer(card, 9, sim.Learning, 0, 100) // no answer
	}
	d := sim.DefaultBehaviour()
	want := d
	half := func(a, b float64) float64 { return (a + b) / 2 }
	for i, share := range []float64{0, 1, 0, 0} {
		want.First[i] = half(d.First[i], share)
	}
	for i, share := range []float64{0, 0, 1} {
		want.Recalled[i] = half(d.Recalled[i], share)
	}
	for i, share := range []float64{1. / 54, 1. / 54, 1. / 54, 51. / 54} {
		want.Learning[1][i] = half(d.Learning[1][i], share)
	}
	for i, share := range []float64{1. / 54, 1. / 54, 51. / 54, 1. / 54} {
		want.Relearning[0][i] = half(d.Relearning[0][i], share)
	}
	want.Cost.Learning[1] = half(d.Cost.Learning[1], 3)
	want.Cost.Review[3] = half(d.Cost.Review[3], 4)
	want.Cost.Review[0] = half(d.Cost.Review[0], 5)
	if diff := cmp.Diff(want, sim.Estimate(answers), cmpopts.EquateApprox(1e-9, 0)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestEstimateIsAlwaysValid runs with what was estimated from any answers.
func TestEstimateIsAlwaysValid(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 3))
	c := standard()
	c.Days, c.New = 5, 50
	for range 50 {
		answers := make([]sim.Answer, random.IntN(200))
		for i := range answers {
			answers[i] = sim.Answer{
				Card:   [16]byte{byte(random.IntN(10))},
				Day:    int32(random.IntN(5)),
				Stage:  sim.Stage(random.IntN(3)),
				Rating: uint8(random.IntN(6)),
				Took:   time.Duration(random.Int64N(int64(time.Hour))) - time.Minute,
			}
		}
		c.Behaviour = sim.Estimate(answers)
		if _, err := sim.Simulate(c, 1); err != nil {
			t.Fatalf("%v: %+v", err, answers)
		}
	}
}
