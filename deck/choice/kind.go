package choice

import (
	"slices"
	"strings"
)

// kind is what kind of thing a question asks for, as far as its words say it.
type kind struct {
	class  class
	heads  []word // what it names the thing by: "which minor key" by minor and key
	first  word   // of a thing's heads; 0 for none
	second word
	named  bool // and not only describes it
	group  bool // and people are one: "which team"
	lead   word // the word that leads before the question word: "with whom"; 0 for none
}

// class is what a question word asks for.
type class uint8

const (
	thing  class = iota // or an action, a quality: what, which, how, and questions without such a word
	person              // who
	moment              // when
	place               // where
	reason              // why
	amount              // how many, how long
	told                // nothing is asked: "Name one gas."
)

// classes are the question words of each class, in the languages that have been thought of.
func classes() map[class]string {
	return map[class]string{
		person: " who whom whose wer wen wem wessen qui quién quiénes chi ",
		moment: " when wann quand cuándo quando ",
		place:  " where wo wohin woher où dónde dove ",
		reason: " why warum weshalb pourquoi perché ",
		amount: " combien cuánto cuántos cuánta cuántas quanto quanti ",
	}
}

// amounts are the words behind "how" that make it ask for an amount.
const amounts = ` many much long often far old large big deep high tall wide fast heavy hot viele viel lange oft weit alt groß hoch schwer `

// kindOf says what a question asks for.
func kindOf(question string) kind {
	words := fields(question)
	at := slices.IndexFunc(words, isAskWord)
	if at < 0 {
		return kind{class: told, heads: wordsOf(words[:min(len(words), 3)])}
	}
	k := kind{class: classOf(words, at)}
	if at > 0 && isLeadWord(words[at-1]) {
		k.lead = wordOf(words[at-1])
	}
	if k.class == thing {
		k.heads = headsOf(words[at+1:])
		k.first, k.second = wordAt(k.heads, 0), wordAt(k.heads, 1)
		k.named = namesThing(words, at)
		k.group = at+1 < len(words) && isOneOf(words[at+1], groups)
	}
	return k
}

// wordAt returns a word of a list, 0 if it has not so many.
func wordAt(list []word, i int) word {
	if i >= len(list) {
		return 0
	}
	return list[i]
}

// namesThing says whether a question names the kind of thing that it asks for: "which gas", "what
// colour do", and not "what turned out".
func namesThing(words []string, at int) bool {
	if at+2 >= len(words) || isOneOf(words[at+1], helpers) || isOneOf(words[at+1], articles) ||
		isLeadWord(words[at+1]) {
		return false
	}
	return !isOneOf(words[at], " what was ") || isOneOf(words[at+2], helpers)
}

func classOf(words []string, at int) class {
	w := " " + strings.ToLower(words[at]) + " "
	for c, list := range classes() {
		if strings.Contains(list, w) {
			return c
		}
	}
	if (w == " how " || w == " wie ") && at+1 < len(words) &&
		strings.Contains(amounts, " "+strings.ToLower(words[at+1])+" ") {
		return amount
	}
	return thing
}

// headsOf returns the first two words behind a question word that say something.
func headsOf(words []string) []word {
	var heads []string
	for _, w := range words {
		if len(heads) < 2 && !isLeadWord(w) && !isOneOf(w, helpers) && !isOneOf(w, articles) {
			heads = append(heads, w)
		}
	}
	return wordsOf(heads)
}

// Words by which the parts of sentences are told apart, in the languages that have been thought of.
const (
	helpers = ` is are was were be been do does did has have had can will would should must may not and or of that this these those ` +
		`ist sind war waren wird werden hat haben kann muss und oder est sont a ont peut es son está están tiene puede y o è sono ha può e `
	articles = ` the a an der die das den dem des ein eine einen einem einer le la les un une des el los las una il lo gli i `
	pronouns = ` it they he she we you er sie es man wir il elle ils elles on ça ce él ella ello ellos lui lei esso essi `
)

// isOneOf says whether a word is in a list.
func isOneOf(w, list string) bool { return strings.Contains(list, " "+strings.ToLower(w)+" ") }

// opening is what an answer begins with.
type opening uint8

const (
	openWord opening = iota // any word
	openArticle
	openPronoun // it is a clause
)

func openingOf(answer string) opening {
	words := fields(answer)
	switch {
	case len(words) < 2:
		return openWord
	case isOneOf(words[0], articles):
		return openArticle
	case isOneOf(words[0], pronouns):
		return openPronoun
	}
	return openWord
}

func wordsOf(list []string) []word {
	var words []word
	for _, w := range list {
		words = append(words, wordOf(w))
	}
	return words
}

// fit is how well the answer to one question may be meant as that to another.
type fit uint8

const (
	never  fit = iota
	loose      // nothing speaks against it
	likely     // both ask for the same kind of thing
)

// fits says how well the answer of a card may be meant as an answer to the question of another.
// Where either question names the kind of thing that it asks for, no answer of a few words will do
// that is only not ruled out: voles are no colour.
func (right *item) fits(it *item) fit {
	f := right.compare(it)
	if f == loose && !right.Gap && !right.joins(it) && right.form.shape <= phrase &&
		(right.kind.named || it.kind.named) {
		return never
	}
	return f
}

// joins says whether two questions lead to things that belong to something, and the answer says so:
// "For which sizes?", "For large ones."
func (right *item) joins(it *item) bool {
	return right.lead > 0 && it.kind.lead != 0 && it.kind.class == right.kind.class
}

func (right *item) compare(it *item) fit {
	switch {
	case right.Side != it.Side || right.Code != it.Code,
		right.isClause() != it.isClause() &&
			min(len(right.answer.words), len(it.answer.words)) <= longClause:
		return never
	case right.Side != Asked:
		return map[bool]fit{true: likely, false: never}[right.Deck == it.Deck]
	case right.Gap:
		return right.gapFits(it)
	case right.kind.class != it.kind.class:
		return right.classFits(it)
	case right.kind.class == told:
		return right.toldFits(it)
	case right.kind.class == thing && right.names != it.names && !right.leadsLike(it):
		return never
	case right.kind.class != thing, right.kind.isOf(&it.kind):
		return likely
	case right.names && !right.leadsLike(it),
		right.short && (right.opens != it.opens || right.leads != it.leads && !right.joins(it)):
		return never
	}
	return loose
}

// longClause is how many words an answer has from which on nobody hears with which it begins.
const longClause = 10

func (right *item) isClause() bool { return right.opens == openPronoun }

// isShort says whether an answer is no more than a name for something.
func (right *item) isShort() bool {
	const most = 4 // words
	return right.form.shape < sentence && len(right.answer.words) <= most
}

// toldFits says how well answers fit to texts that ask nothing: by the words that these begin with.
func (right *item) toldFits(it *item) fit {
	a, b := right.kind.heads, it.kind.heads
	switch {
	case slices.Equal(a, b):
		return likely
	case len(a) > 1 && len(b) > 1 && a[0] == b[0] && a[1] == b[1], right.form.shape >= sentence:
		return loose
	}
	return never
}

// leadsLike says whether two answers begin with the same word that belongs to a question, such as
// "to".
func (right *item) leadsLike(it *item) bool {
	return right.leads && it.leads && right.begins == it.begins
}

// classFits says whether answers to questions of two classes may stand beside each other: only
// where both begin with the same word that leads, or are long and neither is about who, when or how
// many.
func (right *item) classFits(it *item) fit {
	open := func(c class) bool { return c == thing || c == told }
	if right.leadsLike(it) && right.kind.class != person {
		return loose
	}
	if right.kind.class == person && it.kind.group && !right.mayBe(it) {
		return loose
	}
	if open(right.kind.class) && open(it.kind.class) && right.form.shape >= phrase {
		return loose
	}
	return never
}

// mayBe says whether a group may be whom an answer means, "the Payments team" by "the team", or
// whether one of them is no more than a name.
func (right *item) mayBe(it *item) bool {
	return inBoth(right.answer.content, it.answer.content) > 0 ||
		min(right.form.shape, it.form.shape) < phrase
}

// namesKind says whether an answer says itself of what kind it is: "Vitamin C" to "which vitamin".
func (right *item) namesKind() bool {
	return right.form.shape < sentence && len(right.kind.heads) > 0 &&
		slices.Contains(right.answer.words, right.kind.heads[0])
}

// isOf says whether two questions name what they ask for by the same word: "which key", "which
// minor key". It is asked of every card.
func (k *kind) isOf(other *kind) bool {
	return k.first != 0 && (k.first == other.first || k.first == other.second) ||
		other.first != 0 && other.first == k.second
}
