// Package decktest has what tests of several packages share: by what they measure hostile text, and
// seeds for fuzzing.
package decktest

import "time"

// IsLinear says whether do takes no more than some twice as long for each piece of ten times as
// many: what is quadratic takes ten times as long. It measures with [CPU].
func IsLinear(few int, do func(n int)) bool {
	took := CPU(func() { do(few) })
	return CPU(func() { do(10 * few) }) <= 20*took+50*time.Millisecond
}

// CPU returns the processor time that the process spent while do ran: on a busy machine a wall
// clock measures the others. A test that asks for it must not run in parallel to others of its
// package.
func CPU(do func()) time.Duration {
	before := spent()
	do()
	return spent() - before
}
