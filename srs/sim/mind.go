package sim

import "cards/srs/model"

// A mind is a model as a run uses it.
type mind struct {
	kernel model.Kernel
	six    *model.Model // FSRS-6, nil with FSRS-7
	curve  *model.Curve // of it
	unit   float64      // days that FSRS-6 waits for a stability of 1
	wanted float64      // retention
}

func newMind(k model.Kernel, retention float64) *mind {
	m := &mind{kernel: k, wanted: retention}
	if six, ok := k.(*model.Model); ok {
		m.six, m.curve, m.unit = six, model.NewCurve(six),
			six.Interval(model.Memory{Stability: 1}, retention)
	}
	return m
}

// recall returns the chance of recall so many days, none or more, after the answer that left a
// memory.
func (m *mind) recall(memory *model.Memory, elapsed float64) float64 {
	if m.curve != nil {
		return m.curve.At(elapsed / memory.Stability)
	}
	return m.kernel.Recall(*memory, elapsed)
}

// next returns the memory after an answer at which the chance of recall was known.
func (m *mind) next(memory model.Memory, elapsed float64, rating int, recall float64) model.Memory {
	if m.curve != nil {
		return m.six.Advance(memory, elapsed, rating, recall)
	}
	return m.kernel.Next(memory, elapsed, rating)
}

// step is how much later the next answer in learning or relearning is given, in days.
const step = 10. / (24 * 60)

// sameDay returns the memory after a further answer on one day.
func (m *mind) sameDay(memory model.Memory, rating int) model.Memory {
	if m.curve != nil {
		return m.kernel.Next(memory, 0, rating)
	}
	return m.kernel.Next(memory, step, rating)
}

// wait returns the days, not rounded, until the next review.
func (m *mind) wait(memory *model.Memory) float64 {
	if m.curve != nil {
		return memory.Stability * m.unit
	}
	return model.Wait(m.kernel, *memory, m.wanted)
}
