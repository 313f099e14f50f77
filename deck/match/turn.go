package match

import "slices"

// haveTurn says whether what differs turns a question, as far as the words are known by which
// languages do: one that negates or leaves out has come, gone or moved, or one of order, direction
// or quantity is another one.
func haveTurn(hunks []hunk) bool {
	if haveWord(hunks, func(w *word) bool { return w.turn == negation }) {
		return true
	}
	isPole := func(w *word) bool { return w.turn == pole }
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

// negated returns the words behind those that negate, in order: it may be another one because
// either has moved.
func negated(words []*word) []string {
	var out []string
	for i, w := range words[:max(0, len(words)-1)] {
		if w.turn == negation {
			out = append(out, words[i+1].text)
		}
	}
	return out
}

// missing returns the words that are not among others.
func missing(words, others []*word) []*word {
	return slices.DeleteFunc(slices.Clone(words), func(w *word) bool { return isAmong(w, others) })
}

// isAmong says whether a word is among others.
func isAmong(w *word, others []*word) bool {
	return slices.ContainsFunc(others, func(v *word) bool { return v.text == w.text })
}

// haveCommon says whether one of some words is among others.
func haveCommon(words, others []*word) bool {
	return slices.ContainsFunc(words, func(w *word) bool { return isAmong(w, others) })
}

// isGrammar says whether a word is one of grammar of a language that is known.
func isGrammar(w *word) bool {
	return w.form == formWord && w.prior > 0 && w.prior <= light && len(w.text) > 1
}

// isPlain says whether nothing differs that turns a question in a language that is known: words of
// grammar have come or gone, phrases have moved as a whole, or behind an answer of some words it is
// told in what all that is.
func (e *evidence) isPlain() bool {
	const some = 3
	p := &e.prompt
	switch {
	case p.isRearranged() && p.isGenitive() && p.isMany():
		return true
	case !p.isAdded(), p.doubt:
		return false
	}
	isOther := func(h hunk) bool {
		isPlain := areLight(h.words()) || p.hasMoved(h) || e.answer.exact >= some && h.isPlace()
		return h.isExchange() || !(p.known && isPlain) && !h.isPolite()
	}
	return !slices.ContainsFunc(p.hunks, isOther)
}

// isPlace says whether it has come or gone in what something is: "in Go".
func (h hunk) isPlace() bool {
	words := h.words()
	return len(words) == 2 && words[0].text == "in"
}

// isPolite says whether a text of Japanese got or lost an ending that turns nothing: "ですか".
func (h hunk) isPolite() bool {
	isOther := func(w *word) bool { return w.form != formRune || w.prior > light }
	return h.edge && !h.first && len(h.words()) > 1 && !slices.ContainsFunc(h.words(), isOther)
}

// hasMoved says whether a place has the words of another one.
func (l *likeness) hasMoved(h hunk) bool {
	return slices.ContainsFunc(l.hunks, func(g hunk) bool {
		return len(h.words()) > 1 && slices.Equal(texts(h.from), texts(g.to)) &&
			slices.Equal(texts(h.to), texts(g.from))
	})
}

// isTorn says whether words have moved that did not do so as a whole: "to the court", "the court
// to".
func (l *likeness) isTorn() bool {
	return slices.ContainsFunc(l.hunks, func(h hunk) bool {
		return !l.hasMoved(h) && slices.ContainsFunc(l.hunks, func(g hunk) bool {
			return haveCommon(h.from, g.to) || haveCommon(h.to, g.from)
		})
	})
}

// isAdded says whether several words have come into a text or gone, or changed their place, and
// none turns it. What says so in a language that is not known is that one is a name or too long.
func (l *likeness) isAdded() bool {
	for _, h := range l.hunks {
		isGrown := len(h.from) != len(h.to) && areLight(h.from) &&
			(areLight(h.to) || haveNumbers([]hunk{h}))
		if h.isExchange() && !isGrown {
			return false
		}
	}
	isSure := func(w *word) bool { return w.named || isLong(w) || w.form == formRune }
	isClear := l.known || haveWord(l.hunks, isSure)
	return l.isMany() && isClear && !l.turned && !l.named && !l.isTorn()
}

// isPhrased says whether in a language that is known a word around gaps has become another one or a
// phrase, and nothing else differs but words that came or went.
func (l *likeness) isPhrased() bool {
	const least, letter = 0.6, 4
	short, long := contentOf(l.onlyA), contentOf(l.onlyB)
	if len(short) > len(long) {
		short, long = long, short
	}
	isOther := func(w *word) bool {
		return w.form != formWord || w.named || len(letters(w.text)) < letter
	}
	isKin := func(w *word) bool {
		return slices.ContainsFunc(long, func(v *word) bool { return areKin(v.text, w.text) })
	}
	words := 0
	for _, h := range l.hunks {
		words += max(len(h.from), len(h.to))
	}
	return l.known && l.sim >= least && words > 1 && len(short) < 2 && len(long) <= 2 &&
		len(long) > 0 && !slices.ContainsFunc(short, isKin) &&
		!slices.ContainsFunc(slices.Concat(short, long), isOther)
}

// isRearranged says whether the same words stand in another order but for some that only join them,
// none of which is a verb: "the capital of Peru", "Peru's capital".
func (l *likeness) isRearranged() bool {
	joining := []string{"of", "in", "for", "is", "are", "what", "which", "called"}
	isOther := func(w *word) bool { return !slices.Contains(joining, w.text) }
	return len(l.hunks) > 0 && !l.turned && !l.doubt && !slices.ContainsFunc(l.rest(), isOther)
}

// isMany says whether more than one word has gone or come.
func (l *likeness) isMany() bool {
	from, to := wordsOf(l.hunks)
	return max(len(from), len(to)) > 1
}

// isGenitive says whether an "of" has come or gone.
func (l *likeness) isGenitive() bool {
	return slices.ContainsFunc(l.rest(), func(w *word) bool { return w.text == "of" })
}

// rest returns the words that differ without those that only stand in another place.
func (l *likeness) rest() []*word {
	return slices.Concat(lost(l.hunks))
}

// isQuestion says whether what a text names has become a question for it, or the other way: "What
// is ...?", "How do you ...?".
func (l *likeness) isQuestion() bool {
	frame := []string{
		"what", "is", "are", "was", "were", "how", "do", "you", "define", "means", "make",
	}
	isOther := func(w *word) bool { return !slices.Contains(frame, w.text) }
	return l.change == framed && l.light && l.exact > 1 && !haveWord(l.hunks, isOther) &&
		!slices.ContainsFunc(l.hunks, hunk.isExchange)
}

// isReversed says whether who acts has become who is acted upon: "eat", "eaten by"; "who", "to
// whom". "By whom" is "who" again.
func (l *likeness) isReversed() bool {
	has := func(text string) bool {
		return haveWord(l.hunks, func(w *word) bool { return w.text == text })
	}
	isSame := len(contentOf(l.onlyA))+len(contentOf(l.onlyB)) == 0
	return isSame && has("by") != has("whom") && (has("whom") || l.ordered && l.exact < l.content)
}

// movesContent says whether a word with a meaning of its own stands in another place.
func (l *likeness) movesContent() bool {
	from, to := wordsOf(l.hunks)
	return haveCommon(contentOf(from), to)
}
