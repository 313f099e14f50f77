package suggest

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// stemsOf returns the stems of the words of a text that say something, in order.
func stemsOf(text string) []string {
	var list []string
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	}) {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		if w = strings.Trim(w, "'’"); w != "" && !isIdle(w) {
			list = append(list, stem(w))
		}
	}
	return list
}

// countedIn returns what a question asks the number of, as the words between "how many" and the
// verb; "" if it asks for none.
func countedIn(question string) string {
	m := counted().FindStringSubmatch(question)
	if m == nil {
		return ""
	}
	return m[1]
}

var counted = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^how many ((?:[\pL'-]+ ){1,3}?)(?:of|is|are|was|were|do|does|did|can|` +
		`could|must|should|will|would|has|have|had|in|on|per|\pL+ed)\b`)
})

// isIdle says whether a word says nothing about the subject.
func isIdle(w string) bool { return idleWords()[w] }

var idleWords = sync.OnceValue(func() map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(idle) {
		set[w] = true
	}
	return set
})

// idle are the words of grammar, and those that questions are made of.
const idle = ` a an the of in on at to for from by with without into onto as and or but nor so than that this
 these those it its they them their there here he she his her you your we our i my is are was
 were be been being am do does did done has have had having will would can could shall should may
 might must not no what which who whom whose when where why how if then else about after before
 during between among through over under above below up down out off again further once only own
 same too very just also such each every any all both few more most other some one ones following
 mentioned described according called known name named list give given explain describe state
 define identify regarding while because due per via used use uses using take taken takes took
 make made makes making neither either being come comes came defined defines explained explains
 against toward towards within across around along behind beside near since until upon
 identified stated asked become becomes became
 tell tells us me get gets got happen happens occur occurs mean meant means go goes `

// faint are words that may say something: they count only where the notes have them.
const faint = ` main major primary key important typically usually often many much long type types kind kinds
 correct common specific certain various different normal general term example effect role part
 way thing `

// stem takes the endings of English off a word, so that its forms are equal.
func stem(w string) string {
	if len(w) <= 3 || w[0] >= '0' && w[0] <= '9' {
		return w
	}
	for _, e := range []struct{ end, by string }{
		{"ies", "y"},
		{"sses", "ss"},
		{"xes", "x"},
		{"ches", "ch"},
		{"shes", "sh"},
		{"ss", "ss"},
		{"us", "us"},
		{"is", "is"},
		{"s", ""},
	} {
		if before, ok := strings.CutSuffix(w, e.end); ok {
			w = before + e.by
			break
		}
	}
	for _, end := range []string{
		"ization", "isation", "ational", "fulness", "iveness", "ation", "ition", "ement", "ment",
		"ness", "ingly", "edly", "able", "ible", "ance", "ence", "tion", "sion", "ally", "ing",
		"ion", "ive", "ful", "ity", "ant", "ent", "ous", "ed", "er", "or", "al", "ly", "ic", "e",
		"y",
	} {
		rest := strings.TrimSuffix(w, end)
		if rest == w || len(rest) < 3 || !strings.ContainsAny(rest, "aeiouy") {
			continue
		}
		if n := len(rest); n > 3 && rest[n-1] == rest[n-2] &&
			!strings.ContainsAny(rest[n-1:], "aeiouls") {
			rest = rest[:n-1]
		}
		return rest
	}
	return w
}

// synonymous is how much words are alike that say the same.
const synonymous = 0.5

// alike says how much two stems have in common: 1 if they are equal, less if one goes on as the
// other does.
func alike(a, b string) float64 {
	if a == b {
		return 1
	}
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	shorter, longer := min(len(a), len(b)), max(len(a), len(b))
	switch {
	case n >= 4 && 2*n >= longer+1 && n >= shorter-1:
		return 0.7
	case n >= 5 && 10*n >= 7*longer:
		return 0.6
	}
	return 0
}
