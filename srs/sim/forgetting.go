package sim

import "cards/srs/model"

// curve is the forgetting curve of a model as a table: R depends on x = elapsed/stability alone. Between entries it is linear; the
// error is at most step²/8·max|R”|, which is below 1e-6 for every allowed parameter.
type curve struct {
	model *model.Model
	table []float64
}

const (
	perUnit  = 256 // entries for an x of 1, the interval at a retention of 90 %
	maxUnits = 16  // beyond, the model itself is asked
)

func newCurve(m *model.Model) *curve {
	c := &curve{model: m, table: make([]float64, maxUnits*perUnit+1)}
	for i := range c.table {
		c.table[i] = m.Recall(model.Memory{Stability: 1}, float64(i)/perUnit)
	}
	return c
}

// at returns R for x, which is not below zero.
func (c *curve) at(x float64) float64 {
	if x >= maxUnits {
		return c.model.Recall(model.Memory{Stability: 1}, x)
	}
	x *= perUnit
	i := int(x)
	return c.table[i] + (x-float64(i))*(c.table[i+1]-c.table[i])
}
