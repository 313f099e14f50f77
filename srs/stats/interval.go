package stats

import "math"

// Least is of how many answers a share must be before anything is said of it in words.
const Least = 20

// Interval returns the 95 % interval of the rate: the score interval of Wilson (1927), which holds
// for few answers and for rates near 1 too. It is 0 to 1 if none was asked.
func (r Retention) Interval() (low, high float64) { return r.wilson(quantile(0.05)) }

// wilson returns the interval outside of which z standard errors lie.
func (r Retention) wilson(z float64) (low, high float64) {
	rate, ok := r.Rate()
	if !ok {
		return 0, 1
	}
	n := float64(r.Asked)
	middle := rate + z*z/(2*n)
	half := z * math.Sqrt(rate*(1-rate)/n+z*z/(4*n*n))
	by := 1 + z*z/n
	return max((middle-half)/by, 0), min((middle+half)/by, 1)
}

// Differ says whether two rates differ, each of [Least] answers or more: whether the interval of
// their difference leaves out 0, by method 10 of Newcombe (Statistics in Medicine 17, 1998,
// 873–890), which is made of Wilson's intervals. Where the two were picked among several because
// they differ most, pairs is how many pairs there were (Bonferroni): the chance that any of them is
// said to differ by mistake stays 5 %.
func Differ(a, b Retention, pairs int) bool {
	if a.Asked < Least || b.Asked < Least {
		return false
	}
	z := quantile(0.05 / float64(max(pairs, 1)))
	p, _ := a.Rate()
	q, _ := b.Rate()
	if p < q {
		a, b, p, q = b, a, q, p
	}
	low, _ := a.wilson(z)
	_, high := b.wilson(z)
	return p-q > math.Hypot(p-low, high-q)
}

// quantile returns how many standard deviations a normal variable leaves with a probability, to
// both sides.
func quantile(outside float64) float64 { return math.Sqrt2 * math.Erfinv(1-outside) }
