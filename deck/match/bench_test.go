package match_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"cards/deck"
	"cards/deck/match"
)

// BenchmarkMatch matches 1,000 changed notes, half of them with a word replaced in the prompt and
// half in the answer, with collections of different sizes. In the first kind all other cards are
// live, in the second all are gone.
func BenchmarkMatch(b *testing.B) {
	for _, size := range []int{10_000, 100_000} {
		for _, gone := range []bool{false, true} {
			name := fmt.Sprintf("%dk-live", size/1000)
			if gone {
				name = fmt.Sprintf("%dk-gone", size/1000)
			}
			known, live := changedCollection(size, 1000, gone)
			b.Run(name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if n := len(match.Match(known, live, nil).Links); n < 950 {
						b.Fatalf("%d links", n)
					}
				}
			})
		}
	}
}

// BenchmarkMatchGaps matches a cloze of many gaps, each of which asks for something else than before.
func BenchmarkMatchGaps(b *testing.B) {
	var before, after strings.Builder
	for i := range 20 {
		fmt.Fprintf(&before, " the word%d [gap%d x] of", i, i)
		fmt.Fprintf(&after, " the word%d [other%d y] of", i, i)
	}
	var e edit
	for _, n := range readNotes(b, "C:"+before.String()) {
		e.before = append(e.before, n.cards...)
	}
	for _, n := range readNotes(b, "C:"+after.String()) {
		e.after = append(e.after, n.cards...)
	}
	known, live := e.collection()
	for b.Loop() {
		match.Match(known, live, nil)
	}
}

// changedCollection returns a collection of basic cards of which some were changed.
func changedCollection(size, changed int, gone bool) ([]match.Known, []match.Live) {
	rng := rand.New(rand.NewPCG(1, 2))
	var known []match.Known
	var live []match.Live
	for i := range size {
		text := deck.Text{Prompt: sentence(rng, 9) + "?", Answer: sentence(rng, 7)}
		seen := match.Seen{Key: text.Key(), Kind: deck.KindBasic, Text: text, Path: fmt.Sprintf("%d.md", i/100)}
		if i >= changed && !gone {
			live = append(live, match.Live{Seen: seen, Reviewed: true, Was: seen.Path})
			continue
		}
		known = append(known, match.Known{seen})
		if i >= changed {
			continue
		}
		if i%2 == 0 {
			text.Prompt += " Really"
		} else {
			text.Answer += ", " + sentence(rng, 1)
		}
		seen.Text, seen.Key = text, text.Key()
		live = append(live, match.Live{Seen: seen})
	}
	return known, live
}

// sentence returns words as they are spread in texts: few are frequent, most are rare.
func sentence(rng *rand.Rand, words int) string {
	out := make([]string, words)
	for i := range out {
		n := int(20 / (rng.Float64() + 0.0005))
		out[i] = word(rand.New(rand.NewPCG(uint64(n), 3)))
	}
	return strings.Join(out, " ")
}

func word(rng *rand.Rand) string {
	const letters = "etaoinshrdlucmfwypvbgkjqxz"
	out := make([]byte, 3+rng.IntN(6))
	for i := range out {
		out[i] = letters[int(float64(len(letters))*rng.Float64()*rng.Float64())]
	}
	return string(out)
}
