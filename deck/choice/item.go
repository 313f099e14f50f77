package choice

import (
	"slices"
	"strings"
)

// item is a card with what is known of its texts. What all others are compared by comes first, to
// be close together.
type item struct {
	note          [16]byte
	subject       int32 // a deck, or small ones together
	deck, section int32 // their numbers
	reply
	query
	lead      int8 // words that the answer shares with the question: "With whom?", "With Ann."
	rightOnly bool // it is one of several right ones, and no wrong one elsewhere
	names     bool // see namesKind
	anyOne    bool // the question asks for one of several
	orders    bool // the answer says what to do
	side      Side
	speech    int8 // 1 from English into another language, -1 the other way, 0 unknown
	gap, code bool
	frame     frame
	sought    []int // the families that the question asks for
	Card
}

func newItem(c Card, english bool) item {
	it := item{
		Card: c, note: c.Note, side: c.Side, gap: c.Gap, code: c.Code,
		query: queryOf(c.Question, english),
	}
	it.option, it.rightOnly = anyOf(beforeMeta(c.Answer))
	if !c.Gap && !c.Code && c.Side == Asked && it.kind.class != bare {
		it.option = withoutRemark(it.option, english)
	}
	it.answer = read(it.option)
	it.core = corePart(it.option).core
	var unit string
	it.families = slices.DeleteFunc(slices.Clone(familiesOf(it.core)),
		func(at int) bool { return english && known().list[at].german })
	it.sought = it.soughtFamilies()
	it.form, unit = formOf(withoutTicks(it.option), it.answer)
	if it.form.shape == year && (it.kind.class == amount || c.Code) {
		it.form.shape = number
	}
	if c.Code && it.form != noForm && it.form.shape != number {
		it.form, unit = form{code, kindOfCode(it.core)}, ""
	}
	if c.Gap {
		it.frame = frameOf(c.Question)
		if it.form.shape == number && unit == "" {
			unit = behind(c.Question)
		}
	}
	if unit != "" {
		it.unit = wordOf(unit)
	}
	if it.kind.class == bare {
		it.readWords()
	}
	it.readAnswer()
	it.rereadNumber()
	return it
}

// withoutTicks returns a text without the signs of code around all of it.
func withoutTicks(s string) string {
	if strings.Count(s, "`") > 2 {
		return s
	}
	return strings.Trim(s, "`")
}

// rereadNumber takes what is a number in another language for a word where the cards are in
// English, as "once" is.
func (it *item) rereadNumber() {
	isOther := it.english && it.form == form{number, inWords} &&
		!slices.Contains(numberWords()[0], strings.ToLower(it.core))
	if isOther {
		it.form = wordy(it.core, it.answer)
		it.readAnswer()
	}
}

// readWords reads a card that asks a word for a word: of several that are right it looks like the
// first, and which of both is English tells in which direction it asks.
func (it *item) readWords() {
	first, _, _ := strings.Cut(it.option, ";")
	first, _, _ = strings.Cut(first, ", ")
	it.form, _ = formOf(first, read(first))
	from, to := isEnglishWord(it.Question), isEnglishWord(first)
	switch {
	case from && !to:
		it.speech = 1
	case to && !from:
		it.speech = -1
	}
}

// readAnswer notes by what answers are compared.
func (it *item) readAnswer() {
	it.reply.read()
	it.names, it.orders, it.anyOne = it.namesKind(), it.isOrder(), it.asksForAny()
	if it.leads && it.kind.lead == it.begins && len(it.answer.words) > 1 &&
		strings.HasPrefix(it.option, fields(it.option)[0]+" ") { // and not "In-place"
		it.lead = 1
	}
}
