package choice

import (
	"slices"
	"strings"
)

// isBackedBy says whether something speaks for it that the answer of a card may be meant, besides
// that nothing speaks against it: questions of one class, or answers that begin and end alike.
func isBackedBy(right, it *item) bool {
	a, b := &right.kind, &it.kind
	isOneKind := right.form == it.form && right.digits == it.digits
	switch {
	case right.gap != it.gap:
		return false
	case right.code:
		return right.form == it.form && (!a.named || !b.named || a.namesLike(b))
	case right.asksBack:
		return true
	case right.side != Asked:
		return right.opens == it.opens
	case right.gap:
		return isOneKind && right.frame.slot == it.frame.slot && right.ends == it.ends
	case a.class != b.class:
		return leadsLike(right, it)
	case a.many != 0 && a.many == b.many && right.things == it.things,
		right.anyOne && it.anyOne && isOneKind:
		return true
	case a.class == person:
		return right.form.shape == name && it.form.shape == name ||
			right.opens == it.opens && right.short && it.short
	case a.class == moment, a.class == place, a.class == reason, a.class == amount:
		return true
	case right.leads || it.leads:
		return leadsLike(right, it)
	case right.short || it.short:
		isAct := a.act == b.act || right.things > 1 && right.things == it.things
		return a.named == b.named && a.noun == b.noun && isAct && isOneKind
	case a.act != 0 || b.act != 0:
		return right.opens == it.opens &&
			(a.act == b.act || right.isClause() && right.begins == it.begins)
	}
	return right.opens == it.opens && right.doing == it.doing && right.isClause() == it.isClause() &&
		a.plural == b.plural && right.asks == it.asks && right.head == it.head &&
		(right.begins == it.begins || right.ends == it.ends)
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
