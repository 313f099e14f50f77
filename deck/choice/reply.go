package choice

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// reply is what is known of an answer.
type reply struct {
	form         form
	unit, begins word  // of a number; the first word
	length       int32 // in characters
	things       int8  // how many it names
	ends         byte  // see endOf
	opens        opening
	asksBack     bool    // it is a question
	short        bool    // see isShort
	holdsLead    bool    // somewhere in it
	hasVerb      bool    // see isClause
	doing        bool    // see isDoing
	digits       bool    // it has some
	owns         bool    // it ends with "'s"
	they         bool    // it says what several things do: beside "It falls", "They fall" stands out
	leads        bool    // it begins with a word by which answers belong to their questions
	log          float64 // of its length
	answer       text
	option, core string // as it is offered, and what of it names something
	families     []int  // that it is of
}

// read notes by what answers are compared; the form and the texts are known.
func (r *reply) read() {
	list := fields(r.option)
	r.ends, r.opens, r.things = endOf(r.option), openingOf(r.option), thingsIn(r.option, r.form)
	r.short, r.digits = r.isShort(), hasDigit(r.option)
	r.owns = strings.HasSuffix(r.core, "'s") || strings.HasSuffix(r.core, "’s")
	r.hasVerb = r.form.shape >= phrase && hasVerb(r.option)
	r.they = r.opens == openPronoun && isOneOf(list[0], " they sie ils elles ellos ")
	r.holdsLead = slices.ContainsFunc(list, isLeadWord)
	r.asksBack = strings.HasSuffix(strings.TrimSpace(r.option), "?")
	r.length, r.log = int32(r.answer.length), math.Log(float64(max(r.answer.length, 1)))
	if len(r.answer.words) > 0 {
		isAmount := len(list) > 1 && isOneOf(list[1], " least most ")
		r.doing = isDoing(list[0], r.form)
		r.begins, r.leads = r.answer.words[0], isLeadWord(list[0]) && !isAmount
	}
}

func (r *reply) words() int { return len(r.answer.words) }

// isOfAWord says whether an answer is one word.
func (r *reply) isOfAWord() bool { return len(r.answer.words) == 1 }

func (r *reply) isList() bool { return r.form.shape == list }

// isMany says whether an answer is of several things.
func (r *reply) isMany() bool { return r.ends == 's' || r.things > 1 }

// isShort says whether an answer is no more than a name for something.
func (r *reply) isShort() bool {
	const most = 4 // words
	return r.form.shape != sentence && len(r.answer.words) <= most
}

// isClause says whether an answer is a sentence by itself: it has a verb of its own.
func (r *reply) isClause() bool { return r.opens == openPronoun || r.hasVerb }

// isProper says whether an answer names something by a name.
func (r *reply) isProper() bool { return r.form.shape == name && len(r.answer.named) > 0 }

// isNumeric says whether an answer is a number, or little more.
func (r *reply) isNumeric() bool { return r.form.shape >= year && r.form.shape <= measure }

// isTold says whether an answer begins with yes or no, and a comma.
func (r *reply) isTold() bool {
	first, _, ok := strings.Cut(r.option, ",")
	return ok && other(first) != ""
}

func (r *reply) isOf(at int) bool { return slices.Contains(r.families, at) }

// isInPlace says whether an answer names a place, perhaps behind a word such as "in": one word with
// a capital.
func (r *reply) isInPlace() bool {
	words := strings.Fields(r.core)
	isIn := r.leads || r.form.shape == name
	return isIn && len(words) == 1 && hasCapital(words[0]) && !isNoName(words[0])
}

// isNumberedName says whether an answer only looks like a number with its unit: "0 negative".
func (r *reply) isNumberedName() bool {
	w, ok := parseNumber(r.option)
	return ok && w.value == 0 && w.after != ""
}

// listed returns lists that differ from the right one in one thing of those that are of one family.
func (r *reply) listed(random *rand.Rand) []string {
	things := strings.Split(strings.TrimSuffix(r.option, "."), ", ")
	if len(things) < 2 || len(familiesOf(things[0])) == 0 {
		return nil
	}
	at := random.IntN(len(things))
	var made []string
	for _, of := range familiesOf(things[0]) {
		members := known().list[of].members
		if slices.ContainsFunc(things, func(t string) bool { return !slices.Contains(members, t) }) {
			continue
		}
		for _, i := range random.Perm(len(members)) {
			if !slices.Contains(things, members[i]) {
				list := slices.Concat(things[:at], []string{members[i]}, things[at+1:])
				made = append(made, strings.Join(list, ", "))
			}
		}
	}
	return made
}

// nameOf returns an answer that is a name, without the article before it, and whether it has one;
// "" for what is none.
func nameOf(core, option string) (name string, the bool) {
	words := strings.Fields(core)
	if len(words) == 0 || len(words) > 6 || !hasCapital(words[0]) {
		return "", false
	}
	first, _, _ := strings.Cut(option, " ")
	the = isOneOf(first, " the ")
	if !the && len(words) == 1 && isNoName(core) {
		return "", false
	}
	for _, w := range words[1:] {
		if !hasCapital(w) && !isOneOf(w, " of the and de von van na ") {
			return "", false
		}
	}
	return core, the
}

// isNoName says whether a word with a capital only says from where something is, or when.
func isNoName(s string) bool {
	if strings.Contains(s, " ") {
		return isAskWord(strings.Fields(s)[0])
	}
	const weekdays = ` monday tuesday wednesday thursday friday saturday sunday `
	for _, ending := range []string{"ish", "ese", "an", "ans", "ic", "ics"} {
		if strings.HasSuffix(s, ending) {
			return true
		}
	}
	return len(s) < 3 || isOneOf(s, " here there everywhere nowhere ") || isAskWord(s) ||
		isOneOf(s, months) || isOneOf(s, weekdays) ||
		isOneOf(s, articles) || isOneOf(s, pronouns) || hasDigit(s)
}
