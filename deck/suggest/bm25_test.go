package suggest_test

import (
	"math"
	"slices"
	"strings"

	"cards/deck/suggest"
)

// bm25 ranks facts with their headings by Okapi BM25, k1 = 1.2 and b = 0.75, as a measure.
func bm25(p page) [][]suggest.Suggestion {
	docs, held, mean := make([][]string, len(p.facts)), make(map[string]int), 0.0
	for i, f := range p.facts {
		docs[i] = plainWords(strings.Join(append(f.Headings[max(0, len(f.Headings)-1):], f.Label, f.Text), " "))
		mean += float64(len(docs[i])) / float64(len(p.facts))
		seen := slices.Clone(docs[i])
		slices.Sort(seen)
		for _, w := range slices.Compact(seen) {
			held[w]++
		}
	}
	all := make([][]suggest.Suggestion, len(p.questions))
	for i, q := range p.questions {
		for j, d := range docs {
			score := 0.0
			for _, w := range plainWords(q) {
				tf, n := 0.0, float64(held[w])
				for _, v := range d {
					if v == w {
						tf++
					}
				}
				idf := math.Log(1 + (float64(len(docs))-n+0.5)/(n+0.5))
				score += idf * tf * 2.2 / (tf + 1.2*(0.25+0.75*float64(len(d))/mean))
			}
			all[i] = append(all[i], suggest.Suggestion{Fact: j, Score: score})
		}
		slices.SortStableFunc(all[i], func(a, b suggest.Suggestion) int {
			return int(math.Copysign(1, b.Score-a.Score)) * map[bool]int{true: 0, false: 1}[a.Score == b.Score]
		})
		all[i] = all[i][:min(3, len(all[i]))]
	}
	return all
}

func plainWords(text string) []string {
	var words []string
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}) {
		for _, end := range []string{"ing", "ed", "es", "s"} {
			if rest := strings.TrimSuffix(w, end); rest != w && len(rest) > 3 {
				w = rest
				break
			}
		}
		words = append(words, w)
	}
	return words
}
