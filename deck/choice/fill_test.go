package choice_test

import (
	"fmt"
	"strings"
	"testing"

	"cards/deck/choice"
)

// amongOthers puts cards into a deck of thirty that ask for other kinds of things.
func amongOthers(cards []choice.Card) []choice.Card {
	for i := range 10 {
		for j, c := range ask(
			fmt.Sprintf("What is a thing%d?", i), fmt.Sprintf("A tool%d that holds part%d in its place", i, i),
			fmt.Sprintf("Who made part%d?", i), fmt.Sprintf("Ann Maker%c", 'a'+i),
			fmt.Sprintf("Why does it stop%d?", i), fmt.Sprintf("Because axle%d is worn out by sand%d", i, i),
		) {
			c.Key, c.Note = [16]byte{9, byte(i), byte(j)}, [16]byte{9, byte(i), byte(j)}
			cards = append(cards, c)
		}
	}
	return cards
}

// TestWhatFitsLeastBadlyFillsUp: a card of a kind that no other card has gets two wrong answers all
// the same, where there is something to choose from; they look as much like it as any.
func TestWhatFitsLeastBadlyFillsUp(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ question, answer, like string }{
		"a thing":        {"What did the stone allow?", "The quick reading of runes", "A tool"},
		"a reason":       {"What for is it greased?", "Because bearings scream", "Because axle"},
		"a name":         {"After what was it named?", "Mount Kirkjufell", "Ann Maker"},
		"what it means":  {"What does it stand for in the book?", "A hope of the hopeless", "A tool"},
		"prose and code": {"What does the slot save?", "A call of `get` for each", "A tool"},
	}
	for name, tt := range tests {
		cards := amongOthers(ask(tt.question, tt.answer))
		for _, got := range offeredTo(cards) {
			if !strings.HasPrefix(got, tt.like) {
				t.Errorf("%s: %q beside %q", name, got, tt.answer)
			}
		}
		if o, _ := choice.NewPool(cards).Options(cards[0].Key, 3, 1); len(o.List) < 3 {
			t.Errorf("%s: %q", name, optionTexts(o))
		}
		alone := ask(tt.question, tt.answer, "Who?", "Eve")
		if got := offeredTo(alone); len(got) > 0 && strings.HasPrefix(got[0], tt.like) {
			t.Errorf("%s: alone it is offered %q", name, got)
		}
	}
}

// TestMadeInTheirKind states what is made of an answer of a kind of its own.
func TestMadeInTheirKind(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		cards []choice.Card
		want  string // see mustOffer
	}{
		"an order is another order": {
			ask("In which order are names found?", "local, global, built-in"),
			"global, local, built-in|built-in, global, local",
		},
		"a decade stays one":    {ask("What was it?", "The easing of it in the 1970s"), "The easing of it in the 1960s|!The easing of it in the 1973s"},
		"a number of code":      {codes(ask("What does `2 ** 10` give?", "`1024`")), "`512`|`2048`|!`1021`"},
		"the verb is no noun":   {codes(ask("Which mark turns a method into a value?", "`@one`", "Which mark makes a class of it?", "`@two`")), "`@two`"},
		"one of a pair of code": {ask("Which two open it?", "`__in__` and `__out__`", "Which is called?", "`__call__`", "Which is tested?", "`__bool__`"), "`__in__` and `__call__`|`__call__` and `__out__`"},
		"names for names":       {ask("Between which cities was the war?", "Between Rome and Carthage", "Where did he lose?", "At Waterloo"), "!Between Rome and At Waterloo"},
	}
	for name, tt := range tests {
		mustOffer(t, name, tt.cards, tt.want)
	}
}
