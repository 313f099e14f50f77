package session_test

import (
	"testing"

	"cards/cmd/internal/session"
	"cards/deck"
	"cards/deck/diff"
	"cards/deck/match"
	"cards/storage"

	"github.com/google/go-cmp/cmp"
)

func key(b byte) deck.Key { return deck.Key{b} }

// proposal returns one of basic cards: the old text and name is old, the new one recent.
func proposal(old, recent byte, likeness float64) storage.Proposal {
	return storage.Proposal{
		Card: key(old), Old: match.Seen{
			Key:  key(old),
			Text: deck.Text{Prompt: "was it?", Answer: "yes"}, Kind: deck.KindBasic,
		},
		New: match.Seen{
			Key: key(recent), Text: deck.Text{Prompt: "is it?", Answer: "yes"},
			Kind: deck.KindBasic,
		},
		Likeness: likeness,
	}
}

func same(old, recent byte) storage.Decision {
	return storage.Decision{Old: key(old), New: key(recent), Same: true}
}

func other(old, recent byte) storage.Decision {
	return storage.Decision{Old: key(old), New: key(recent)}
}

// TestSettling gives rounds of these pairs: 1→11, 2→12, 2→13, 3→13.
func TestSettling(t *testing.T) {
	t.Parallel()
	type screen struct {
		State         session.SettlingState
		Number, Total int
		Old, New      byte
	}
	at := func(number, total int, old, recent byte) screen {
		return screen{session.Comparing, number, total, old, recent}
	}
	const (
		each, all, yes, no, leave, back = "each", "all", "yes", "no", "leave", "back"
	)
	for name, tt := range map[string]struct {
		does    []string
		screens []screen // after each
		want    []storage.Decision
	}{
		"nothing": {},
		"all takes the likeliest": {
			[]string{all},
			[]screen{{State: session.Settled, Total: 3}},
			[]storage.Decision{same(3, 13), same(2, 12), same(1, 11)},
		},
		"each": {
			[]string{each, yes, no, yes, back, no, yes},
			[]screen{
				at(1, 4, 1, 11), at(2, 4, 2, 12), at(3, 4, 2, 13),
				{State: session.Settled, Total: 3},
				at(3, 4, 2, 13), at(4, 4, 3, 13),
				{State: session.Settled, Total: 4},
			},
			[]storage.Decision{same(1, 11), other(2, 12), other(2, 13), same(3, 13)},
		},
		"what is taken is passed over": {
			[]string{each, no, yes},
			[]screen{at(1, 4, 1, 11), at(2, 4, 2, 12), at(3, 3, 3, 13)},
			[]storage.Decision{other(1, 11), same(2, 12)},
		},
		"left, then all the rest": {
			[]string{each, leave, all},
			[]screen{at(1, 4, 1, 11), at(2, 4, 2, 12), {State: session.Settled, Total: 3}},
			[]storage.Decision{same(3, 13), same(2, 12)},
		},
		"back to the first": {
			[]string{each, back, no, back, back},
			[]screen{at(1, 4, 1, 11), at(1, 4, 1, 11), at(2, 4, 2, 12), at(1, 4, 1, 11), at(1, 4, 1, 11)},
			nil,
		},
		"nothing is said before a choice": {
			[]string{yes},
			[]screen{{State: session.Offering, Total: 3}},
			nil,
		},
	} {
		s := session.NewSettling([]storage.Proposal{
			proposal(1, 11, .5), proposal(2, 12, .6), proposal(2, 13, .7), proposal(3, 13, .8),
		})
		if got := s.Screen(); got.State != session.Offering || got.Total != 3 {
			t.Errorf("%s: begins with %+v", name, got)
		}
		do := map[string]func(){
			each: s.Each, all: s.All, yes: s.Same, no: s.Other, leave: s.Leave, back: func() { s.Back() },
		}
		var screens []screen
		for _, what := range tt.does {
			do[what]()
			got := s.Screen()
			screens = append(screens, screen{
				got.State, got.Number, got.Total, got.Pair.Old.Key[0],
				got.Pair.New.Key[0],
			})
		}
		if diff := cmp.Diff(tt.screens, screens); diff != "" {
			t.Errorf("%s: screens (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(tt.want, s.Decisions()); diff != "" {
			t.Errorf("%s: decisions (-want +got):\n%s", name, diff)
		}
	}
}

func TestSettlingOfNothing(t *testing.T) {
	t.Parallel()
	if got := session.NewSettling(nil).Screen(); got.State != session.Settled {
		t.Errorf("begins with %+v", got)
	}
}

func TestSettlingShowsWhatDiffers(t *testing.T) {
	t.Parallel()
	cloze := func(text string) match.Seen {
		return match.Seen{
			Kind: deck.KindCloze,
			Text: deck.Text{Cloze: text},
		}
	}
	choice := func(answer string) match.Seen {
		return match.Seen{Kind: deck.KindChoice, Text: deck.Text{Prompt: "Which?", Answer: answer}}
	}
	common := func(text string) []diff.Run { return []diff.Run{{Text: text}} }
	for name, tt := range map[string]struct {
		old, recent      match.Seen
		question, answer session.Versions
	}{
		"cloze": {
			cloze("A \x02map\x03 grows."), cloze("A \x02slice\x03 grows."),
			session.Versions{
				Was: []diff.Run{{Text: "A ["}, {Text: "map", Differs: true}, {Text: "] grows."}},
				Is:  []diff.Run{{Text: "A ["}, {Text: "slice", Differs: true}, {Text: "] grows."}},
			},
			session.Versions{Equal: true},
		},
		"choice": {
			choice("o array\nx map"), choice("o array\nx map\nx slice"),
			session.Versions{Was: common("Which?"), Is: common("Which?"), Equal: true},
			session.Versions{
				Was: common("[ ] array\n[x] map"),
				Is:  []diff.Run{{Text: "[ ] array\n[x] map\n"}, {Text: "[x] slice", Differs: true}},
			},
		},
		"white space": {
			proposal(1, 2, 1).New,
			match.Seen{Text: deck.Text{Prompt: "is  it?", Answer: "yes"}, Kind: deck.KindBasic},
			session.Versions{Was: common("is it?"), Is: common("is  it?"), Equal: true},
			session.Versions{Was: common("yes"), Is: common("yes"), Equal: true},
		},
	} {
		s := session.NewSettling([]storage.Proposal{{Old: tt.old, New: tt.recent}})
		s.Each()
		got := s.Screen().Pair
		if diff := cmp.Diff([]session.Versions{tt.question, tt.answer},
			[]session.Versions{got.Question, got.Answer}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
