package choice_test

import (
	"slices"
	"strings"
	"testing"

	"cards/deck/choice"
)

// offeredTo returns all wrong answers that are offered to the first card.
func offeredTo(cards []choice.Card) (all []string) {
	pool := choice.NewPool(cards)
	for seed := range uint64(10) {
		o, _ := pool.Options(cards[0].Key, 3, seed)
		for i, option := range o.List {
			if i != o.Right && !slices.Contains(all, option.Text) {
				all = append(all, option.Text)
			}
		}
	}
	slices.Sort(all)
	return all
}

// mustOffer fails unless the first card is offered all that is wanted, parted by "|"; "!" stands
// before what is never offered.
func mustOffer(t *testing.T, name string, cards []choice.Card, wanted string) {
	t.Helper()
	got := offeredTo(cards)
	for want := range strings.SplitSeq(wanted, "|") {
		want, never := strings.CutPrefix(want, "!")
		if slices.Contains(got, want) == never {
			t.Errorf("%s: %q beside %q: %q", name, want, cards[0].Answer, got)
		}
	}
}

// TestWordsAreExchanged states by what words of an answer are exchanged: as the part of speech that
// they are where they stand, in their form, and as the cards speak of them.
func TestWordsAreExchanged(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ answer, want string }{
		"a verb, and no adjective":   {"It may lower it", "It may raise it"},
		"an adjective, and no verb":  {"With the lower lip", "With the upper lip"},
		"in its form":                {"It was slowed down", "It was sped up|It was stopped"},
		"past as past":               {"They froze it", "They boiled it|They melted it"},
		"done as done":               {"It was frozen", "It was boiled|It was melted"},
		"a letter twice":             {"It was transmitted", "It was stored|It was encrypted"},
		"stressed at its end":        {"It was acquitted", "It was convicted|It was pardoned"},
		"a form of its own":          {"They overwrote it", "They appended it"},
		"e twice":                    {"They are agreeing", "They are refusing|They are waiting"},
		"a plural":                   {"Of its children", "Of its adults|Of its animals"},
		"the article goes with it":   {"By an insect", "By a frog|By a snail|By a worm"},
		"and the capital":            {"Warm and wet", "Cool and dry|Cool and wet|Warm and dry"},
		"a noun before nothing":      {"Too little light", "Too much light"},
		"how high it is":             {"A fence that is 60 cm high", "!A fence that is 60 cm low"},
		"idioms stay":                {"All of them at once", "!All of them at twice"},
		"a verb and its preposition": {"It listens for a crack", "!It speaks for a crack|!It writes for a crack"},
		"a verb and its adverb":      {"It was burned off", "!It was frozen off|!It was boiled off"},
		"a name stays":               {"By Mr Winter", "!By Mr Summer"},
		"a word of many meanings":    {"In the shell of it", "!In the kernel of it|!In the skin of it"},
		"what the question has":      {"The question is light", "!The question is heavy"},
		"an ordinal in a name":       {"The Second War", "The First War|The Fourth War|The Third War"},
		"numbers in a sentence":      {"By dividing it into 8 parts and more", "By dividing it into 9 parts and more|!By dividing it into 800 parts and more"},
		"a range stays one":          {"Strong breeze, 22 to 27 miles in it", "!Strong breeze, 22 to 18 miles in it"},
		"no member of what is there": {"It opens what it closes", "!It closes what it closes"},
	}
	for name, tt := range tests {
		cards := ask("Is the question about light, or what is it?", tt.answer)
		mustOffer(t, name, cards, tt.want)
	}
}

// TestOptionsAreBacked states what only a reason makes an option, and what never is one.
func TestOptionsAreBacked(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		cards []choice.Card
		want  string // see mustOffer
	}{
		"what the question offers": {
			ask("Which is it: ext4 or btrfs?", "btrfs", "Which shell is it?", "zsh"), "ext4|!zsh",
		},
		"what a list has beside it": {
			ask("Which competence is that?", "Shared", "Name the kinds of competence.", "exclusive, shared, supporting"), "Exclusive|Supporting",
		},
		"an order is no thing": {
			ask("What do you do with the tooth?", "Keep it in milk", "What do you cover it with?", "Clean running water"), "!Clean running water",
		},
		"two are not one": {
			ask("Who led it?", "Two consuls", "Who ended it?", "Diocletian", "Who began it?", "Romulus"), "Three consuls|!Diocletian|!Romulus",
		},
		"nor is what belongs to one": {
			ask("In whose reign was it?", "Nero's", "Who was next?", "Galba", "Who was last?", "Otho"), "!Galba|!Otho",
		},
		"names for names in a list": {
			ask("Who formed the union?", "Caesar, Pompey and Crassus", "Who led the slaves?", "Spartacus", "Who reformed it?", "Marius"),
			"Caesar, Pompey and Marius|Spartacus, Pompey and Crassus",
		},
		"bodies for a body": {
			ask("Which institution proposes laws?", "The Commission", "Whom does the Parliament elect?", "An ombudsman", "When does the Council meet?", "In June"),
			"The Parliament|The Council",
		},
		"a term for a term": {
			ask("What is it called when they sprout?", "chitting", "What is deadheading?", "Removing flowers that have faded"), "deadheading",
		},
		"commands of one tool": {
			codes(ask("How is it undone?", "`git revert`", "How is it found?", "`git bisect`", "How is its author found?", "`git blame`", "How is it run?", "`docker exec`")),
			"`git bisect`|`git blame`|!`docker exec`",
		},
		"a language has one direction": {
			ask("yesterday", "ayer", "tired", "cansado", "picante", "spicy", "salado", "salty", "always", "siempre"), "cansado|!spicy|!salty",
		},
		"masks are masks": {ask("What is the netmask?", "255.255.255.192"), "255.255.255.224|!255.255.255.195"},
		"one of a ratio stays": {
			ask("What is the ratio?", "30:1"), "35:1|!35:2|!40:3",
		},
		"round in a name": {
			ask("Which rule keeps it on one side?", "The 180-degree rule"), "The 170-degree rule|The 190-degree rule|!The 181-degree rule",
		},
		"a power has its base": {ask("How many parts is it?", "6.022 · 10²³"), "!6.022 · 15²³|!7.545 · 15²³|!7.022 · 15²³"},
		"hosts of a network":   {ask("How many hosts are there?", "254"), "126|510"},
		"round for round":      {ask("What is the share?", "50 %"), "40 %|60 %|!43 %|!57 %"},
		"what is done is no boat": {
			ask("Which boat gives way?", "The windward boat", "What must an overtaking boat do?", "Keep clear"), "!Keep clear",
		},
		"what a word means is none of its kind": {
			ask("What is a knot of speed?", "One mile an hour", "Which knot holds best?", "The bowline of it"), "!The bowline of it",
		},
		"what one does is no other's": {
			ask("What does one blast mean?", "I am turning to port", "What does the halyard do?", "It hoists the sail"), "!It hoists the sail",
		},
		"a script is no bone": {
			ask("Which script is it?", "Cuneiform"), "!Calcaneus|!Navicular",
		},
		"unless the cards speak of bones": {
			ask("Which part is it?", "Cuneiform", "What is beside the navicular?", "The talus"),
			"Calcaneus|Talus",
		},
		"a call of a system is no tactic": {
			ask("Which system call makes a process?", "fork"), "!pin|!skewer",
		},
		"a format among formats": {
			ask("Which format is it?", "JSON", "Who wrote XML?", "Tim Bray"), "XML",
		},
		"what a sentence begins with when asked when": {
			ask("When is it elastic?", "When it is greater than 1"),
			"When it is greater than 2|When it is smaller than 1",
		},
		"a tree is no mineral": {
			ask("What raises the pH of it?", "Lime"), "!Oak|!Beech",
		},
	}
	for name, tt := range tests {
		mustOffer(t, name, tt.cards, tt.want)
	}
}

func codes(cards []choice.Card) []choice.Card {
	for i := range cards {
		cards[i].Code = true
	}
	return cards
}

// TestListsMayLackThings: what stands between the commas of a list may be nothing, and what asks for
// a term may have none.
func TestListsMayLackThings(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{
		"Caesar, , Pompey and Crassus", ", Caesar and Pompey", "Caesar and , Pompey", "and , A", ", and ",
		"Caesar, Pompey, ", "., Caesar, Pompey", "Caesar and  and Pompey",
	} {
		got := offeredTo(ask("Who formed it?", answer, "Who was next?", "Augustus", "Who led it?", answer))
		got = append(got, offeredTo(ask("Which one is it?", "pompey", "Who led it?", answer))...)
		if slices.Contains(got, "") {
			t.Errorf("%q: %q", answer, got)
		}
	}
	terms := ask("It is grown.", "isFirst", "What is .?", "A dot", "What is meant by .?", "Nothing")
	terms[0].Side = choice.Defined
	if got := offeredTo(terms); slices.Contains(got, "") {
		t.Errorf("%q", got)
	}
}
