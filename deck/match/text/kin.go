package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"cards/deck/diff"
)

// Kinship is how two words belong together.
type Kinship int

const (
	Unrelated Kinship = iota
	Doubtful          // a typo or another form of the word, or another word that looks like it
	OtherForm         // another form of the word, or one that is made of it
	Identical         // as a name and as code, for example
)

// KinOf says how two words belong together.
func KinOf(a, b *Word) Kinship {
	switch {
	case IsEqual(a, b):
		return Identical
	case a.Form != Plain || b.Form != Plain, a.IsContent() != b.IsContent(): // "can", "cannot"
		return Unrelated
	case a.Text[0] != b.Text[0] && a.Text[len(a.Text)-1] != b.Text[len(b.Text)-1]:
		return Unrelated // most pairs end here: their letters need not be looked at
	}
	x, y := letters(a.Text), letters(b.Text)
	if k := formOf(x, y); k == OtherForm && a.Named && b.Named {
		return Doubtful // Niger and Nigeria
	} else if k != Unrelated {
		return k
	}
	isPrefix := strings.HasPrefix(a.Text, b.Text) || strings.HasPrefix(b.Text, a.Text)
	if isPrefix || isTypo(x, y) {
		return Doubtful // "temp", "temperature"
	}
	return Unrelated
}

// AreKin says whether two words belong together.
func AreKin(a, b *Word) bool { return KinOf(a, b) != Unrelated }

// formOf says whether two words have the same stem: they begin alike for most of their length, and
// differ in an ending of at most three letters. If both have endings of some length they may be
// other words: nitrate and nitrite.
func formOf(a, b []string) Kinship {
	const stem, ending = 3, 3
	least := stem
	if a[0] >= "가" && a[0] <= "힣" {
		least = 1 // a syllable has two letters or three
	}
	n, _ := inCommon(a, b)
	short, long := min(len(a), len(b))-n, max(len(a), len(b))-n
	switch {
	case n < least, long > ending, 5*n < 2*(n+long):
		return Unrelated
	case short == 0, short == 1 && long > 1:
		return OtherForm
	}
	return Doubtful
}

// inCommon returns how many letters two words begin and end with alike.
func inCommon(a, b []string) (begin, end int) {
	n := min(len(a), len(b))
	for begin < n && a[begin] == b[begin] {
		begin++
	}
	for end < n && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return begin, end
}

// Changed returns the letters of two words between those that both begin and end with.
func Changed(a, b *Word) [2]string {
	x, y := letters(a.Text), letters(b.Text)
	begin, end := inCommon(x, y)
	end = min(end, len(x)-begin, len(y)-begin)
	between := func(w []string) string { return strings.Join(w[begin:len(w)-end], "") }
	return [2]string{between(x), between(y)}
}

// LookAlike says whether two words begin alike for most of the shorter one, or end so for half of
// it, as a word and its opposite often do.
func LookAlike(a, b *Word) bool {
	x, y := letters(a.Text), letters(b.Text)
	begin, end := inCommon(x, y)
	n := min(len(x), len(y))
	return 2*begin > n || 2*end >= n
}

// IsTypo says whether one slip of the pen turns a word of five letters or more into another one, or
// changes places in one of four.
func IsTypo(a, b *Word) bool { return isTypo(letters(a.Text), letters(b.Text)) }

func isTypo(a, b []string) bool {
	least := min(len(a), len(b))
	switch {
	case least < 4, a[0] != b[0] && least < 6, least == 4 && !isSwap(a, b):
		return false
	}
	return diff.Edits(a, b, 1) <= 1
}

// IsSlip says whether in a word of three letters or more one that is neither the first nor the last
// has come or gone, or two have changed places. A letter that was replaced may have made another
// word: alkane and alkene.
func IsSlip(a, b *Word) bool {
	const least = 3
	x, y := letters(a.Text), letters(b.Text)
	return min(len(x), len(y)) >= least && (isInner(x, y) || isSwap(x, y)) &&
		diff.Edits(x, y, 1) == 1
}

// isInner says whether words of different length begin and end with the same letter.
func isInner(a, b []string) bool {
	return len(a) != len(b) && a[0] == b[0] && a[len(a)-1] == b[len(b)-1]
}

// IsSwap says whether letters of a word have changed places, which may make another word of it:
// "complaint", "compliant".
func IsSwap(a, b *Word) bool { return isSwap(letters(a.Text), letters(b.Text)) }

func isSwap(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// MayInflect says whether what differs between two words makes another form in some language: an m
// inside a verb of Turkish negates, "ei" and "ie" are tenses in German.
func MayInflect(a, b *Word) bool {
	single := func(w *Word) string { return strings.Join(slices.Compact(letters(w.Text)), "") }
	x, y := single(a), single(b) // doubled ones say nothing
	return hasEnding(a, b) || strings.Count(x, "m") != strings.Count(y, "m") || x != y &&
		strings.ReplaceAll(x, "ei", "ie") == strings.ReplaceAll(y, "ei", "ie")
}

// hasEnding says whether a letter that came into a word is one that endings begin with: an i of
// tenses, numbers and aspects in many languages, a t of the past, an m that makes a condition in
// Italian, a vowel that makes a place of one in Finnish. Words of many letters have few forms.
func hasEnding(a, b *Word) bool {
	const short, long, many = 2, 5, 15 // letters behind it; letters of a word
	x, y := letters(a.Text), letters(b.Text)
	if len(x) > len(y) {
		x, y = y, x
	}
	begin, end := inCommon(x, y)
	if len(x) == len(y) || len(x) >= many || begin == 0 || end == 0 {
		return false
	}
	letter, last := y[begin], y[len(y)-1]
	switch isDouble := letter == y[begin-1]; {
	case strings.Contains("iyиы", letter):
		return end <= long
	case isDouble:
		return end <= short && (letter == "m" || last == "n" && strings.Contains("aeiou", letter))
	}
	return end <= short && letter == "t"
}

// DifferInDots says whether dots on Latin letters are all that differs between texts of equal
// words: they make other letters, unlike accents, and other words where they mark mood or number.
func DifferInDots(a, b []*Word) bool {
	dotted := false
	isEqual := func(w, v *Word) bool {
		x, y := norm.NFD.String(strings.ToLower(w.Raw)), norm.NFD.String(strings.ToLower(v.Raw))
		dotted = dotted || x != y
		return strings.ReplaceAll(x, "\u0308", "") == strings.ReplaceAll(y, "\u0308", "")
	}
	return slices.EqualFunc(a, b, isEqual) && dotted
}

// Letters counts the letters of a word, each with the marks that belong to it.
func (w *Word) Letters() int { return len(letters(w.Text)) }

// letters divides a word into its letters.
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

// AreOneSlip says whether a slip of a into b and one of c into d are of the same letters, or in
// another script, where that is not known.
func AreOneSlip(a, b, c, d *Word) bool {
	const latin = 0x370 // what is below
	x, _ := utf8.DecodeRuneInString(a.Text)
	y, _ := utf8.DecodeRuneInString(c.Text)
	return Changed(a, b) == Changed(c, d) || (x < latin) != (y < latin)
}
