package choice_test

import (
	"slices"
	"strings"
	"testing"

	"cards/deck/choice"
)

// TestSureOptions states which wrong answers are sure to be of the kind that is asked for, and which
// are not, however many there are: such a question is better asked otherwise.
func TestSureOptions(t *testing.T) {
	t.Parallel()
	const boat = "What is the left side of a boat called?"
	tests := map[string]struct {
		cards []choice.Card
		want  string // wrong answers to the first card, sorted, by all seeds
	}{
		"what is named by one word": {
			ask("Which selector is slow?", "The hash", "Which selector is quick?", "The colon"), "The colon",
		},
		"what is called otherwise is of another kind": {
			ask("What is the rope of a sail called?", "Sheet", boat, "Port", "What is the difference of both norths called?", "Variation"), "",
		},
		"unless its ending tells": {
			ask("What is the error of a compass called?", "Deviation", boat, "Port", "What is the difference of both norths called?", "Variation"), "Variation",
		},
		"a measure is no thing": {
			ask("What is a knot?", "One nautical mile an hour", "What is a boom?", "The spar along the foot of it", "What is a keel?", "The fin below the hull of it"), "",
		},
		"two are not one": {
			ask("Who fought?", "Athens and Sparta", "Who led it?", "Mahatma Gandhi", "Who won?", "Nelson Mandela"), "",
		},
		"one thing alone is no kind of thing": {
			ask("What is basalt?", "A dark rock that cooled at the surface", "What is subduction?", "The sinking of plates into the mantle", "What is slate?", "A stone that splits into sheets", "What is a geyser?", "A spring of hot water"),
			"A stone that splits into sheets A spring of hot water",
		},
		"what grows is no thing": {
			ask("What is lead time?", "Hours from request until delivery", "What is scope creep?", "Requirements grow without more money"), "",
		},
		"what one does is no thing": {
			ask("What is a peaberry?", "A single bean in a cherry", "What is tamping?", "Pressing it flat before brewing", "What is dosing?", "Weighing it before it is ground"), "",
		},
		"nor what goes on": {
			ask("What is bokeh?", "The quality of the parts out of focus", "What is an L-cut?", "The sound of a scene goes on over the next", "What is a J-cut?", "The sound begins before its picture"), "",
		},
		"how often is not how large": {
			ask("Wie groß ist der Abstand?", "Halber Tachowert", "Wie oft muss er zur Prüfung?", "Alle paar Jahre"), "",
		},
		"who is no colour": {
			ask("Wer zieht zuerst?", "Weiß", "Nach wem ist sie benannt?", "Arpad Elo", "Welche Farbe hat das Feld?", "Schwarz"), "",
		},
		"what a word leads to is no other": {
			ask("In welche Figur wird er verwandelt?", "In eine Dame", "Welche Figur springt?", "Der Springer"), "",
		},
		"persons are no acts": {
			terms("tort", "a civil wrong that harms another", "plaintiff", "the person who brings a lawsuit", "precedent", "a decision that binds later ones"),
			"a decision that binds later ones",
		},
		"the question rules it out": {
			ask("Which major key has one sharp?", "G major", "Which minor key has no sharp?", "A minor", "Which major key has a flat?", "F major"), "F major D major C major A major B flat major E flat major",
		},
		"another manner in the section": {
			ask("Wie lagert man ihn im Schock?", "Mit hochgelegten Beinen", "Wie lagert man ihn bei Brustschmerz?", "Mit erhöhtem Oberkörper", "Wie stillt man die Blutung?", "Mit einem Druckverband"),
			"Mit erhöhtem Oberkörper",
		},
		"nothing is known":      {ask("Why is it weak?", "Both pull apart", "What is it?", "A thing of iron", "When is it?", "At full moon"), ""},
		"what nobody speaks of": {ask("When is it?", "Around full and new light", "Why is it?", "Because of it"), ""},
		"nor what is denied":    {ask("What wins?", "The id, because it can be more specific", "Why is it?", "Because of it"), ""},
		"one of a pair of which the cards speak": {
			ask("What comes then?", "The line that comes after a break", "What stands there?", "The word before it"), "The line that comes before a break",
		},
		"what says more of the next word stays": {
			ask("What does it cross?", "It crosses in the brain stem of it", "Which organ beats?", "The heart"), "",
		},
		"another order where one is asked for": {
			ask("Name its parts from inside to outside.", "core, shell"), "",
		},
		"a number": {ask("What begins it?", "A name that begins with two dashes"), "A name that begins with four dashes A name that begins with three dashes"},
	}
	for name, tt := range tests {
		pool, want := choice.NewPool(tt.cards), " "+tt.want+" "
		found := false
		for seed := range seeds() {
			o, ok := pool.Sure(tt.cards[0].Key, 3, seed)
			found = found || ok
			for i, option := range o.List {
				if i != o.Right && !strings.Contains(want, " "+option.Text+" ") {
					t.Errorf("%s: %q is sure", name, option.Text)
				}
			}
		}
		if found != (tt.want != "") {
			t.Errorf("%s: %v, want %q", name, found, tt.want)
		}
	}
}

// terms returns the cards that ask terms for their definitions.
func terms(pairs ...string) []choice.Card {
	cards := ask(pairs...)
	for i := range cards {
		cards[i].Side = choice.Term
	}
	return cards
}

// TestSureStandFirst: what is sure is offered wherever choices are demanded too, and alone where it
// is enough.
func TestSureStandFirst(t *testing.T) {
	t.Parallel()
	for name, cards := range decks(t) {
		pool := choice.NewPool(cards)
		for _, c := range cards {
			sure, _ := pool.Sure(c.Key, 3, 1)
			all, _ := pool.Options(c.Key, 3, 1)
			if len(sure.List) > 2 && !slices.Equal(optionTexts(sure), optionTexts(all)) {
				t.Errorf("%s: %q: %q, and sure are %q", name, c.Question, optionTexts(all), optionTexts(sure))
			}
		}
	}
}
