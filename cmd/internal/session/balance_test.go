package session_test

import (
	"fmt"
	"strings"
	"testing"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/session"
	"cards/deck/settings"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/storagetest"
)

// TestBalanceAnswersWhatItPreviewed has other cards come due on the same days while the answer is shown: what the preview
// said is recorded.
func TestBalanceAnswersWhatItPreviewed(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for i := range 40 {
		fmt.Fprintf(&text, "Q: %d?\nA: .\n\n", i)
	}
	for _, balance := range []bool{true, false} {
		store := storagetest.New(t, map[string]string{"a.md": text.String()})
		config := folders.Config{Own: settings.Set{Balance: &balance}}
		s := sit(t, store, func(c *session.Config) {
			c.Schedulers = desk.NewSchedulers(config, storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}}, store.Scheduler.Calendar())
		})
		days := make(map[srs.Day]int)
		for i := range 20 {
			s.screen()
			s.Reveal()
			preview := s.screen().Preview[srs.Easy-1]
			for _, other := range []int{39 - i} {
				store.Rate(fmt.Sprint(other, "?"), srs.Easy)
			}
			rated, err := s.Rate(srs.Easy)
			if err != nil {
				t.Fatal(err)
			}
			if rated.Review.Due != preview.Due {
				t.Errorf("previewed %v, answered %v", preview.Due, rated.Review.Due)
			}
			days[preview.Due.Day]++
		}
		if len(days) < 2 {
			t.Errorf("balance %v: all are due on %v", balance, days)
		}
	}
}
