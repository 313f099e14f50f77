package srs

import "time"

// Day is a study day: the number of the calendar day, counted from 1970-01-01, on which it began. A study day begins at
// the rollover hour, so that who studies past midnight is still in the day before.
type Day int32

// Calendar says which study day an instant belongs to: by a person's zone and the time of day at which a day begins.
type Calendar struct {
	Zone     *time.Location
	Rollover time.Duration // after midnight
}

// DefaultRollover is when a study day begins unless a person says otherwise.
const DefaultRollover = 4 * time.Hour

// Day returns the study day of an instant.
func (c Calendar) Day(t time.Time) Day {
	_, offset := t.In(c.Zone).Zone()
	const day = 24 * 60 * 60 * 1000
	ms := t.UnixMilli() + int64(offset)*1000 - c.Rollover.Milliseconds()
	n := ms / day
	if ms%day < 0 {
		n--
	}
	return Day(n)
}

// Start returns the instant at which a study day begins, in the zone of the calendar.
func (c Calendar) Start(d Day) time.Time {
	r := c.Rollover
	return time.Date(1970, 1, 1+int(d), int(r.Hours()), int(r.Minutes())%60, int(r.Seconds())%60, 0, c.Zone)
}

// String returns the date on which the day began: YYYY-MM-DD.
func (d Day) String() string {
	return time.Unix(int64(d)*24*60*60, 0).UTC().Format(time.DateOnly)
}
