package cli_test

import (
	"testing"
	"time"

	"cards/cmd/internal/cli"
)

func TestClockTicksFromWhereItWasSet(t *testing.T) {
	t.Parallel()
	real := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	now, err := cli.Clock("2030-05-06T07:08:09+02:00", func() time.Time { return real })
	if err != nil {
		t.Fatal(err)
	}
	real = real.Add(90 * time.Second)
	if got, want := now(), time.Date(2030, 5, 6, 5, 9, 39, 0, time.UTC); !got.Equal(want) {
		t.Errorf("after 90 s the clock shows %v, want %v", got, want)
	}
}

func TestZone(t *testing.T) {
	t.Parallel()
	local := time.FixedZone("local", 3600)
	tests := []struct{ tz, want string }{
		{"", "local"},
		{"Europe/Berlin", "Europe/Berlin"},
		{":America/New_York", "America/New_York"},
		{":/etc/localtime", "local"},
	}
	for _, tt := range tests {
		if got, err := cli.Zone(tt.tz, local); err != nil || got.String() != tt.want {
			t.Errorf("TZ=%q: %v, %v, want %s", tt.tz, got, err, tt.want)
		}
	}
	if got, err := cli.Zone("Nowhere/At_all", local); err == nil {
		t.Errorf("a zone that is none is %v", got)
	}
}
