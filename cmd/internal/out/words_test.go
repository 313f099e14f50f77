package out_test

import (
	"testing"
	"time"

	"cards/cmd/internal/out"
	"cards/srs"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) // a Monday

func TestInterval(t *testing.T) {
	t.Parallel()
	for step, want := range map[time.Duration]string{
		30 * time.Second: "30s", time.Minute: "1m", 10 * time.Minute: "10m",
		90 * time.Minute: "90m", 5 * time.Hour: "5h",
	} {
		r := srs.Review{Answered: noon, After: srs.Learning, Due: srs.Due{At: noon.Add(step)}}
		if got := out.Interval(r); got != want {
			t.Errorf("a step of %v is %q, want %q", step, got, want)
		}
	}
	for days, want := range map[int]string{1: "1d", 60: "60d", 73: "2.4mo", 360: "11.8mo", 548: "1.5y"} {
		r := srs.Review{Day: 100, After: srs.InReview, Due: srs.Due{Day: srs.Day(100 + days)}}
		if got := out.Interval(r); got != want {
			t.Errorf("%d days are %q, want %q", days, got, want)
		}
	}
}

func TestWhen(t *testing.T) {
	t.Parallel()
	calendar := srs.Calendar{Zone: time.UTC, Rollover: 4 * time.Hour}
	for after, want := range map[time.Duration]string{
		-time.Hour: "now", 0: "now", 40 * time.Second: "in 40s", 61 * time.Second: "in 2m",
		3 * time.Hour: "at 15:00", 14 * time.Hour: "at 02:00", 16 * time.Hour: "tomorrow",
		5 * 24 * time.Hour: "in 5 days", 30 * 24 * time.Hour: "on 2026-04-01",
	} {
		if got := out.When(noon.Add(after), noon, calendar); got != want {
			t.Errorf("%v from now is %q, want %q", after, got, want)
		}
	}
}

func TestTimes(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration][3]string{
		40 * time.Second:  {"40s", "40s", "40s"},
		490 * time.Second: {"8m", "8m 10s", "8m"},
		65 * time.Minute:  {"1h 5m", "1h 5m", "65m"},
		155 * time.Minute: {"2h 35m", "2h 35m", "3h"},
	} {
		if got := [3]string{out.Minutes(d), out.Exact(d), out.Rough(d)}; got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{
		0: "0 cards", 1: "1 card", 999: "999 cards", 1000: "1,000 cards", -1234567: "-1,234,567 cards",
	} {
		if got := out.Plural(n, "card"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for want, words := range map[string][]string{
		"": nil, `"a"`: {"a"}, `"a" or "b"`: {"a", "b"}, `"a", "b" or "c"`: {"a", "b", "c"},
	} {
		if got := out.OrList(words); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
