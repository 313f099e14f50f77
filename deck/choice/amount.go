package choice

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// months are the names by which a date is known, and their beginnings of three letters.
const months = ` january february march april may june july august september october november december ` +
	`januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre ` +
	`novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre `

// amountOf returns a text with its numbers as "#" and its month as "month", if it is a number with
// more around it: "60 to 100 beats per minute", "In the 14th century", "8 May 1945"; "" if it is
// none.
func amountOf(s string) string {
	const most, numbersMost = 8, 3
	words := strings.Fields(strings.ToLower(strings.TrimSuffix(s, ".")))
	if len(words) > most {
		return ""
	}
	numbers := 0
	for i, w := range words {
		switch {
		case mixed().MatchString(w): // a move of chess
			return ""
		case strings.IndexFunc(w, unicode.IsDigit) == len(currencyOf(w)):
			numbers++
			words[i] = "#"
		case isOneOf(strings.Trim(w, ","), months):
			words[i] = "month"
		case numbers == 0 && !isLeadWord(w) && !isOneOf(w, articles) && !isOneOf(w, aboutWords):
			return ""
		}
	}
	if numbers == 0 || numbers > numbersMost {
		return ""
	}
	return strings.Join(words, " ")
}

// mixed is a word of digits with letters between them.
var mixed = compiled(`\d\P{L}*\p{L}.*\d`)

// aboutWords may stand before a number.
const aboutWords = ` every each within less more than least most about around roughly over under up between almost nearly some circa ca ` +
	`etwa rund über environ ~ ≈ < > unos `

// span is where in a text a number is, in bytes.
type span struct{ from, to int }

// numbersIn returns where the numbers of a text are, but for exponents and what has one.
func numbersIn(s string) []span {
	var list []span
	for at := 0; at < len(s); {
		if s[at] < '0' || s[at] > '9' {
			at++
			continue
		}
		to := at + 1
		for to < len(s) && (isDigit(s[to]) || isPoint(s[to:])) {
			to++
		}
		before := strings.TrimRight(s[:at], " ")
		next, _ := utf8.DecodeRuneInString(s[to:])
		if !strings.HasSuffix(before, "×") && !strings.HasSuffix(before, "^") &&
			!strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", next) {
			list = append(list, span{at, to})
		}
		at = to
	}
	return list
}

// isPoint says whether a text begins with a sign inside of a number.
func isPoint(s string) bool {
	return len(s) > 1 && strings.IndexByte(".,", s[0]) >= 0 && isDigit(s[1])
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// amountsNear returns texts that are as one with numbers, but for these: both ends of a range move
// together, of a date one of its numbers.
func amountsNear(s string, n int, random *rand.Rand) []string {
	spans := numbersIn(s)
	if len(spans) == 0 {
		return nil
	}
	var made []string
	isRange := len(spans) == 2 && !strings.Contains(amountOf(s), "month")
	for range 20 * n {
		chosen := spans[random.IntN(len(spans)):][:1]
		if isRange {
			chosen = spans
		}
		if m := moveNumbers(s, chosen, random); m != s && len(made) < n && !slices.Contains(made, m) {
			made = append(made, m)
		}
	}
	return made
}

// moveNumbers changes numbers of a text, all of them up or all down; returns the text as it was if
// they cannot.
func moveNumbers(s string, spans []span, random *rand.Rand) string {
	var b strings.Builder
	at := 0
	seed := random.Uint64()
	var was, is []float64
	for _, sp := range spans {
		b.WriteString(s[at:sp.from])
		w, ok := parseNumber(s[sp.from:sp.to])
		isZero := ok && w.value == 0 && len(spans) > 1 // from which a range begins
		if !ok || w.value == 0 && !isZero {
			return s
		}
		f := form{shape: number}
		next := firstOf(strings.Fields(s[sp.to:]))
		first, _ := utf8.DecodeRuneInString(next)
		isOfUnit := unicode.IsLetter(first) && !endsClause(next)
		if aYear().MatchString(s[sp.from:sp.to]) && !isOfUnit {
			f = form{shape: year}
		}
		w.after = s[sp.to:]
		was = append(was, w.value)
		isOne := w.value == 1 && len(spans) > 1 && strings.ContainsAny(s, ":/")
		if !isOne && !isZero { // of a ratio one stays
			w.value = w.moved(f, rand.New(rand.NewPCG(seed, 0)))
		}
		is = append(is, w.value)
		w.after = ""
		if !mayMove(was, is, s[sp.to:]) || isDay(s, sp) && w.value > 28 {
			return s
		}
		b.WriteString(w.String())
		at = sp.to
		if ending := ordinalAt(s[at:]); ending != "" {
			b.WriteString(ordinal(int(w.value)))
			at += len(ending)
		}
	}
	return b.String() + s[at:]
}

// mayMove says whether numbers may become others: the last of them changes and stays above zero, of
// percents below a hundred; two that ascend still do, in another ratio.
func mayMove(was, is []float64, after string) bool {
	const all = 100
	n := len(is) - 1
	switch {
	case is[n] == was[n] && was[n] != 1 && was[n] != 0, is[n] < 1 && was[n] >= 1,
		was[n] <= all && is[n] > all && strings.Contains(after, "%"),
		written{value: was[n], after: after}.losesPlural(is[n]):
		return false
	case n == 0, was[n-1] == 0:
		return true
	}
	return cmp.Compare(was[n-1], was[n]) == cmp.Compare(is[n-1], is[n]) &&
		was[n-1]*is[n] != was[n]*is[n-1]
}

// isDay says whether a number of a text is the day of a date.
func isDay(s string, sp span) bool {
	return sp.to-sp.from <= 2 && strings.Contains(amountOf(s), "month")
}

// ordinalAt returns the English ending that makes a number an ordinal, "" if there is none.
func ordinalAt(s string) string {
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		after, ok := strings.CutPrefix(s, ending)
		if ok && (after == "" || !unicode.IsLetter(rune(after[0]))) {
			return ending
		}
	}
	return ""
}

// ordinal returns the ending of the ordinal of a number.
func ordinal(n int) string {
	last := n % 10
	if tens := n / 10 % 10; tens == 1 || last == 0 || last > 3 {
		return "th"
	}
	return [...]string{"st", "nd", "rd"}[last-1]
}
