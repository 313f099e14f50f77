package sim

import (
	"fmt"
	"math"
)

// Behaviour is how a person answers, and how long it takes. Its arrays are in the order again,
// hard, good, easy.
type Behaviour struct {
	First    [4]float64 // probability of each rating when a card is seen for the first time
	Recalled [3]float64 // probability of hard, good, easy when a due card was recalled

	// Learning and Relearning hold the probabilities of the next rating on the same day, one row for
	// each rating before it. No row for easy: it ends both.
	Learning, Relearning [3][4]float64

	Cost Costs
}

// Costs holds the mean time that an answer takes, in seconds, by its rating.
type Costs struct {
	Learning, Review, Relearning [4]float64
}

// DefaultBehaviour is that of the average user of fsrs-rs (its src/simulation.rs, version 6.6).
func DefaultBehaviour() Behaviour {
	return Behaviour{
		First:    [4]float64{.24, .094, .495, .171},
		Recalled: [3]float64{.224, .631, .145},
		Learning: [3][4]float64{
			{.3686, .0628, .5108, .0577},
			{.0442, .4553, .4457, .0549},
			{.0519, .047, .8462, .055},
		},
		Relearning: [3][4]float64{
			{.2157, .0643, .6595, .0604},
			{.05, .4638, .4475, .0387},
			{.1057, .1434, .7266, .0244},
		},
		Cost: Costs{
			Learning:   [4]float64{19.58, 18.79, 13.78, 10.71},
			Review:     [4]float64{19.38, 17.59, 12.38, 8.94},
			Relearning: [4]float64{16.44, 15.25, 12.32, 8.03},
		},
	}
}

func (b *Behaviour) validate() error {
	if err := validateRow("first ratings", b.First[:]); err != nil {
		return err
	}
	if err := validateRow("ratings of recalled cards", b.Recalled[:]); err != nil {
		return err
	}
	for i := range 3 {
		if err := validateRow("ratings in learning", b.Learning[i][:]); err != nil {
			return err
		}
		if err := validateRow("ratings in relearning", b.Relearning[i][:]); err != nil {
			return err
		}
	}
	for _, row := range [][4]float64{b.Cost.Learning, b.Cost.Review, b.Cost.Relearning} {
		for _, s := range row {
			if !(s >= 0) || math.IsInf(s, 1) {
				return fmt.Errorf("an answer of %v seconds", s)
			}
		}
	}
	return nil
}

// validateRow wants probabilities; published ones are rounded and may add up to .999.
func validateRow(name string, row []float64) error {
	sum := 0.0
	for _, p := range row {
		if !(p >= 0) {
			return fmt.Errorf("%s: probability %v", name, p)
		}
		sum += p
	}
	if !(math.Abs(sum-1) < .01) {
		return fmt.Errorf("%s: probabilities add up to %v", name, sum)
	}
	return nil
}
