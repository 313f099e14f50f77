package sim

import "time"

// Stage is where a card was in its learning when it was answered.
type Stage uint8

// The stages; new cards are in learning.
const (
	Learning Stage = iota
	Review
	Relearning
)

// Answer is one answer of a person's past.
type Answer struct {
	Card   [16]byte // opaque
	Day    int32    // study day
	Stage  Stage    // in which the card was shown
	Rating uint8    // 1 (again) to 4 (easy); others are left out
	Took   time.Duration
}

const (
	longest = 20 * time.Minute // an answer that took so long was an interruption
	doubt   = 50               // how many observations weigh as much as the default
)

// Estimate tells a person's behaviour from answers in the order in which they were given. Whatever
// was observed n times is mixed with [DefaultBehaviour] by the weight n/(50+n), so that no answers
// give the default:
//
//   - costs: the mean of the answers that took more than no time and less than 20 minutes;
//   - first ratings: the shares among the first answers of cards;
//   - ratings of recalled cards: the shares among reviews that are their card's first answer of a day;
//   - further ratings in learning and relearning: the shares among same-day answers, by the rating before, one added to
//     each count.
func Estimate(answers []Answer) Behaviour {
	var seen observed
	before := make(map[[16]byte]Answer)
	for _, a := range answers {
		if a.Rating < 1 || a.Rating > 4 {
			continue
		}
		last, known := before[a.Card]
		before[a.Card] = a
		seen.cost(a)
		switch {
		case !known && a.Stage == Learning:
			seen.first[a.Rating-1]++
		case known && last.Day == a.Day:
			seen.move(last.Rating, a)
		case a.Stage == Review && a.Rating > 1:
			seen.recalled[a.Rating-2]++
		}
	}
	return seen.behaviour()
}

// observed counts what answers were given, in the order of [Behaviour].
type observed struct {
	first                [4]float64
	recalled             [3]float64
	learning, relearning [3][4]float64
	seconds, timed       [3][4]float64 // by stage and rating: the sum, and how many answers it is of
}

func (o *observed) cost(a Answer) {
	if a.Took > 0 && a.Took < longest {
		o.seconds[a.Stage][a.Rating-1] += a.Took.Seconds()
		o.timed[a.Stage][a.Rating-1]++
	}
}

// move counts an answer that came on the same day after one with the rating before, which easy
// ends.
func (o *observed) move(before uint8, a Answer) {
	switch {
	case before == 4:
	case a.Stage == Learning:
		o.learning[before-1][a.Rating-1]++
	case a.Stage == Relearning:
		o.relearning[before-1][a.Rating-1]++
	}
}

func (o *observed) behaviour() Behaviour {
	b := DefaultBehaviour()
	mixShares(b.First[:], o.first[:], 0)
	mixShares(b.Recalled[:], o.recalled[:], 0)
	for i := range 3 {
		mixShares(b.Learning[i][:], o.learning[i][:], 1)
		mixShares(b.Relearning[i][:], o.relearning[i][:], 1)
	}
	for stage, costs := range []*[4]float64{&b.Cost.Learning, &b.Cost.Review, &b.Cost.Relearning} {
		for i := range costs {
			if n := o.timed[stage][i]; n > 0 {
				costs[i] = mix(costs[i], o.seconds[stage][i]/n, n)
			}
		}
	}
	return b
}

// mixShares mixes shares with those of counts, after adding to each.
func mixShares(shares, counts []float64, add float64) {
	n := 0.0
	for _, c := range counts {
		n += c
	}
	if n == 0 {
		return
	}
	for i, c := range counts {
		shares[i] = mix(shares[i], (c+add)/(n+add*float64(len(counts))), n)
	}
}

// mix draws a default towards what was observed n times.
func mix(byDefault, seen, n float64) float64 {
	return (doubt*byDefault + n*seen) / (doubt + n)
}
