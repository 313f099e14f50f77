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

// opposites are words that exclude each other inside of an answer.
const opposites = `left/right upper/lower inner/outer internal/external north/south east/west northern/southern eastern/western ` +
	`large/small increases/decreases increased/decreased increase/decrease raises/lowers ` +
	`first/second/third/fourth/fifth major/minor augmented/diminished anterior/posterior front/back top/bottom ` +
	`forward/backward primary/secondary early/late longest/shortest open/closed ` +
	`odd/even before/after maximum/minimum active/passive inside/outside ` +
	`links/rechts linke/rechte linker/rechter obere/untere oben/unten größer/kleiner gauche/droite izquierda/derecha`

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

// turned returns an answer of several words with one of them turned into one that it excludes.
func turned(s string, random *rand.Rand) []string {
	words := strings.Fields(s)
	if len(words) < 2 {
		return nil
	}
	var made []string
	for i, w := range words {
		others := excluded(w)
		for _, j := range random.Perm(len(others)) {
			made = append(made, strings.Join(slices.Concat(words[:i], others[j:j+1], words[i+1:]), " "))
		}
	}
	return made
}

// excluded returns the words that one excludes, written as it is.
func excluded(w string) (others []string) {
	for group := range strings.FieldsSeq(opposites) {
		list := strings.Split(group, "/")
		if !slices.Contains(list, strings.ToLower(w)) {
			continue
		}
		for _, o := range list {
			switch {
			case o == strings.ToLower(w):
			case len(w) > 1 && w == strings.ToUpper(w):
				others = append(others, strings.ToUpper(o))
			default:
				others = append(others, likeCase(o, w))
			}
		}
		return others
	}
	return nil
}
