package model

import "math"

// A Kernel is a memory model with one set of parameters: [*Model], FSRS-6, or [*Model7], FSRS-7. It
// never changes, so it may be shared between goroutines. Ratings are 1 (again) to 4 (easy);
// anything else panics. The derivatives that fitting needs depend on the shape of a model's memory,
// so each has its own: [Model.DeriveNext], [Model7.DeriveNext].
type Kernel interface {
	// Version is 6 or 7.
	Version() int

	// Numbers returns the parameters, in the order that their model publishes them in.
	Numbers() []float64

	// Validate reports the first parameter that is not inside its bounds as a [*BoundsError].
	Validate() error

	// First returns the memory after the very first answer to a card.
	First(rating int) Memory

	// Next returns the memory after an answer that was given elapsed days after the one before.
	// FSRS-6 takes whole study days, FSRS-7 also fractions of one. Fewer than none count as none.
	Next(before Memory, elapsed float64, rating int) Memory

	// Recall returns the chance of recall, 0…1, elapsed days after the answer that left a memory.
	Recall(memory Memory, elapsed float64) float64

	// Interval returns the days, not rounded, until the chance of recall has fallen to retention, a
	// number between 0 and 1 (both excluded). At .9 they are what people call stability; with
	// FSRS-7 that may be seconds.
	Interval(memory Memory, retention float64) float64

	// Given returns the memory of a card of which nothing is known but its difficulty and after how
	// many days its chance of recall will have fallen to .9.
	Given(stability, difficulty float64) Memory
}

// Wait returns the days, not rounded, after which a card is to be asked again if retention is
// desired: those of Interval, but with FSRS-7 for less than .9 at most as many times those for .9
// as FSRS-6 has with its default decay. The tail of FSRS-7 is so flat that a small error of its
// parameters moves intervals for a low retention by factors: for .7 some 30 times those for .9.
func Wait(k Kernel, memory Memory, retention float64) float64 {
	days := k.Interval(memory, retention)
	if k.Version() == 7 && retention < 0.9 {
		return min(days, k.Interval(memory, 0.9)*stretch(retention)/stretch(0.9))
	}
	return days
}

// stretch is proportional to the interval of FSRS-6 for a retention, with its default decay.
func stretch(retention float64) float64 {
	const decay = 0.1542
	return math.Pow(retention, -1/decay) - 1
}
