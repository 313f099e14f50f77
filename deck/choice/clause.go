package choice

import (
	"slices"
	"strings"
)

// longClause is how many words an answer has from which on nobody hears with which it begins.
const longClause = 10

// hasVerb says whether a helper or another verb stands in a text, and not in a clause that only
// describes a thing.
func hasVerb(s string) bool {
	words := strings.Fields(s)
	for at, w := range words {
		bare, _, _ := bareOf(w)
		switch {
		case isOneOf(bare, relative):
			return false
		case isOneOf(bare, verbs), at > 0 && (isOneOf(bare, acting) || isVerbAt(words, at)),
			at > 0 && isPlural(words[at-1]) && isOnlyVerb(bare): // "requirements grow"
			return true
		}
	}
	return false
}

// isVerbAt says whether a word of an English text is the verb of what stands before it: "the price
// rises with income", "it makes the average fall".
func isVerbAt(words []string, at int) bool {
	w, _, after := bareOf(words[at])
	if !isPlural(w) || hasCapital(w) || after != "" || at == len(words)-1 {
		return false
	}
	before, next := words[at-1], words[at+1]
	const counting = ` no any many some few several other more all both `
	isNoun := !endsClause(before) && !isLeadWord(before) && !isOneOf(before, articles) &&
		!isOneOf(before, owning+ands+counting) && endOf(before) != 's' && !hasDigit(before) &&
		numberWord(before) == nil
	isObject := isOneOf(next, owning) || isOneOf(next, " it them more less ") ||
		isOneOf(next, " with by ") && !isOneOf(before, " of ")
	isOf := func(part byte) bool {
		return slices.ContainsFunc(lexicon()[w], func(e entry) bool { return e.part == part })
	}
	return isNoun && !isAdjective(strings.ToLower(before)) &&
		(isOneOf(next, articles) || !isOf(noun) && (isObject || isOf(verb)))
}

// relative are words that begin a clause which only describes.
const relative = " that which who whose where when whom what how because if while "

// verbs are helpers that make a sentence of words.
const verbs = " is are was were has had can will must may should does did "

// acting are verbs of what somebody or something does that are hardly ever nouns.
const acting = ` goes comes begins becomes makes takes gives gets lets keeps says happens raises ` +
	`lowers seems appears contains consists depends grows brings loses `

// isDoing says whether an answer of several words, of which this is the first, is what one does:
// "Keeping it".
func isDoing(first string, f form) bool {
	return f.shape >= phrase && strings.HasSuffix(first, "ing") && !strings.HasSuffix(first, "thing")
}

// isOrder says whether an answer says what to do: "Keep it in milk."
func (it *item) isOrder() bool {
	words := fields(it.option)
	if len(words) < 2 || it.gap || it.code || it.side != Asked {
		return false
	}
	const next = ` a an the it them your its their his her no not if for in on with at all some ` +
		`something someone firmly `
	first := strings.ToLower(words[0])
	isVerb := func(e entry) bool { return e.part == verb && e.form == base }
	return isOneOf(first, ordering) ||
		isOneOf(words[1], next) && slices.ContainsFunc(lexicon()[first], isVerb)
}

// ordering are verbs that orders often begin with.
const ordering = ` make put keep press leave look lean use call give take turn wash hold set go ` +
	`get let do try place pour add ask tell say write read `
