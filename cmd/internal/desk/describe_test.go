package desk_test

import (
	"testing"

	"cards/cmd/internal/desk"
	"cards/srs"
	"cards/storage/journal"
)

// kinds counts events by kind.
func kinds(events []journal.Event) map[journal.Kind]int {
	n := make(map[journal.Kind]int)
	for _, e := range events {
		n[journal.KindOf(e.Body)]++
	}
	return n
}

func TestDescribe(t *testing.T) {
	t.Parallel()
	events := func(bodies ...journal.Body) (list []journal.Event) {
		for _, b := range bodies {
			list = append(list, journal.Event{Body: b})
		}
		return list
	}
	for _, test := range []struct {
		events []journal.Event
		want   string
	}{
		{events(journal.Reviewed{Review: srs.Review{Rating: srs.Hard}}, journal.TextSeen{}), "hard"},
		{events(journal.ParamsSet{}), "new parameters"},
		{
			events(journal.Reviewed{Review: srs.Review{Rating: srs.Good}},
				journal.Imported{Source: "x.apkg", Cards: 2, Reviews: 1}),
			"the import of x.apkg, 2 cards and 1 review",
		},
		{
			events(journal.ParamsSet{}, journal.DueSet{}, journal.DueSet{}),
			"new parameters and 2 due dates",
		},
		{events(journal.DueSet{}), "1 due date"},
		{events(journal.Reset{}), "reset"},
		{events(journal.Reset{}, journal.Reset{}), "2 resets"},
		{events(journal.Linked{Manual: true}, journal.TextSeen{}), "a link of two texts"},
		{
			events(journal.Linked{}, journal.TextSeen{}, journal.Linked{}, journal.Unlinked{}),
			"2 links of texts and a separation of two texts",
		},
		{events(journal.PropertySet{Property: journal.Suspended, Value: 1}), "suspended"},
		{events(journal.PropertySet{Property: journal.Suspended}), "resumed"},
	} {
		if got := desk.Describe(test.events, kinds(test.events)); got != test.want {
			t.Errorf("described as %q, want %q", got, test.want)
		}
	}
}
