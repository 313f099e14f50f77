package choice

import (
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// written is how a number is written.
type written struct {
	value             float64
	decimals          int
	group, point      string // between thousands, and before decimals; empty if there is none
	sign, after, tail string // before and after the digits, and a full stop at the end
}

// parseNumber reads an answer that is one number.
func parseNumber(s string) (w written, ok bool) {
	s = strings.TrimSpace(s)
	if before, ok0 := strings.CutSuffix(s, "."); ok0 {
		s, w.tail = before, "."
	}
	m := numeric().FindStringSubmatch(s)
	if m == nil {
		return w, false
	}
	w.after = s[len(m[1]):]
	w.sign = currencyOf(m[1])
	digits := strings.TrimSpace(m[1][len(w.sign):])
	if strings.HasPrefix(digits, "−") || strings.HasPrefix(digits, "-") ||
		strings.HasPrefix(digits, "+") {
		sign := string([]rune(digits)[0])
		w.sign += sign
		digits = strings.TrimPrefix(digits, sign)
	}
	if at := strings.LastIndexAny(digits, ".,\u00a0 "); at >= 0 {
		sign := string([]rune(digits[at:])[0])
		if after := digits[at+len(sign):]; len(after) == 3 && at <= 3 || strings.Count(digits, sign) > 1 {
			w.group = sign
		} else if sign == "." || sign == "," {
			w.point, w.decimals = sign, len(after)
			if group := strings.LastIndexAny(digits[:at], ".,\u00a0 "); group >= 0 {
				w.group = string([]rune(digits[group:])[0])
			}
		}
	}
	plain := digits
	if w.group != "" {
		plain = strings.ReplaceAll(plain, w.group, "")
	}
	value, err := strconv.ParseFloat(strings.Replace(plain, ",", ".", 1), 64)
	w.value = value
	return w, err == nil && value < 1e15
}

// String writes the number.
func (w written) String() string {
	s := strconv.FormatFloat(w.value, 'f', w.decimals, 64)
	whole, decimals, _ := strings.Cut(s, ".")
	if w.group != "" {
		for at := len(whole) - 3; at > 0; at -= 3 {
			whole = whole[:at] + w.group + whole[at:]
		}
	}
	if decimals != "" {
		whole += w.point + decimals
	}
	return w.sign + whole + w.after + w.tail
}

// numberWords are the small numbers as words, in the languages that have been thought of.
var numberWords = sync.OnceValue(func() [][]string {
	return [][]string{
		strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen fourteen " +
			"fifteen sixteen seventeen eighteen nineteen twenty"),
		strings.Fields("eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn " +
			"sechzehn siebzehn achtzehn neunzehn zwanzig"),
		strings.Fields("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize " +
			"dix-sept dix-huit dix-neuf vingt"),
		strings.Fields("uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince " +
			"dieciséis diecisiete dieciocho diecinueve veinte"),
	}
})

// numberWord returns the words of the language in which a text is a small number, nil if it is
// none.
func numberWord(s string) []string {
	for _, words := range numberWords() {
		if slices.Contains(words, strings.ToLower(s)) {
			return words
		}
	}
	return nil
}

// nearWords returns the words for numbers beside one.
func nearWords(s string, n int, random *rand.Rand) []string {
	bare, stop := strings.CutSuffix(strings.TrimSpace(s), ".")
	words := numberWord(bare)
	at := slices.Index(words, strings.ToLower(bare))
	var made []string
	isEnglish := words[0] == "one" // elsewhere one has genders
	for _, i := range random.Perm(len(words)) {
		if d := i - at; d != 0 && (i > 0 || isEnglish) && -4 <= d && d <= 4 && len(made) < n {
			w := likeCase(words[i], bare)
			if stop {
				w += "."
			}
			made = append(made, w)
		}
	}
	return made
}

// near returns numbers that might be the right one as well: near to it, as exact as it is, and
// written as it is.
func near(s string, f form, n int, random *rand.Rand) []string {
	if f.shape == number && f.parts == inWords {
		return nearWords(s, n, random)
	}
	w, ok := parseNumber(s)
	if !ok || w.value == 0 && w.after != "" { // "0 negative" is a name
		return nil
	}
	found := []string{w.String()}
	for range 100 {
		if len(found) > n {
			break
		}
		v := w
		const whole = 100 // percent
		v.value = w.moved(f, random)
		if v.value < 0 || v.value == 0 && w.value != 0 || w.losesPlural(v.value) ||
			v.value > whole && w.value <= whole && strings.HasPrefix(strings.TrimSpace(w.after), "%") {
			continue
		}
		made := v.String()
		if w.group != "" && strings.Count(made, w.group) != strings.Count(found[0], w.group) {
			continue // fewer signs between thousands would tell
		}
		if !slices.Contains(found, made) {
			found = append(found, made)
		}
	}
	return found[1:]
}

// losesPlural says whether another value would need another form of the word behind the number: of
// "4 bytes", one.
func (w written) losesPlural(value float64) bool {
	const sign = 2 // letters, which most units of no plural have
	return value == 1 && w.value != 1 && len([]rune(firstOf(fields(w.after)))) > sign
}

// recent is the year from which on years beside one are close to it: those to come cannot be meant.
const recent = 2000

// moved returns a value near to that of a number: years by a few, small whole numbers by up to
// four, what is a multiple of five or next to a power of two to another such, all else by up to
// half, temperatures by less, with as many digits that say something.
func (w written) moved(f form, random *rand.Rand) float64 {
	const small, five, ten, tens = 20, 5, 10, 200
	either := float64(1 - 2*random.IntN(2))
	beside, isBinary := w.besidePower()
	switch {
	case strings.HasPrefix(w.after, "s") && math.Mod(w.value, ten) == 0: // the 1970s
		return w.value + either*ten*float64(1+random.IntN(4))
	case f.shape == year && w.value >= recent:
		return w.value + either*float64(1+random.IntN(6))
	case f.shape == year:
		return w.value + either*float64(3+random.IntN(18))
	case isBinary:
		return (w.value+beside)*math.Exp2(either*float64(1+random.IntN(3))) - beside
	case w.decimals == 0 && 2*five <= w.value && w.value <= tens && math.Mod(w.value, five) == 0:
		most := max(1, int(w.value/five/3))
		return w.value + either*five*float64(1+random.IntN(most+1))
	case w.decimals == 0 && w.value <= small:
		return w.value + either*float64(1+random.IntN(4))
	}
	least, most := .12, .7 // of an octave: a number that is nearly the right one is no other
	if strings.Contains(w.after, "°") {
		least, most = .05, .3
	}
	factor := math.Exp2(either * (least + random.Float64()*(most-least)))
	return round(w.value*factor, w.value, w.decimals)
}

// besidePower says by how much a number is below a power of two, as far as it is at most by two, as
// hosts in a network are; false if it is not.
func (w written) besidePower() (float64, bool) {
	const least = 62
	if w.decimals != 0 || w.value < least {
		return 0, false
	}
	for beside := range uint64(3) {
		if bits.OnesCount64(uint64(w.value)+beside) == 1 {
			return float64(beside), true
		}
	}
	return 0, false
}

// round rounds a value so that it ends as another one does: 1,200 stands beside 1,700 and not
// beside 1,683.
func round(value, like float64, decimals int) float64 {
	unit := math.Pow10(-decimals)
	for digits := fmt.Sprintf("%.0f", like/unit); len(digits) > 2 && strings.HasSuffix(digits, "0"); {
		digits = digits[:len(digits)-1]
		unit *= 10
	}
	return math.Round(value/unit) * unit
}
