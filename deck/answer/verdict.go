package answer

import (
	"slices"
	"strings"
)

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
			return t.kind == p.kind && (t.key == p.key ||
				t.kind == number && sameNumber(t, p.token) ||
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
