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
		{"usually", "rarely", "never"},
		{"usually not", "always", "sometimes"},
		{"often", "rarely", "never"},
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
	const negating = " no never none nothing nobody neither nor kein keine nie "
	if slices.ContainsFunc(words, func(w string) bool { return isOneOf(w, negating) }) {
		return nil
	}
	if at := slices.IndexFunc(words, func(w string) bool { return isOneOf(w, may) }); at > 0 {
		if words[at] == "can" {
			return []string{replaced(words, at, at+1, "cannot")}
		}
		return []string{replaced(words, at+1, at+1, "not")}
	}
	for at := 1; at < len(words); at++ { // "when costs exceed it"
		if isPlural(words[at-1]) && isOnlyVerb(words[at]) {
			return []string{replaced(words, at, at, "do", "not")}
		}
	}
	return nil
}

// deniedVerb denies an English sentence that begins with a pronoun and its verb, "They change", or
// with a thing of which a verb says what it does: "The meter takes the white for grey".
func deniedVerb(words []string) []string {
	if len(words) < 2 || isHelper(words[1]) || endsClause(words[1]) && len(words) > 2 {
		return nil
	}
	w, _, after := bareOf(words[1])
	switch {
	case isOneOf(words[0], " they we you i ") && endOf(w) == 0 && hasCapital(words[0]):
		return []string{replaced(words, 1, 1, "do", "not")}
	case isOneOf(words[0], " it he she ") && isPlural(w):
		return []string{replaced(words, 1, 2, "does", "not", withoutS(w)+after)}
	}
	if isOneOf(words[0], " to of by for with in on at how what ") {
		return nil
	}
	for at := 1; at < len(words); at++ {
		switch {
		case isVerbAt(words, at):
			return []string{replaced(words, at, at+1, "does", "not", withoutS(words[at]))}
		case endsClause(words[at]), isOneOf(words[at], relative):
			return nil
		}
	}
	return nil
}

// isOnlyVerb says whether a word is a verb in its first form, and nothing else as far as is known.
func isOnlyVerb(w string) bool {
	entries := lexicon()[w]
	isOther := func(e entry) bool { return e.part != verb || e.form != base }
	return len(entries) > 0 && !slices.ContainsFunc(entries, isOther)
}

// withoutS returns an English verb without the ending of "it rises".
func withoutS(w string) string {
	if stem, ok := strings.CutSuffix(w, "ies"); ok && len(stem) > 1 {
		return stem + "y"
	}
	for _, ending := range []string{"sses", "shes", "ches", "xes", "zzes", "oes"} {
		if strings.HasSuffix(w, ending) {
			return w[:len(w)-2]
		}
	}
	return w[:len(w)-1]
}
