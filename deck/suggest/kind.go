package suggest

import (
	"regexp"
	"sync"
)

// kind is what questions have that want an answer of one kind, and what such answers have.
type kind struct {
	asks, has *regexp.Regexp // of texts in small letters
	must      bool           // an answer without it is none
}

// kinds returns the kinds of answer. They are compiled for the first question.
var kinds = sync.OnceValue(func() []kind {
	const number = `one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|` +
		`hundreds?|thousands?|[mb]illions?|half|halves|third|quarters?|doubles?|twice|once|several|none`
	rows := []struct {
		asks, has string
		must      bool
	}{
		{`^where\b`, `\b(in|at|takes place|located)\b`, false},
		{`^why\b`, `\b(because|since|so|to|due|which)\b`, false},
		{
			`^(until )?when\b|^(at what point|under what|under which)\b`,
			`\b(when|if|before|after|once|until|unless|during|while)\b|[0-9]`, false,
		},
		{
			`^(for )?how long\b`,
			`\b(second|minute|hour|day|week|month|year|decade|centur)|[0-9]`, false,
		},
		{`^in (which|what) (year|century|decade)\b`, `[0-9]|\bcentury\b`, true},
		{
			`^how (many|much|old|far|tall|fast|large|big|high|deep)\b|` +
				`^(at )?what (age|percentage|number)\b|^what (is|was) the (\w+ ){0,2}` +
				`(size|number|percentage|temperature|length|height|weight|dose|speed)\b`,
			`\b(` + number + `)\b|` +
				`(^|[^0-9])([03-9][0-9]*|[12][0-9]{0,2}|[12][0-9]{4,})($|[^0-9])|%`, true,
		},
		{
			`^how often\b`,
			`\b(` + number + `|daily|weekly|monthly|yearly|annual\w*|each|every|per|regular\w*|` +
				`rare\w*)\b|[0-9]`, true,
		},
	}
	list := make([]kind, len(rows))
	for i, r := range rows {
		list[i] = kind{regexp.MustCompile(r.asks), regexp.MustCompile(r.has), r.must}
	}
	return list
})

// kindsOf returns the kinds of answer that a question wants, as it stands in small letters.
func kindsOf(question string) []kind {
	var list []kind
	for _, k := range kinds() {
		if k.asks.MatchString(question) {
			list = append(list, k)
		}
	}
	return list
}

// fits says whether a fact has what answers of some kinds have: 1 if so, 0 if that cannot be said,
// -1 if it is no answer without it: it says how much or how many of something else.
func fits(wanted []kind, fact string) float64 {
	for _, k := range wanted {
		switch {
		case k.has.MatchString(fact):
			return 1
		case k.must:
			return -1
		}
	}
	return 0
}
