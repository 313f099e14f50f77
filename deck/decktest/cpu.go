// Package decktest has what tests of several packages share: by what they measure hostile text, and
// seeds for fuzzing.
package decktest

import "time"

// CPU returns the processor time that the process spent while do ran: on a busy machine a wall
// clock measures the others. A test that asks for it must not run in parallel to others of its
// package.
func CPU(do func()) time.Duration {
	before := spent()
	do()
	return spent() - before
}
