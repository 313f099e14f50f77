package choice

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// modified returns what else might be called as the right answer is, by the words with which other
// answers say which one a thing is: where "the mitral valve" and "the coronary arteries" are
// answers, "the coronary veins" and "the mitral veins" may be meant by "which veins". Such a word
// alone fills a gap before a noun.
func (p *Pool) modified(right *item, random *rand.Rand) (made []string) {
	own, before, after := right.modifier()
	if own == "" || !right.english || !right.gap && !right.isNoun(wordOf(strings.TrimSpace(after))) {
		return nil
	}
	var others []string
	for _, it := range p.around(right) {
		m, _, head := it.modifier()
		isIts := it.section == right.section && it.note != right.note && head != ""
		if isIts && mayModify(m, own) && !right.question.has(m) && !right.answer.has(m) &&
			!slices.Contains(others, m) {
			others = append(others, m)
		}
	}
	slices.Sort(others)
	shuffle(others, random)
	for _, m := range others {
		if right.gap && !right.frame.suits(m) {
			continue
		}
		made = append(made, likeCase(withArticle(before, m)+m+after, right.option))
	}
	return made
}

// modifier parts an answer of an article, a word that says more of a noun, and the noun; "" if it is
// no such answer. What fills a gap before a noun has nothing around it.
func (it *item) modifier() (word, before, after string) {
	if it.gap {
		if it.frame.slot == besideOne && it.form.shape == oneWord {
			return it.option, "", ""
		}
		return "", "", ""
	}
	words := strings.Fields(it.option)
	n := len(words)
	isThing := it.isThing() && it.side == Asked && it.form.shape != list && it.form.shape != name
	if n < 2 || n > 3 || !isThing || n == 3 && it.opens != openArticle {
		return "", "", ""
	}
	word = words[n-2]
	if n == 2 { // it begins the answer, with a capital that says nothing
		word = lowerUnlessName(word)
	}
	if hasCapital(word) || isOneOf(word, articles) || hasDigit(word) || isLeadWord(words[n-1]) {
		return "", "", ""
	}
	if n == 3 {
		before = words[0] + " "
	}
	return word, before, " " + words[n-1]
}

// placesMade returns the things of a section as places, for where something is: of "The left
// ventricle", "In the left ventricle".
func (p *Pool) placesMade(right *item, random *rand.Rand) (made []string) {
	own := corePart(right.option)
	lead, the, _ := strings.Cut(strings.TrimSpace(own.before), " ")
	if right.kind.class != place || !isLeadWord(lead) || !isOneOf(the, " the ") || !right.english {
		return nil
	}
	for _, it := range p.around(right) {
		core := corePart(it.option)
		isOther := !isNamedIn(it.answer, right.question) && !right.answer.has(core.core)
		if isOneOf(strings.TrimSpace(core.before), " the ") && it.isThing() && isOther &&
			it.section == right.section && isPlural(core.core) == isPlural(own.core) {
			made = append(made, own.before+core.core+own.after)
		}
	}
	slices.Sort(made)
	made = slices.Compact(made)
	shuffle(made, random)
	return made
}
