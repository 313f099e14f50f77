package model

// Curve is the forgetting curve of FSRS-6 as a table, for who asks very often: the chance of recall
// depends on elapsed/stability alone. Between entries it is linear; the error is at most
// step²/8·max|R”|, which is below 1e-6 for every allowed parameter.
type Curve struct {
	model *Model
	table []float64
}

const (
	perUnit  = 256 // entries for an interval at a retention of 90 %
	maxUnits = 16  // intervals beyond which the model itself is asked
)

// NewCurve returns the curve of a model.
func NewCurve(m *Model) *Curve {
	c := &Curve{model: m, table: make([]float64, maxUnits*perUnit+1)}
	for i := range c.table {
		c.table[i] = m.Recall(Memory{Stability: 1}, float64(i)/perUnit)
	}
	return c
}

// At returns the chance of recall, 0…1, so many stabilities after an answer, none or more.
func (c *Curve) At(x float64) float64 {
	if x >= maxUnits {
		return c.model.Recall(Memory{Stability: 1}, x)
	}
	x *= perUnit
	i := int(x)
	return c.table[i] + (x-float64(i))*(c.table[i+1]-c.table[i])
}
