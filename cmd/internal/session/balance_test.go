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
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestBalanceAnswersWhatItPreviewed has other cards come due on the same days while the answer is
// shown: what the preview said is recorded.
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
			c.Schedulers = desk.NewSchedulers(config,
				storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}},
				store.Scheduler.Calendar())
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

// TestBalanceCountsThePreset piles cards of another deck on the day that a card would come on: in a
// preset of its own it still comes then.
func TestBalanceCountsThePreset(t *testing.T) {
	t.Parallel()
	var pile strings.Builder
	for i := range 40 {
		fmt.Fprintf(&pile, "Q: %d?\nA: .\n\n", i)
	}
	presets := []folders.Preset{
		{Name: "one", Decks: []string{"a"}},
		{Name: "other", Decks: []string{"b"}},
	}
	due := func(piled srs.Day, presets []folders.Preset) srs.Day {
		store := storagetest.New(t, map[string]string{"a.md": "Q: mine?\nA: .\n", "b.md": pile.String()})
		models := storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}}
		for i := range 40 {
			if piled == 0 {
				break
			}
			name := fmt.Sprint(i, "?")
			store.Rate(name, srs.Easy)
			body := journal.DueSet{Key: store.Find(name).Key, Due: srs.Due{Day: piled}}
			if _, err := store.Append(store.Now, body); err != nil {
				t.Fatal(err)
			}
		}
		cal := store.Scheduler.Calendar()
		s := desk.NewSchedulers(folders.Config{Presets: presets}, models, cal)
		card := store.Find("mine?")
		by, err := s.Of(card.Scheduled)
		if err != nil {
			t.Fatal(err)
		}
		by = s.Balanced(by, store.Collection, card.Scheduled)
		return by.Preview(srs.CardID(card.Key), card.Schedule, store.Now)[srs.Easy-1].Due.Day
	}
	alone := due(0, nil)
	if got := due(alone, nil); got == alone {
		t.Errorf("40 others are due on %s, and the card too", got)
	}
	if got := due(alone, presets); got != alone {
		t.Errorf("40 of another preset are due on %s: the card on %s", alone, got)
	}
}
