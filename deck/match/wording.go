package match

import (
	"slices"
	"strings"
)

// wordsChanged counts the words that differ outside parentheses.
func (l *likeness) wordsChanged() int {
	n := 0
	for _, h := range l.hunks {
		if !h.isAside() {
			n += wordsIn(h.from) + wordsIn(h.to)
		}
	}
	return n
}

// isInfinitive says whether a text has got or lost the "to" before a verb, and nothing else but
// what stands in parentheses.
func (l *likeness) isInfinitive() bool {
	return len(l.hunks) > 0 && !slices.ContainsFunc(l.hunks, func(h hunk) bool {
		isTo := h.first && len(h.words()) == 1 && h.words()[0].text == "to"
		return !isTo && !h.isAside()
	})
}

// hasExchange says whether words have taken the place of others outside parentheses.
func (l *likeness) hasExchange() bool {
	isMain := func(w *word) bool { return !w.aside }
	return slices.ContainsFunc(l.hunks, func(h hunk) bool {
		return h.isExchange() && slices.ContainsFunc(h.words(), isMain)
	})
}

// isNegated says whether a place where texts differ has a word by which English negates, and
// nothing else with a meaning of its own. Not all that negates is known, in no language, so that
// this tells only what is not worth asking. Most words that turn a prompt (turn.go) say too little
// of an answer, which may have got a "but" or an "only" and be the same.
func (l *likeness) isNegated() bool {
	negations := []string{"not", "no", "never", "cannot"}
	negates := func(w *word) bool { return slices.Contains(negations, w.text) }
	says := func(w *word) bool { return isContent(w) && !negates(w) }
	return slices.ContainsFunc(l.hunks, func(h hunk) bool {
		return slices.ContainsFunc(h.words(), negates) && !slices.ContainsFunc(h.words(), says)
	})
}

// hasLightExchange says whether words of grammar have taken the place of others: "he", "she".
func (l *likeness) hasLightExchange() bool {
	return slices.ContainsFunc(l.hunks, func(h hunk) bool {
		return h.isExchange() && areLight(h.words())
	})
}

// hasGained says whether words with a meaning of their own have come or gone, but for those in
// parentheses and those that write an abbreviation out.
func (l *likeness) hasGained() bool {
	var all []*word
	for _, h := range l.hunks {
		if !h.isWrittenOut() {
			all = append(all, h.words()...)
		}
	}
	isNew := func(w *word) bool {
		return isContent(w) && !w.aside && isAmong(w, all)
	}
	return slices.ContainsFunc(l.onlyA, isNew) || slices.ContainsFunc(l.onlyB, isNew)
}

// isQualified says whether what came to one end of a text, or went from there, makes the rest mean
// less: "in leap years".
func (l *likeness) isQualified() bool {
	return len(l.hunks) == 1 && l.hunks[0].edge && l.hasGained()
}

// writesOut says whether all that differs is what an abbreviation stands for.
func (l *likeness) writesOut() bool {
	isOther := func(h hunk) bool { return !h.isWrittenOut() }
	return len(l.hunks) > 0 && !slices.ContainsFunc(l.hunks, isOther)
}

// isReframed says whether only words of grammar differ, and nowhere as many have taken the place of
// others, as in "when", "where".
func (l *likeness) isReframed() bool {
	if l.exact < 2 || l.named || len(l.hunks) == 0 {
		return false
	}
	h := l.hunks[0]
	isOne := len(l.hunks) == 1
	isEqual := isOne && len(h.from) == len(h.to) && areLight(h.words())
	isWord := isOne && len(h.words()) == 1 // "when", "by when"
	return l.light && !isEqual && !isWord ||
		isOne && h.first && h.isExchange() && len(h.from) != len(h.to)
}

// isOneWord says whether one word, perhaps with a light one beside it, stands in the place of
// another one: "has", "consists of". None alone is as short as what negates and places, and neither
// holds the other, or begins or ends as it does, as a word and its opposite often do.
func (l *likeness) isOneWord() bool {
	const least = 4
	if len(l.hunks) != 1 {
		return false
	}
	h := l.hunks[0]
	from, to := mainWord(h.from), mainWord(h.to)
	isLong := func(w *word) bool {
		return len(letters(w.text)) >= least || !isContent(w) && len(h.from) != len(h.to)
	}
	return from.form == formWord && to.form == formWord && isLong(from) && isLong(to) &&
		!areKin(from.text, to.text)
}

// mainWord returns the only word of some that has a meaning of its own, or the only word at all;
// one that is no word without it.
func mainWord(words []*word) *word {
	if content := contentOf(words); len(content) == 1 {
		return content[0]
	}
	if len(words) == 1 {
		return words[0]
	}
	return &word{form: formSymbol}
}

// rewording returns what a text's words have made room for, each place once; empty if nothing
// stands between them.
func (l *likeness) rewording() string {
	var all []string
	for _, h := range l.hunks {
		from, to := h.exchange()
		all = append(all, strings.Join(from, " ")+"\x00"+strings.Join(to, " "))
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), "\n")
}

// isExchanged says whether one word with a meaning of its own stands in the place of another one,
// and whatever else differs is grammar.
func (l *likeness) isExchanged() bool {
	return len(contentOf(l.onlyA)) == 1 && len(contentOf(l.onlyB)) == 1
}

// isReordered says whether two texts have the same words with a meaning of their own, but in another
// order or form, or so few that words of grammar decide. A frame around them turns nothing.
func (l *likeness) isReordered() bool {
	const enough = 3
	return len(contentOf(l.onlyA))+len(contentOf(l.onlyB)) == 0 &&
		!l.isFramed() && (!l.ordered || l.exact < enough)
}

// isFramed says whether texts differ at their beginning and their end, where words have come or
// gone, and within only by words of grammar that have. Around a single word all is a frame but a
// word of grammar for another one: "what", "who".
func (l *likeness) isFramed() bool {
	return !slices.ContainsFunc(l.hunks, func(h hunk) bool {
		switch {
		case h.isOtherCase():
			return false
		case !h.isExchange():
			return !h.edge && !areLight(h.words())
		}
		return !h.first || len(contentOf(h.from))*len(contentOf(h.to)) > 0
	})
}

// isOtherCase says whether a text ends with the same name in another case: "von Peru", "Perus".
func (h hunk) isOtherCase() bool {
	from, to := contentOf(h.from), contentOf(h.to)
	return h.edge && !h.first && len(from) == 1 && len(to) == 1 && from[0].named && to[0].named &&
		formOf(letters(from[0].text), letters(to[0].text)) == otherForm
}
