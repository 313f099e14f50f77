package ankifile

import (
	"testing"
	"time"

	"cards/deck/from/anki"
)

// TestRollover lets days begin as the scheduler of a package has it.
func TestRollover(t *testing.T) {
	t.Parallel()
	made := time.Date(2020, 6, 1, 4, 30, 0, 0, time.UTC)
	east := time.FixedZone("", 2*60*60)
	for _, test := range []struct {
		name      string
		scheduler int
		zone      *time.Location
		want      time.Duration
	}{
		{"a.apkg", 1, time.UTC, 23 * time.Hour},
		{"a.apkg", 2, time.UTC, 23 * time.Hour},
		{"a.colpkg", 2, east, 23 * time.Hour},
		{"a.colpkg", 1, time.UTC, 4*time.Hour + 30*time.Minute},
		{"A.COLPKG", 1, east, 6*time.Hour + 30*time.Minute},
		{"collection.anki2", 1, time.UTC, 4*time.Hour + 30*time.Minute},
		{"collection.anki2", 2, time.UTC, 23 * time.Hour},
	} {
		r := reader{pack: &pack{Collection: &anki.Collection{
			Scheduler: test.scheduler, Rollover: 23, Created: made,
		}}}
		r.in.Name = test.name
		if got := r.rollover(test.zone); got != test.want {
			t.Errorf("%s, scheduler %d, %v: %v, want %v", test.name, test.scheduler, test.zone, got, test.want)
		}
	}
}
