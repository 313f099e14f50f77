package answer

import (
	"slices"
	"strings"
)

// weighing is an answer in its parts and what of them was typed.
type weighing struct {
	q      Question
	asked  map[string]bool // the words of the question
	needed []part
	given  []token
	used   []bool // of given

	isList   bool
	misspelt bool
	contrary bool // a number or a unit is another one
}

// part is what is needed of an answer: a word, a number or a unit; the parts of an item of a list
// belong together.
type part struct {
	token
	before string // the word before it, which may be part of it
	item   int
	got    bool
}

// weigh grades by how much of what is needed was typed.
func weigh(typed, answer string, q Question) Verdict {
	w := weighing{q: q, asked: askedWords(q.Prompt), given: tokens(typed)}
	w.need(tokens(answer))
	w.used = make([]bool, len(w.given))
	w.takeNumbers()
	w.takeWords()
	v := w.verdict(answer)
	if v.Kind > Wrong && q.Others.hasAnswer(typed) && len(w.shape(w.given)) == len(w.shape(tokens(answer))) &&
		v.Kind != Right {
		return Verdict{}
	}
	return v
}

// askedWords returns the words of a question, in the forms in which an answer may repeat them.
func askedWords(prompt string) map[string]bool {
	asked := map[string]bool{}
	for _, t := range tokens(prompt) {
		asked[t.key], asked[stem(t.key)] = true, true
		asked[canonicalUnit(t.text)] = true
	}
	return asked
}

func (w *weighing) isAsked(t token) bool {
	return w.asked[t.key] || t.kind == word && isEnglish(t.key) && w.asked[stem(t.key)]
}

// need lists what is needed: what says something and is not in the question. Where that leaves
// nothing, all that says something; where nothing does, all.
func (w *weighing) need(list []token) {
	content := func(t token) bool { return t.kind != word || !isLight(t.key) && !isNegation(t.key) }
	for _, wanted := range []func(token) bool{
		func(t token) bool { return content(t) && (t.kind == number || !w.isAsked(t)) },
		content,
		func(token) bool { return true },
	} {
		item, before := 0, ""
		for i, t := range list {
			if t.kind == comma {
				item++
				w.isList = true
			} else if wanted(t) || i == 0 && len(list) > 1 && t.kind == word && isArticle(t.key) {
				w.needed = append(w.needed, part{token: t, before: before, item: item})
			}
			before = t.key
		}
		if slices.ContainsFunc(w.needed, func(p part) bool { return !isArticle(p.key) }) {
			return
		}
		w.needed = nil
	}
	for _, t := range list {
		w.needed = append(w.needed, part{token: t})
	}
}

// takeNumbers looks for each number with its unit, in order where it can.
func (w *weighing) takeNumbers() {
	typed := w.kindOf(number)
	for i := range w.needed {
		p := &w.needed[i]
		if p.kind != number {
			continue
		}
		at := slices.IndexFunc(typed, func(g int) bool { return !w.used[g] && sameNumber(w.given[g], p.token) })
		if at < 0 {
			w.takeRoman(p, word)
			continue
		}
		p.got, w.used[typed[at]] = true, true
		w.takeUnit(i+1, typed[at]+1)
	}
	unused := func(g int) bool { return !w.used[g] && !w.isAsked(w.given[g]) }
	if w.has(number) && slices.ContainsFunc(typed, unused) {
		w.contrary = true
	}
}

// takeRoman looks for a number that is written in Roman numerals on one side alone: World War II,
// 2.
func (w *weighing) takeRoman(p *part, kind tokenKind) {
	for g, t := range w.given {
		if !w.used[g] && t.kind == kind && (roman(t.key) == p.key || t.key == roman(p.key)) {
			p.got, w.used[g] = true, true
			return
		}
	}
}

// takeUnit compares the units behind a number, if both have one.
func (w *weighing) takeUnit(needed, given int) {
	hasGiven := given < len(w.given) && w.given[given].kind == unit
	if needed >= len(w.needed) || w.needed[needed].kind != unit {
		return
	}
	if hasGiven {
		w.used[given] = true
		w.needed[needed].got = w.needed[needed].key == w.given[given].key
		w.contrary = w.contrary || !w.needed[needed].got
	}
}

func (w *weighing) has(kind tokenKind) bool {
	return slices.ContainsFunc(w.needed, func(p part) bool { return p.kind == kind })
}

func (w *weighing) kindOf(kind tokenKind) []int {
	var at []int
	for i, t := range w.given {
		if t.kind == kind {
			at = append(at, i)
		}
	}
	return at
}

// takeWords looks for each word, first for those that are the same.
func (w *weighing) takeWords() {
	for _, least := range []alike{same, misspelt} {
		for i := range w.needed {
			if p := &w.needed[i]; p.kind == word && !p.got {
				w.takeWord(i, least)
			}
		}
	}
	for i := range w.needed {
		if p := &w.needed[i]; p.kind == word && !p.got && roman(p.key) != "" {
			w.takeRoman(p, number)
			w.contrary = w.contrary || !p.got && len(w.kindOf(number)) > 0
		}
	}
}

func (w *weighing) takeWord(i int, least alike) {
	p := &w.needed[i]
	for g, t := range w.given {
		if w.used[g] || t.kind != word {
			continue
		}
		if how := w.compare(t.key, p.token); how >= least {
			p.got, w.used[g] = true, true
			w.misspelt = w.misspelt || how == misspelt
			return
		}
		if w.takeJoined(i, g) {
			return
		}
	}
}

// compare compares two words. A word of another answer is not misspelt, nor is an article.
func (w *weighing) compare(typed string, right token) alike {
	how := compareWords(typed, right.key)
	isFixed := isAcronym(right.text) && typed != right.key
	if isFixed || how == misspelt && (w.q.Others.hasWord(typed) || isArticle(right.key)) {
		return other
	}
	return how
}

// takeJoined takes two words for one, or one for two: on call, on-call and oncall.
func (w *weighing) takeJoined(i, g int) bool {
	p := &w.needed[i]
	if g+1 < len(w.given) && !w.used[g+1] && w.given[g].key+w.given[g+1].key == p.key {
		p.got, w.used[g], w.used[g+1] = true, true, true
		return true
	}
	if p.before+p.key == w.given[g].key {
		p.got, w.used[g] = true, true
		return true
	}
	if i+1 < len(w.needed) && p.key+w.needed[i+1].key == w.given[g].key {
		p.got, w.needed[i+1].got, w.used[g] = true, true, true
		return true
	}
	return false
}

// verdict says what the parts come to.
func (w *weighing) verdict(answer string) Verdict {
	got, of, missing := w.count()
	v := Verdict{Partial, got, of, missing}
	extra := w.extra()
	switch {
	case got == 0, w.contrary, got < of && !w.isEnough(got, of, extra):
		v.Kind = Wrong
	case got == of && 2*extra <= len(w.needed) && !w.isTurned(answer) && !w.hasOtherLetters():
		v.Kind = Right
		if w.misspelt {
			v.Kind = Typo
		}
	}
	return v
}

// isEnough says whether an answer that lacks something is partly right. One item of a list is. Of a
// phrase half is, unless something else stands in the place of what is missing: North Korea is not
// partly South Korea. Of a long one a few words may be others.
func (w *weighing) isEnough(got, of, extra int) bool {
	const long, most = 4, 4 // words; of so many one may be another
	if w.isList || w.needed[0].kind == word && isArticle(w.needed[0].key) {
		return true
	}
	if extra > 0 {
		return of >= long && (of-got)*most <= of
	}
	return 2*got >= of
}

// isTurned says whether an answer that names a direction, or several numbers, was given in another
// order: 3 to 5 is not 5 to 3.
func (w *weighing) isTurned(answer string) bool {
	if w.isList {
		return false
	}
	directed := w.has(number)
	for _, t := range tokens(answer) {
		if isMonth(t.key) { // the day and the year of a date are never taken for each other
			return false
		}
		switch t.key {
		case "to", "from", "before", "after", "than", "into", "over", "<", ">", "≤", "≥", "→":
			directed = true
		}
	}
	return directed && !w.inOrder()
}

// hasOtherLetters says whether letters were typed that stand for something, as those of the answer
// do, and are too many: n log n is not log n.
func (w *weighing) hasOtherLetters() bool {
	isLetter := func(t token) bool { return t.kind == word && len(t.key) == 1 && !isLight(t.key) }
	if !slices.ContainsFunc(w.needed, func(p part) bool { return isLetter(p.token) }) {
		return false
	}
	for g, t := range w.given {
		if !w.used[g] && isLetter(t) {
			return true
		}
	}
	return false
}

// inOrder says whether the parts that are needed stand in the typed text in their order.
func (w *weighing) inOrder() bool {
	at := 0
	for _, p := range w.needed {
		if p.kind == unit {
			continue
		}
		next := slices.IndexFunc(w.given[at:], func(t token) bool {
			if roman(t.key) == p.key || t.key == roman(p.key) {
				return true
			}
			return t.kind == p.kind && (t.key == p.key || t.kind == number && sameNumber(t, p.token) ||
				t.kind == word && compareWords(t.key, p.key) > other)
		})
		if next < 0 {
			return false
		}
		at += next + 1
	}
	return true
}

// extra returns how many words were typed that say something, are not needed and not in the
// question.
func (w *weighing) extra() int {
	n := 0
	for g, t := range w.given {
		isWord := t.kind == word && !isLight(t.key) && !isNegation(t.key) && !isArticle(t.key)
		if isWord && !w.used[g] && !w.isAsked(t) {
			n++
		}
	}
	return n
}

// count returns how many parts were given, of how many, and what is missing. The parts of a list
// are its items.
func (w *weighing) count() (got, of int, missing string) {
	var lost []string
	for start := 0; start < len(w.needed); {
		end := start + 1
		for w.isList && end < len(w.needed) && w.needed[end].item == w.needed[start].item {
			end++
		}
		of++
		if text, ok := lacks(w.needed[start:end]); ok {
			got++
		} else {
			lost = append(lost, text)
		}
		start = end
	}
	separator := " "
	if w.isList {
		separator = ", "
	}
	return got, of, strings.Join(lost, separator)
}

// lacks returns the text of parts, and whether all of them were given.
func lacks(parts []part) (text string, ok bool) {
	texts := make([]string, len(parts))
	ok = true
	for i, p := range parts {
		texts[i] = p.text
		ok = ok && p.got
	}
	return strings.Join(texts, " "), ok
}

// shape returns the kinds of the parts of a text that say something.
func (w *weighing) shape(list []token) []tokenKind {
	var kinds []tokenKind
	for _, t := range list {
		if t.kind != comma && (t.kind != word || !isLight(t.key)) {
			kinds = append(kinds, t.kind)
		}
	}
	return kinds
}
