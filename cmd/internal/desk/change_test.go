package desk_test

import (
	"slices"
	"testing"

	"cards/cmd/internal/desk"
	"cards/srs"
	"cards/storage"
)

// dueOn returns cards in review phase that are due on some days.
func dueOn(days ...srs.Day) []*storage.Card {
	var cards []*storage.Card
	for i, day := range days {
		c := &storage.Card{Schedule: srs.Schedule{Phase: srs.InReview, Due: srs.Due{Day: day}}}
		c.Key[0] = byte(i + 1)
		cards = append(cards, c)
	}
	return cards
}

func TestSpreadLevelsTheDays(t *testing.T) {
	suspended := dueOn(90)
	suspended[0].Suspended = true
	fresh := []*storage.Card{{}}
	for _, test := range []struct {
		name          string
		cards         []*storage.Card
		before, after []int
		moved, stay   int
	}{
		{"nothing", nil, []int{0, 0, 0}, []int{0, 0, 0}, 0, 0},
		{"even", dueOn(90, 91, 92, 99, 100, 100), []int{6, 0, 0}, []int{2, 2, 2}, 4, 2},
		{"around what is there", dueOn(90, 95, 98, 99, 101, 101), []int{4, 2, 0}, []int{2, 2, 2}, 2, 2},
		{"a later day beyond", dueOn(100, 103), []int{1, 0, 0}, []int{1, 0, 0}, 0, 1},
		{"a fuller day stays", dueOn(100, 100, 101, 101, 101, 101), []int{2, 4, 0}, []int{1, 4, 1}, 1, 1},
		{"never asked", slices.Concat(suspended, fresh), []int{0, 0, 0}, []int{0, 0, 0}, 0, 0},
	} {
		ch, before, after := desk.Spread(test.cards, 100, 3)
		if !slices.Equal(before, test.before) || !slices.Equal(after, test.after) ||
			len(ch.Cards) != test.moved || len(ch.Bodies) != test.moved || len(ch.Left) != test.stay {
			t.Errorf("%s: before %v, after %v, %d moved, %d stay; want %v, %v, %d, %d", test.name,
				before, after, len(ch.Cards), len(ch.Left), test.before, test.after, test.moved, test.stay)
		}
	}
}

func TestSpreadAsksFirstWhatHasWaitedLongest(t *testing.T) {
	cards := dueOn(99, 90, 95)
	ch, _, _ := desk.Spread(cards, 100, 3)
	if len(ch.Left) != 1 || ch.Left[0] != cards[1] {
		t.Fatalf("the card that waited longest does not stay today: %v", ch.Left)
	}
	if ch.Cards[0] != cards[2] || ch.Cards[1] != cards[0] {
		t.Errorf("cards are not moved in the order in which they were due")
	}
}

func TestActionsChangeOnlyWhatDiffers(t *testing.T) {
	const today = 100
	plain, marked, old := &storage.Card{}, &storage.Card{Suspended: true, Buried: today + 1, Flag: 3}, dueOn(90)[0]
	expired := &storage.Card{Buried: today}
	all := []*storage.Card{plain, marked, old, expired}
	for _, test := range []struct {
		name   string
		action desk.Action
		want   []*storage.Card
	}{
		{"suspend", desk.Suspend(), []*storage.Card{plain, old, expired}},
		{"resume", desk.Resume(), []*storage.Card{marked}},
		{"bury", desk.Bury(today), []*storage.Card{plain, old, expired}},
		{"unbury", desk.Unbury(today), []*storage.Card{marked}},
		{"flag 3", desk.SetFlag(3), []*storage.Card{plain, old, expired}},
		{"flag 0", desk.SetFlag(0), []*storage.Card{marked}},
		{"reset", desk.Reset(), []*storage.Card{old}},
		{"reschedule", desk.Reschedule(95), []*storage.Card{old}},
		{"reschedule to the same day", desk.Reschedule(90), nil},
	} {
		ch := test.action.On(all)
		if !slices.Equal(ch.Cards, test.want) || len(ch.Bodies) != len(test.want) ||
			len(ch.Cards)+len(ch.Left) != len(all) {
			t.Errorf("%s: changes %d of %d cards with %d events, want %d", test.name,
				len(ch.Cards), len(all), len(ch.Bodies), len(test.want))
		}
	}
}
