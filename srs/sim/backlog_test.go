package sim_test

import (
	"cmp"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"cards/srs"
)

// order ranks what is due: lower ones come first.
type order struct {
	name string
	rank func(l *learner, c *learned, all srs.Pace) float64
}

func orders() []order {
	recall := func(l *learner, c *learned) float64 {
		return l.scheduler.Model().Recall(c.known.Memory, float64(c.known.Elapsed(l.day)))
	}
	return []order{
		{"saving", func(l *learner, c *learned, all srs.Pace) float64 {
			return -c.known.Saving(l.scheduler.Model(), l.day, c.pace, all)
		}},
		{"due", func(_ *learner, c *learned, _ srs.Pace) float64 { return float64(c.known.Due.Day) }},
		{"retrievability, ascending", func(l *learner, c *learned,
			_ srs.Pace,
		) float64 {
			return recall(l, c)
		}},
		{
			"retrievability, descending",
			func(l *learner, c *learned, _ srs.Pace) float64 { return -recall(l, c) },
		},
		{"random", func(l *learner, c *learned, _ srs.Pace) float64 {
			return rand.New(rand.NewPCG(uint64(c.id[15])|uint64(c.id[14])<<8, uint64(l.day))).Float64()
		}},
	}
}

// sit studies for the time of one day, in an order, and returns how long that was.
func (l *learner) sit(by order) time.Duration {
	var all srs.Pace
	for _, c := range l.cards {
		all = all.Plus(c.pace)
	}
	due := l.due()
	rank := make(map[*learned]float64, len(due))
	for _, c := range due {
		rank[c] = by.rank(l, c, all)
	}
	slices.SortStableFunc(due, func(a, b *learned) int { return cmp.Compare(rank[a], rank[b]) })
	var spent time.Duration
	for _, c := range due {
		if spent >= l.sitting {
			break
		}
		spent += l.answer(c)
	}
	return spent
}

// plans are how many days somebody studies after the gap, and after how many days from its end
// what they know is counted.
func plans() [][2]int { return [][2]int{{1, 1}, {1, 7}, {1, 30}, {7, 7}, {7, 30}, {14, 14}, {14, 30}} }

// outcome is what an order came to in every plan.
type outcome struct{ saved, minutes []float64 }

func newOutcome() outcome {
	return outcome{make([]float64, len(plans())), make([]float64, len(plans()))}
}

// comeBack plays every order and plan after a gap of three weeks.
func comeBack(l *learner) []outcome {
	l.day += 21
	var list []outcome
	for _, by := range orders() {
		o := newOutcome()
		for i, plan := range plans() {
			other := l.clone()
			for day := range plan[1] {
				if day < plan[0] {
					o.minutes[i] += other.sit(by).Minutes()
				}
				other.day++
			}
			o.saved[i] = other.recalled(0) - l.recalled(srs.Day(plan[1]))
		}
		list = append(list, o)
	}
	return list
}

// TestBacklogSaves: after three weeks away, the order that asks first what saves most for its time
// keeps more cards from being forgotten, for each minute of one sitting or of a week of them, than
// the other orders. What a sitting saved is how many more cards are known some time later than if
// nothing had been studied.
func TestBacklogSaves(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("large")
	}
	learners := 12
	if os.Getenv("CARDS_LONG") != "" {
		learners = 200
	}
	sums := make([]outcome, len(orders()))
	for i := range sums {
		sums[i] = newOutcome()
	}
	for seed := range uint64(learners) {
		for i, o := range comeBack(newLearner(t, seed)) {
			for j := range o.saved {
				sums[i].saved[j] += o.saved[j]
				sums[i].minutes[j] += o.minutes[j]
			}
		}
	}
	compareOrders(t, sums)
}

// compareOrders logs cards saved a minute, and wants the first order to save most, but for plans of
// two weeks, after which little waits whatever the order.
func compareOrders(t *testing.T, sums []outcome) {
	t.Helper()
	for j, plan := range plans() {
		best := sums[0].saved[j] / sums[0].minutes[j]
		for i, by := range orders() {
			rate := sums[i].saved[j] / sums[i].minutes[j]
			t.Logf("%2d days of study, counted on day %2d: %-26s saves %.3f cards a minute",
				plan[0], plan[1], by.name, rate)
			if i > 0 && plan[0] <= 7 && rate >= best {
				t.Errorf("%d days of study, day %d: %s saves %.3f cards a minute, the order for backlogs %.3f",
					plan[0], plan[1], by.name, rate, best)
			}
		}
	}
}
