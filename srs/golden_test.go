package srs_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cards/srs"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write testdata/schedules.txt anew")

// TestGoldenSchedules tells whole histories of cards as a person would see them, spread included. A
// change of the file means that people are asked on other days than before.
func TestGoldenSchedules(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i, h := range []struct{ title, zone, ratings string }{
		{"always good", "UTC", "33333333"},
		{"forgotten twice", "Europe/Berlin", "3333133313333"},
		{"hard", "America/New_York", "222232222"},
		{"easy, then forgotten for good", "Asia/Tokyo", "44411113"},
	} {
		fmt.Fprintf(&b, "# %s, %s\n", h.title, h.zone)
		tell(t, &b, cardID(i), zone(t, h.zone), h.ratings)
	}
	path := filepath.Join("testdata", "schedules.txt")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// tell writes one line per review of a card that is answered three hours after it is due.
func tell(t *testing.T, b *strings.Builder, card srs.CardID, zone *time.Location, ratings string) {
	t.Helper()
	s := newScheduler(t, srs.DefaultConfig(zone))
	now, kept := noon, srs.Schedule{}
	for _, rating := range ratings {
		r := s.Answer(card, kept, srs.Rating(rating-'0'), now.Add(-8*time.Second), now)
		kept.Apply(s.Model(), r)
		due := r.Due.At
		fmt.Fprintf(b, "%s %-5s %-10s", now.In(zone).Format("2006-01-02 15:04"), r.Rating, r.After)
		if days, step := r.Interval(); days > 0 {
			due = s.Calendar().Start(r.Due.Day)
			fmt.Fprintf(b, " %5dd due %v  ", days, r.Due.Day)
		} else {
			fmt.Fprintf(b, " %6s due %s", strings.TrimSuffix(step.String(), "0s"),
				due.In(zone).Format("01-02 15:04"))
		}
		fmt.Fprintf(b, "  %d left, stability %.3f, difficulty %.3f\n", r.Steps,
			kept.Memory.Stability, kept.Memory.Difficulty)
		now = due.Add(3 * time.Hour)
	}
}
