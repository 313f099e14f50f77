package choice_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"cards/deck/choice"
)

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r > 0x7f)
	})
}

func common(a, b string) (n int) {
	for _, w := range words(a) {
		if slices.Contains(words(b), w) {
			n++
		}
	}
	return n
}

// best returns the option for which a figure is greatest, the first of equals.
func best(o choice.Options, figure func(i int) float64) int {
	at := 0
	for i := range o.List {
		if figure(i) > figure(at) {
			at = i
		}
	}
	return at
}

// strategies pick an option and know nothing of the subject.
func strategies() map[string]func(c choice.Card, o choice.Options) int {
	size := func(o choice.Options, i int) float64 { return float64(len([]rune(o.List[i].Text))) }
	others := func(o choice.Options, i int) (n float64) {
		for j := range o.List {
			if i != j {
				n += float64(common(o.List[i].Text, o.List[j].Text))
			}
		}
		return n
	}
	return map[string]func(c choice.Card, o choice.Options) int{
		"longest":  func(_ choice.Card, o choice.Options) int { return best(o, func(i int) float64 { return size(o, i) }) },
		"shortest": func(_ choice.Card, o choice.Options) int { return best(o, func(i int) float64 { return -size(o, i) }) },
		"echo of the question": func(c choice.Card, o choice.Options) int {
			return best(o, func(i int) float64 { return float64(common(c.Question, o.List[i].Text)) })
		},
		"like the others": func(_ choice.Card, o choice.Options) int { return best(o, func(i int) float64 { return others(o, i) }) },
		"odd one out": func(_ choice.Card, o choice.Options) int {
			return best(o, func(i int) float64 { return -others(o, i) })
		},
		"first": func(choice.Card, choice.Options) int { return 0 },
		"last":  func(_ choice.Card, o choice.Options) int { return len(o.List) - 1 },
	}
}

// TestNothingTellsTheRightOne has strategies that know nothing of the subject pick options: they
// are right about as often as by chance.
func TestNothingTellsTheRightOne(t *testing.T) {
	t.Parallel()
	asked, right := 0, make(map[string]int)
	picks := strategies()
	for _, cards := range decks(t) {
		eachQuestion(t, cards, func(c choice.Card, o choice.Options) {
			if len(o.List) != 4 {
				return
			}
			asked++
			for name, pick := range picks {
				if pick(c, o) == o.Right {
					right[name]++
				}
			}
		})
	}
	for name := range picks {
		share := float64(right[name]) / float64(asked)
		t.Logf("%-22s %.3f of %d", name, share, asked)
		if asked < 2000 || share > .32 {
			t.Errorf("%s: right in %.3f of %d questions", name, share, asked)
		}
	}
}

// TestQuestionWordsTellLittle has an adversary learn from one half of the cards which first words
// answer which question words, and pick by that in the other half.
func TestQuestionWordsTellLittle(t *testing.T) {
	t.Parallel()
	asked, right := 0, 0
	for _, cards := range decks(t) {
		for half := range 2 {
			learned := make(map[string]int)
			for _, c := range cards {
				if int(c.Key[0])%2 != half {
					learned[begin(c.Question)+"|"+begin(c.Answer)]++
				}
			}
			eachQuestion(t, cards, func(c choice.Card, o choice.Options) {
				if len(o.List) < 4 || int(c.Key[0])%2 != half {
					return
				}
				asked++
				at := best(o, func(i int) float64 { return float64(learned[begin(c.Question)+"|"+begin(o.List[i].Text)]) })
				if at == o.Right {
					right++
				}
			})
		}
	}
	share := float64(right) / float64(asked)
	t.Logf("%.3f of %d", share, asked)
	if share > .33 {
		t.Errorf("the adversary is right in %.3f of %d", share, asked)
	}
}

func begin(s string) string {
	if w := words(s); len(w) > 0 {
		return w[0]
	}
	return ""
}

// TestPlaceAndLengthTellNothing holds the place of the right option, and its rank by length, to
// chance.
func TestPlaceAndLengthTellNothing(t *testing.T) {
	t.Parallel()
	var place, rank [4]float64
	n := 0.0
	for _, cards := range decks(t) {
		eachQuestion(t, cards, func(_ choice.Card, o choice.Options) {
			if len(o.List) != 4 {
				return
			}
			n++
			place[o.Right]++
			shorter, same := 0.0, 0.0
			for i := range o.List {
				switch d := len([]rune(o.List[i].Text)) - len([]rune(o.List[o.Right].Text)); {
				case d < 0:
					shorter++
				case d == 0:
					same++
				}
			}
			for i := range int(same) {
				rank[int(shorter)+i] += 1 / same
			}
		})
	}
	chi := 0.0
	for i := range place {
		chi += math.Pow(place[i]-n/4, 2) / (n / 4)
		if share := rank[i] / n; share < .2 || share > .3 {
			t.Errorf("the right one has rank %d by length in %.3f", i, share)
		}
	}
	t.Logf("places %v, ranks %v of %v", place, rank, n)
	if chi > 16.27 { // p = .001 with three degrees of freedom
		t.Errorf("places %v: χ² %.1f", place, chi)
	}
}
