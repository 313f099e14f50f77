package sim

import (
	"math"

	"cards/srs/model"
)

// ReferenceRun plays a run with the same-day rule of the simulator of fsrs-rs, which lets hard
// lower stability. Its published results can be compared only so.
func ReferenceRun(c Config, seed uint64) []Day {
	p := newPlan(&c, everyDay)
	w := c.Model.Numbers()
	p.sameDay = func(m *mind, before model.Memory, rating int) model.Memory {
		after := m.sameDay(before, rating)
		if rating == 2 {
			after.Stability = before.Stability * math.Exp(w[17]*(w[18]-1)) * math.Pow(before.Stability, -w[19])
		}
		return after
	}
	return p.run(seed, func(float64) bool { return true })
}
