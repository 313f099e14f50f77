package desk_test

import (
	"slices"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/journal"
)

// dueOn returns cards in review phase that are due on some days.
func dueOn(days ...srs.Day) []*storage.Card {
	var cards []*storage.Card
	for i, day := range days {
		c := &storage.Card{
			Schedule: srs.Schedule{Phase: srs.InReview, Due: srs.Due{Day: day}},
			Model:    model.New(model.Defaults()),
		}
		c.Key[0], c.Note[0] = byte(i+1), byte(i+1)
		cards = append(cards, c)
	}
	return cards
}

var buryReviews = srs.Bury{Review: true}

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
		ch, before, after := desk.Spread(test.cards, nil, buryReviews, 100, 3)
		if !slices.Equal(before, test.before) || !slices.Equal(after, test.after) ||
			len(ch.Cards) != test.moved || len(ch.Bodies) != test.moved || len(ch.Left) != test.stay {
			t.Errorf("%s: before %v, after %v, %d moved, %d stay; want %v, %v, %d, %d", test.name,
				before, after, len(ch.Cards), len(ch.Left), test.before, test.after, test.moved, test.stay)
		}
	}
}

// TestSpreadAsksFirstWhatLosesMost: of cards that were last answered on one day, that of which most
// is forgotten until tomorrow, and of two alike the quicker one.
func TestSpreadAsksFirstWhatLosesMost(t *testing.T) {
	cards := dueOn(80, 70, 75, 76)
	for i, stability := range []float64{1, 200, 10, 10} {
		cards[i].Schedule.Reviews, cards[i].Schedule.LastDay = 3, 60
		cards[i].Schedule.Memory = model.Memory{Stability: stability, Difficulty: 5}
		cards[i].Pace = srs.Pace{Answers: 9, Time: 90 * time.Second}
	}
	cards[2].Pace.Time *= 2
	ch, _, _ := desk.Spread(cards, nil, buryReviews, 100, 4)
	got := slices.Concat(ch.Left, ch.Cards)
	want := []*storage.Card{cards[3], cards[0], cards[2], cards[1]}
	if !slices.Equal(got, want) {
		t.Errorf("cards are due in the order %v, want %v", keysOf(got), keysOf(want))
	}
}

func keysOf(cards []*storage.Card) []byte {
	var keys []byte
	for _, c := range cards {
		keys = append(keys, c.Key[0])
	}
	return keys
}

// TestSpreadTakesThoseThatWaitedLongest: where nothing is known of memory.
func TestSpreadTakesThoseThatWaitedLongest(t *testing.T) {
	cards := dueOn(99, 90, 95)
	ch, _, _ := desk.Spread(cards, nil, buryReviews, 100, 3)
	if got := keysOf(slices.Concat(ch.Left, ch.Cards)); !slices.Equal(got, []byte{2, 3, 1}) {
		t.Errorf("cards are due in the order %v, want 2, 3, 1", got)
	}
}

// TestSpreadPartsSiblings: they go to different days, and what the days ask is told as it is asked.
func TestSpreadPartsSiblings(t *testing.T) {
	t.Parallel()
	cards := dueOn(90, 91, 92, 93, 94, 101)
	for i, note := range []byte{1, 1, 1, 2, 2, 2} {
		cards[i].Note = srs.NoteID{note}
	}
	for _, test := range []struct {
		bury          srs.Bury
		before, after []int
	}{
		{buryReviews, []int{2, 2, 2}, []int{2, 2, 2}},
		{srs.Bury{}, []int{5, 1, 0}, []int{2, 2, 2}},
	} {
		ch, before, after := desk.Spread(cards, nil, test.bury, 100, 3)
		if !slices.Equal(before, test.before) || !slices.Equal(after, test.after) {
			t.Errorf("%+v: before %v, after %v, want %v, %v", test.bury, before, after, test.before,
				test.after)
		}
		if parted := keysOf(slices.Concat(ch.Left, ch.Cards)); len(parted) != 5 {
			t.Errorf("%+v: %d cards are spread, want 5", test.bury, len(parted))
		}
	}
	if ch, _, _ := desk.Spread(cards, nil, buryReviews, 100, 3); !slices.Equal(keysOf(ch.Left),
		[]byte{1, 4}) {
		t.Errorf("%v stay today, want one card of each note", keysOf(ch.Left))
	}
}

// TestSpreadCountsWhatIsAsked: what is buried, or put off by a sibling of today, is not asked today
// and not left there.
func TestSpreadCountsWhatIsAsked(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name          string
		change        func(cards []*storage.Card) desk.Settled
		bury          srs.Bury
		before, after []int
		first         srs.Day // on which the first card is due then
	}{
		{"a sibling was answered", func(cards []*storage.Card) desk.Settled {
			return desk.Settled{cards[0].Note: {99}}
		}, buryReviews, []int{2, 1, 0}, []int{1, 1, 1}, 101},
		{"several were", func(cards []*storage.Card) desk.Settled {
			return desk.Settled{cards[0].Note: {}}
		}, buryReviews, []int{2, 1, 0}, []int{1, 1, 1}, 101},
		{"siblings are asked", func(cards []*storage.Card) desk.Settled {
			return desk.Settled{cards[0].Note: {99}}
		}, srs.Bury{}, []int{3, 0, 0}, []int{1, 1, 1}, 100},
		{"the card itself was", func(cards []*storage.Card) desk.Settled {
			return desk.Settled{cards[0].Note: srs.CardID(cards[0].Key)}
		}, buryReviews, []int{3, 0, 0}, []int{1, 1, 1}, 100},
		{"buried", func(cards []*storage.Card) desk.Settled {
			cards[0].Buried = 102
			return nil
		}, buryReviews, []int{2, 0, 1}, []int{1, 1, 1}, 102},
		{"buried for long", func(cards []*storage.Card) desk.Settled {
			cards[0].Buried = 103
			return nil
		}, buryReviews, []int{2, 0, 0}, []int{1, 1, 0}, 90},
		{"all are put off", func(cards []*storage.Card) desk.Settled {
			return desk.Settled{cards[0].Note: {99}, cards[1].Note: {99}, cards[2].Note: {99}}
		}, buryReviews, []int{0, 3, 0}, []int{0, 2, 1}, 101},
	} {
		cards := dueOn(90, 91, 92)
		ch, before, after := desk.Spread(cards, test.change(cards), test.bury, 100, 3)
		if !slices.Equal(before, test.before) || !slices.Equal(after, test.after) {
			t.Errorf("%s: before %v, after %v, want %v, %v", test.name, before, after, test.before,
				test.after)
		}
		due := cards[0].Schedule.Due.Day
		if slices.Contains(ch.Left, cards[0]) {
			due = 100
		}
		for i, c := range ch.Cards {
			if c == cards[0] {
				due = ch.Bodies[i].(journal.DueSet).Due.Day
			}
		}
		if due != test.first {
			t.Errorf("%s: the first card is due on day %d, want %d", test.name, due, test.first)
		}
	}
}

func TestActionsChangeOnlyWhatDiffers(t *testing.T) {
	const today = 100
	plain, marked, old := &storage.Card{},
		&storage.Card{Suspended: true, Buried: today + 1, Flag: 3}, dueOn(90)[0]
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
