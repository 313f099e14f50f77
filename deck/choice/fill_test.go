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
			fmt.Sprintf("What is a thing%d?", i),
			fmt.Sprintf("A tool%d that holds part%d in its place", i, i),
			fmt.Sprintf("Who made part%d?", i), fmt.Sprintf("Ann Maker%c", 'a'+i),
			fmt.Sprintf("Why does it stop%d?", i),
			fmt.Sprintf("Because axle%d is worn out by sand%d", i, i),
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
		"and from where to where, too": {
			ask("Name its layers from inside to outside.", "core, mantle, crust"),
			"core, crust, mantle|crust, mantle, core",
		},
		"a sign is no element": {
			codes(ask("Which pseudo-element stands before it?", "`::before`")), "!`::helium`|!helium|!`helium`",
		},
		"a decade stays one": {
			ask("What was it?", "The easing of it in the 1970s"),
			"The easing of it in the 1960s|!The easing of it in the 1973s",
		},
		"a number of code": {
			codes(ask("What does `2 ** 10` give?", "`1024`")), "`512`|`2048`|!`1021`",
		},
		"the verb is no noun": {
			codes(ask("Which mark turns a method into a value?", "`@one`",
				"Which mark makes a class of it?", "`@two`")), "`@two`",
		},
		"a range from zero": {
			ask("What is the range of it?", "0 to 1"), "0 to 2|0 to 3|!1 to 2|!0 to 0",
		},
		"a range from zero, with a unit": {
			ask("How loud is it?", "From 0 to 120 dB"), "!From 5 to 120 dB|From 0 to 130 dB",
		},
		"an option alone": {codes(ask("Which option shows all?", "`-a`")), "`-l`|`-n`|!`-a`"},
		"two keys": {
			ask("Which key combination ends it?", "Ctrl-C", "Which key combination stops it?", "Ctrl-Z"),
			"Ctrl-Z",
		},
		"one of a pair of code": {
			ask("Which two open it?", "`__in__` and `__out__`", "Which is called?", "`__call__`",
				"Which is tested?", "`__bool__`"),
			"`__in__` and `__call__`|`__call__` and `__out__`",
		},
		"names for names": {
			ask("Between which cities was the war?", "Between Rome and Carthage",
				"Where did he lose?", "At Waterloo"),
			"!Between Rome and At Waterloo",
		},
	}
	for name, tt := range tests {
		mustOffer(t, name, tt.cards, tt.want)
	}
}

// TestSensesStandBesideSenses: where a card asks what something is, or means, what other things are
// stands beside its answer, and not what is asked of them.
func TestSensesStandBesideSenses(t *testing.T) {
	t.Parallel()
	const offer, order = "A promise that is made to be kept", "The command of a court to act"
	others := []string{
		"What is an offer?", offer, "What does injunction mean?", order,
		"What is the aim of damages?", "A state as if nothing had happened at all",
	}
	for question, want := range map[string]string{
		"What is a warranty?":             offer + "|" + order,
		"What was the New Deal?":          offer + "|" + order,
		"What is privity of contract?":    offer + "|" + order,
		"What does warranty mean?":        offer + "|" + order,
		"What is the Bolam test?":         offer + "|" + order,
		"What are the terms?":             offer + "|" + order,
		"What is the effect of a breach?": "!" + offer + "|!" + order,
		"What is it made of?":             "!" + offer + "|!" + order,
		"What is in the bottle?":          "!" + offer + "|!" + order,
	} {
		want += "|!A state as if nothing had happened at all"
		if strings.HasPrefix(want, "!") {
			want, _, _ = strings.Cut(want, "|!A state")
		}
		cards := ask(append([]string{question, "Some word whose sense is given below"}, others...)...)
		mustOffer(t, question, cards, want)
	}
}

// TestNamesOfAKind: what has the name of a kind behind its own stands beside such an answer,
// wherever it is named; two persons of one title or first name are two persons.
func TestNamesOfAKind(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		cards []choice.Card
		want  string // see mustOffer
	}{
		"an empire": {
			ask("Which empire did he found?", "The Mongol Empire",
				"Who conquered the Inca Empire?", "Pizarro", "Who conquered the Aztec Empire?", "Cortés"),
			"The Inca Empire|The Aztec Empire",
		},
		"a treaty": {
			ask("Which act ended it?", "The Stamp Act", "Who passed the Sugar Act?", "Parliament",
				"When was the Tea Act passed?", "1773"),
			"The Sugar Act|The Tea Act",
		},
		"a test": {
			ask("Which test is it?", "The Bolam Test", "When does the Caparo Test fail?", "Never"),
			"The Caparo Test",
		},
		"not the one of the question": {
			ask("Which revolt came after the Ionian Revolt?", "The Cyprian Revolt",
				"Who won the Samian Revolt?", "Athens"),
			"The Samian Revolt|!The Ionian Revolt",
		},
		"a title": {
			ask("Who decided it?", "Lord Denning", "Who formulated it?", "Lord Atkin"), "Lord Atkin",
		},
		"what is one's is another's": {
			ask("Whose pictures were used by him?", "Marie Curie's"), "Max Planck's",
		},
		"one and the same": {
			ask("Who decided it?", "Lord Denning", "Who wrote about it?", "Tom Denning"), "!Tom Denning",
		},
	}
	for name, tt := range tests {
		mustOffer(t, name, tt.cards, tt.want)
	}
}
