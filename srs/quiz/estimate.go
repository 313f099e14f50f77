package quiz

import "math"

// Answer is one that was given in a test.
type Answer struct {
	Recall  float64 // chance of recall that was expected, 0…1
	New     bool    // the card was never asked before
	Points  float64 // 0 for wrong to 1 for right
	Options int     // that were offered; 0 if none were
}

// Score is what a deck would score, as shares of 0…1.
type Score struct {
	Score, Low, High float64 // in nine of ten cases it is between low and high
	Before           float64 // what was expected without the answers
	Studied          float64 // the score of the cards that were asked before alone
	Unasked          int     // new cards, if none of them was drawn: they count as not known
}

// Common is the standard deviation of what moves the recall of many cards of a day together, beyond
// chance: the day, the subject. It is that of one person's 6,372 answers; [Spread] estimates it
// from the person's own.
const Common = 0.07

// ninety is how many standard deviations hold nine of ten cases of a normal distribution.
const ninety = 1.645

// extra is the variance of an answer beyond that of a known chance, for chances that are not known
// exactly.
const extra = 0.02

// Estimate returns what a deck would score: the mean chance of recall of its cards, moved by what
// answers to some of them showed. The chances are those of the day in question, the expectations of
// answers those of when they were given. With tau as [Common]:
//
//	E = Σ R / N + w · mean(y − R),  w = τ² / (τ² + v/n),  v = mean R(1−R) + 0.02
//	sd² = (1−w) τ² + Σ R(1−R) / N²
//
// Of k options one is right by chance, so that a choice is expected to be right with R + (1−R)/k,
// and what it shows counts k/(k−1) times. New cards are counted apart: their share known is that of
// those drawn, after Beta(½, 2); with none drawn it is 0.
func Estimate(cards []Card, answers []Answer, tau float64) Score {
	studied, fresh := 0, 0
	sum, chance := 0.0, 0.0
	for _, c := range cards {
		if c.New {
			fresh++
			continue
		}
		studied++
		sum += c.Recall
		chance += c.Recall * (1 - c.Recall)
	}
	known, variance, before := 0.0, 0.0, 0.0
	if studied > 0 {
		before = sum / float64(studied)
		moved, left := residual(answers, tau)
		known = min(max(before+moved, 0), 1)
		variance = left + chance/float64(studied*studied)
	}
	p, spread, drawn := unseen(answers, fresh)
	part := float64(studied) / float64(max(studied+fresh, 1))
	s := Score{Score: part*known + (1-part)*p, Before: part * before, Studied: known}
	if !drawn {
		s.Unasked = fresh
	}
	sd := math.Sqrt(part*part*variance + (1-part)*(1-part)*spread)
	s.Low, s.High = max(s.Score-ninety*sd, 0), min(s.Score+ninety*sd, 1)
	return s
}

// residual returns by how much answers to studied cards move the score, and the variance that is
// left.
func residual(answers []Answer, tau float64) (moved, left float64) {
	n, sum, v := 0.0, 0.0, 0.0
	for _, a := range answers {
		if a.New {
			continue
		}
		scale, expected := a.scale()
		n++
		sum += (a.Points - expected) * scale
		v += (expected*(1-expected) + extra) * scale * scale
	}
	if n == 0 {
		return 0, tau * tau
	}
	w := tau * tau / (tau*tau + v/n/n)
	return w * sum / n, (1 - w) * tau * tau
}

// scale returns how much what an answer shows counts, and what it was expected to score.
func (a Answer) scale() (scale, expected float64) {
	if a.Options < 2 {
		return 1, a.Recall
	}
	k := float64(a.Options)
	return k / (k - 1), a.Recall + (1-a.Recall)/k
}

// unseen returns the share known of so many new cards, and the variance of that; false if none of
// them was drawn.
func unseen(answers []Answer, fresh int) (p, variance float64, drawn bool) {
	n, right := 0.0, 0.0
	for _, a := range answers {
		if !a.New {
			continue
		}
		n++
		scale, guessed := a.scale()
		right += (a.Points - guessed) * scale
	}
	if n == 0 || fresh == 0 {
		return 0, 0, false
	}
	alpha, beta := .5+min(max(right, 0), n), 2+n-min(max(right, 0), n)
	p = alpha / (alpha + beta)
	return p, p*(1-p)/(alpha+beta+1) + p*(1-p)/float64(fresh), true
}

// Outcome is an answer of a review beside what was predicted of it.
type Outcome struct {
	Recall   float64 // predicted chance, 0…1
	Recalled bool
}

// The blocks of answers that [Spread] compares, and how many answers are enough for that.
const (
	block  = 50
	enough = 500
)

// Spread estimates from outcomes in the order of time what [Common] is for a person: the standard
// deviation of the score of blocks of 50 beyond that of chance. With fewer than 500 it is [Common];
// it is kept within .03 and .15.
func Spread(outcomes []Outcome) float64 {
	if len(outcomes) < enough {
		return Common
	}
	over, blocks := 0.0, 0.0
	for ; len(outcomes) >= block; outcomes = outcomes[block:] {
		score, chance := 0.0, 0.0
		for _, o := range outcomes[:block] {
			score -= o.Recall
			if o.Recalled {
				score++
			}
			chance += o.Recall * (1 - o.Recall)
		}
		over += (score*score - chance) / (block * block)
		blocks++
	}
	return min(max(math.Sqrt(max(over/blocks, 0)), .03), .15)
}
