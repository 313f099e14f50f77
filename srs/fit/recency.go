package fit

import "math"

// Recency says how much more the newest answers count in a fit than old ones, which tell less of
// how memory is now.
type Recency uint8

// The weights of an answer that a share x of all is older than.
const (
	Mild  Recency = iota // 1/4 + 3/4·x³, as fsrs-rs fits FSRS-6 (src/dataset.rs)
	Steep                // 1/15 + 14/15·x^11.25, as it fits FSRS-7 (src/training_v7.rs)
	Even                 // all count alike
)

func (r Recency) weight(x float64) float64 {
	switch r {
	case Mild:
		return 0.25 + 0.75*x*x*x
	case Steep:
		return 0.0667 + 0.9333*math.Pow(x, 11.25)
	}
	return 1
}
