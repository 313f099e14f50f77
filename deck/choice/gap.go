package choice

import (
	"strings"
	"unicode"
)

// slot is where in a sentence a gap stands, as far as the words beside it say so.
type slot uint8

const (
	anySlot   slot = iota
	nounSlot       // "the […] was", "with […]."
	besideOne      // "the […] system": it says more of the next word
	verbSlot       // "never […]", "they […] it"
	firstSlot      // "…; […] all updates": a sentence begins with it, and goes on
)

// frame is where a gap stands, and behind what.
type frame struct {
	slot    slot
	before  beside
	article string // before it; in lower case
}

// beside is a class of the word that stands beside a gap.
type beside uint8

const (
	nothing beside = iota // the end of a sentence, or a sign
	article               // the, a
	joining               // a helper, a word that leads, a pronoun
	aWord                 // any other
)

// gapFits says how well what fills one gap may fill another: it has the same place in its sentence,
// and the words are of one kind as far as their ends tell.
func gapFits(right, it *item) fit {
	if right.form.shape >= year && right.form.shape <= code {
		return likely
	}
	a, b := right.frame, it.frame
	isName := func(x *item) bool { return x.form.shape == name }
	switch {
	case it.holdsLead != right.holdsLead, isName(right) != isName(it),
		(right.ends == 's') != (it.ends == 's'), right.things != it.things,
		right.ends != it.ends && right.ends != 0 && it.ends != 0,
		a.slot != b.slot && a.slot != anySlot && b.slot != anySlot,
		a.isOfVerb() != b.isOfVerb(),
		!a.takes(it),
		a.before == article && b.before != article && right.ends != 's',
		b.before == article && a.before != article && a.before != aWord && right.ends != 's':
		return never
	case right.words() != it.words() && min(right.words(), it.words()) == 1 && right.ends != it.ends:
		return never
	case a.slot == b.slot && right.ends == it.ends && len(right.answer.words) == len(it.answer.words):
		return likely
	case a.slot == b.slot || right.ends == it.ends && right.ends != 0:
		return loose
	}
	return never
}

// isOfVerb says whether a gap is where a verb stands, as far as can be told.
func (f frame) isOfVerb() bool { return f.slot == verbSlot || f.slot == firstSlot }

// takes says whether an article before a gap goes with an answer: "an" with a vowel, and those that
// tell genders only with what had the same.
func (f frame) takes(it *item) bool {
	if f.article == "" || isOneOf(f.article, " a an the ") {
		return f.suits(it.option)
	}
	return it.frame.article == f.article
}

// suits says whether an English article before a gap goes with a text.
func (f frame) suits(s string) bool {
	vowel := strings.Contains("aeiou", strings.ToLower(s[:min(len(s), 1)]))
	return f.article != "an" && f.article != "a" || vowel == (f.article == "an")
}

// frameOf says what stands around the gap of a text.
func frameOf(question string) frame {
	from, to := strings.IndexRune(question, '['), strings.LastIndex(question, "]")
	if from < 0 || to < from {
		return frame{}
	}
	left, right := wordBeside(question[:from], true), wordBeside(question[to+1:], false)
	f := frame{before: besideOf(left)}
	if f.before == article {
		f.article = strings.ToLower(left)
	}
	f.slot = f.slotBy(left, right)
	return f
}

func (f frame) slotBy(left, right string) slot {
	after := besideOf(right)
	isVerb := isOneOf(left, " never not must can could will would shall should may might cannot ") ||
		isOneOf(left, " i you we they he she ")
	switch {
	case isVerb:
		return verbSlot
	case f.before == nothing && left == "" && after == aWord:
		return firstSlot
	case f.before == article && strings.HasSuffix(right, "s") && after == aWord:
		return anySlot // "the […] leads" as well as "the […] rules"
	case after == aWord:
		return besideOne
	case after == nothing || isOneOf(right, " is are was were of has had will can in to and or "):
		return nounSlot
	}
	return anySlot
}

// behind returns the word or sign that stands behind the gap of a text: the unit of a number that
// fills it.
func behind(question string) string {
	list := strings.Fields(question[strings.LastIndex(question, "]")+1:])
	if len(list) == 0 {
		return ""
	}
	return strings.ToLower(strings.Trim(list[0], ".,;:!?\u0002\u0003"))
}

// wordBeside returns the word that a text ends with, or begins with; "," for one that ends with a
// comma, and "" for none.
func wordBeside(text string, end bool) string {
	words := strings.Fields(strings.TrimFunc(text,
		func(r rune) bool { return unicode.IsSpace(r) || r == '\u0002' || r == '\u0003' }))
	if len(words) == 0 {
		return ""
	}
	w := words[0]
	if end {
		w = words[len(words)-1]
	}
	list := fields(w)
	switch {
	case end && strings.HasSuffix(w, ","):
		return ","
	case len(list) == 0, !end && !strings.HasPrefix(w, list[0]),
		end && !strings.HasSuffix(w, list[len(list)-1]):
		return ""
	case end:
		return list[len(list)-1]
	}
	return list[0]
}

// besideOf is the class of a word beside a gap.
func besideOf(w string) beside {
	switch {
	case w == "" || w == ",":
		return nothing
	case isOneOf(w, articles):
		return article
	case isHelper(w), isLeadWord(w), isOneOf(w, pronouns):
		return joining
	}
	return aWord
}
