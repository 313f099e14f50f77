package srs_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"cards/srs"
	"cards/srs/model"

	"github.com/google/go-cmp/cmp"
)

func TestConfigOutOfBounds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		want   string
		change func(*srs.Config)
	}{
		{"retention 90: must be above 0 and below 1", func(c *srs.Config) { c.Retention = 90 }},
		{"retention 1: must be above 0 and below 1", func(c *srs.Config) { c.Retention = 1 }},
		{"retention NaN: must be above 0 and below 1", func(c *srs.Config) { c.Retention = math.NaN() }},
		{
			"learning step of 0s: must be from a second to 365 days",
			func(c *srs.Config) { c.Steps = minutes(0) },
		},
		{"learning step of 8760h1m0s: must be from a second to 365 days", func(c *srs.Config) {
			c.Steps = minutes(1, 365*24*60+1)
		}},
		{"relearning step of -5m0s: must be from a second to 365 days", func(c *srs.Config) {
			c.RelearningSteps = minutes(-5)
		}},
		{"longest interval 0 days: must be from 1 to 36500", func(c *srs.Config) { c.MaxInterval = 0 }},
		{
			"longest interval 36501 days: must be from 1 to 36500",
			func(c *srs.Config) { c.MaxInterval = 36501 },
		},
		{"calendar: has no zone", func(c *srs.Config) { c.Calendar.Zone = nil }},
		{
			"rollover 24h0m0s: must be from 0 to less than 24 hours",
			func(c *srs.Config) { c.Calendar.Rollover = 24 * time.Hour },
		},
		{
			"parameter w20 is 0.9: must be from 0.1 to 0.8",
			func(c *srs.Config) { c.Model = changed(20, 0.9) },
		},
	} {
		c := srs.DefaultConfig(time.UTC)
		tt.change(&c)
		if _, err := srs.NewScheduler(c); err == nil || err.Error() != tt.want {
			t.Errorf("NewScheduler: %v, want %q", err, tt.want)
		}
	}
	c := srs.DefaultConfig(time.UTC)
	c.Model = changed(3, -1)
	var bounds *model.BoundsError
	if _, err := srs.NewScheduler(c); !errors.As(err, &bounds) {
		t.Errorf("NewScheduler: %v, want a BoundsError", err)
	}
}

// changed returns FSRS-6 with one parameter that is not the default.
func changed(i int, value float64) model.Kernel {
	p := model.Defaults()
	p[i] = value
	return model.New(p)
}

// TestConfigIsCopied changes the steps after the scheduler was made.
func TestConfigIsCopied(t *testing.T) {
	t.Parallel()
	c := srs.DefaultConfig(time.UTC)
	s := newScheduler(t, c)
	before := learned(2, 0)
	before.Phase, before.Steps = srs.Learning, 1
	want := s.Preview(cardID(1), before, noon)
	c.Steps[0], c.Steps[1] = 500*time.Minute, 600*time.Minute
	if diff := cmp.Diff(want, s.Preview(cardID(1), before, noon)); diff != "" {
		t.Errorf("changed with the configuration (-want +got):\n%s", diff)
	}
}
