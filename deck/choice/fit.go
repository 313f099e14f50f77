package choice

import (
	"slices"
	"strings"
)

// fit is how well the answer to one question may be meant as that to another.
type fit uint8

const (
	never  fit = iota // something is known to speak against it
	loose             // nothing is
	likely            // both ask for the same kind of thing
)

// fits says how well the answer of a card may be meant as an answer to the question of another.
// What another subject has answers is meant only where the question names what is asked for.
func fits(right, it *item) fit {
	f := compare(right, it)
	isCommand := right.form == (form{code, command})
	switch {
	case right.subject == it.subject && isCommand && right.begins != it.begins:
		return never
	case right.subject == it.subject && (right.section == it.section || isKin(right, it)):
		return f
	case right.subject == it.subject:
		return min(f, loose)
	case f == likely && right.travels() && it.travels() && it.form == right.form &&
		right.kind.noun == it.kind.noun:
		return loose
	}
	return never
}

// travels says whether answers of other subjects may be meant: who it was, or which city.
func (right *item) travels() bool {
	if right.form == noForm || right.side != Asked || right.gap {
		return false
	}
	return right.kind.class == person && right.form.shape == name ||
		right.kind.named && right.kind.act == 0
}

// compare is [fits] of cards of one subject.
func compare(right, it *item) fit {
	a, b := &right.kind, &it.kind
	switch {
	case right.side != it.side, right.code != it.code, right.asksBack != it.asksBack,
		right.orders != it.orders, right.owns != it.owns, right.they != it.they,
		(right.opens == openAsk) != (it.opens == openAsk),
		right.isClause() != it.isClause() && !right.leads &&
			min(len(right.answer.words), len(it.answer.words)) <= longClause,
		a.isLong != b.isLong,
		a.isLong && max(right.words(), it.words()) > 2*min(right.words(), it.words()),
		right.leads != it.leads && a.class != b.class, isOfOther(right, it), right.gap != it.gap:
		return never
	case right.side != Asked, a.class == bare && b.class == bare:
		return wordFits(right, it)
	case right.asksBack:
		return loose
	case right.gap:
		return gapFits(right, it)
	case a.many != 0 && it.things != a.many,
		b.many != 0 && a.many == 0 && !a.plural && !joins(right, it),
		right.isList() != it.isList() && !joins(right, it) && !leadsLike(right, it),
		a.class == person && !isPersonLike(right, it), a.place != b.place && a.place != 0 && b.place != 0:
		return never
	case a.class == amount && b.class == amount && right.head != it.head && !right.isNumeric():
		return never // how often is not how large
	case a.class == moment && b.class == moment && a.noun != 0 && b.noun != 0 && a.noun != b.noun:
		return never // a year is no day
	case a.class != b.class:
		return classFits(right, it)
	case isSought(right, it), inFamily(right, it) && (!a.named || !b.named || a.namesLike(b)),
		a.place != 0 && a.place == b.place:
		return likely
	case a.class == person && a.noun != b.noun && a.noun != 0:
		return loose
	case a.class == told || a.class == bare:
		return toldFits(right, it)
	case a.class == thing || a.class == place || a.class == manner:
		return thingFits(right, it)
	case right.short && it.short && right.leads != it.leads && !joins(right, it):
		return loose
	}
	return likely
}

// wordFits says how well words of a language and their translations, or terms and their
// definitions, stand for each other: verbs for verbs, what has an article for what has one.
func wordFits(right, it *item) fit {
	if right.opens != it.opens || right.asked != it.asked ||
		right.speech != 0 && it.speech != 0 && right.speech != it.speech {
		return never
	}
	return likely
}

// thingFits says how well answers to what, which, where and how fit to each other. Where either
// question names the kind of thing that it asks for, no answer of a few words will do that is only
// not ruled out: voles are no colour.
func thingFits(right, it *item) fit {
	a, b := &right.kind, &it.kind
	lead := leadsLike(right, it) || joins(right, it)
	switch {
	case right.names != it.names && !lead:
		return namedFits(right, it)
	case right.short && it.short && right.isMany() != it.isMany() && a.plural != b.plural:
		return never
	case a.isOf(b):
		return likely
	case right.form == (form{code, command}) && right.begins == it.begins,
		right.form == it.form && right.things > 1 && right.things == it.things,
		right.form == it.form && right.anyOne && it.anyOne:
		return loose
	case right.doing != it.doing, right.leads != it.leads && !joins(right, it),
		right.names && !lead, right.short && right.opens != it.opens,
		a.named && b.named && right.short != it.short && !leadsLike(right, it):
		return never
	case lead || !right.short || !it.short, a.called && b.called && right.ends == it.ends:
		return loose
	case a.called && b.called, a.named || b.named || a.act != b.act, !isAlike(right, it),
		right.isOfAWord() && it.isOfAWord() && right.ends != it.ends:
		return never
	}
	return loose
}

// isAlike says whether two short answers look the same.
func isAlike(right, it *item) bool {
	d := len(right.answer.words) - len(it.answer.words)
	if d != 0 && right.form.shape == name && it.form.shape == name {
		return false // of a person and of a thing
	}
	return -1 <= d && d <= 1 && (right.form.shape == it.form.shape ||
		max(right.form.shape, it.form.shape) < phrase)
}

// isPersonLike says whether two may be the same to one who asks who it was: one person or several,
// and no queen among kings.
func isPersonLike(right, it *item) bool {
	a, b := &right.kind, &it.kind
	isName := right.form.shape == name || it.form.shape == name
	areNames := right.form.shape == name && it.form.shape == name
	return a.female == b.female && isName == areNames && (!isName || right.things == it.things &&
		(right.opens == openArticle) == (it.opens == openArticle))
}

// namedFits says how well answers to one kind of thing fit of which only one says what kind it is:
// "white blood cells" may be meant beside "osteoclasts", and gives itself away the other way round.
func namedFits(right, it *item) fit {
	if right.kind.namesLike(&it.kind) && right.isMany() == it.isMany() && it.names {
		return loose
	}
	return never
}

// joins says whether two questions lead to things that belong to something, and the answer says so:
// "For which sizes?", "For large ones."
func joins(right, it *item) bool {
	return right.lead > 0 && it.kind.lead != 0 && it.kind.class == right.kind.class
}

// toldFits says how well answers fit to texts that ask nothing: by the words that these begin with.
func toldFits(right, it *item) fit {
	a, b := right.kind.begins, it.kind.begins
	switch {
	case a == b:
		return likely
	case a[0] == b[0] && a[1] == b[1], right.form.shape >= sentence:
		return loose
	}
	return never
}

// leadsLike says whether two answers begin with the same word that belongs to a question, such as
// "to".
func leadsLike(right, it *item) bool {
	return right.leads && it.leads && right.begins == it.begins
}

// classFits says whether answers to questions of two classes may stand beside each other: only
// where both begin with the same word that leads, or are long and neither is about who, when or how
// many.
func classFits(right, it *item) fit {
	a, b := right.kind.class, it.kind.class
	switch {
	case leadsLike(right, it) && a != person && a != moment && (a != place || b != moment),
		a == person && it.kind.group && !mayBe(right, it),
		a.isOpen() && b.isOpen() && right.form.shape >= phrase && !right.short:
		return loose
	}
	return never
}

// mayBe says whether a group may be whom an answer means, "the Payments team" by "the team", or
// whether one of them is no more than a name.
func mayBe(right, it *item) bool {
	return inBoth(right.answer.content, it.answer.content) > 0 ||
		min(right.form.shape, it.form.shape) < phrase
}

// namesKind says whether an answer says itself of what kind it is: "Vitamin C" to "which vitamin".
func (right *item) namesKind() bool {
	return right.form.shape < sentence && slices.ContainsFunc(right.answer.words, right.isNoun)
}

// opening is what a text begins with.
type opening uint8

const (
	openWord opening = iota // any word
	openArticle
	openPronoun // it is a clause
	openLead    // as "to run"
	openAsk     // as "how it is made": a clause too
	openOwn     // as "my head"
)

func openingOf(text string) opening {
	words := fields(text)
	switch {
	case len(words) < 2:
		return openWord
	case words[0] == "I":
		return openPronoun
	case isOneOf(words[0], articles):
		return openArticle
	case isOneOf(words[0], pronouns):
		return openPronoun
	case isOneOf(words[0], " to zu "):
		return openLead
	case isOneOf(words[0], owning):
		return openOwn
	case len(words) > 2 && isAskWord(words[0]) && !isLeadWord(words[0]) &&
		words[0] != strings.ToUpper(words[0]): // no keyword
		return openAsk
	}
	return openWord
}
