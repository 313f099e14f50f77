package desk_test

import (
	"testing"

	"cards/cmd/internal/desk"
	"cards/deck/settings"
	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
)

// TestLeeches: only a card that is forgotten in review phase becomes a leech, and is then told
// again every four lapses; it is suspended where that is set.
func TestLeeches(t *testing.T) {
	t.Parallel()
	for _, action := range []settings.LeechAction{settings.Hint, settings.Suspend} {
		leeches := desk.LeechesOf(folders.Config{Own: settings.Set{Leech: &action}})
		for before := range 30 {
			card := &storage.Card{Schedule: srs.Schedule{Lapses: before}}
			if leeches.Has(card) != (before >= 8) {
				t.Errorf("%d lapses: a leech %v", before, leeches.Has(card))
			}
			for r := srs.Again; r <= srs.Easy; r++ {
				for p := srs.New; p <= srs.Relearning; p++ {
					got := leeches.After(card, srs.Review{Rating: r, Before: p})
					told := r == srs.Again && p == srs.InReview && before >= 7 && before%4 == 3
					want := 0
					if told {
						want = before + 1
					}
					suspends := told && action == settings.Suspend
					if got.Lapses != want || got.Suspended != suspends || len(got.Bodies()) > 0 != suspends {
						t.Errorf("%s: %s in %s after %d lapses: %+v", action, r, p, before, got)
					}
				}
			}
		}
	}
}
