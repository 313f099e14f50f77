package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pairSpelt takes away words of one text that the other one spells in another way, and returns the rest: time
// complexity and timecomplexity, git stash and `git stash`, United Kingdom and UK.
func (c *comparer) pairSpelt(a, b []word, l *likeness) (looseA, looseB []word) {
	for i := 0; i < len(a); i++ {
		if from, to := spelt(a[i], b); from < to {
			l.share(a[i], max(c.weight(a[i]), c.sum(b[from:to])), 1)
			l.exact++
			a = slices.Delete(slices.Clone(a), i, i+1)
			b = slices.Delete(slices.Clone(b), from, to)
			i--
		}
	}
	return a, b
}

// spelt returns where among words several stand for one.
func spelt(w word, words []word) (from, to int) {
	text := w.text
	switch w.form {
	case formCode:
		text = bare(text)
	case formWord, formRune:
	case formNumber, formSymbol:
		return 0, 0
	}
	initials := ""
	if w.acronym {
		initials = w.text
	}
	for from := range words {
		if n := speltFrom(words[from:], text, initials); n > 1 {
			return from, from + n
		}
	}
	return 0, 0
}

// speltFrom returns how many words from the first on make a text if they are joined, or have the given initials.
func speltFrom(words []word, text, initials string) int {
	joined := text != "" && strings.HasPrefix(text, words[0].text)
	for n, w := range words {
		if w.form != formWord && w.form != formNumber && w.form != formRune {
			return 0
		}
		joined = joined && strings.HasPrefix(text, w.text)
		_, size := utf8.DecodeRuneInString(w.text)
		if initials != "" && strings.HasPrefix(initials, w.text[:size]) {
			if initials = initials[size:]; initials == "" {
				return n + 1
			}
		} else {
			initials = ""
		}
		if joined {
			if text = text[len(w.text):]; text == "" {
				return n + 1
			}
		} else if initials == "" {
			return 0
		}
	}
	return 0
}

// bare returns the letters and digits of code in lower case.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if !isWordRune(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// pairKin takes away the words that are one word in another form, or with a typo, and returns the rest.
func (c *comparer) pairKin(a, b []word, l *likeness) (looseA, looseB []word) {
	if len(a) > maxLoose || len(b) > maxLoose {
		return a, b
	}
	taken := make([]bool, len(b))
	for _, w := range a {
		best, at := unrelated, -1
		for i := range b {
			k := c.kin(&w, &b[i])
			if k == synonym && l.exact == 0 && isContent(w) {
				continue // words that stand alone are what is asked
			}
			if !taken[i] && k > best {
				best, at = k, i
			}
		}
		if at < 0 {
			looseA = append(looseA, w)
			continue
		}
		taken[at] = true
		l.share(w, min(c.weight(w), c.weight(b[at])), [...]float64{0, 0.8, 0.9, 0.9, 1}[best])
		l.doubt = l.doubt || best == slip && isContent(w)
		if best == identical && isContent(w) {
			l.exact++
		}
	}
	for i, w := range b {
		if !taken[i] {
			looseB = append(looseB, w)
		}
	}
	return looseA, looseB
}

// kinship is how two different words belong together.
type kinship int

const (
	unrelated kinship = iota
	synonym
	slip      // a typo
	inflected // another form of the word
	identical // as a name and as code, for example
)

func (c *comparer) kin(a, b *word) kinship {
	switch {
	case equal(a, b):
		return identical
	case a.amid != "" && a.amid == b.amid:
		return slip
	case a.form != formWord || b.form != formWord || a.prior == 0 || b.prior == 0:
		return unrelated
	case a.known.synonymous(b.known):
		return synonym
	case a.known.negative, b.known.negative:
		return unrelated
	}
	if !mayBeKin(a.text, b.text) {
		return unrelated
	}
	x, y := letters(a.text), letters(b.text)
	switch {
	case isInflection(x, y), sameSpelling(a.text, b.text):
		return inflected
	case exclusive(a, b):
		return unrelated
	case !(c.common(*a) && c.common(*b)) && isTypo(x, y):
		return slip
	}
	return unrelated
}

// mayBeKin says whether it is worth while to look closer at two words: they begin alike, or one has or lacks a letter
// at its start.
func mayBeKin(a, b string) bool {
	x, n := utf8.DecodeRuneInString(a)
	y, m := utf8.DecodeRuneInString(b)
	return x == y || a[n:] == b || b[m:] == a || strings.HasPrefix(a[n:], b[:m]) || strings.HasPrefix(a, "ال") ||
		strings.HasPrefix(b, "ال")
}

// holds says whether one of some words, if it says something, is among others.
func (c *comparer) holds(words, some []word) bool {
	const least = 0.5
	return slices.ContainsFunc(some, func(w word) bool {
		isAmong := slices.ContainsFunc(words, func(v word) bool { return equal(&v, &w) })
		return isContent(w) && isAmong && c.weight(w) >= least
	})
}

// letters divides a word into its letters, each with the marks that belong to it.
func letters(s string) []string {
	var out []string
	start := 0
	for i, r := range s {
		if i > 0 && !unicode.IsMark(r) {
			out = append(out, s[start:i])
			start = i
		}
	}
	return append(out, s[start:])
}

// isTypo says whether a slip of the pen turns one word into another: one in a word of five letters, two from nine on.
func isTypo(a, b []string) bool {
	least := min(len(a), len(b))
	if least < 4 || a[0] != b[0] && least < 6 {
		return false
	}
	limit := 1
	if least >= 9 {
		limit = 2
	}
	d := slips(a, b, limit)
	if least < 5 {
		return d == 1 && len(a) == len(b) && isSwap(a, b)
	}
	if a[0] != b[0] && !(d == 1 && (len(a) != len(b) || isSwap(a, b))) {
		return false
	}
	return d <= limit
}

func isSwap(a, b []string) bool {
	x, y := slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(x, y)
}

// slips returns the distance of two words in letters inserted, left out, replaced or exchanged with the next one; more
// than limit is limit+1.
func slips(a, b []string, limit int) int {
	if max(len(a), len(b))-min(len(a), len(b)) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit+1)
}

// endings are those of forms of one word, in the languages whose words change at their end.
const endings = `  s es e d ed ing er ers en n em y ies ly ion ions ation ations ment al r t te ten st zes
	а я ы и о е у ю ой ей ом ем ам ям ах ях ов ев ь ый ая ое ые ого его ому ему ым им ую юю ии ию ия ия
	ς υ ου ο α η ησ ης ας ες οι ων ους σ ν
	은 는 이 가 을 를 의 에 에서 로 으로 와 과 도 만 인 이란 란 들 입니까 인가요 이에요 예요 인가 입니다 이다 다 요
	ा े ी ों ें ो
	ة ات ون ين ه ها `

// britishSpellings are pieces of words with what is written for them in America.
var britishSpellings = [...][2]string{
	{"our", "or"},
	{"ae", "e"},
	{"oe", "e"},
	{"is", "iz"},
	{"ys", "yz"},
	{"tre", "ter"},
	{"ogue", "og"},
	{"ll", "l"},
	{"enc", "ens"},
	{"grey", "gray"},
	{"ie", "y"},
}

// sameSpelling says whether one word is the other one as it is spelt in America.
func sameSpelling(a, b string) bool {
	if d := len(a) - len(b); d < -2 || d > 2 {
		return false
	}
	for _, s := range britishSpellings {
		if strings.Replace(a, s[0], s[1], 1) == b || strings.Replace(b, s[0], s[1], 1) == a {
			return true
		}
	}
	return false
}

// isInflection says whether two words differ in the ending of a form only.
func isInflection(a, b []string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	x, y := strings.Join(a[n:], ""), strings.Join(b[n:], "")
	if strings.TrimPrefix(strings.Join(a, ""), "ال") == strings.TrimPrefix(strings.Join(b, ""), "ال") {
		return true
	}
	least := 3
	if len(a) > 0 && a[0] >= "가" && a[0] <= "힣" {
		least = 1
	}
	return n >= least && 5*n >= 2*max(len(a), len(b)) && isEnding(x, a[n-1]) && isEnding(y, a[n-1])
}

// isEnding says whether s is such an ending behind a letter.
func isEnding(s, behind string) bool {
	switch s {
	case "":
		return true
	case "d", "r", "n", "st":
		return behind == "e"
	}
	return strings.Contains(endings, " "+s+" ") || strings.Contains(endings, "\t"+s+" ") ||
		strings.Contains(endings, " "+s+"\n")
}
