package answer

import (
	"slices"
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
	if v.Kind > Wrong && q.Others.hasAnswer(typed) &&
		len(w.shape(w.given)) == len(w.shape(tokens(answer))) &&
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
		at := slices.IndexFunc(typed, func(g int) bool {
			return !w.used[g] &&
				sameNumber(w.given[g], p.token)
		})
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
