package choice

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// shape is what an answer looks like. Beside one of another shape the right one stands out.
type shape uint8

const (
	noShape  shape = iota // of several lines, empty, or too long to be read among others
	year                  // four digits
	number                // with or without a unit
	measure               // numbers with more around them: a range, a date
	code                  // in backticks, or with signs that no prose has
	yesNo                 // of a pair of words that exclude each other
	name                  // up to four words, each with a capital; of several kinds
	oneWord               // without a capital
	phrase                // up to six words
	sentence              // longer
	list                  // of things parted by commas
)

// form is a shape, with how many things a list has, or the kind of a name.
type form struct {
	shape shape
	parts int8
}

// The kinds of names.
const (
	plainName = iota // with a capital, as every word at the beginning of a sentence
	symbol           // of two letters at most
	initial          // of capitals only
)

// The kinds of code.
const (
	codeWord = iota
	command  // of several words
	call
	path
	signs // and all else
)

// inWords is the kind of a number that is written as a word.
const inWords = 1

// noForm is the form of what cannot be an option.
var noForm = form{}

// longest is how long an option may be, in characters.
const longest = 240

// pairs are words of which one is the answer to a question that the other might answer.
const pairs = ` yes/no true/false ja/nein wahr/falsch richtig/falsch oui/non vrai/faux sí/no verdadero/falso si/no sì/no ` +
	`vero/falso да/нет はい/いいえ 是/否 对/错 `

var (
	numeric = compiled(`^([` + currencies + `]?[+\-−]?\d(?:[\d.,\x{a0} ]*\d)?)\s*(\D{0,16})$`)
	aYear   = compiled(`^[12]\d{3}$`)
	spans   = compiled("`+[^`]*`*")
	sum     = compiled(`[=_{}\[\]\\|^~<>]|\w\(`)
)

// compiled compiles a pattern when it is used first: most runs of the program use none.
func compiled(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// formOf returns the form of an answer, and the unit of a number.
func formOf(s string, t text) (f form, unit string) {
	s = strings.TrimSuffix(strings.TrimSpace(s), ".")
	switch {
	case s == "" || strings.Contains(s, "\n") || t.length > longest || len(t.words) == 0:
		return noForm, ""
	case aYear().MatchString(s):
		return form{shape: year}, ""
	case octets().MatchString(s):
		return form{code, signs}, ""
	case numeric().MatchString(s):
		return form{shape: number}, currencyOf(s) + numeric().FindStringSubmatch(s)[2]
	case numberWord(s) != nil:
		return form{number, inWords}, ""
	case isAllCode(s):
		return form{code, kindOfCode(s)}, ""
	case other(s) != "":
		return form{shape: yesNo}, ""
	}
	if amount := amountOf(s); amount != "" {
		return form{shape: measure}, amount
	}
	if n := parts(s); n > 1 {
		return form{list, int8(min(n, math.MaxInt8))}, ""
	}
	return wordy(s, t), ""
}

// isAllCode says whether an answer is code and no sentence that holds some.
func isAllCode(s string) bool {
	const fewest = 2 // words
	outside := spans().ReplaceAllString(s, "")
	return len(fields(outside)) < fewest && outside != s || sum().MatchString(outside)
}

// wordy is the form of words that stand for one thing.
func wordy(s string, t text) form {
	words := strings.Fields(s)
	small := func(w string) bool { return !hasCapital(w) && len([]rune(w)) > 3 } // not "da" or "van"
	switch {
	case len(t.words) > 6:
		return form{shape: sentence}
	case len(words) <= 4 && hasCapital(words[0]) && hasCapital(words[len(words)-1]) && !slices.ContainsFunc(words, small):
		return form{name, kindOfName(s)}
	case len(words) == 1:
		return form{shape: oneWord}
	}
	return form{shape: phrase}
}

func hasCapital(w string) bool { return unicode.IsUpper([]rune(w)[0]) }

func kindOfName(s string) int8 {
	switch {
	case len([]rune(s)) <= 2:
		return symbol
	case s == strings.ToUpper(s):
		return initial
	}
	return plainName
}

// kindOfCode says what code looks like.
func kindOfCode(s string) int8 {
	space, bracket := strings.Index(s, " "), strings.IndexAny(s, "([")
	isOther := func(r rune) bool { return !unicode.IsLetter(r) && r != '_' && r != '.' }
	switch {
	case bracket > 0 && (space < 0 || bracket < space):
		return call
	case space > 0 && bracket != 0:
		return command
	case strings.Contains(s, "/"):
		return path
	case !strings.HasPrefix(s, "_") && !strings.ContainsFunc(s, isOther):
		return codeWord
	}
	return signs
}

// beforeMeta returns the sentences of an answer before the first that speaks of the notes.
func beforeMeta(s string) string {
	end := 0
	for sentence := range strings.SplitAfterSeq(s, ". ") {
		if isMeta(sentence) {
			return strings.TrimSpace(s[:end])
		}
		end += len(sentence)
	}
	return s
}

// withoutRemark returns an answer without the remark in parentheses that it ends with, and a name
// without what is said of its bearer behind a comma: no other option has the like. Only in English
// capitals tell names: in "Der Segler, der von rechts kommt" the clause is the answer.
func withoutRemark(s string, english bool) string {
	bare, stop := strings.CutSuffix(s, ".")
	if at := strings.LastIndex(bare, " ("); at > 0 && strings.HasSuffix(bare, ")") &&
		strings.Count(bare, "(") == 1 {
		bare = bare[:at]
	}
	name, remark, ok := strings.Cut(bare, ", ")
	words := strings.Fields(remark)
	if isName, _ := nameOf(name, name); ok && english && len(strings.Fields(name)) > 1 && isName != "" &&
		len(words) > 1 && (!hasCapital(words[0]) || words[0] == "County") &&
		!strings.Contains(remark, ",") && !hasAnd(words) {
		bare = name
	}
	if stop {
		bare += "."
	}
	return bare
}

func hasAnd(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return isOneOf(w, ands+" or ") })
}

// anyOf returns the first of several things of which each answers a question: of "Any one of three:
// sun, wind, or rain." it is "Sun."; false if an answer does not list such.
func anyOf(s string) (string, bool) {
	how, what, ok := strings.Cut(s, ":")
	isAny := func(start string) bool { return strings.HasPrefix(strings.ToLower(how), start) }
	if !ok || !isAny("any ") && !isAny("either ") && !isAny("one of ") {
		return s, false
	}
	first, _, _ := strings.Cut(strings.TrimSpace(what), ", ")
	first, _, _ = strings.Cut(first, " or ")
	if first == "" {
		return s, false
	}
	if strings.HasSuffix(s, ".") {
		first += "."
	}
	return likeCase(first, how), true
}

// isMeta says whether a sentence speaks of the notes and not of what they are about.
func isMeta(s string) bool {
	s = strings.ToLower(s)
	for _, of := range []string{"the notes ", "the text ", "this page ", "the passage ", "the article "} {
		if strings.Contains(s, of) {
			return true
		}
	}
	return false
}

// thingsIn returns how many things an answer names, two where a word such as "and" joins them.
func thingsIn(s string, f form) int8 {
	if f.shape == list {
		return f.parts
	}
	if slices.ContainsFunc(fields(s), func(w string) bool { return isOneOf(w, ands) }) {
		return 2
	}
	return 1
}

// parts returns how many things a list names: they are parted by commas, the last one perhaps by a
// word such as "and". One comma alone is no list.
func parts(s string) int {
	items := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;、，،", r) })
	if len(items) < 2 {
		return 1
	}
	for _, item := range items {
		if len(strings.Fields(item)) > 4 {
			return 1
		}
	}
	last := fields(items[len(items)-1])
	if len(last) > 2 && len([]rune(last[len(last)/2])) <= 3 && len(last) <= 5 {
		return len(items) + 1
	}
	if len(items) == 2 {
		return 1
	}
	return len(items)
}

// IsYesNo says whether an answer is one of two words that exclude each other, as yes and no do.
func IsYesNo(s string) bool { return other(strings.TrimSuffix(strings.TrimSpace(s), ".")) != "" }

// other returns the word that excludes an answer, "" if there is none.
func other(s string) string {
	for pair := range strings.FieldsSeq(pairs) {
		a, b, _ := strings.Cut(pair, "/")
		switch {
		case strings.EqualFold(s, a):
			return likeCase(b, s)
		case strings.EqualFold(s, b):
			return likeCase(a, s)
		}
	}
	return ""
}

// likeCase writes a word with a capital if another one has it.
func likeCase(w, like string) string {
	if !hasCapital(like) {
		return w
	}
	r := []rune(w)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

// currencies are the signs of money that stand before a number.
const currencies = "$€£¥"

// currencyOf returns the sign of money that a text begins with, "" for none.
func currencyOf(s string) string {
	return s[:len(s)-len(strings.TrimLeft(s, currencies))]
}
