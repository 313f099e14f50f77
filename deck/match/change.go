package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"cards/deck/diff"
)

// change is how much of a text stands when it is read in order. It tells whether a person has asked
// something else: one word can turn a question into its opposite in any language, and no list of
// such words is complete.
type change int

const (
	unchanged change = iota
	respelt          // typos are corrected, for certain
	framed           // light words come or go around it: "Peru's capital", "What is Peru's capital?"
	slight           // a word or two come, go or are exchanged
	reworded         // more
)

// hunk is a place where words of the old text have made room for words of the new one.
type hunk struct {
	from, to []word
	first    bool // it is where the text begins
	edge     bool // it is where the text begins or ends
}

// maxDiff bounds the words of texts that are read in order.
const maxDiff = 600

// hunksOf returns what differs between two texts of at most maxDiff words.
func hunksOf(a, b []word) []hunk {
	at := diff.Common(texts(a), texts(b))
	var all []hunk
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
		first := i == 0 && j == 0
		edge := first || x == len(a) && y == len(b)
		all = append(all, hunk{from: a[i:x], to: b[j:y], first: first, edge: edge})
		i, j = x, y
	}
	return all
}

func texts(words []word) []string {
	out := make([]string, len(words))
	for i := range words {
		out[i] = words[i].text
	}
	return out
}

// changeOf says how much of texts of so many words stands.
func (c *comparer) changeOf(hunks []hunk) change {
	gone, come := 0, 0
	for _, h := range hunks {
		if len(hunks) == 1 || !h.isTypo() {
			gone, come = gone+wordsIn(h.from), come+wordsIn(h.to)
		}
	}
	const few, some = 2, 3
	switch {
	case !slices.ContainsFunc(hunks, func(h hunk) bool { return !h.isSpelt() && !c.isRespelt(h) }):
		return respelt
	case !slices.ContainsFunc(hunks, func(h hunk) bool { return !h.isAside() && !h.isFrame() }):
		return framed
	case !slices.ContainsFunc(hunks, func(h hunk) bool { return !h.isPhrase() && !h.isAside() }):
		return reworded
	case max(gone, come) <= few,
		len(hunks) == 1 && min(gone, come) > 0 && max(gone, come) <= some:
		return slight
	}
	return reworded
}

// isSpelt says whether only the spaces between words have changed, or their marks as code.
func (h hunk) isSpelt() bool {
	if len(h.from) == 1 && len(h.to) == 1 {
		return equal(&h.from[0], &h.to[0])
	}
	joined := func(words []word) string {
		text := strings.ToLower(strings.Join(texts(words), ""))
		return strings.TrimSuffix(strings.ReplaceAll(text, " ", ""), "()")
	}
	return joined(h.from) == joined(h.to)
}

// isAside says whether something in parentheses has come or gone.
func (h hunk) isAside() bool {
	isNone := func(w word) bool { return !w.aside }
	return !h.isExchange() && !slices.ContainsFunc(slices.Concat(h.from, h.to), isNone)
}

// isFrame says whether light words have come or gone at an end of a text.
func (h hunk) isFrame() bool {
	return h.edge && len(h.from)+len(h.to) >= 2 && areLight(h.from) && areLight(h.to)
}

// isExchange says whether words have taken the place of others.
func (h hunk) isExchange() bool { return min(len(h.from), len(h.to)) > 0 }

// isPhrase says whether several words have come or gone that are more than the negation of a verb:
// at the beginning of a text, or a light word with others behind it, as in "in mathematics", one of
// them long unless the text ends there.
func (h hunk) isPhrase() bool {
	words := slices.Concat(h.from, h.to)
	if min(len(h.from), len(h.to)) > 0 || wordsIn(words) < 2 {
		return false
	}
	isEnd := h.edge && !h.first && isContent(words[len(words)-1])
	return h.first || areLight(words[:1]) && (isEnd || slices.ContainsFunc(words, isLong))
}

// isLong says whether a word is too long to be one that negates.
func isLong(w word) bool {
	const long = 6
	return w.form == formWord && isContent(w) && utf8.RuneCountInString(w.text) >= long
}

// isHarmless says whether a hunk is unlikely to ask something else: light words have taken the
// place of others, a word has another form, something in parentheses has come or gone.
func (c *comparer) isHarmless(h hunk) bool {
	switch {
	case h.isSpelt(), h.isAside():
		return true
	case h.first && areLight(h.from) && areLight(h.to):
		return true
	case countRunes(h.from)+countRunes(h.to) > 0, min(len(h.from), len(h.to)) == 0:
		return false
	}
	content := contentOf(h.from)
	isSame := func(w, v word) bool { return c.kin(&w, &v) != unrelated }
	return slices.EqualFunc(content, contentOf(h.to), isSame) &&
		(len(content) == len(h.from)) == (len(contentOf(h.to)) == len(h.to))
}

// isPhraseExchanged says whether texts differ in one place, where one has several words for those of
// the other: "wrote" became "is the author of".
func (l *likeness) isPhraseExchanged() bool {
	return len(l.hunks) == 1 && l.hunks[0].isExchange() &&
		max(wordsIn(l.hunks[0].from), wordsIn(l.hunks[0].to)) > 1
}

// wordsIn counts words. Of a script without spaces three characters count as one.
func wordsIn(words []word) int {
	runes := countRunes(words)
	return len(words) - runes + (runes+2)/3
}

func countRunes(words []word) int {
	n := 0
	for _, w := range words {
		if w.form == formRune {
			n++
		}
	}
	return n
}

// haveRunes says whether characters of a script without spaces differ, in which one may be a word.
func haveRunes(hunks []hunk) bool {
	return slices.ContainsFunc(hunks, func(h hunk) bool {
		return !h.isAside() && countRunes(h.from)+countRunes(h.to) > 0
	})
}

// areLight says whether no word of some has a meaning of its own.
func areLight(words []word) bool {
	return !slices.ContainsFunc(words, func(w word) bool {
		return isContent(w) || w.form != formWord
	})
}

// oneSpot says whether texts differ in one place only, and have nothing in common there.
func (c *comparer) oneSpot(hunks []hunk) bool {
	return len(hunks) == 1 && !slices.ContainsFunc(hunks[0].from, func(w word) bool {
		isKin := func(v word) bool { return c.kin(&w, &v) != unrelated }
		return isContent(w) && slices.ContainsFunc(hunks[0].to, isKin)
	})
}

// isMistyped says whether texts differ in words only that a slip of the pen makes of each other: a
// letter has come or gone within a word, or two have changed places.
func (l *likeness) isMistyped() bool {
	return len(l.hunks) > 0 && !slices.ContainsFunc(l.hunks, func(h hunk) bool {
		x, y, ok := h.wordPair()
		return !ok || min(len(x), len(y)) < 3 || diff.Edits(x, y, 1) > 1 ||
			!isSwap(x, y) && !isSlipInside(x, y)
	})
}

// isOneWord says whether one word, perhaps with a light one beside it, stands in the place of
// another one: "has", "consists of". Neither holds the other, or begins as it does, as a word and
// what negates it often do.
func (l *likeness) isOneWord() bool {
	const most, least = 2, 4
	if len(l.hunks) != 1 {
		return false
	}
	h := l.hunks[0]
	if !h.isExchange() || max(len(h.from), len(h.to)) > most || haveRunes(l.hunks) {
		return false
	}
	from, to := mainWord(h.from), mainWord(h.to)
	if from == nil || to == nil || from.form != formWord || to.form != formWord {
		return false
	}
	isLong := func(w *word) bool { return isContent(*w) && len(letters(w.text)) >= least }
	return (isLong(from) || isLong(to)) &&
		!strings.Contains(from.text, to.text) && !strings.Contains(to.text, from.text) &&
		formOf(letters(from.text), letters(to.text)) == unrelated
}

// mainWord returns the only word of some that has a meaning of its own, or the only word at all;
// nil without one.
func mainWord(words []word) *word {
	if len(words) == 1 {
		return &words[0]
	}
	if content := contentOf(words); len(content) == 1 {
		return &content[0]
	}
	return nil
}

// rewording returns what a prompt's words have made room for, each place once; empty if nothing
// stands between them.
func (l *likeness) rewording() string {
	if len(l.hunks) == 0 || l.shared == 0 {
		return ""
	}
	var all []string
	for _, h := range l.hunks {
		all = append(all, strings.Join(texts(h.from), " ")+"\x00"+strings.Join(texts(h.to), " "))
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), "\n")
}

// areExchanged says whether all that differs is that two words have changed places: Celsius to
// Fahrenheit.
func areExchanged(a, b []word) bool {
	if len(a) != len(b) {
		return false
	}
	var at []int
	for i := range a {
		if a[i].text != b[i].text {
			at = append(at, i)
		}
	}
	return len(at) == 2 && a[at[0]].text == b[at[1]].text && a[at[1]].text == b[at[0]].text &&
		isContent(a[at[0]]) && isContent(a[at[1]])
}

// isTypo says whether one word has taken the place of one that looks like it.
func (h hunk) isTypo() bool {
	x, y, ok := h.wordPair()
	return ok && isTypo(x, y)
}

// wordPair returns the letters of two words one of which has taken the place of the other; false if
// there are more or less.
func (h hunk) wordPair() (from, to []string, ok bool) {
	if len(h.from) != 1 || len(h.to) != 1 {
		return nil, nil, false
	}
	a, b := &h.from[0], &h.to[0]
	return letters(a.text), letters(b.text), a.form == formWord && b.form == formWord
}

// isArticle says whether one short word has come or gone before a text: an article, if the other
// side says so too.
func (h hunk) isArticle() bool {
	words := slices.Concat(h.from, h.to)
	const longest = 3
	return h.first && len(words) == 1 && utf8.RuneCountInString(words[0].text) <= longest
}
