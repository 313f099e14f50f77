package match

import (
	"slices"
	"strings"

	"cards/deck/match/text"
)

// wordsChanged counts the words that differ.
func (l *likeness) wordsChanged() int {
	n := 0
	for _, h := range l.hunks {
		n += wordsIn(h.from) + wordsIn(h.to)
	}
	return n
}

// hasExchange says whether words have taken the place of others outside parentheses.
func (l *likeness) hasExchange() bool {
	return slices.ContainsFunc(l.hunks, func(h hunk) bool {
		return h.isExchange() && !all(h.words(), func(w *word) bool { return w.Aside })
	})
}

// hasChoice says whether words have taken the place of others that they are no typos of.
func (l *likeness) hasChoice() bool { return slices.ContainsFunc(l.hunks, hunk.isChoice) }

// hasLightExchange says whether words of grammar have taken the place of others: "he", "she".
func (l *likeness) hasLightExchange() bool {
	return slices.ContainsFunc(l.hunks, func(h hunk) bool {
		return h.isExchange() && all(h.words(), (*word).IsLight)
	})
}

// isReframed says whether only words of grammar differ, and nowhere as many have taken the place of
// others, as in "when", "where", or one has come, as in "by when".
func (l *likeness) isReframed() bool {
	switch {
	case l.exact < 2, l.named, len(l.hunks) == 0:
		return false
	case len(l.hunks) > 1:
		return l.light
	}
	h := l.hunks[0]
	return len(h.from) != len(h.to) && h.isExchange()
}

// isOneWord says whether one word within a text stands in the place of another one: "makes",
// "produces". At an end it may be what the text is of: "square", "rhombus". Neither is as short as
// what negates and places, and neither holds the other, or begins or ends as it does, as a word and
// its opposite often do.
func (l *likeness) isOneWord() bool {
	const least = 4
	if len(l.hunks) != 1 || !l.hunks[0].isWord() || l.hunks[0].isEdge() {
		return false
	}
	from, to := l.hunks[0].from[0], l.hunks[0].to[0]
	return min(from.Letters(), to.Letters()) >= least && !text.LookAlike(from, to)
}

// isPhrased says whether within a text a word around gaps has become another one or a phrase, and
// nothing else differs but words that came or went.
func (l *likeness) isPhrased() bool {
	const least = 4
	short, long := contentOf(l.onlyA), contentOf(l.onlyB)
	if len(short) > len(long) {
		short, long = long, short
	}
	isShort := func(w *word) bool { return w.Letters() < least }
	isEnd := func(h hunk) bool { return h.isEdge() && h.isExchange() }
	return l.wordsChanged() > 2 && len(short) <= 1 && len(long) > 0 &&
		!slices.ContainsFunc(l.hunks, isEnd) && !slices.ContainsFunc(slices.Concat(short, long), isShort)
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

// isFramed says whether texts differ at their beginning and their end, where words have come or
// gone or the last one is in another case, and within only by words of grammar that have.
func (l *likeness) isFramed() bool {
	return all(l.hunks, func(h hunk) bool {
		if h.isExchange() {
			return h.isFirst() || h.isEdge() && len(contentOf(h.from)) == 1
		}
		return h.isEdge() || all(h.words(), (*word).IsLight)
	})
}

// isLongTypo says whether all that differs is letters of words so long that no other word is like
// them.
func (l *likeness) isLongTypo() bool {
	const long = 10
	return all(l.hunks, func(h hunk) bool { return h.isTypo() && h.from[0].Letters() >= long })
}

// isMany says whether more than one word has gone or come.
func (l *likeness) isMany() bool {
	from, to := wordsOf(l.hunks)
	return max(len(from), len(to)) > 1
}

// isAdded says whether several words have come into a text or gone, or changed their place as a
// whole, in a language whose words of grammar are known or whose characters are words.
func (l *likeness) isAdded() bool {
	isClear := l.known || haveRunes(l.hunks)
	return isClear && l.isMany() && !slices.ContainsFunc(l.hunks, hunk.isExchange) && !l.isTorn()
}

// isTorn says whether words have moved that did not do so as a whole: "to the court", "the court
// to".
func (l *likeness) isTorn() bool {
	return slices.ContainsFunc(l.hunks, func(h hunk) bool {
		isMoved := slices.ContainsFunc(l.hunks, func(g hunk) bool {
			return slices.Equal(texts(h.from), texts(g.to)) && slices.Equal(texts(h.to), texts(g.from))
		})
		isHere := func(g hunk) bool { return haveCommon(h.from, g.to) }
		return !isMoved && slices.ContainsFunc(l.hunks, isHere)
	})
}

// movesContent says whether a word with a meaning of its own stands in another place.
func (l *likeness) movesContent() bool {
	from, to := wordsOf(l.hunks)
	return haveCommon(contentOf(from), to)
}

// isFuller says whether an answer tells a name in full.
func (l *likeness) isFuller() bool {
	isNaming := func(w *word) bool { return w.Named || w.Capped || w.Aside }
	return l.isGrown() && all(l.hunks, func(h hunk) bool {
		return !h.isExchange() && all(h.words(), isNaming)
	})
}

// isRespelt says whether only the spelling differs, for certain.
func (l *likeness) isRespelt() bool { return l.change == spelt || l.change == respelt }

// isMistyped says whether texts differ in words only that a slip of the pen makes of each other.
func (l *likeness) isMistyped() bool {
	return len(l.hunks) > 0 && all(l.hunks, hunk.isSlip)
}

// isPlain says whether nothing differs that turns a question in a language that is known: words of
// grammar have come or gone, or whose something is stands in another place.
func (l *likeness) isPlain() bool {
	isOf := func(w *word) bool { return w.Text == "of" }
	return l.isRearranged() && l.isMany() && slices.ContainsFunc(slices.Concat(lost(l.hunks)), isOf) ||
		l.isAdded() && !haveWord(l.hunks, func(w *word) bool { return !w.IsLight() })
}

// isRearranged says whether the same words stand in another order but for some that only join them:
// "the capital of Peru", "Peru's capital".
func (l *likeness) isRearranged() bool {
	return areJoining(slices.Concat(lost(l.hunks)))
}

// isQuestion says whether what a text names has become a question for it, or the other way: "What
// is ...?", "How do you ...?".
func (l *likeness) isQuestion() bool {
	return l.change == framed && areJoining(slices.Concat(wordsOf(l.hunks)))
}

// isNegated says whether a place where texts differ has a word that negates, and nothing else with
// a meaning of its own.
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
	return has("by") != has("whom") && (has("whom") || l.exact < l.content)
}

// isOne says whether a change is of one word or a few, each of which may negate or be of another
// subject.
func (l *likeness) isOne() bool { return l.change >= slip && l.change <= slight }

// isKept says whether a text says what it said, as far as can be told without knowing its language.
func (l *likeness) isKept() bool { return l.change <= formed || l.light }

// isGrown says whether one text has all words of the other one, at least one as it is written
// there.
func (l *likeness) isGrown() bool {
	return l.exact > 0 && l.swapped == 0 && !l.doubt && !l.named
}
