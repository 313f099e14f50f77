package choice_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"cards/deck/choice"
)

// TestLures states what may not stand beside a right answer, and what may.
func TestLures(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		cards []choice.Card
		want  string // wrong answers to the first card, sorted
	}{
		"another of the same": {
			ask("Name one noble gas.", "helium", "Name another noble gas.", "neon", "Name one metal.", "iron"), "iron",
		},
		"the same question":     {ask("Who wrote it?", "Ann", "Who wrote it?", "Bob", "Who read the letter?", "Eve"), "Eve"},
		"a question within it":  {ask("What ends a card?", "a heading", "What ends a card at once?", "a line"), "a list a paragraph"},
		"what a name parts":     {ask("Where is the capital?", "Here", "Where is the capital of Peru?", "Lima"), "Lima"},
		"held by the right one": {ask("What is it?", "New York", "What was there before?", "York"), ""},
		"two rare words in common": {
			ask("What for?", "To make similar mistakes less likely.", "What came out?", "A lower chance of similar mistakes made less."), "To make different mistakes less likely. To make similar mistakes more likely.",
		},
		"named in the question": {ask("Which is heavier than Gold?", "Lead", "What shines most?", "Gold"), "Mercury Silver Tin"},
		"yes or no":             {ask("Does it block?", "Yes."), "No."},
		"ja oder nein":          {ask("Blockiert es?", "nein"), "ja"},
		"another shape":         {ask("When?", "1969", "Who?", "Ann Smith", "How?", "slowly"), "year year year"},
		"another unit":          {ask("How long?", "10 km", "How hot?", "10 °C", "How far is the sea?", "12 km"), "12 km km km"},
		"a word that leads": {
			ask("With what is it beaten?", "With a whisk.", "With what is it served?", "With a ladle.", "What is it?", "Flour and butter."),
			"With a ladle. With a spoon.",
		},
		"whom one tells is no purpose": {
			ask("To whom was it told?", "To the manager", "Why did it stop?", "To save time", "To whom was it sold?", "To the owner"), "To the employee To the owner",
		},
		"a team is made up": {
			ask("Which team won?", "The Payments team.", "What failed?", "A query of SQL and a job of QA"), "The QA team. The SQL team.",
		},
		"the team may be the team that is named": {
			ask("Whom was it told to?", "The boss and the team", "Which team was it?", "The Payments team", "Who asked?", "The owner of QA"),
			"The QA team The owner of QA",
		},
		"a word of a scale": {ask("How was it?", "Positive."), "Negative. Neutral."},
		"before what speaks of notes": {
			ask("Who came?", "Ann. The notes name no other.", "Who went?", "Bob"), "Bob.",
		},
		"real numbers first": {
			ask("How large is the address?", "32 bits", "How large is the byte?", "8 bits", "How large is the hash?", "256 bits", "How large is the key?", "128 bits"),
			"128 bits 256 bits 8 bits",
		},
		"who is no thing": {ask("Who found it?", "Alexander Fleming", "Which vitamin is it?", "Vitamin D", "Who lost it?", "Ann Smith"), "Ann Smith Rudolf Virchow"},
		"a kind that is named": {
			ask("Which clef has a violin?", "Treble clef", "Which key has no sharps?", "C major", "Which clef has a cello?", "Bass clef"),
			"Alto clef Bass clef Tenor clef",
		},
		"the same kind": {
			ask("Which gas comes out?", "Oxygen", "Which gas goes in at night?", "Carbon dioxide", "Which colour do leaves have?", "Green", "Which gas burns?", "Methane"),
			"Carbon dioxide Helium Methane",
		},
		"a number as a word":     {ask("How many lines?", "Five", "Who sang?", "Ann", "Where was that?", "Paris"), "Eight Six Two"},
		"what is no number":      {ask("Which blood type fits all?", "0 negative", "Who sang?", "Ann"), "0 positive"},
		"a full stop for all":    {ask("Who came?", "Ann.", "Who went?", "Bob", "Who stayed?", "Eve!"), "Bob. Eve!"},
		"what speaks of notes":   {ask("Who came?", "Ann and Bob came along", "Who went?", "The notes name none at all"), ""},
		"lists of several lines": {ask("What?", "- a\n- b", "What else?", "- c\n- d"), ""},
	}
	for name, tt := range tests {
		o, _ := choice.NewPool(tt.cards).Options(tt.cards[0].Key, 3, 3)
		var wrong []string
		for i, option := range o.List {
			switch {
			case i == o.Right:
			case option.Card == nil && strings.HasSuffix(option.Text, "km"):
				wrong = append(wrong, "km")
			case option.Card == nil && len(option.Text) == 4:
				wrong = append(wrong, "year")
			default:
				wrong = append(wrong, option.Text)
			}
		}
		slices.SortFunc(wrong, func(a, b string) int { return cmp.Compare(a, b) })
		if got := strings.Join(wrong, " "); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestNamedKindsStayAmongThemselves: what answers "what colour" is not offered where another kind
// of thing is asked for, nor the other way round.
func TestNamedKindsStayAmongThemselves(t *testing.T) {
	t.Parallel()
	pairs := [][2]string{
		{"What colour are the eggs of a blackbird?", "Blue with brown spots"},
		{"What do barn owls mainly eat?", "Voles and mice"},
		{"What colour is the breast of a robin?", "Orange"},
		{"What do wrens eat?", "Insects and spiders"},
		{"What colour are the feet of a coot?", "Pale grey"},
		{"What do ospreys catch?", "Trout and perch"},
	}
	var cards []choice.Card
	for i, c := range pairs {
		key := [16]byte{byte(i)}
		cards = append(cards, choice.Card{Key: key, Note: key, Deck: "d", Question: c[0], Answer: c[1]})
	}
	pool := choice.NewPool(cards)
	isColour := func(c choice.Card) bool { return strings.Contains(c.Question, "colour") }
	named := func(s string) bool {
		return slices.ContainsFunc(words(s), func(w string) bool {
			return slices.Contains(strings.Fields("red green blue yellow white black orange brown purple grey pink"), w)
		})
	}
	for seed := range seeds() {
		for _, c := range cards {
			o, ok := pool.Options(c.Key, 3, seed)
			if !ok {
				t.Fatalf("%q has no options", c.Question)
			}
			for _, option := range o.List {
				if option.Card == nil && named(option.Text) != isColour(c) ||
					option.Card != nil && isColour(*option.Card) != isColour(c) {
					t.Errorf("%q offers %q", c.Question, option.Text)
				}
			}
		}
	}
}
