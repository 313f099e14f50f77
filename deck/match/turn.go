package match

import (
	"slices"

	"cards/deck/match/text"
)

// haveTurn says whether what differs turns a question, as far as the words are known by which
// languages do: one that negates or leaves out has come, gone or moved, or one of order, direction
// or quantity is another one.
func haveTurn(hunks []hunk) bool {
	if haveWord(hunks, (*word).Denies) {
		return true
	}
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
	return slices.DeleteFunc(slices.Clone(words), func(w *word) bool { return isAmong(w, others) })
}

// isAmong says whether a word is among others.
func isAmong(w *word, others []*word) bool {
	return slices.ContainsFunc(others, func(v *word) bool { return v.Text == w.Text })
}

// haveCommon says whether one of some words is among others.
func haveCommon(words, others []*word) bool {
	return slices.ContainsFunc(words, func(w *word) bool { return isAmong(w, others) })
}

// isPlain says whether nothing differs that turns a question in a language that is known: words of
// grammar have come or gone, or whose something is stands in another place.
func (l *likeness) isPlain() bool {
	isOf := func(w *word) bool { return w.Text == "of" }
	return l.isRearranged() && l.isMany() && slices.ContainsFunc(slices.Concat(lost(l.hunks)), isOf) ||
		l.isAdded() && !l.turned && !haveWord(l.hunks, func(w *word) bool { return !w.IsLight() })
}

// isRearranged says whether the same words stand in another order but for some that only join them:
// "the capital of Peru", "Peru's capital".
func (l *likeness) isRearranged() bool {
	return len(l.hunks) > 0 && areJoining(slices.Concat(lost(l.hunks)))
}

// isQuestion says whether what a text names has become a question for it, or the other way: "What
// is ...?", "How do you ...?".
func (l *likeness) isQuestion() bool {
	return l.change == framed && areJoining(slices.Concat(wordsOf(l.hunks)))
}

func areJoining(words []*word) bool {
	return all(words, func(w *word) bool { return w.Turn == text.Joining })
}

// isNegated says whether a place where texts differ has a word that negates, and nothing else with a
// meaning of its own.
func (l *likeness) isNegated() bool {
	negates := func(w *word) bool { return w.Turn == text.Negation }
	says := func(w *word) bool { return w.IsContent() && !negates(w) }
	return slices.ContainsFunc(l.hunks, func(h hunk) bool {
		return slices.ContainsFunc(h.words(), negates) && !slices.ContainsFunc(h.words(), says)
	})
}

// isReversed says whether who acts has become who is acted upon: "eat", "eaten by"; "who", "to
// whom". "By whom" is "who" again.
func (l *likeness) isReversed() bool {
	has := func(text string) bool {
		return haveWord(l.hunks, func(w *word) bool { return w.Text == text })
	}
	return l.added == 0 && has("by") != has("whom") && (has("whom") || l.exact < l.content)
}
