package srs

import "time"

// Day is a study day: the number of the calendar day, counted from 1970-01-01, on which it began. A
// study day begins at the rollover hour, so that who studies past midnight is still in the day
// before.
type Day int32

// Calendar says which study day an instant belongs to: by a person's zone and the time of day at
// which a day begins.
type Calendar struct {
	Zone     *time.Location
	Rollover time.Duration // after midnight
}

// DefaultRollover is when a study day begins unless a person says otherwise.
const DefaultRollover = 4 * time.Hour

const dayMilliseconds = 24 * 60 * 60 * 1000

// Day returns the study day of an instant. Where a change of the clocks repeats the rollover hour,
// the day that its first time began goes on in the second: days never go back.
func (c Calendar) Day(t time.Time) Day {
	t = t.In(c.Zone)
	day := c.clockDay(t)
	if changed, _ := t.ZoneBounds(); !changed.IsZero() {
		day = max(day, c.clockDay(changed.Add(-time.Millisecond)))
	}
	return day
}

// clockDay returns the study day by what the clocks show at an instant, in its zone.
func (c Calendar) clockDay(t time.Time) Day {
	_, offset := t.Zone()
	ms := t.UnixMilli() + int64(offset)*1000 - c.Rollover.Milliseconds()
	n := ms / dayMilliseconds
	if ms%dayMilliseconds < 0 {
		n--
	}
	return Day(n)
}

// Start returns the first instant of a study day. Where a change of the clocks skips the rollover
// hour, the day begins with that change; where it repeats the hour, the first time counts. A day
// that a zone left out altogether begins with the next.
func (c Calendar) Start(d Day) time.Time {
	local := int64(d)*dayMilliseconds + c.Rollover.Milliseconds() // as if the zone were UTC
	start := time.UnixMilli(local).Add(-26 * time.Hour)           // no zone is so far east
	for {
		_, offset := start.In(c.Zone).Zone()
		_, end := start.In(c.Zone).ZoneBounds()
		first := time.UnixMilli(local - int64(offset)*1000)
		if end.IsZero() || first.Before(end) {
			return later(first, start).In(c.Zone)
		}
		start = end
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// String returns the date on which the day began: YYYY-MM-DD.
func (d Day) String() string {
	return time.Unix(int64(d)*24*60*60, 0).UTC().Format(time.DateOnly)
}

// ParseDay reads a date as [Day.String] writes it.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	return Day(t.Unix() / (24 * 60 * 60)), err
}
