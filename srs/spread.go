package srs

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
)

// draw returns a number from 0 to less than 1 that depends on the card and n alone.
func draw(card CardID, n uint64) float64 {
	return float64(mix(card, n)>>11) / (1 << 53)
}

// mix returns 64 bits that depend on the card and n alone.
func mix(card CardID, n uint64) uint64 {
	first, last := binary.BigEndian.Uint64(card[:8]), binary.BigEndian.Uint64(card[8:])
	return rand.NewPCG(first, last^n).Uint64()
}

// spread moves an interval within its band, by u from 0 (its lower end) to less than 1.
func spread(days, elapsed, longest int, u float64) int {
	lower, upper := spreadBand(days, elapsed, longest)
	return lower + int(u*float64(upper-lower+1))
}

// spreadBand returns the band that the interval after an answer is spread over. One that is longer
// than the days elapsed since the answer before stays longer.
func spreadBand(days, elapsed, longest int) (lower, upper int) {
	lower, upper = band(days, longest)
	if lower < upper && days > elapsed {
		lower = max(lower, elapsed+1)
	}
	return lower, upper
}

// band returns the least and the greatest interval that an interval may be moved to. It reaches one
// day to both sides and further by 15 % of the interval's part from 2.5 to 7 days, 10 % from 7 to
// 20, 5 % beyond; intervals under 2.5 days have none. These are the numbers of go-fsrs, fuzz.go.
func band(days, longest int) (lower, upper int) {
	i := float64(days)
	if i < 2.5 {
		return days, days
	}
	delta := 1 + 0.15*(min(i, 7)-2.5) + 0.10*max(min(i, 20)-7, 0) + 0.05*max(i-20, 0)
	return max(int(math.Round(i-delta)), 2), min(int(math.Round(i+delta)), longest)
}
