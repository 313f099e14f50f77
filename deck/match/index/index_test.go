package index_test

import (
	"cmp"
	"slices"
	"testing"

	"cards/deck/match/index"
	"cards/deck/match/text"
)

// sides is texts as they are indexed: a class, a prompt and an answer each.
type sides []struct {
	class          index.Class
	prompt, answer string
}

func (s sides) Len() int                { return len(s) }
func (s sides) Class(i int) index.Class { return s[i].class }

func (s sides) Outline(scan *text.Scanner, i int) index.Outline {
	scan.Slots = scan.Slots[:0]
	return index.Outline{Prompt: scan.Hash(s[i].prompt), Answer: scan.Hash(s[i].answer)}
}

var some = sides{
	{index.Gone, "Which city is the seat of the Moche kings", "Sipan"},
	{index.Gone, "Which city is the capital of Peru", "Lima"},
	{index.Fresh, "Which city was the seat of kings of the Moche", "Sipan"},
	{index.Settled, "Which river crosses the city of Lima", "Rimac"},
}

func TestIndex(t *testing.T) {
	t.Parallel()
	x, scan := index.New(some), &text.Scanner{}
	o := some.Outline(scan, 2)
	slots := slices.Clone(scan.Slots)
	if got := x.WithAnswer(o.Answer); !slices.Equal(got, []int32{0, 2}) {
		t.Errorf("the answer of the new text is in %v", got)
	}
	if got := x.WithPrompt(o.Prompt); !slices.Equal(got, []int32{2}) {
		t.Errorf("the prompt of the new text is in %v", got)
	}
	if got := x.Near(slots, 1, cmp.Compare[int32]); !slices.Equal(got, []int32{0}) {
		t.Errorf("the nearest to the new text is %v", got)
	}
	for word, want := range map[string]struct {
		texts int
		live  bool
	}{"city": {4, true}, "Peru": {1, false}, "lima": {2, true}, "zinc": {0, false}} {
		slot := scan.SlotsOf(word)[0]
		if texts, live := x.Texts(slot), x.IsLive(slot); texts != want.texts || live != want.live {
			t.Errorf("%s is in %d texts, live %v", word, texts, live)
		}
	}
	if x.Rarity(0) <= x.Rarity(1) || x.Rarity(0) != 1 || x.Rarity(1000) <= 0 {
		t.Errorf("rarities %v, %v, %v", x.Rarity(0), x.Rarity(1), x.Rarity(1000))
	}
}

// More new texts than ones that are gone: what these share with them is found all the same.
func TestIndexOfManyNewTexts(t *testing.T) {
	t.Parallel()
	many := slices.Clone(some)
	for range 5 {
		many = append(many, some[2])
	}
	x, scan := index.New(many), &text.Scanner{}
	some.Outline(scan, 2)
	if got := x.Near(scan.Slots, 3, cmp.Compare[int32]); len(got) == 0 || got[0] != 0 {
		t.Errorf("the nearest to the new text is %v", got)
	}
}
