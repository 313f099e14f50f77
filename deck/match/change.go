package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/diff"

	"cards/deck/match/text"
)

// change is how a text was changed, read in order. It tells whether a person has asked something
// else: one word can turn a question into its opposite in any language, and no list of such words
// is complete.
type change int

const (
	same     change = iota // but for punctuation and articles
	spelt                  // spaces, marks of code and how a number is written differ
	respelt                // typos are corrected, for certain
	aside                  // something in parentheses has come or gone
	slip                   // words differ by a slip of the pen, which in some languages negates
	formed                 // words are in another form, or light ones stand for light ones
	slight                 // a word or two come, go or are exchanged
	framed                 // light words come or go at an end: "Peru", "What is Peru?"
	reworded               // more
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

func texts(words []*word) []string {
	out := make([]string, len(words))
	for i := range words {
		out[i] = words[i].Text
	}
	return out
}

// changeOf returns how a text was changed if so many places differ.
func (c *comparer) changeOf(hunks []hunk) change {
	const few, some = 2, 3 // words, and those of a phrase that stands for another one
	most, one, gone, come := spelt, same, 0, 0
	for _, h := range hunks {
		kind := c.kindOf(h)
		if most = max(most, kind); kind >= slip && kind <= slight {
			one = max(one, kind)
		}
		if kind > aside && !h.isTypo() {
			gone, come = gone+wordsIn(h.from), come+wordsIn(h.to)
		}
	}
	if len(hunks) > 1 && all(hunks, hunk.isSlip) {
		return min(most, respelt) // what negates or inflects does not come in two words at once
	}
	isPhrase := len(hunks) == 1 && min(gone, come) > 0
	isFew := max(gone, come) <= few || isPhrase && max(gone, come) <= some || isOnlyIn(hunks)
	switch {
	case one == same:
		return most
	case isFew:
		return one
	}
	return reworded
}

// kindOf returns how a text was changed if only this place differs.
func (c *comparer) kindOf(h hunk) change {
	switch {
	case h.isSpelt():
		return spelt
	case c.isRespelt(h), h.isRegrouped():
		return respelt
	case h.isAside(), h.isWrittenOut():
		return aside
	case h.isSlip():
		return slip
	case h.isFrame():
		return framed
	case h.isForm():
		return formed
	case h.isPhrase(), h.isGenitive():
		return reworded
	}
	return slight
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
	return len(from) > 0 && slices.EqualFunc(from, to, text.AreKin) &&
		(len(from) == len(h.from)) == (len(to) == len(h.to))
}

// isFrame says whether light words have come or gone at an end of a text. As many in the place of
// others may ask for something else: "where", "when".
func (h hunk) isFrame() bool {
	return h.isEdge() && len(h.words()) >= 2 && all(h.words(), (*word).IsLight) && len(h.from) != len(h.to)
}

// isPhrase says whether several words have come or gone that are more than the negation of a verb:
// at the beginning of a text, or at its end a light word with others behind it: "in mathematics".
func (h hunk) isPhrase() bool {
	words := slices.DeleteFunc(h.words(), func(w *word) bool { return isAmong(w, h.after) })
	return h.isEdge() && !h.isExchange() && wordsIn(words) > 1 && (h.isFirst() || words[0].IsLight())
}

// isGenitive says whether words have come or gone in English that only say of what something is:
// "of the language". Nothing else that stands within a sentence is known not to negate.
func (h hunk) isGenitive() bool {
	words := h.words()
	return !h.isExchange() && len(words) > 1 && words[0].Text == "of" &&
		!slices.ContainsFunc(words, (*word).Denies)
}

// isExchange says whether words have taken the place of others.
func (h hunk) isExchange() bool { return min(len(h.from), len(h.to)) > 0 }

func (h hunk) words() []*word { return slices.Concat(h.from, h.to) }

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

// haveRunes says whether characters of a script without spaces differ, in which one may be a word.
func haveRunes(hunks []hunk) bool {
	return haveWord(hunks, func(w *word) bool { return w.Form == text.Character })
}

// all says whether all of some things are so.
func all[T any](list []T, is func(T) bool) bool {
	return !slices.ContainsFunc(list, func(t T) bool { return !is(t) })
}

// isCrossing says whether all that differs is that two words have changed places: Celsius to
// Fahrenheit.
func isCrossing(a, b []*word) bool {
	if len(a) != len(b) {
		return false
	}
	var at []int
	for i := range a {
		if a[i].Text != b[i].Text {
			at = append(at, i)
		}
	}
	return len(at) == 2 && a[at[0]].Text == b[at[1]].Text && a[at[1]].Text == b[at[0]].Text
}

// unrelated returns the words of which others have no form.
func unrelated(words, others []*word) []*word {
	return slices.DeleteFunc(slices.Clone(words), func(w *word) bool {
		return slices.ContainsFunc(others, func(v *word) bool { return text.AreKin(w, v) })
	})
}

// isWord says whether one word of letters stands in the place of another one.
func (h hunk) isWord() bool {
	return len(h.from) == 1 && len(h.to) == 1 &&
		h.from[0].Form == text.Plain && h.to[0].Form == text.Plain
}

// isTypo says whether one word has taken the place of one that looks like it.
func (h hunk) isTypo() bool { return h.isWord() && text.IsTypo(h.from[0], h.to[0]) }

// isSlip says whether a word differs from the one in its place by what a slip of the pen does.
func (h hunk) isSlip() bool { return h.isWord() && text.IsSlip(h.from[0], h.to[0]) }

// isSwap says whether letters of a word have changed places, which may make another word of it:
// "complaint", "compliant".
func (h hunk) isSwap() bool { return h.isWord() && text.IsSwap(h.from[0], h.to[0]) }

// isRespelt says whether a hunk is the correction of a typo for certain: other cards have the new
// form of the word but none has the old one, or the word is long and only one letter inside it has
// come, gone or changed places, which makes no other form of it.
func (c *comparer) isRespelt(h hunk) bool {
	const long = 7
	if !h.isTypo() || !h.isSlip() || c.isLive(h.from[0]) || text.MayInflect(h.from[0], h.to[0]) {
		return false
	}
	return c.others(h.to[0]) > 0 || min(h.from[0].Letters(), h.to[0].Letters()) >= long
}

// isRegrouped says whether code differs only in what groups it.
func (h hunk) isRegrouped() bool {
	return len(h.from) == 1 && len(h.to) == 1 && text.AreRegrouped(h.from[0], h.to[0])
}

// isWrittenOut says whether words stand in the place of an abbreviation of them, or have come
// before it: "UN", "United Nations"; "CI", "continuous integration (CI)".
func (h hunk) isWrittenOut() bool {
	short, long := contentOf(h.from), contentOf(h.to)
	if len(short) > len(long) {
		short, long = long, short
	}
	isShort := func(w *word) bool {
		return strings.EqualFold(w.Raw, initials(long)) || len(short) == 0 && w.Raw == initials(h.words())
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
		r, _ := utf8.DecodeRuneInString(w.Text)
		out.WriteRune(unicode.ToUpper(r))
	}
	return out.String()
}
