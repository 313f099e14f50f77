package match

import (
	"slices"
	"strings"

	"cards/deck/diff"
	"cards/deck/match/text"
)

// hunk is a place where words of the old text have made room for words of the new one.
type hunk struct {
	from, to      []*word
	before, after []*word // the words of the old text before and behind it
}

// isFirst says whether a place is where the text begins.
func (h hunk) isFirst() bool { return len(h.before) == 0 }

// isEdge says whether a place is where the text begins or ends.
func (h hunk) isEdge() bool { return len(h.before) == 0 || len(h.after) == 0 }

// hunksOf returns what differs between two texts.
func hunksOf(a, b []*word) []hunk {
	at := diff.Common(texts(a), texts(b))
	var list []hunk
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if i < len(a) && at[i] == j {
			i, j = i+1, j+1
			continue
		}
		x, y := i, len(b)
		for x < len(a) && at[x] < 0 {
			x++
		}
		if x < len(a) {
			y = at[x]
		}
		list = append(list, hunk{from: a[i:x], to: b[j:y], before: a[:i], after: a[x:]})
		i, j = x, y
	}
	return list
}

// isSpelt says whether only the spaces between words have changed, or their marks as code.
func (h hunk) isSpelt() bool {
	if len(h.from) == 1 && len(h.to) == 1 && h.from[0].Form == h.to[0].Form {
		return text.IsEqual(h.from[0], h.to[0])
	}
	joined := func(words []*word) string {
		joined := strings.ToLower(strings.Join(texts(words), ""))
		return strings.TrimSuffix(strings.ReplaceAll(joined, " ", ""), "()")
	}
	return joined(h.from) == joined(h.to)
}

// isAside says whether something in parentheses has come or gone.
func (h hunk) isAside() bool {
	return !h.isExchange() && all(h.words(), func(w *word) bool { return w.Aside })
}

// isForm says whether words are in another form, each in the place of one.
func (h hunk) isForm() bool {
	from, to := contentOf(h.from), contentOf(h.to)
	return len(from) > 0 && slices.EqualFunc(from, to, text.AreKin)
}

// isFrame says whether light words have come or gone at an end of a text. As many in the place of
// others may ask for something else: "where", "when".
func (h hunk) isFrame() bool {
	words := h.words()
	return h.isEdge() && len(words) >= 2 && len(h.from) != len(h.to) && all(words, (*word).IsLight)
}

// isPhrase says whether several words have come or gone that are more than the negation of a verb:
// at the beginning of a text, at its end a light word with others behind it, "in mathematics", and
// anywhere in English what only says of what something is, "of the language".
func (h hunk) isPhrase() bool {
	words := h.words()
	if h.isExchange() || wordsIn(words) < 2 {
		return false
	}
	isOf := words[0].Text == "of" && !slices.ContainsFunc(words, (*word).Denies)
	return isOf || h.isFirst() || h.isEdge() && words[0].IsLight()
}

// isExchange says whether words have taken the place of others.
func (h hunk) isExchange() bool { return min(len(h.from), len(h.to)) > 0 }

func (h hunk) words() []*word { return slices.Concat(h.from, h.to) }

// haveRunes says whether characters of a script without spaces differ, in which one may be a word.
func haveRunes(hunks []hunk) bool {
	return haveWord(hunks, func(w *word) bool { return w.Form == text.Character })
}

// haveCode says whether code differs.
func haveCode(hunks []hunk) bool {
	return haveWord(hunks, func(w *word) bool { return w.Form == text.Code })
}

// isChoice says whether words have taken the place of others that they are no typos of.
func (h hunk) isChoice() bool { return h.isExchange() && !h.isTypo() && !h.isWrittenOut() }

// isWord says whether one word of letters stands in the place of another one.
func (h hunk) isWord() bool {
	return len(h.from) == 1 && len(h.to) == 1 &&
		h.from[0].Form == text.Plain && h.to[0].Form == text.Plain
}

// isTypo says whether one word has taken the place of one that looks like it.
func (h hunk) isTypo() bool { return h.isWord() && text.IsTypo(h.from[0], h.to[0]) }

// isSlip says whether a word differs from the one in its place by what a slip of the pen does.
func (h hunk) isSlip() bool {
	return h.isWord() && text.IsSlip(h.from[0], h.to[0]) && !h.isSpelledOut()
}

// isSpelledOut says whether each letter of two words tells: they are in capitals throughout, as
// Roman numerals and strands of DNA are, or of a script without capitals, such as those of Korean,
// Persian and Arabic, where a letter within a word denies or makes another stem of it.
func (h hunk) isSpelledOut() bool {
	return all(h.words(), func(w *word) bool { return strings.ToUpper(w.Raw) == w.Raw })
}

// haveSameSlip says whether the same slip is in two texts: what it made of a word it may have made
// of another form of it too, as of the plural of "desert" beside "dessert".
func haveSameSlip(a, b []hunk) bool {
	return slices.ContainsFunc(a, func(h hunk) bool {
		return slices.ContainsFunc(b, func(g hunk) bool {
			return text.AreOneSlip(h.from[0], h.to[0], g.from[0], g.to[0])
		})
	})
}

// isSwap says whether letters of a word have changed places, which may make another word of it:
// "complaint", "compliant".
func (h hunk) isSwap() bool { return h.isWord() && text.IsSwap(h.from[0], h.to[0]) }

// isRegrouped says whether code differs only in what groups it.
func (h hunk) isRegrouped() bool {
	return len(h.from) == 1 && len(h.to) == 1 && text.AreRegrouped(h.from[0], h.to[0])
}

// isWrittenOut says whether words stand in the place of an abbreviation of them, or have come
// beside it: "UN", "United Nations"; "CI", "continuous integration (CI)".
func (h hunk) isWrittenOut() bool {
	short, long := contentOf(h.from), contentOf(h.to)
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) == 0 {
		short = slices.Concat(h.before, h.after[:min(1, len(h.after))])
	}
	return len(long) > 1 && slices.ContainsFunc(short, func(w *word) bool {
		return strings.EqualFold(w.Raw, initials(long)) || w.Raw == initials(h.words())
	})
}

// haveTurn says whether what differs turns a question, as far as the words are known by which
// languages do: one that negates or leaves out has come, gone or moved, or one of order, direction
// or quantity is another one.
func haveTurn(hunks []hunk) bool {
	return haveWord(hunks, (*word).Denies) || haveOtherPole(hunks)
}

// haveOtherPole says whether a word of order, direction or quantity is another one.
func haveOtherPole(hunks []hunk) bool {
	isPole := func(w *word) bool { return w.Turn == text.Pole }
	gone, come := lost(hunks)
	return slices.ContainsFunc(gone, isPole) && slices.ContainsFunc(come, isPole)
}

// lost returns the words that have gone and those that have come, without those that only stand in
// another place.
func lost(hunks []hunk) (gone, come []*word) {
	from, to := wordsOf(hunks)
	return missing(from, to), missing(to, from)
}

// wordsOf returns all words of the old text that hunks replace, and all of the new one that stand
// there.
func wordsOf(hunks []hunk) (from, to []*word) {
	for _, h := range hunks {
		from, to = append(from, h.from...), append(to, h.to...)
	}
	return from, to
}

// isOnlyIn says whether words have only come into texts or gone out of them, neither at their
// beginning nor at their end: they may negate.
func isOnlyIn(hunks []hunk) bool {
	isIn := func(h hunk) bool { return !h.isEdge() && !h.isExchange() }
	return len(hunks) > 0 && all(hunks, isIn)
}

// mayNegate says whether several places may negate or turn into its opposite each of several
// questions: one word is all that has come or gone, or what is exchanged may.
func mayNegate(hunks []hunk) bool {
	isLone := len(hunks) == 1 && wordsIn(hunks[0].words()) == 1
	return isLone || slices.ContainsFunc(hunks, hunk.mayNegate)
}

// mayNegate says whether what is exchanged for each other may negate: short words, or such as begin
// or end alike. Names, typos, several words at an end and grammar of a language that is known do
// not.
func (h hunk) mayNegate() bool {
	const least = 4
	words := h.words()
	switch {
	case !h.isExchange(), h.isTypo(), all(words, (*word).IsLight):
		return false
	case slices.ContainsFunc(words, (*word).IsName):
		return false
	case h.isEdge() && max(len(h.from), len(h.to)) > 1:
		return false
	}
	isShort := func(w *word) bool { return w.Letters() < least }
	isKin := func(w *word) bool { return isAmong(w, h.from, text.LookAlike) }
	return all(h.from, isShort) || all(h.to, isShort) || slices.ContainsFunc(h.to, isKin)
}

// exchange returns what tokens a hunk replaces by which, without those that both sides begin or end
// with, as in two pieces of code of which one name differs.
func (h hunk) exchange() (from, to []string) {
	from, to = tokensOf(rawOf(h.from)), tokensOf(rawOf(h.to))
	for len(from) > 1 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	for len(from) > 1 && len(to) > 1 && from[len(from)-1] == to[len(to)-1] {
		from, to = from[:len(from)-1], to[:len(to)-1]
	}
	return from, to
}

func haveWord(hunks []hunk, is func(*word) bool) bool {
	return slices.ContainsFunc(hunks, func(h hunk) bool {
		return slices.ContainsFunc(h.from, is) || slices.ContainsFunc(h.to, is)
	})
}
