package srs_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"cards/srs"
	"cards/srs/model"
)

func dueCard(id byte, stability float64, last, due srs.Day) srs.Learned {
	return srs.Learned{
		Card: srs.CardID{id}, Memory: model.Memory{Stability: stability, Difficulty: 5},
		LastDay: last, Due: due,
	}
}

// TestReplanKeepsWhatIsRight: at a retention of 0.9 the interval is the stability; its band is ±2
// days at 10 days.
func TestReplanKeepsWhatIsRight(t *testing.T) {
	t.Parallel()
	s := newScheduler(t, srs.DefaultConfig(time.UTC))
	tests := []struct {
		name string
		card srs.Learned
		want []srs.Day // any of them
	}{
		{"due where it should be", dueCard(1, 10, 100, 110), []srs.Day{110}},
		{"within the band", dueCard(1, 10, 100, 108), []srs.Day{108}},
		{"too early", dueCard(1, 10, 100, 106), []srs.Day{110}},
		{"too late", dueCard(1, 10, 100, 130), []srs.Day{110}},
		{"short interval without a band", dueCard(1, 2, 104, 108), []srs.Day{106}},
		{"overdue as it should be", dueCard(1, 10, 90, 101), []srs.Day{101}},
		{"should have been before", dueCard(1, 10, 80, 140), []srs.Day{105}},
		{"after the middle of the band", dueCard(1, 10, 94, 140), []srs.Day{105}},
	}
	for _, test := range tests {
		got := s.Replan([]srs.Learned{test.card}, 105)
		if len(got) != 1 || !slices.Contains(test.want, got[0]) {
			t.Errorf("%s: due on %v, want one of %v", test.name, got, test.want)
		}
	}
}

// TestReplanSpreads: cards that could all be due on one day share the days of their band, beside
// those that stay.
func TestReplanSpreads(t *testing.T) {
	t.Parallel()
	s := newScheduler(t, srs.DefaultConfig(time.UTC))
	var cards []srs.Learned
	for i := range byte(20) { // these stay
		cards = append(cards, dueCard(i, 10, 100, 110))
	}
	for i := range byte(80) {
		cards = append(cards, dueCard(20+i, 10, 100, 150))
	}
	load := make(map[srs.Day]int)
	for _, day := range s.Replan(cards, 101) {
		load[day]++
	}
	for day := srs.Day(108); day <= 112; day++ {
		if load[day] != 20 {
			t.Errorf("%d cards are due on day %d, want 20 of 100 on each of five: %v", load[day], day, load)
		}
	}
}

// TestReplanSettles: what was moved stays, whatever the order of the cards; nothing moves into the
// past.
func TestReplanSettles(t *testing.T) {
	t.Parallel()
	s := newScheduler(t, srs.DefaultConfig(time.UTC))
	random := rand.New(rand.NewPCG(1, 2))
	const today = 1000
	var cards []srs.Learned
	for i := range byte(200) {
		last := srs.Day(today - random.IntN(100))
		cards = append(cards, dueCard(i, 1+99*random.Float64(), last, last+srs.Day(1+random.IntN(200))))
	}
	due := s.Replan(cards, today)
	for i, c := range cards {
		if due[i] != c.Due && due[i] < today {
			t.Errorf("%+v moves to %d, before today", c, due[i])
		}
		cards[i].Due = due[i]
	}
	if again := s.Replan(cards, today); !slices.Equal(again, due) {
		t.Error("a second time moves what the first has moved")
	}
	slices.Reverse(cards)
	slices.Reverse(due)
	if reversed := s.Replan(cards, today); !slices.Equal(reversed, due) {
		t.Error("cards in another order are due on other days")
	}
}
