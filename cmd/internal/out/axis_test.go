package out

import (
	"slices"
	"testing"
)

// TestTicksAreToldApart: no two numbers of an axis read alike, however little it holds.
func TestTicksAreToldApart(t *testing.T) {
	t.Parallel()
	for _, most := range []float64{1e-9, 0.0004, 0.02, 0.06, 0.3, 0.9, 1, 1.4, 1.6, 2, 2.4, 3, 4.5, 7, 12, 99, 5000} {
		for _, steps := range []int{4, 5} {
			c := &Chart{}
			axis := newTicks(0, most, steps, c.finest())
			var labels []string
			for i := range axis.n + 1 {
				labels = append(labels, c.tick(axis, i))
			}
			if told := slices.Compact(slices.Clone(labels)); len(told) < len(labels) {
				t.Errorf("up to %g: %q", most, labels)
			}
		}
	}
}
