package srs_test

import (
	"testing"
	"time"
	_ "time/tzdata" // the tests need zones wherever they run

	"cards/srs"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestDay(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, zone, instant string
		rollover            time.Duration
		want                string
	}{
		{"noon", "UTC", "2026-03-02T12:00:00Z", 4 * time.Hour, "2026-03-02"},
		{"past midnight", "UTC", "2026-03-03T03:59:59Z", 4 * time.Hour, "2026-03-02"},
		{"rollover", "UTC", "2026-03-03T04:00:00Z", 4 * time.Hour, "2026-03-03"},
		{"rollover at midnight", "UTC", "2026-03-03T00:00:00Z", 0, "2026-03-03"},
		{
			"one evening in New York, before midnight in UTC", "America/New_York",
			"2026-06-01T23:50:00Z", 4 * time.Hour, "2026-06-01",
		},
		{
			"one evening in New York, past midnight in UTC", "America/New_York",
			"2026-06-02T00:20:00Z", 4 * time.Hour, "2026-06-01",
		},
		{
			"Berlin loses an hour, before", "Europe/Berlin", "2026-03-29T01:59:59Z", 4 * time.Hour,
			"2026-03-28",
		},
		{
			"Berlin loses an hour, after", "Europe/Berlin", "2026-03-29T02:00:00Z", 4 * time.Hour,
			"2026-03-29",
		},
		{
			"Berlin gains an hour, before", "Europe/Berlin", "2026-10-25T02:59:59Z", 4 * time.Hour,
			"2026-10-24",
		},
		{
			"Berlin gains an hour, after", "Europe/Berlin", "2026-10-25T03:00:00Z", 4 * time.Hour,
			"2026-10-25",
		},
		{
			"rollover hour repeated, before", "Europe/Berlin", "2026-10-25T00:29:59Z",
			150 * time.Minute, "2026-10-24",
		},
		{
			"rollover hour repeated, the first time", "Europe/Berlin", "2026-10-25T00:30:00Z",
			150 * time.Minute, "2026-10-25",
		},
		{
			"rollover hour repeated, the second time", "Europe/Berlin", "2026-10-25T01:10:00Z",
			150 * time.Minute, "2026-10-25",
		},
		{
			"rollover hour repeated, the day after", "Europe/Berlin", "2026-10-26T01:29:59Z",
			150 * time.Minute, "2026-10-25",
		},
		{"midnight repeated", "America/Havana", "2026-11-01T05:30:00Z", 0, "2026-11-01"},
		{"14 hours east", "Pacific/Kiritimati", "2026-03-02T14:00:00Z", 4 * time.Hour, "2026-03-03"},
		{
			"11 hours west, the same instant", "Pacific/Pago_Pago", "2026-03-02T14:00:00Z",
			4 * time.Hour, "2026-03-01",
		},
		{"epoch", "UTC", "1970-01-01T04:00:00Z", 4 * time.Hour, "1970-01-01"},
		{"before the epoch", "UTC", "1970-01-01T03:59:59Z", 4 * time.Hour, "1969-12-31"},
		{"long before", "UTC", "1900-02-28T12:00:00Z", 4 * time.Hour, "1900-02-28"},
		{"beyond 32 bits of seconds", "UTC", "2038-01-19T12:00:00Z", 4 * time.Hour, "2038-01-19"},
		{"leap day", "UTC", "2028-02-29T12:00:00Z", 4 * time.Hour, "2028-02-29"},
		{"no leap day", "UTC", "2100-03-01T03:00:00Z", 4 * time.Hour, "2100-02-28"},
	} {
		instant, err := time.Parse(time.RFC3339, tt.instant)
		if err != nil {
			t.Fatal(err)
		}
		cal := srs.Calendar{Zone: zone(t, tt.zone), Rollover: tt.rollover}
		if got := cal.Day(instant).String(); got != tt.want {
			t.Errorf("%s: study day %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestStart(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, zone string
		rollover   time.Duration
		day, want  string
	}{
		{"plain", "UTC", 4 * time.Hour, "2026-03-02", "2026-03-02T04:00:00Z"},
		{"east", "Asia/Tokyo", 4 * time.Hour, "2026-03-02", "2026-03-02T04:00:00+09:00"},
		{"day with 23 hours", "Europe/Berlin", 4 * time.Hour, "2026-03-29", "2026-03-29T04:00:00+02:00"},
		{
			"rollover hour skipped", "Europe/Berlin", 150 * time.Minute, "2026-03-29",
			"2026-03-29T03:00:00+02:00",
		},
		{
			"rollover hour repeated", "Europe/Berlin", 150 * time.Minute, "2026-10-25",
			"2026-10-25T02:30:00+02:00",
		},
		{"midnight skipped", "America/Sao_Paulo", 0, "2018-11-04", "2018-11-04T01:00:00-02:00"},
		{
			"half an hour", "Australia/Lord_Howe", 135 * time.Minute, "2026-10-04",
			"2026-10-04T02:30:00+11:00",
		},
		{"day left out by the zone", "Pacific/Apia", 0, "2011-12-30", "2011-12-31T00:00:00+14:00"},
	} {
		cal := srs.Calendar{Zone: zone(t, tt.zone), Rollover: tt.rollover}
		date, err := time.Parse(time.DateOnly, tt.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := cal.Start(srs.Day(date.Unix() / 86400)).Format(time.RFC3339); got != tt.want {
			t.Errorf("%s: %s starts at %s, want %s", tt.name, tt.day, got, tt.want)
		}
	}
}

// TestStartIsFirstInstant goes through the days of many years and zones: a day's start is in it,
// the millisecond before is in an earlier one.
func TestStartIsFirstInstant(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe",
		"Africa/Cairo", "Asia/Kathmandu",
		"Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Chatham", "America/Havana",
		"Antarctica/Troll",
	} {
		for _, rollover := range []time.Duration{0, time.Hour, 150 * time.Minute, 4 * time.Hour, 23*time.Hour + 59*time.Minute} {
			cal := srs.Calendar{Zone: zone(t, name), Rollover: rollover}
			for d := cal.Day(time.Date(1996, 1, 1, 12, 0, 0, 0, time.UTC)); d < cal.Day(time.Date(2040, 1, 1, 12, 0, 0, 0, time.UTC)); d++ {
				start := cal.Start(d)
				if got := cal.Day(start); got != d {
					t.Fatalf("%s, rollover %v: start of %v, %v, is in %v", name, rollover, d, start, got)
				}
				if before := cal.Day(start.Add(-time.Millisecond)); before >= d {
					t.Fatalf("%s, rollover %v: a millisecond before the start of %v, %v, is in %v",
						name, rollover, d, start, before)
				}
			}
		}
	}
}

// TestDaysNeverGoBack goes through every change of the clocks, before and after it in steps of ten
// minutes.
func TestDaysNeverGoBack(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"Europe/Berlin", "America/New_York", "America/Havana", "Australia/Lord_Howe",
		"Antarctica/Troll", "Pacific/Kwajalein",
	} {
		for _, rollover := range []time.Duration{0, 30 * time.Minute, 150 * time.Minute, 4 * time.Hour} {
			cal := srs.Calendar{Zone: zone(t, name), Rollover: rollover}
			for at := time.Date(1965, 1, 1, 0, 0, 0, 0, cal.Zone); at.Year() < 2030; {
				_, change := at.ZoneBounds()
				if change.IsZero() {
					break
				}
				last := cal.Day(change.Add(-26 * time.Hour))
				for step := -26 * time.Hour; step <= 26*time.Hour; step += 10 * time.Minute {
					day := cal.Day(change.Add(step))
					if day < last || day > last+2 || day > last+1 && name != "Pacific/Kwajalein" {
						t.Fatalf("%s, rollover %v: %v at %v, %v before", name, rollover, day, change.Add(step), last)
					}
					last = day
					if at := change.Add(step); cal.Start(day).After(at) || !cal.Start(day+1).After(at) {
						t.Fatalf("%s, rollover %v: %v is in %v, which begins at %v", name, rollover,
							at, day, cal.Start(day))
					}
				}
				at = change
			}
		}
	}
}
