package choice

import (
	"math"
	"math/bits"
	"slices"
	"strings"
)

// item is a card with what is known of its texts. What all others are compared by comes first, to
// be close together.
type item struct {
	note               [16]byte
	form               form
	kind               kind
	subject            int32 // a deck, or small ones together
	deck, section      int32 // their numbers
	unit               word
	length             int32 // of the answer, in characters
	asks, head, begins word  // question word, the word after it, the answer's first word
	things             int8  // how many the answer names
	lead               int8  // words that it shares with the question: "With whom?", "With Ann."
	ends               byte  // see endOf
	opens, asked       opening
	asksBack           bool // the answer is a question
	english            bool // the question is in English, as far as its words and its deck say
	rightOnly          bool // it is one of several right ones, and no wrong one elsewhere
	short, names       bool // see isShort and namesKind
	holdsLead          bool // in the answer
	hasVerb            bool // the answer has, see isClause
	doing              bool // see isDoing
	digits, anyOne     bool // the answer has some; the question asks for one of several
	orders, owns       bool // the answer says what to do; it ends with "'s"
	they               bool // it says what several things do: beside "It falls", "They fall" stands out
	leads              bool // it begins with a word by which answers belong to their questions
	side               Side
	speech             int8 // 1 from English into another language, -1 the other way, 0 unknown
	gap, code          bool
	frame              frame
	log                float64   // of the answer's length
	weight             float64   // the sum of weights
	weights            []float64 // of the content words of the question, by how rare they are
	question, answer   text
	option, core       string // the answer as it is offered, and what of it names something
	families, sought   []int  // that it is of, and that the question asks for
	Card
}

// weigh weighs the words of the question: a word in twice as many cards says less.
func (it *item) weigh(holding map[word]int) {
	it.weights = make([]float64, len(it.question.content))
	for i, w := range it.question.content {
		it.weights[i] = 1 / float64(bits.Len(uint(holding[w])))
		it.weight += it.weights[i]
	}
}

func newItem(c Card, english bool) item {
	it := item{
		Card: c, note: c.Note, side: c.Side, gap: c.Gap, code: c.Code, english: english,
		option: beforeMeta(c.Answer), question: read(c.Question),
	}
	it.option, it.rightOnly = anyOf(it.option)
	it.readQuestion()
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

// readQuestion notes by what questions are compared.
func (it *item) readQuestion() {
	it.kind, it.asked = kindOf(it.Question), openingOf(it.Question)
	it.asks, it.head = asked(it.Question)
}

// readAnswer notes by what answers are.
func (it *item) readAnswer() {
	list := fields(it.option)
	it.ends, it.opens, it.things = endOf(it.option), openingOf(it.option), thingsIn(it.option, it.form)
	it.short, it.names = it.isShort(), it.namesKind()
	it.orders, it.digits, it.anyOne = it.isOrder(), hasDigit(it.option), it.asksForAny()
	it.owns = strings.HasSuffix(it.core, "'s") || strings.HasSuffix(it.core, "’s")
	it.hasVerb = it.form.shape >= phrase && hasVerb(it.option)
	it.they = it.opens == openPronoun && isOneOf(list[0], " they sie ils elles ellos ")
	it.holdsLead = slices.ContainsFunc(list, isLeadWord)
	it.asksBack = strings.HasSuffix(strings.TrimSpace(it.option), "?")
	it.length, it.log = int32(it.answer.length), math.Log(float64(max(it.answer.length, 1)))
	if len(it.answer.words) > 0 {
		isAmount := len(list) > 1 && isOneOf(list[1], " least most ")
		it.doing = isDoing(list[0], it.form)
		it.begins, it.leads = it.answer.words[0], isLeadWord(list[0]) && !isAmount
	}
	if it.leads && it.kind.lead == it.begins && len(it.answer.words) > 1 &&
		strings.HasPrefix(it.option, list[0]+" ") { // and not "In-place"
		it.lead = 1
	}
}
