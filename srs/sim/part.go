package sim

import "math"

// part is a part of the cards as a run uses it.
type part struct {
	memory  *mind
	planner *mind   // nil if it is memory
	longest float64 // interval, days
	fresh   int     // how many there are to learn

	learning, relearning  int // steps
	newLimit, reviewLimit int // places of limits, from 1
}

// parts returns those of a config, one if all cards are scheduled alike.
func (c *Config) parts() []part {
	parts := make([]part, max(len(c.Parts), 1))
	for i := range parts {
		from := Part{New: c.New, LearningSteps: c.LearningSteps, RelearningSteps: c.RelearningSteps}
		if len(c.Parts) > 0 {
			from = c.Parts[i]
		}
		retention, longest := c.Retention, c.MaxInterval
		if from.Retention > 0 {
			retention = from.Retention
		}
		if from.MaxInterval > 0 {
			longest = from.MaxInterval
		}
		memory, planner := c.kernelsOf(i)
		parts[i] = part{
			memory: newMind(memory, retention), longest: float64(longest), fresh: from.New,
			learning: from.LearningSteps, relearning: from.RelearningSteps,
			newLimit: from.NewLimit, reviewLimit: from.ReviewLimit,
		}
		if planner != nil {
			parts[i].planner = newMind(planner, retention)
		}
	}
	return parts
}

// intake is what is still to be learned.
type intake struct {
	*plan
	left []int // of each part
}

func newIntake(p *plan) *intake {
	in := &intake{plan: p, left: make([]int, len(p.parts))}
	for i := range in.left {
		in.left[i] = p.parts[i].fresh
	}
	return in
}

// day calls learn with the part of every new card of a day, until it returns false or the limits
// are reached.
func (in *intake) day(learn func(part int) bool) {
	all := in.NewPerDay
	limits := make([]int, len(in.Limits))
	for i, l := range in.Limits {
		limits[i] = l.NewPerDay
	}
	for i := range in.parts {
		limit := math.MaxInt
		of := &limit
		if place := in.parts[i].newLimit; place > 0 {
			of = &limits[place-1]
		}
		for in.left[i] > 0 && all > 0 && *of > 0 {
			if !learn(i) {
				return
			}
			in.left[i]--
			all--
			*of--
		}
	}
}

// limited says whether reviews of some parts have a limit of their own.
func (p *plan) limited() bool {
	for i := range p.parts {
		if place := p.parts[i].reviewLimit; place > 0 &&
			p.Limits[place-1].ReviewsPerDay < Unlimited {
			return true
		}
	}
	return false
}
