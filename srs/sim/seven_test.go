package sim_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"cards/srs/model"
	"cards/srs/sim"
)

// randomSeven returns FSRS-7 with parameters anywhere within the bounds.
func randomSeven(random *rand.Rand) model.Kernel {
	var p model.Parameters7
	lower, upper := model.Lower7(), model.Upper7()
	for i := range p {
		p[i] = lower[i] + random.Float64()*(upper[i]-lower[i])
		if i < 4 {
			p[i] = lower[i] * math.Pow(upper[i]/lower[i], random.Float64())
		}
	}
	slices.Sort(p[:4])
	return model.New7(p.Clip())
}

// TestExtremesOfSeven plays runs with any valid parameters of FSRS-7.
func TestExtremesOfSeven(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 2))
	for range 40 {
		c := standard()
		c.Model, c.Days, c.New, c.NewPerDay = randomSeven(random), 1+random.IntN(200), random.IntN(200), 5
		if random.IntN(2) == 0 {
			c.Planner = randomSeven(random)
		}
		c.Retention = .5 + .49*random.Float64()
		c.MaxInterval = 1 + random.IntN(1000)
		seen := 0
		for day, d := range simulate(t, c, random.Uint64()) {
			seen += d.New
			if !(d.Memorised >= 0 && d.Memorised <= float64(seen)+1e-9) || d.Time < 0 {
				t.Fatalf("day %d: %+v with %d cards seen", day, d, seen)
			}
		}
	}
}

// TestYearSideBySide plays a year of people whose memory follows FSRS-7, once planned by what
// their memory is and once by the defaults of FSRS-6, for two retentions.
func TestYearSideBySide(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("large")
	}
	easier, harder := model.Defaults7(), model.Defaults7()
	easier[7], harder[7] = 2.4, 1.6
	for _, tt := range []struct {
		name string
		p    model.Parameters7
	}{{"usual", model.Defaults7()}, {"remembers better", easier}, {"remembers worse", harder}} {
		for _, retention := range []float64{.8, .9} {
			c := steady()
			c.New, c.Retention, c.Model = 2000, retention, model.New7(tt.p)
			seven := year(t, c)
			c.Planner = model.New(model.Defaults())
			six := year(t, c)
			t.Logf("%s, %.2f: by FSRS-7 %.1f reviews a day, %.3f recalled, %.0f memorised; by FSRS-6 %.1f, %.3f, %.0f",
				tt.name, retention, seven.Reviews.Mean, seven.Recalled.Mean, seven.Memorised.Mean,
				six.Reviews.Mean, six.Recalled.Mean, six.Memorised.Mean)
			// A floor of a day, and the bound of waits below .9, let more be recalled than is
			// wanted.
			if got := seven.Recalled.Mean; got < retention-.04 || got > retention+.06 {
				t.Errorf("%s: %.3f recalled of what was planned by FSRS-7 for %v", tt.name, got, retention)
			}
			if ratio := seven.Reviews.Mean / six.Reviews.Mean; ratio < .5 || ratio > 2.5 {
				t.Errorf("%s: %.2f times the reviews of FSRS-6 for %v", tt.name, ratio, retention)
			}
		}
	}
}

// year returns the second half of a year.
func year(t *testing.T, c sim.Config) sim.Span {
	t.Helper()
	return sim.Summarize([][]sim.Day{simulate(t, c, 1)}, 180, 365)
}
