package choice

import (
	"slices"
	"strings"
)

// kind is what kind of thing a question asks for, as far as its words say it.
type kind struct {
	class   class
	noun    word  // what it names the thing by: "which minor key is": key; 0 for none
	also    word  // the word behind that, which may be the noun as well: "which cranial nerve carries"
	whole   word  // of what it asks for a part: "which part of the brain"; 0 for none
	named   bool  // and does not only describe it
	plural  bool  // the noun is
	female  bool  // the noun is of women
	place   uint8 // which kind of place the noun is; 0 for none
	group   bool  // and people are one: "which team"
	lead    word  // the word that leads before the question word: "with whom"; 0 for none
	called  bool  // it is asked for a name: "what is it called"
	isLong  bool  // what stands for is asked: of an abbreviation
	sense   bool  // what something is, or means, is asked
	areMany bool  // of several things: "what are"
	act     word  // what is asked of something: "what does it mean": mean; "what is it called": called
	many    int8  // how many things are wanted: "which three"; 0 where that is not said
	begins  [3]word
}

// class is what a question word asks for.
type class uint8

const (
	thing  class = iota // or an action, a quality: what, which, and questions without such a word
	person              // who, which king
	moment              // when, in which year
	place               // where, in which city
	reason              // why
	amount              // how many, how long
	manner              // how
	told                // nothing is asked: "Photosynthesis is made possible by"
	bare                // a word or a few: "the dog"
)

// isOpen says whether answers of the class may be anything.
func (c class) isOpen() bool { return c == thing || c == told || c == manner }

// kindOf says what a question asks for.
func kindOf(question string) kind {
	question = outsideParentheses(question)
	words := fields(question)
	at := slices.IndexFunc(words, isAskWord)
	if at < 0 {
		return toldKind(words, strings.TrimSpace(question))
	}
	k := kind{class: classOf(words, at)}
	if at > 0 && isLeadWord(words[at-1]) {
		k.lead = wordOf(words[at-1])
	}
	k.readVerb(words[at+1:])
	if k.class == thing {
		k.group = at+1 < len(words) && isOneOf(words[at+1], groups)
		k.askFor(words[at], words[at+1:])
	}
	return k
}

// readVerb reads of "how many chambers" what is counted, and of "how do you say" what is done.
func (k *kind) readVerb(rest []string) {
	switch {
	case k.class == amount && len(rest) > 1 && isOneOf(rest[0], " many much viele viel "):
		k.noun = wordOf(rest[1])
	case k.class == manner && len(rest) > 2 && isHelper(rest[0]) && isOneOf(rest[1], pronouns):
		k.act = wordOf(rest[2])
	}
}

// outsideParentheses returns a text without a remark in parentheses.
func outsideParentheses(s string) string {
	before, after, ok := strings.Cut(s, "(")
	_, after, closed := strings.Cut(after, ")")
	if !ok || !closed || strings.TrimSpace(before+after) == "" {
		return s
	}
	return before + after
}

// askFor reads what stands behind "what" or "which".
func (k *kind) askFor(ask string, rest []string) {
	isWhat := isOneOf(ask, " what was que qué cosa ")
	called := slices.IndexFunc(rest, func(w string) bool { return isOneOf(w, calling) })
	k.sense = isWhat && called < 0 && asksSense(rest)
	k.areMany = len(rest) > 0 && isOneOf(rest[0], " are were ")
	switch {
	case len(rest) == 0:
	case rest[0] == "war" && isOneOf(ask, " what which "): // a helper in German
		k.noun, k.named = wordOf(rest[0]), true
	case rest[len(rest)-1] == "do" && isHelper(rest[0]): // what must a boat do
		k.act = wordOf("do")
	case called < 0 && len(rest) > 2 && isOneOf(rest[0], " is are ") && isOneOf(rest[1], " a an ") &&
		!isOneOf(rest[2], telling):
		// what it means is asked, and not which one it is: it has no noun
	case isOneOf(rest[0], doing):
		k.act = wordOf(rest[len(rest)-1])
		if k.isLong = slices.Equal(rest[max(len(rest)-2, 0):], []string{"stand", "for"}); k.isLong {
			k.act = wordOf("stand for")
		}
	case isOneOf(rest[0], helpers) || isOneOf(rest[0], articles):
		k.readNoun(skip(rest), true)
		k.named = k.noun != 0 && called < 0
	case !isWhat || slices.ContainsFunc(rest[1:min(len(rest), 3)], isHelper):
		k.many = countWord(rest[0])
		k.readNoun(skip(rest), false)
		k.named = k.noun != 0
	}
	if k.called = called >= 0 && isHelper(rest[0]); k.called {
		k.act = wordOf(strings.Join(rest[called:min(len(rest), called+3)], " "))
		if len(rest)-called > 3 {
			k.act = wordOf(rest[called])
		}
	}
}

// telling are adjectives by which something is asked for and not its meaning: "what is a common
// side effect".
const telling = ` common typical frequent dangerous serious severe major main important possible good better ` +
	`famous known well likely usual rare early late key simple classic characteristic necessary `

// asksSense says whether the words behind "what" ask what a thing is, and not something of it:
// "what is privity of contract", but not "what is the aim of it".
func asksSense(rest []string) bool {
	const most = 4 // words
	switch {
	case len(rest) < 2:
		return false
	case isOneOf(rest[0], doing):
		return isOneOf(rest[len(rest)-1], " mean ")
	case !isOneOf(rest[0], " is are was were ") || len(skip(rest)) > most:
		return false
	}
	at := slices.IndexFunc(rest, func(w string) bool {
		return w == "of" || isLeadWord(w) && !isOneOf(w, articles)
	})
	return at < 0 || at > 1 && rest[at] == "of" && !isOneOf(rest[1], articles) && at < len(rest)-1
}

// readNoun reads by which noun a thing is named. Behind a helper, or before one, the noun is the
// last word of its phrase; elsewhere a verb may follow: "which bone protects".
func (k *kind) readNoun(rest []string, sure bool) {
	n := 0
	for n < len(rest) && n < 4 && !(n > 0 && endsPhrase(rest[n])) && !isHelper(rest[n]) {
		n++
	}
	if n == 0 || isOneOf(rest[0], pronouns) {
		return
	}
	noun := rest[0]
	isHelped := n < len(rest) && isHelper(rest[n]) && !isOneOf(rest[n], articles)
	if sure = sure || n == 1 || isHelped; sure {
		noun = rest[n-1]
	} else if n > 1 {
		k.also = wordOf(rest[1])
	}
	if isOneOf(noun, " kind type sort ") && n+1 < len(rest) {
		k.readNoun(skip(rest[n+1:]), false)
		return
	}
	if n > 1 && !sure && !isOneOf(noun, persons+women) && isOneOf(rest[1], persons+women) {
		noun = rest[1] // "which High King fell"
	}
	k.noun, k.plural = wordOf(noun), isPlural(noun)
	if isOneOf(noun, " part ") && n+1 < len(rest) && rest[n] == "of" {
		k.whole = wordOf(firstOf(skip(rest[n+1:])))
	}
	k.place = placeOf(noun)
	switch {
	case isOneOf(noun, women):
		k.class, k.female = person, true
	case isOneOf(noun, persons),
		n > 1 && noun == "name" && isOneOf(rest[n-2], " real birth full maiden original "):
		k.class = person
	case k.place != 0:
		k.class = place
	case isOneOf(noun, moments):
		k.class = moment
	}
}

// placeOf returns which kind of place a noun is, from 1; 0 if it is none.
func placeOf(noun string) uint8 {
	for i, list := range places() {
		if isOneOf(noun, list) {
			return uint8(i + 1)
		}
	}
	return 0
}

// toldKind is the kind of what asks without a question word.
func toldKind(words []string, question string) kind {
	k := kind{class: told}
	for i, w := range words[:min(len(words), len(k.begins))] {
		k.begins[i] = wordOf(w)
	}
	of := slices.IndexFunc(words, func(w string) bool { return isOneOf(w, " of von de di ") })
	switch {
	case len(words) > 1 && isOneOf(words[0], naming):
		k.class, k.named, k.many = thing, true, countWord(words[1])
		k.readNoun(skip(words[1:]), true)
	case of > 0 && len(words) <= 8:
		k.class, k.named = thing, true
		k.readNoun(skip(words), true)
	case len(words) <= 4 && !strings.ContainsAny(question[max(len(question)-1, 0):], ".:!?"):
		k.class = bare
	}
	return k
}

// skip leaves out what stands before a noun and says nothing of it.
func skip(words []string) []string {
	for len(words) > 0 && (isHelper(words[0]) || isOneOf(words[0], articles) ||
		countWord(words[0]) > 0 || isOneOf(words[0], " another other any some each most ")) {
		words = words[1:]
	}
	return words
}

// countWord returns the number that a word is, 0 for none and for one.
func countWord(w string) int8 {
	for _, list := range numberWords() {
		if at := slices.Index(list, strings.ToLower(w)); at > 0 {
			return int8(at + 1)
		}
	}
	return 0
}

func isHelper(w string) bool { return isOneOf(w, helpers) }

// endsPhrase says whether a word stands behind a noun and its adjectives.
func endsPhrase(w string) bool {
	return isLeadWord(w) || isOneOf(w, articles) || isAskWord(w) || isOneOf(w, calling) ||
		isOneOf(w, " above per about around ") ||
		len(w) > 4 && strings.HasSuffix(w, "ed")
}

// isPlural says whether a word looks like a plural, in the languages that have one by s.
func isPlural(w string) bool {
	w = strings.ToLower(w)
	if len(w) < 4 || !strings.HasSuffix(w, "s") {
		return false
	}
	return !isOneOf(w[len(w)-2:], " ss us is os ")
}

func classOf(words []string, at int) class {
	for c, list := range classes() {
		if isOneOf(words[at], list) {
			return c
		}
	}
	if !isOneOf(words[at], " how wie comment cómo come ") {
		return thing
	}
	if at+1 < len(words) && isOneOf(words[at+1], amounts) {
		return amount
	}
	return manner
}

// isOf says whether two questions name what they ask for by the same word, "which key", "which
// minor key", or ask the same of something.
func (k *kind) isOf(other *kind) bool {
	return k.act != 0 && k.act == other.act || k.namesLike(other)
}

// namesLike says whether two questions name what they ask for by the same word. Where it is not
// known which of two words is the noun, either may be. Parts are of one thing.
func (k *kind) namesLike(other *kind) bool {
	if k.whole != other.whole {
		return false
	}
	return k.noun != 0 && (k.noun == other.noun || k.noun == other.also) ||
		other.noun != 0 && other.noun == k.also
}
