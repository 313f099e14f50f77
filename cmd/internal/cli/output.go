package cli

import "time"

// jsonTime returns an instant as JSON can have it: RFC 3339 ends with the year 9999, schedules do
// not.
func jsonTime(t time.Time) time.Time {
	first, last := time.Date(0, 1, 1, 0, 0, 0, 0, t.Location()),
		time.Date(9999, 12, 31, 23, 59, 59, 0, t.Location())
	switch {
	case t.Before(first):
		return first
	case t.After(last):
		return last
	}
	return t
}

// seconds writes a time as JSON does.
func seconds(d time.Duration) float64 { return d.Round(time.Millisecond).Seconds() }
