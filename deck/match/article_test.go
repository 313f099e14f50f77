package match_test

import (
	"testing"

	"cards/deck/match"
)

// A mistyped article is one where the other text has an article in its place, and a word elsewhere.
func TestMatchKnowsAMistypedArticleByItsPlace(t *testing.T) {
	t.Parallel()
	for _, e := range []struct {
		before, after string
		isLinked      bool
	}{
		{"Q: Who built teh wall?\nA: Hadrian", "Q: Who built the wall?\nA: Hadrian", true},
		{"Q: Who built hte wall?\nA: Hadrian", "Q: Who built the wall?\nA: Hadrian", true},
		{"Q: Teh wall of whom?\nA: Hadrian", "Q: The wall of whom?\nA: Hadrian", true},
		{"Q: Who built teh wall of teh north?\nA: Hadrian", "Q: Who built the wall of the north?\nA: Hadrian", true},
		{"Q: Who built the wall?\nA: Hadrian", "Q: Who built teh wall?\nA: Hadrian", true},
		{"Q: Who built teh wall?\nA: Hadrian", "Q: Who built wall?\nA: Hadrian", false},
		{"Q: Who built teh wall?\nA: Hadrian", "Q: Who built no wall?\nA: Hadrian", false},
		{"Q: Who built the wall?\nA: Hadrian", "Q: Who built the het wall?\nA: Hadrian", false},
		{"Q: Hoe heet het huis?\nA: the house of Anna", "Q: Hoe heet huis?\nA: the house of Anna", false},
	} {
		old, now := seenIn(t, e.before), seenIn(t, e.after)
		got := match.Match([]match.Known{{old}}, []match.Live{{Seen: now}}, nil)
		if isLinked := len(got.Links) > 0; isLinked != e.isLinked {
			t.Errorf("%s => %s: linked %v, want %v (%+v)", e.before, e.after, isLinked, e.isLinked, got)
		}
	}
}
