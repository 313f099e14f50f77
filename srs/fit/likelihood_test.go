package fit_test

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"cards/srs/fit"
	"cards/srs/model"
)

// published are four items of fsrs-rs, src/training.rs, as days:rating; their last reviews alone
// count.
var published = []string{
	"0:1 0:3 0:1 0:4 1:3 3:2 4:3",
	"0:2 0:4 0:4 1:3 3:1 6:3 11:3",
	"0:3 0:2 0:4 1:3 3:3 6:3 12:3",
	"0:4 0:4 1:3 3:3 5:3 12:4 23:1",
}

func publishedLog(t *testing.T) *fit.Log {
	t.Helper()
	var reviews []fit.Review
	for card, line := range published {
		fields := strings.Fields(line)
		day := int32(0)
		for i, field := range fields {
			days, rating, _ := strings.Cut(field, ":")
			elapsed, err := strconv.Atoi(days)
			if err != nil {
				t.Fatal(err)
			}
			day += int32(elapsed)
			r := fit.Review{Day: day, Time: int64(i), Rating: rating[0] - '0'}
			if i == len(fields)-1 {
				r.Time = 100
			}
			r.Card[0] = byte(card)
			reviews = append(reviews, r)
		}
	}
	return newLog(t, reviews)
}

func TestPublishedGradients(t *testing.T) {
	t.Parallel()
	l := publishedLog(t)
	for _, tt := range []struct {
		name       string
		parameters model.Parameters
		loss       float64
		gradient   [model.Count]float64
	}{
		{
			"defaults", model.Defaults(), 4.0466027, [model.Count]float64{
				-0.095688485, -0.0051607806, -0.0012249565, 0.007462064, 0.03650761, -0.082112335, 0.0593964,
				-2.1474836, 0.57626534, -2.8751316, 0.7154875, -0.028993709, 0.0099172965,
				-0.2189217, -0.0017800558,
				-0.089381434, 0.299141, 0.068104014, -0.011605468, -0.25398168, 0.27700496,
			},
		},
		{
			"other", model.Parameters{
				0.252, 1.3331, 2.3464994, 8.2556, 6.3733, 0.87340003, 2.9794, 0.040999997, 1.8322,
				0.20660001, 0.756,
				1.5235, 0.021400042, 0.3029, 1.6882998, 0.64140004, 1.8329, 0.5025, 0.13119997, 0.1058, 0.1142,
			}, 3.767796, [model.Count]float64{
				-0.040530164, -0.0041278866, -0.0010157757, 0.007239434, 0.009321215, -0.120117955, 0.039143264,
				-0.8628009, 0.5794302, -2.5713828, 0.7669307, -0.024242667, 0, -0.16912507,
				-0.0017008218, -0.061857328,
				0.28093633, 0.064058185, 0.0063592787, -0.1903223, 0.6257775,
			},
		},
	} {
		got := l.PlainLoss(tt.parameters, len(published))
		near(t, tt.name+": loss", got.Value, tt.loss, 1e-5)
		for i, want := range tt.gradient {
			// The published numbers are of float32.
			if off := math.Abs(got.Gradient[i]-want) / max(0.01, math.Abs(want)); off > 2e-5 {
				t.Errorf("%s: gradient of w%d = %v, want %v", tt.name, i, got.Gradient[i], want)
			}
		}
	}
}

func TestJoshGradient(t *testing.T) {
	t.Parallel()
	got := newLog(t, josh(t)).TrainingLoss(model.Defaults())
	near(t, "sum of weights", got.Weights, 2636.125031, 5e-7)
	near(t, "loss", got.Value, 1194.192951, 5e-7)
	for i, want := range [model.Count]float64{
		39.8152779, 0, -0.141741192, 0, -2.07448557, -2.44645527, 1.89070082, -618.802183,
		-5.22992355, -33.7456368,
		-8.82036201, -21.0361133, 69.1313808, -126.231985, -9.30282375, -0.0297184179, 0,
		-14.7699861, -2.22603219,
		-27.1159466, -133.732691,
	} {
		if math.Abs(got.Gradient[i]-want) > 1e-7*max(1, math.Abs(want)) {
			t.Errorf("gradient of w%d = %v, want %v", i, got.Gradient[i], want)
		}
	}
}

// randomParameters draws every parameter from the inner nine tenths of its bounds, stabilities by
// their logarithm.
func randomParameters(rng *rand.Rand) model.Parameters {
	var p model.Parameters
	lower, upper := model.Lower(), model.Upper()
	for i := range p {
		u := 0.05 + 0.9*rng.Float64()
		if i < 4 {
			p[i] = math.Exp(math.Log(lower[i]) + u*math.Log(upper[i]/lower[i]))
		} else {
			p[i] = lower[i] + u*(upper[i]-lower[i])
		}
	}
	return p
}

// randomReviews has few kinds of reviews, so that many histories are equal.
func randomReviews(rng *rand.Rand, cards int) []fit.Review {
	var reviews []fit.Review
	for card := range cards {
		day := 0
		for range 1 + rng.IntN(6) {
			r := fit.Review{Day: int32(day), Time: rng.Int64N(1 << 40), Rating: uint8(1 + rng.IntN(4))}
			r.Time += int64(len(reviews)) << 41
			binary.BigEndian.PutUint64(r.Card[:], uint64(card))
			reviews = append(reviews, r)
			day += rng.IntN(4)
		}
	}
	return reviews
}

// TestGradientAgreesWithDifferences takes these of what Evaluate says, which knows nothing of
// derivatives.
func TestGradientAgreesWithDifferences(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(5, 6))
	checked := 0
	for range 40 {
		l := newLog(t, randomReviews(rng, 30))
		loss := func(p model.Parameters) float64 {
			m := l.Evaluate(model.New(p))
			return m.LogLoss * float64(m.Items)
		}
		p := randomParameters(rng)
		got := l.PlainLoss(p, l.Items())
		mid := loss(p)
		near(t, "loss", got.Value, mid, 1e-10*mid)
		for i := range p {
			h := 1e-6 * max(p[i], 0.01)
			low, high := p, p
			low[i], high[i] = p[i]-h, p[i]+h
			left, right := (mid-loss(low))/h, (loss(high)-mid)/h
			if math.Abs(left-right) > 1e-3*max(1, math.Abs(left)) {
				continue // a kink, where a bound begins to hold
			}
			checked++
			if want := (left + right) / 2; math.Abs(got.Gradient[i]-want) > 1e-5*max(1,
				math.Abs(want), mid) {
				t.Errorf("gradient of w%d = %v, difference says %v; parameters %v", i, got.Gradient[i], want, p)
			}
		}
	}
	if checked < 700 {
		t.Errorf("only %d derivatives checked", checked)
	}
}

// TestMergingChangesNothing compares with sums that replay every card alone, by slopes of all 21
// parameters.
func TestMergingChangesNothing(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(7, 8))
	for range 20 {
		reviews := randomReviews(rng, 200)
		l := newLog(t, reviews)
		p := randomParameters(rng)
		got, want := l.PlainLoss(p, l.Items()), naiveLoss(reviews, p)
		near(t, "loss", got.Value, want.Value, 1e-12*want.Value)
		near(t, "items", got.Weights, want.Weights, 0)
		for i := range p {
			// Sums of large numbers of both signs are as exact as the largest.
			scale := math.Sqrt(want.Fisher[i][i] * want.Weights)
			near(t, "gradient", got.Gradient[i], want.Gradient[i], 1e-11*(scale+1))
			for j := range p {
				scale := math.Sqrt(want.Fisher[i][i] * want.Fisher[j][j])
				near(t, "Fisher information", got.Fisher[i][j], want.Fisher[i][j], 1e-11*(scale+1e-9))
			}
		}
	}
}

func naiveLoss(reviews []fit.Review, p model.Parameters) fit.Loss {
	var loss fit.Loss
	m := model.New(p)
	var memory model.Memory
	var stability, difficulty [model.Count]float64
	var d model.Derivatives
	for i, r := range reviews {
		rating := int(r.Rating)
		if i == 0 || r.Card != reviews[i-1].Card {
			memory = m.First(rating)
			stability, difficulty = [model.Count]float64{}, [model.Count]float64{}
			stability[rating-1] = 1
			first := m.FirstDerivatives(rating)
			copy(difficulty[model.DifficultyFirst:], first[:])
			continue
		}
		elapsed := float64(r.Day - reviews[i-1].Day)
		if elapsed > 0 {
			m.DeriveRecall(memory.Stability, elapsed, &d)
			addNaively(&loss, &d, stability, rating > 1)
		}
		memory = m.DeriveNext(memory, elapsed, rating, &d)
		for k := range stability {
			stability[k] = d.StabilityStability*stability[k] + d.StabilityDifficulty*difficulty[k]
			difficulty[k] *= d.DifficultyDifficulty
		}
		for _, s := range d.StabilityParameters() {
			stability[s.Index] += s.Value
		}
		for k, v := range d.DifficultyParameters {
			difficulty[model.DifficultyFirst+k] += v
		}
	}
	return loss
}

func addNaively(loss *fit.Loss, d *model.Derivatives, slopes [model.Count]float64, recalled bool) {
	r := d.Retrievability
	by := 1 / (1 - r)
	if recalled {
		by = -1 / r
		loss.Value -= math.Log(r)
	} else {
		loss.Value -= math.Log(1 - r)
	}
	loss.Weights++
	for i := range slopes {
		slopes[i] *= d.RetrievabilityStability
	}
	slopes[20] += d.RetrievabilityDecay
	for i := range slopes {
		loss.Gradient[i] += by * slopes[i]
		for j := range slopes {
			loss.Fisher[i][j] += slopes[i] * slopes[j] / (r * (1 - r))
		}
	}
}
