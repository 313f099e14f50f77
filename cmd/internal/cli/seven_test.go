package cli_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/journal"
)

// absurdRows are logs that nobody should have: of many cards whose answers stand apart as step
// says, and end at the same day.
func absurdRows(
	cards, answers int, step func(i int) time.Duration, rating func(i int) srs.Rating,
) []joshRow {
	var rows []joshRow
	for n := range cards {
		at := time.Date(1971, 3, 1, 12, 0, n, 0, time.UTC)
		for i := range answers {
			at = at.Add(step(i))
			rows = append(rows, joshRow{fmt.Sprint(n), rating(i), at})
		}
	}
	slices.SortStableFunc(rows, func(a, b joshRow) int { return a.at.Compare(b.at) })
	return rows
}

// TestAbsurdLogsBySeven: whatever was answered, with FSRS-7 in force every command that speaks of
// memory says numbers, and no due date has moved by that. One of them is enough for every day; the
// others are for CARDS_LONG.
func TestAbsurdLogsBySeven(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 7))
	const day = 24 * time.Hour
	anything := func(int) srs.Rating { return srs.Rating(1 + random.IntN(4)) }
	again := func(int) srs.Rating { return srs.Again }
	every := func(d time.Duration) func(int) time.Duration {
		return func(int) time.Duration { return d }
	}
	daily := every(day)
	for name, rows := range map[string][]joshRow{
		"one card":    absurdRows(1, 400, daily, anything),
		"only again":  absurdRows(40, 10, daily, again),
		"only easy":   absurdRows(40, 10, daily, func(int) srs.Rating { return srs.Easy }),
		"on one day":  absurdRows(10, 60, every(time.Second), anything),
		"at one time": absurdRows(10, 10, every(0), anything),
		"far apart":   absurdRows(40, 2, every(50*365*day), anything),
		"one answer":  absurdRows(1, 1, daily, again),
		"often, seldom": absurdRows(20, 12, func(i int) time.Duration {
			return time.Second << (3 * (i % 9))
		}, anything),
	} {
		if name != "far apart" && os.Getenv("CARDS_LONG") == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := worldOf(t, rows)
			due := w.dues()
			if _, err := w.open().Append(w.now, journal.Set7(model.Defaults7())); err != nil {
				t.Fatal(err)
			}
			w.wantNumbers()
			if diff := cmp.Diff(due, w.dues()); diff != "" {
				t.Errorf("due dates moved (-before +after):\n%s", diff)
			}
			w.cards("", "optimize", "--yes", "--json")
			w.cards("", "optimize", "--undo")
			if found := w.open().Check(); found != nil {
				t.Errorf("check: %v", found)
			}
		})
	}
}

// wantNumbers asks everything that depends on memory.
func (w *world) wantNumbers() {
	w.t.Helper()
	var card string
	err := w.open().Cards(storage.Scope{}, func(c *storage.Card) bool {
		card = c.ID.String()
		return false
	})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, line := range []string{
		"next --json", "why " + card, "why " + card + " --json", "due", "list --json", "stats",
		"stats --json", "simulate --new 0", "retention --new 0 --json", "evaluate", "evaluate --json",
		"evaluate --by-day --json", "optimize --dry-run",
	} {
		out := w.cards("", strings.Fields(line)...)
		for _, bad := range []string{"NaN", "Inf", "-0 "} {
			if strings.Contains(out, bad) {
				w.t.Errorf("%s says %s:\n%s", line, bad, out)
			}
		}
	}
}
