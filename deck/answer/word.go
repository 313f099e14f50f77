package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"cards/deck/diff"
)

// isLight says whether a word of English says so little that an answer does without it.
func isLight(key string) bool {
	switch key {
	case "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "from", "as", "or",
		"than", "is", "are", "was", "were", "be", "been", "being", "it", "its", "they", "them",
		"he", "she", "him", "his", "her", "this", "that", "these", "those", "there", "their", "our",
		"your", "my", "we", "you", "i", "do", "does", "did", "has", "have", "had", "will", "would",
		"can", "could", "should", "because", "so", "if", "then", "when", "which", "who", "also",
		"very", "into", "about", "between":
		return true
	}
	return false
}

// isArticle says whether a word is an article that a learner of its language has to know. English
// is not among them, nor are articles of one letter.
func isArticle(key string) bool {
	switch key {
	case "der", "die", "das", "den", "dem", "ein", "eine", "le", "la", "les", "l", "un", "une",
		"el", "los", "las", "una", "il", "lo", "gli", "uno", "os", "um", "uma", "het", "en", "ett":
		return true
	}
	return false
}

// isNegated says whether a text denies something.
func isNegated(text string) bool {
	for _, t := range tokens(text) {
		if isNegation(t.key) {
			return true
		}
	}
	return false
}

func isNegation(key string) bool {
	switch key {
	case "not", "no", "never", "none", "neither", "nor", "without", "cannot", "non", "nothing",
		"nobody", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "cant", "couldnt",
		"wont", "wouldnt", "shouldnt", "hasnt", "havent", "hadnt", "mustnt",
		"nicht", "nie", "niemals", "nichts", "ohne", "kein", "keine", "keinen", "keiner", "keinem",
		"pas", "jamais", "sans", "aucun", "aucune", "sin", "nunca", "jamás", "não", "sem", "senza",
		"niet", "geen", "не", "нет", "никогда", "без", "لا", "ليس", "לא", "ei", "inte":
		return true
	}
	return false
}

// alike says how well a typed word stands for a right one.
type alike uint8

const (
	other alike = iota
	misspelt
	same
)

// compareWords compares two words: equal but for an ending of number or time, equal but for
// accents, or with so few wrong letters that a word of this length is still meant.
func compareWords(typed, right string) alike {
	switch {
	case typed == right, isEnglish(typed) && isEnglish(right) && stem(typed) == stem(right):
		return same
	case withoutMarks(typed) == withoutMarks(right),
		!isASCII(typed+right) && withoutUmlauts(typed) == withoutUmlauts(right):
		return misspelt
	case isMisspelt(typed, right):
		return misspelt
	}
	return other
}

// withoutUmlauts returns a word as it is typed where a keyboard lacks umlauts and ligatures.
func withoutUmlauts(word string) string {
	return strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ø", "oe", "å", "aa", "æ", "ae",
		"œ", "oe").Replace(word)
}

// isMisspelt says whether letters of a word are wrong by mistake. The first letter seldom is, and
// with another one a word often means another thing; signs and digits have no spelling, nor have
// scripts whose characters are syllables or words.
func isMisspelt(typed, right string) bool {
	a, b := []rune(typed), []rune(right)
	most := 0
	switch shorter := min(len(a), len(b)); {
	case shorter > 8:
		most = 2
	case shorter > 4:
		most = 1
	}
	if most == 0 || a[0] != b[0] || !isSpelt(a) || !isSpelt(b) || isContrary(typed, right) {
		return false
	}
	return diff.Edits(a, b, most) <= most
}

func isSpelt(letters []rune) bool {
	for _, r := range letters {
		if !unicode.IsLetter(r) ||
			unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			return false
		}
	}
	return true
}

// contraryStarts and contraryEnds are beginnings and endings of learned words that tell one thing
// from another by few letters: hyper- and hypotension, nitrate and nitrite, employer and employee.
var (
	contraryStarts = [][]string{
		{"hyper", "hypo"},
		{"inter", "intra", "intro"},
		{"macro", "micro"},
		{"endo", "exo", "ecto", "epi"},
		{"ante", "anti"},
		{"ab", "ad"},
		{"pre", "pro", "per", "peri", "para", "post"},
		{"sub", "super", "supra"},
		{"mono", "multi"},
	}
	contraryEnds = [][]string{
		{"ate", "ite", "ide", "ine"},
		{"ane", "ene", "yne", "anol", "anal", "anone"},
		{"ase", "ose"},
		{"er", "or", "ee"},
		{"eum", "ium"},
		{"gen", "gon"},
		{"le", "al"},
	}
)

// isContrary says whether two words differ only in a beginning or an ending that changes what they
// mean.
func isContrary(a, b string) bool {
	cutStart := func(w, part string) (string, bool) { return strings.CutPrefix(w, part) }
	cutEnd := func(w, part string) (string, bool) {
		if rest, ok := strings.CutSuffix(w, part); ok {
			return rest, true
		}
		return strings.CutSuffix(w, part+"s")
	}
	return differBy(contraryStarts, cutStart, a, b) || differBy(contraryEnds, cutEnd, a, b)
}

func differBy(groups [][]string, cut func(w, part string) (string, bool), a, b string) bool {
	return slices.ContainsFunc(groups, func(group []string) bool {
		for _, p := range group {
			restA, ok := cut(a, p)
			if !ok {
				continue
			}
			for _, q := range group {
				if restB, ok := cut(b, q); ok && p != q && restA == restB && len(restA) > 1 {
					return true
				}
			}
		}
		return false
	})
}

// stem returns an English word without the endings of number and time.
func stem(w string) string {
	const least = 3 // letters that must be left
	for _, ending := range []struct{ from, to string }{
		{"sses", "ss"},
		{"ies", "y"},
		{"ied", "y"},
		{"xes", "x"},
		{"ches", "ch"},
		{"shes", "sh"},
		{"ing", ""},
		{"ed", ""},
		{"s", ""},
	} {
		rest, ok := strings.CutSuffix(w, ending.from)
		if !ok || len(rest) < least || ending.from == "s" && strings.HasSuffix(rest, "s") {
			continue
		}
		w = rest + ending.to
		break
	}
	if len(w) > least {
		w = strings.TrimSuffix(w, "e")
		if n := len(w); w[n-1] == w[n-2] && strings.IndexByte("bdgmnprt", w[n-1]) >= 0 {
			w = w[:n-1] // planned, running
		}
	}
	return w
}

func isEnglish(w string) bool {
	return isASCII(w) && len(w) > 2 && !strings.ContainsAny(w, "0123456789")
}

// withoutMarks returns a word without accents, also those that are part of a letter. In scripts
// where a mark makes another letter they stay.
func withoutMarks(w string) string {
	if isASCII(w) {
		return w
	}
	var b strings.Builder
	base := rune(0)
	for _, r := range norm.NFD.String(w) {
		if !unicode.Is(unicode.Mn, r) {
			base = r
			b.WriteRune(plainLetter(r))
		} else if !unicode.In(base, unicode.Latin, unicode.Greek, unicode.Hebrew, unicode.Arabic) &&
			base != 'е' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func plainLetter(r rune) rune {
	switch r {
	case 'ø':
		return 'o'
	case 'ł':
		return 'l'
	case 'đ':
		return 'd'
	case 'ı':
		return 'i'
	case 'ς':
		return 'σ'
	}
	return r
}

// isAcronym says whether a word is written in capitals, as short names are: they have no endings
// and no spelling that could be wrong.
func isAcronym(text string) bool {
	return utf8.RuneCountInString(text) > 1 && text == strings.ToUpper(text) &&
		text != strings.ToLower(text)
}
