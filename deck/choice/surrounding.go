package choice

import (
	"slices"
	"strings"
)

// surrounding is what stands around a word: the one before it and the one behind it, unless a sign
// parts them, whether it says of how much it is ("60 cm high"), and how many words the answer has.
type surrounding struct {
	before, after string
	isCounted     bool
	isFirst       bool
	words         int
}

func surroundingOf(words []string, from, to int) surrounding {
	a := surrounding{words: len(words), isFirst: from == 0}
	if last := lastOf(words[:from]); !endsClause(last) {
		a.before = strings.ToLower(lastOf(fields(last)))
		a.isCounted = from > 1 && (hasDigit(words[from-2]) || numberWord(words[from-2]) != nil)
	}
	if !endsClause(words[to-1]) {
		a.after = strings.ToLower(firstOf(fields(firstOf(words[to:]))))
	}
	return a
}

// Words that say what part of speech the next one is.
const (
	beforeVerb = helping + `not never do who which that and or `
	helping    = ` to will would shall should can could cannot may might must they we you i does did `
	beforeDone = ` is are was were be been being has have had get gets got `
)

// entriesOf returns how a word may be understood where it stands, as one part of speech: what may
// be a noun is one where nothing stands behind it that an adjective could say more of.
func entriesOf(w string, around surrounding, english bool) (list []entry) {
	all := lexicon()[w]
	only := !slices.ContainsFunc(all, func(e entry) bool { return e.part != all[0].part })
	for _, next := range all {
		switch {
		case next.isEnglish() != english, !around.allows(next, only):
		case len(list) == 0 || next.part == list[0].part:
			list = append(list, next)
		case around.prefers(next, list[0]):
			list = []entry{next}
		}
	}
	return list
}

// prefers says whether a word is rather of one part of speech than of another that may stand there
// too.
func (a surrounding) prefers(e, to entry) bool {
	switch {
	case e.part == invariant:
		return a.isAttribute() && to.form != base && !isOneOf(a.before, beforeDone) ||
			a.isAttribute() && to.part == noun
	case e.part == verb:
		return e.form == participle && isOneOf(a.before, beforeDone)
	case to.part == verb:
		return to.form == gerund && !isOneOf(a.after, articles)
	}
	return !a.isAttribute()
}

// isAttribute says whether a word that may be an adjective stands before what it says more of, or
// behind "is".
func (a surrounding) isAttribute() bool {
	isVerb := strings.HasSuffix(a.after, "ed") || strings.HasSuffix(a.after, "s") &&
		!slices.ContainsFunc(lexicon()[a.after], func(e entry) bool { return e.part == noun }) &&
		(a.before == "" || !a.isWord(a.before) && !isOneOf(a.before, articles))
	return a.isWord(a.after) && !isVerb || a.before == "" && a.after == "" ||
		isHelper(a.before) || isOneOf(a.before, hedging)
}

// hedging are words in front of adjectives.
const hedging = ` very too so as more most less quite rather always never often and `

// allows says whether a word of a part of speech may stand where it does; only, if it can be of no
// other.
func (a surrounding) allows(e entry, only bool) bool {
	isVerbal := isOneOf(a.before, helping) && !(only && a.before == "to")
	switch e.part {
	case verb:
		return a.allowsVerb(e, only)
	case noun:
		if e.form == base && isOneOf(a.before, " is are was were am be ") {
			return false // "people are present"
		}
		isVerb := e.form == withS && (isOneOf(a.after, " the a an it them ") || a.isWord(a.before) &&
			endOf(a.before) == 0 && isOneOf(a.after, " to at from on in ") && !isAdjective(a.before))
		return !isVerbal && !isVerb && !isOneOf(a.before, " it he she who which ")
	case invariant:
		return !isVerbal && !(a.isCounted && a.isWord(a.before) && len(a.before) <= 12)
	}
	return true
}

// isAdjective says whether a word may stand before a noun.
func isAdjective(w string) bool {
	return numberWord(w) != nil || slices.ContainsFunc(lexicon()[w], func(e entry) bool {
		return e.part == invariant || e.part == verb && e.form >= past
	})
}

func (a surrounding) allowsVerb(e entry, only bool) bool {
	isNominal := isOneOf(a.before, articles) || isOneOf(a.before, owning) ||
		isOneOf(a.before, " no any each every some these those one two three ") ||
		isLeadWord(a.before) && a.before != "to"
	switch e.form {
	case base:
		isObject := a.isWord(a.after) || isOneOf(a.after, articles)
		return isOneOf(a.before, beforeVerb) || endOf(a.before) == 's' && isObject && only ||
			a.isFirst && (only || 1 < a.words && a.words < 5)
	case withS:
		return !isNominal && (only || a.before != "")
	case gerund:
		return only || !isNominal
	}
	return a.before != "to"
}

// formOf returns the form in which another word stands for one, "" if that cannot be told: what was
// done and what is done are one form of many verbs only.
func (a surrounding) formOf(e entry, other [forms]string) string {
	if !e.isEnglish() || e.form != past && e.form != participle || other[past] == other[participle] {
		return other[e.form]
	}
	switch {
	case isOneOf(a.before, beforeDone):
		return other[participle]
	case isOneOf(a.before, pronouns), a.before == "that", a.before == "which", a.before == "who":
		return other[past]
	}
	return ""
}

// isWord says whether a word is one that means something by itself.
func (a surrounding) isWord(w string) bool {
	const english = ` war die hat den con ` // which other languages have as articles and helpers
	return isOneOf(w, english) || w != "" && !isOneOf(w, articles) && !isLeadWord(w) &&
		!isHelper(w) && !isOneOf(w, ands) && !isOneOf(w, owning) && !isOneOf(w, pronouns)
}

// weight says how much of an answer a word of a part of speech changes where it stands: a noun in
// front of another one, or behind one, may be a part of its name.
func (e entry) weight(a surrounding) int {
	const most = 6
	switch {
	case e.part == invariant || !e.isEnglish():
		return most
	case e.part == verb && e.form == base, !a.isWord(a.before) && !a.isWord(a.after):
		return most - 2
	case !a.isWord(a.after):
		return most - 4
	}
	return 0
}
