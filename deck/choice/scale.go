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

// opposites are words that exclude each other inside of an answer; "_" stands for a space.
const opposites = `left/right upper/lower inner/outer internal/external north/south east/west northern/southern eastern/western ` +
	`large/small larger/smaller increases/decreases increased/decreased increase/decrease raises/lowers raise/lower raised/lowered ` +
	`first/second/third/fourth/fifth major/minor augmented/diminished anterior/posterior top/bottom ` +
	`forward/backward primary/secondary early/late earlier/later longest/shortest longer/shorter long/short open/closed ` +
	`odd/even before/after maximum/minimum active/passive inside/outside speeds_up/slows_down speed_up/slow_down ` +
	`above/below more/less most/least higher/lower highest/lowest faster/slower fast/slow quickly/slowly hot/cold ` +
	`warm/cool warmer/cooler dry/wet hard/soft harder/softer strong/weak stronger/weaker thick/thin wide/narrow heavy/light ` +
	`gain/loss gains/loses adds/removes added/removed opens/closes begins/ends start/end starts/stops rises/falls ` +
	`always/never many/few better/worse best/worst positive/negative rich/poor full/empty ` +
	`clockwise/anticlockwise horizontal/vertical public/private local/global static/dynamic single/double/triple ` +
	`refused/agreed refuses/agrees allowed/forbidden allows/forbids possible/impossible known/unknown equal/unequal ` +
	`stable/unstable direct/indirect voluntary/involuntary acidic/basic solid/liquid/gaseous ` +
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

// turned returns an answer of several words with one of them turned into one that it excludes; with
// two such words, the other and both of them too, so that none stands out.
func turned(right *item, random *rand.Rand) []string {
	slots := slices.DeleteFunc(excluding(right.option), func(e exclusion) bool {
		return slices.ContainsFunc(e.others, right.question.has)
	})
	if len(slots) == 0 {
		if right.form.shape >= phrase && right.opens != openAsk {
			return denied(strings.Fields(right.option))
		}
		return nil
	}
	shuffle(slots, random)
	made := slots[0].in(right.option)
	if len(slots) == 1 || len(made) > 1 {
		shuffle(made, random)
		return made
	}
	other := slots[1].in(right.option)[0]
	both := slots[0].in(other) // none if both are of one word: of "lower", higher and upper
	return slices.Concat([]string{other}, both, made)
}

// exclusion is a word of a text, and those that it excludes.
type exclusion struct {
	word   string
	others []string
}

// in returns a text with the others in the place of the word; none where it does not stand.
func (e exclusion) in(s string) (made []string) {
	padded := " " + s + " "
	at := wordAt(padded, e.word)
	if at < 0 {
		return nil
	}
	for _, o := range e.others {
		made = append(made, strings.TrimSpace(padded[:at]+o+padded[at+len(e.word):]))
	}
	return made
}

// wordAt returns where a word stands in a text that has spaces around it, -1 for nowhere.
func wordAt(padded, w string) int {
	for from := 0; ; {
		at := strings.Index(padded[from:], " "+w)
		if at < 0 {
			return -1
		}
		at += from + 1
		if strings.IndexByte(" .,;:", padded[at+len(w)]) >= 0 {
			return at
		}
		from = at
	}
}

// excluding returns the words of a text of several words that exclude others.
func excluding(s string) (slots []exclusion) {
	if len(strings.Fields(s)) < 2 {
		return nil
	}
	padded := " " + s + " "
	for group := range strings.FieldsSeq(opposites) {
		list := strings.Split(strings.ReplaceAll(group, "_", " "), "/")
		for _, w := range list {
			if written := writtenIn(padded, w); written != "" {
				slots = append(slots, exclusion{written, othersLike(list, w, written)})
			}
		}
	}
	return slots
}

// writtenIn returns a word as it stands in a text that has spaces around it, in small letters, with
// a capital or in capitals; "" if it does not.
func writtenIn(padded, w string) string {
	for _, written := range []string{w, likeCase(w, "A"), strings.ToUpper(w)} {
		if wordAt(padded, written) >= 0 {
			return written
		}
	}
	return ""
}

// othersLike returns a list but for one word of it, with the capitals that this is written with.
func othersLike(list []string, w, written string) (others []string) {
	for _, o := range list {
		switch {
		case o == w:
		case len(w) > 1 && written == strings.ToUpper(w):
			others = append(others, strings.ToUpper(o))
		default:
			others = append(others, likeCase(o, written))
		}
	}
	return others
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
