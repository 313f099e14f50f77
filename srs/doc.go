// Package srs decides when a card is asked again. A [Scheduler] turns a card's [Schedule] and a
// rating into a [Review], the fact that goes into the review log, and [Schedule.Apply] turns
// reviews back into a schedule, so that the log is the truth and everything else can be replayed. A
// [Queue] says what is asked next.
//
// Phase, learning steps and minutes are those of go-fsrs; memory and intervals in days come from
// package model. Days are study days, by a [Calendar]: they begin some hours after midnight in the
// zone a person is in. Cards are opaque ids here, and nothing reads a clock: instants are
// parameters.
package srs
