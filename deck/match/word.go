package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/match/text"
)

// word is what texts are compared by.
type word = text.Word

// all says whether all of some things are so.
func all[T any](list []T, is func(T) bool) bool {
	return !slices.ContainsFunc(list, func(t T) bool { return !is(t) })
}

// keep returns those of some words that are so.
func keep(words []*word, is func(*word) bool) []*word {
	var kept []*word
	for _, w := range words {
		if is(w) {
			kept = append(kept, w)
		}
	}
	return kept
}

// contentOf returns the words that have a meaning of their own.
func contentOf(words []*word) []*word { return keep(words, (*word).IsContent) }

// texts returns what words are compared by.
func texts(words []*word) []string {
	out := make([]string, len(words))
	for i := range words {
		out[i] = words[i].Text
	}
	return out
}

// wordsIn counts words. Of a script without spaces three characters count as one.
func wordsIn(words []*word) int {
	runes := 0
	for _, w := range words {
		if w.Form == text.Character {
			runes++
		}
	}
	return len(words) - runes + (runes+2)/3
}

// unrelated returns the words of which others have no form.
func unrelated(words, others []*word) []*word {
	return keep(words, func(w *word) bool { return !isAmong(w, others, text.AreKin) })
}

// initials returns the first letters of words, as capitals.
func initials(words []*word) string {
	var out strings.Builder
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w.Text)
		out.WriteRune(unicode.ToUpper(r))
	}
	return out.String()
}

// negated returns the words behind those that negate, in order: it may be another one because
// either has moved.
func negated(words []*word) []string {
	var out []string
	for i, w := range words[:max(0, len(words)-1)] {
		if w.Denies() {
			out = append(out, words[i+1].Text)
		}
	}
	return out
}

// missing returns the words that are not among others.
func missing(words, others []*word) []*word {
	return keep(words, func(w *word) bool { return !isAmong(w, others, areAlike) })
}

func areAlike(w, v *word) bool { return w.Text == v.Text }

// isAmong says whether one of some words is what a word is compared with.
func isAmong(w *word, others []*word, are func(w, v *word) bool) bool {
	return slices.ContainsFunc(others, func(v *word) bool { return are(v, w) })
}

// haveCommon says whether one of some words is among others.
func haveCommon(words, others []*word) bool {
	return slices.ContainsFunc(words, func(w *word) bool { return isAmong(w, others, areAlike) })
}

func areJoining(words []*word) bool {
	return all(words, func(w *word) bool { return w.Turn == text.Joining })
}

// solid returns the words without articles, unless there is nothing else.
func solid(words []*word) []*word {
	rest := keep(words, func(w *word) bool { return !w.IsArticle() })
	if len(rest) == 0 {
		return words
	}
	return rest
}

// clash says whether two words that differ both name something, one of them for sure.
func clash(w, v *word) bool {
	isSign := func(f text.Form) bool { return f == text.Number || f == text.Symbol }
	if isSign(w.Form) || isSign(v.Form) {
		return w.Form == v.Form
	}
	isLike := func(w *word) bool {
		return w.Named || w.Form == text.Plain && w.Capped && w.IsContent()
	}
	return (w.Named || v.Named) && isLike(w) && isLike(v)
}

func rawOf(words []*word) string {
	raw := make([]string, len(words))
	for i := range words {
		raw[i] = words[i].Raw
	}
	return strings.Join(raw, " ")
}
