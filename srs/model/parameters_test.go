package model_test

import (
	"errors"
	"math"
	"testing"

	"cards/srs/model"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestValidate(t *testing.T) {
	t.Parallel()
	for _, p := range []model.Parameters{model.Defaults(), model.Lower(), model.Upper()} {
		if err := p.Validate(); err != nil {
			t.Errorf("Validate(%v) = %v", p, err)
		}
	}
	lower, upper := model.Lower(), model.Upper()
	for i := range model.Count {
		for _, bad := range []float64{lower[i] - 1e-9, upper[i] + 1e-9, math.NaN(), math.Inf(1), math.Inf(-1)} {
			p := model.Defaults()
			p[i] = bad
			var got *model.BoundsError
			if err := p.Validate(); !errors.As(err, &got) || got.Index != i ||
				got.Lower != lower[i] || got.Upper != upper[i] {
				t.Errorf("w%d = %v: Validate() = %v, want a BoundsError of it", i, bad, err)
			}
		}
	}
}

func TestBoundsErrorText(t *testing.T) {
	t.Parallel()
	p := model.Defaults()
	p[20] = 0.9
	if got, want := p.Validate().Error(),
		"parameter w20 is 0.9: must be from 0.1 to 0.8"; got != want {
		t.Errorf("Validate() = %q, want %q", got, want)
	}
}

// TestClip has the values of fsrs-rs: src/parameter_clipper.rs:109.
func TestClip(t *testing.T) {
	t.Parallel()
	p := model.Defaults()
	copy(p[:], []float64{0, -1000, 1000, 0, 1000, -1000, 1, 0.25, -0.1})
	want := model.Defaults()
	copy(want[:], []float64{0.001, 0.001, 100, 0.001, 10, 0.001, 1, 0.25, 0})
	if diff := cmp.Diff(want, p.Clip()); diff != "" {
		t.Errorf("Clip (-want +got):\n%s", diff)
	}
}

// TestMigrate has the values of fsrs-rs: src/model.rs:578.
func TestMigrate(t *testing.T) {
	t.Parallel()
	old := []float64{
		0.4, 0.6, 2.4, 5.8, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34,
		1.26, 0.29, 2.61,
	}
	got, err := model.Migrate(old)
	if err != nil {
		t.Fatal(err)
	}
	want := model.Parameters{
		0.4, 0.6, 2.4, 5.8, 6.81, 0.44675013, 1.36, 0.01, 1.49, 0.14, 0.94,
		2.18, 0.05, 0.34, 1.26, 0.29, 2.61, 0, 0, 0, 0.5,
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-5, 0)); diff != "" {
		t.Errorf("Migrate of 17 (-want +got):\n%s", diff)
	}
	same := model.Defaults()
	if got, err := model.Migrate(same[:]); err != nil || got != same {
		t.Errorf("Migrate of the defaults = %v, %v", got, err)
	}
}

func TestMigrateRefuses(t *testing.T) {
	t.Parallel()
	w := model.Defaults()
	for _, tt := range []struct {
		name    string
		numbers []float64
		want    string
	}{
		{"none", nil, "0 parameters: must be 17 (FSRS-4.5), 19 (FSRS-5) or 21 (FSRS-6)"},
		{"twenty", w[:20], "20 parameters: must be 17 (FSRS-4.5), 19 (FSRS-5) or 21 (FSRS-6)"},
		{
			"not a number", append([]float64{math.NaN()}, w[1:]...),
			"parameter w0 is NaN: must be a finite number",
		},
		{"outside", append([]float64{101}, w[1:]...), "parameter w0 is 101: must be from 0.001 to 100"},
	} {
		if _, err := model.Migrate(tt.numbers); err == nil || err.Error() != tt.want {
			t.Errorf("%s: Migrate = %v, want %q", tt.name, err, tt.want)
		}
	}
}
