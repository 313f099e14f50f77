package suggest

import (
	_ "embed"
	"strings"
)

// thesaurus holds frequent words of English, each with those behind it in the alphabet that say
// nearly the same, by WordNet 3.0 (Princeton University; see THIRD-PARTY). .ci/thesaurus writes it.
//
//go:embed thesaurus.txt
var thesaurus string

// nearby returns the pairs of numbered stems, the lower number first, of words that say nearly the
// same.
func nearby(stems map[string]int) map[[2]int]bool {
	pairs := make(map[[2]int]bool)
	for line := range strings.Lines(thesaurus) {
		word, others, _ := strings.Cut(line, " ")
		a, ok := stems[stem(word)]
		if !ok {
			continue
		}
		for other := range strings.FieldsSeq(others) {
			if b, ok := stems[stem(other)]; ok {
				pairs[[2]int{min(a, b), max(a, b)}] = true
			}
		}
	}
	return pairs
}
