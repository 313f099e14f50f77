package match

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"cards/deck/diff"
)

// kinship is how two words belong together.
type kinship int

const (
	unrelated kinship = iota
	doubtful          // a typo or another form of the word, or another word that looks like it
	otherForm         // another form of the word, or one that is made of it
	identical         // as a name and as code, for example
)

func (c *comparer) kin(a, b *word) kinship {
	switch {
	case equal(a, b):
		return identical
	case a.form != formWord || b.form != formWord:
		return unrelated
	case isContent(a) != isContent(b):
		return unrelated // "can", "cannot"
	case a.text[0] != b.text[0] && a.text[len(a.text)-1] != b.text[len(b.text)-1]:
		return unrelated // most pairs end here: their letters need not be looked at
	}
	x, y := letters(a.text), letters(b.text)
	if k := formOf(x, y); k == otherForm && a.named && b.named {
		return doubtful // Niger and Nigeria
	} else if k != unrelated {
		return k
	}
	isPrefix := strings.HasPrefix(a.text, b.text) || strings.HasPrefix(b.text, a.text)
	if isPrefix || isTypo(x, y) {
		return doubtful // "temp", "temperature"
	}
	return unrelated
}

// related says whether two words belong together.
func (c *comparer) related(a, b *word) bool { return c.kin(a, b) != unrelated }

// codeTokens divides code into names, numbers and single marks, without what changes nothing: marks
// at its end, braces, and capital letters throughout a word that is too long for a flag.
func codeTokens(s string) []string {
	const least = 3
	var tokens []string
	s = strings.TrimRight(s, " \n;….{}")
	for s != "" {
		_, n := utf8.DecodeRuneInString(s)
		if rest := strings.TrimLeftFunc(s, isWordRune); rest != s {
			n = len(s) - len(rest)
		}
		token := s[:n]
		s = s[n:]
		if len(token) >= least && strings.ToUpper(token) == token {
			token = strings.ToLower(token)
		}
		if strings.TrimSpace(token) != "" && token != "{" && token != "}" {
			tokens = append(tokens, token)
		}
	}
	return tokens
}

// formulaMarks are what a formula has and the same in plain text has not.
var formulaMarks = strings.NewReplacer(`\frac`, "", `\`, "", "/", "", "_", "")

// formOf says whether two words have the same stem: they begin alike for most of their length, and
// differ in an ending of at most three letters. If both have endings of some length they may be
// other words: nitrate and nitrite.
func formOf(a, b []string) kinship {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	const stem, ending = 3, 3
	least := stem
	if a[0] >= "가" && a[0] <= "힣" {
		least = 1 // a syllable has two letters or three
	}
	short, long := min(len(a), len(b))-n, max(len(a), len(b))-n
	switch {
	case n < least, long > ending, 5*n < 2*(n+long):
		return unrelated
	case short == 0, short == 1 && long > 1:
		return otherForm
	}
	return doubtful
}

// isRespelt says whether a hunk is the correction of a typo for certain: other cards have the new
// form of the word but none has the old one, or the word is long and only one letter inside it has
// come, gone or changed places, which makes no other form of it.
func (c *comparer) isRespelt(h hunk) bool {
	const long = 7
	x, y, ok := h.wordPair()
	if !ok || !isTypo(x, y) || c.isLive(h.from[0]) || !isSlip(x, y) {
		return false
	}
	return !mayInflect(x, y) && (c.others(h.to[0]) > 0 || min(len(x), len(y)) >= long)
}

// mayInflect says whether what differs between two words makes another form in some language: an m
// inside a verb of Turkish negates, "ei" and "ie" are tenses in German.
func mayInflect(a, b []string) bool {
	a, b = slices.Compact(slices.Clone(a)), slices.Compact(slices.Clone(b)) // doubled ones say nothing
	x, y := strings.Join(a, ""), strings.Join(b, "")
	return strings.Count(x, "m") != strings.Count(y, "m") || x != y &&
		strings.ReplaceAll(x, "ei", "ie") == strings.ReplaceAll(y, "ei", "ie")
}

// hasDots says whether dots on Latin letters are all that differs between texts of equal words:
// they make other letters, unlike accents, and other words where they mark mood or number.
func hasDots(a, b []*word) bool {
	dotted := false
	isEqual := func(w, v *word) bool {
		x, y := norm.NFD.String(strings.ToLower(w.raw)), norm.NFD.String(strings.ToLower(v.raw))
		dotted = dotted || x != y
		return strings.ReplaceAll(x, "\u0308", "") == strings.ReplaceAll(y, "\u0308", "")
	}
	return slices.EqualFunc(a, b, isEqual) && dotted
}

// isTypo says whether one word has taken the place of one that looks like it.
func (h hunk) isTypo() bool {
	x, y, ok := h.wordPair()
	return ok && isTypo(x, y)
}

// isRegrouped says whether two pieces of code differ only in quotes, in the parentheses of a call,
// and in what groups the flags of a command.
func (h hunk) isRegrouped() bool {
	if len(h.from) != 1 || len(h.to) != 1 || h.from[0].form != formCode || h.to[0].form != formCode {
		return false
	}
	return ungrouped(h.from[0].raw) == ungrouped(h.to[0].raw)
}

// call matches code that is all one call, such as "print(x)".
var call = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([\pL\d_.]+)\(([^()]*)\)$`)
})

// flag matches a flag behind another word.
var flag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s+-(\pL)`) })

// ungrouped returns code without quotes, the parentheses of a call, and hyphens of flags.
func ungrouped(code string) string {
	code = strings.NewReplacer(`"`, "", "'", "", ";", "").Replace(code)
	code = flag().ReplaceAllString(call().ReplaceAllString(code, "$1$2"), "$1")
	return strings.Join(codeTokens(code), "")
}

// isWrittenOut says whether words stand in the place of an abbreviation of them, or have come
// before it: "UN", "United Nations"; "CI", "continuous integration (CI)".
func (h hunk) isWrittenOut() bool {
	short, long := contentOf(h.from), contentOf(h.to)
	if len(short) > len(long) {
		short, long = long, short
	}
	isShort := func(w *word) bool {
		return strings.EqualFold(w.raw, initials(long)) || len(short) == 0 && w.raw == initials(h.words())
	}
	if len(short) == 0 {
		return len(long) > 1 && (len(h.after) > 0 && isShort(h.after[0]) ||
			slices.ContainsFunc(h.before, isShort))
	}
	return len(short) == 1 && len(long) > 1 && isShort(short[0])
}

// initials returns the first letters of words, as capitals.
func initials(words []*word) string {
	var out strings.Builder
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w.text)
		out.WriteRune(unicode.ToUpper(r))
	}
	return out.String()
}

// isSlip says whether a word differs from the one in its place by what a slip of the pen does.
func (h hunk) isSlip() bool {
	const least = 3
	x, y, ok := h.wordPair()
	isLong := ok && min(len(x), len(y)) >= least
	return isLong && (isSlip(x, y) || isSwap(x, y) && diff.Edits(x, y, 1) == 1)
}

// isSwap says whether letters of a word have changed places, which may make another word of it:
// "complaint", "compliant".
func (h hunk) isSwap() bool {
	x, y, ok := h.wordPair()
	return ok && isSwap(x, y)
}

// wordPair returns the letters of two words one of which has taken the place of the other; false if
// there are more or less.
func (h hunk) wordPair() (from, to []string, ok bool) {
	if len(h.from) != 1 || len(h.to) != 1 {
		return nil, nil, false
	}
	a, b := h.from[0], h.to[0]
	return letters(a.text), letters(b.text), a.form == formWord && b.form == formWord
}

// isSlip says whether one letter that is neither the first nor the last has come or gone, or two
// have changed places. A letter that was replaced may have made another word: alkane and alkene.
func isSlip(a, b []string) bool {
	return a[0] == b[0] && a[len(a)-1] == b[len(b)-1] && (len(a) != len(b) || isSwap(a, b)) &&
		diff.Edits(a, b, 1) == 1
}

// isTypo says whether one slip of the pen turns a word of five letters or more into another one, or
// changes places in one of four.
func isTypo(a, b []string) bool {
	least := min(len(a), len(b))
	switch {
	case least < 4, a[0] != b[0] && least < 6, least == 4 && (len(a) != len(b) || !isSwap(a, b)):
		return false
	}
	return diff.Edits(a, b, 1) <= 1
}

func isSwap(a, b []string) bool {
	x, y := slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(x, y)
}

// letters divides a word into its letters, each with the marks that belong to it.
func letters(s string) []string {
	out := make([]string, 0, len(s))
	start := 0
	for i, r := range s {
		if i > 0 && !unicode.IsMark(r) {
			out = append(out, s[start:i])
			start = i
		}
	}
	return append(out, s[start:])
}
