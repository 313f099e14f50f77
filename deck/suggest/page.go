package suggest

import "math"

// asking is a question of a page: the facts that may answer it.
type asking []candidate

// candidate is a fact that may answer a question.
type candidate struct {
	fact    int
	score   float64 // how likely its words make it, a logarithm: 0 is as likely as no answer at all
	weighed float64 // the same, with what the other questions say
	share   float64 // how likely it is the answer, from 0 to 1
}

// How the questions of a page are weighed against one another.
const (
	rounds = 8 // after which little changes
	crowd  = 4 // how much a fact is kept for the questions that it fits best
)

// settle weighs the questions of a page against one another. A fact that answers one question
// seldom answers another; and where questions follow the notes, a fact is likelier the nearer it is
// to where its question stands. Whether they do is found together with the answers, in turns.
func settle(asked []asking, facts int) {
	for _, a := range asked {
		a.weigh()
	}
	l := line{kept: 0.5, spread: 0.2, slope: 1}
	used := make([]float64, facts)
	for range rounds {
		clear(used)
		for _, a := range asked {
			for _, c := range a {
				used[c.fact] += c.share
			}
		}
		l = l.fitted(asked, facts)
		for i, a := range asked {
			x := place(i, len(asked))
			for j := range a {
				c := &a[j]
				others := max(0, used[c.fact]-c.share)
				c.weighed = c.score - crowd*math.Log1p(others) +
					math.Log(l.near(x, place(c.fact, facts))+1-l.kept)
			}
			a.weigh()
		}
	}
}

// weigh gives the candidates of a question their shares; what is left is that none answers it.
func (a asking) weigh() {
	top, sum := 0.0, 0.0
	for _, c := range a {
		top = max(top, c.weighed)
	}
	for _, c := range a {
		sum += math.Exp(c.weighed - top)
	}
	for j := range a {
		a[j].share = math.Exp(a[j].weighed-top) / (sum + math.Exp(-top))
	}
}

// place returns where one of so many stands, from -0.5 to 0.5.
func place(i, of int) float64 { return (float64(i)+0.5)/float64(of) - 0.5 }

// line is the order that questions and their answers have in common: in the middle of the questions
// the answers are at a place of the notes, from where they go on.
type line struct {
	kept          float64 // share of the questions that keep to it, from 0 to 1
	spread        float64 // how far from it their answers are, in notes
	middle, slope float64
}

// How a line begins and what it must be.
const (
	free   = 1.0  // as many questions as these, without order, are there beforehand
	firm   = 2.0  // as many, in order, keep its direction
	narrow = 0.05 // the least spread
	ofAll  = 2.5  // by which a spread gives the share of the notes that it takes
)

// near returns how many times likelier than by chance a question at x has its answer at y, if it
// keeps to the line; times how many do.
func (l line) near(x, y float64) float64 {
	d := (y - l.middle - l.slope*x) / l.spread
	return l.kept * math.Exp(-d*d/2) / (ofAll * l.spread)
}

// fitted returns the line through likely answers, each by how likely it is and keeps to this one:
// one step of expectation maximisation.
func (l line) fitted(asked []asking, facts int) line {
	var all, on, away, sx, sy, sxx, sxy float64
	for i, a := range asked {
		x := place(i, len(asked))
		for _, c := range a {
			y := place(c.fact, facts)
			near := l.near(x, y)
			w := c.share * near / (near + 1 - l.kept)
			d := y - l.middle - l.slope*x
			all, on, away = all+c.share, on+w, away+w*d*d
			sx, sy, sxx, sxy = sx+w*x, sy+w*y, sxx+w*x*x, sxy+w*x*y
		}
	}
	if on == 0 {
		return l
	}
	const even = firm / 12 // the variance of places that are spread evenly
	slope := (sxy - sx*sy/on + even) / (sxx - sx*sx/on + even)
	return line{
		kept: on / (all + free), spread: max(narrow, math.Sqrt(away/on)),
		middle: (sy - slope*sx) / (on + firm), slope: slope,
	}
}
