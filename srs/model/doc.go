// Package model holds the memory models FSRS-6 ([Model]) and FSRS-7 ([Model7]):
// how the memory of a card changes with one answer, how likely it is to be
// recalled after some days, and when that chance falls to a wanted value, with
// the derivatives that fitting needs. Everything is float64 and pure; scheduler,
// fit and simulation share these kernels, what both do is [Kernel].
//
// [Model7] has the formulas of FSRS-7 beside it.
//
// The formulas and constants are those of FSRS-6 as fsrs-rs 6 publishes them.
// With the retrievability R, the difficulty D and the stability S before an
// answer G (1 again … 4 easy) after t whole days:
//
//	R = (1 + F·t/S)^-w20                  F = 0.9^(-1/w20) - 1, so that R = 0.9 at t = S
//	first answer   S = w[G-1]             D = w4 - e^(w5·(G-1)) + 1
//	t = 0          S·e^(w17·(G-3+w18))·S^-w19, at least S unless G = 1
//	t > 0, G > 1   S·(1 + e^w8·(11-D)·S^-w9·(e^(w10·(1-R)) - 1)·h)
//	               h = w15 for hard, w16 for easy, else 1
//	t > 0, G = 1   w11·D^-w12·((S+1)^w13 - 1)·e^(w14·(1-R)), at most S·e^(-w17·w18)
//	always         D moves by -w6·(G-3)·(10-D)/9, then reverts by w7 to the D of a first "easy"
//
// S stays within [MinStability, MaxStability] and D within 1…10.
package model
