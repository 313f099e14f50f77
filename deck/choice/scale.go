package choice

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// scales are words that exclude each other, in the languages that have been thought of. A word
// belongs to the first scale that has it.
func scales() [][]string {
	return [][]string{
		{"positive", "neutral", "negative"},
		{"high", "moderate", "low"},
		{"near zero", "moderate", "high"},
		{"always", "sometimes", "never"},
		{"positiv", "gemischt", "negativ"},
		{"hoch", "mittel", "niedrig"},
		{"immer", "manchmal", "nie"},
		{"positif", "mitigé", "négatif"},
		{"élevé", "moyen", "faible"},
		{"toujours", "parfois", "jamais"},
		{"positivo", "neutro", "negativo"},
		{"siempre", "a veces", "nunca"},
		{"sempre", "a volte", "mai"},
	}
}

// onScale returns words of the scale that an answer is on, but for itself; nil if it is on none.
func onScale(s string, most int, random *rand.Rand) []Option {
	bare := strings.TrimSuffix(strings.TrimSpace(s), ".")
	is := func(w string) bool { return strings.EqualFold(w, bare) }
	for _, scale := range scales() {
		if !slices.ContainsFunc(scale, is) {
			continue
		}
		var list []Option
		for _, i := range random.Perm(len(scale)) {
			if !is(scale[i]) && len(list) < most {
				list = append(list, Option{Text: likeCase(scale[i], bare)})
			}
		}
		return list
	}
	return nil
}

// denied returns an answer without its "not", or with one.
func denied(words []string) []string {
	const nots, may = " not nicht ", " is are was were can could may must will would should "
	if at := slices.IndexFunc(words, func(w string) bool { return isOneOf(w, nots) }); at > 0 {
		if isOneOf(words[at-1], " does do did ") {
			return nil // the verb would need its ending
		}
		return []string{replaced(words, at, at+1)}
	}
	if at := slices.Index(words, "cannot"); at > 0 {
		return []string{replaced(words, at, at+1, "can")}
	}
	if at := slices.IndexFunc(words, func(w string) bool { return isOneOf(w, may) }); at > 0 {
		if words[at] == "can" {
			return []string{replaced(words, at, at+1, "cannot")}
		}
		return []string{replaced(words, at+1, at+1, "not")}
	}
	return nil
}
