package suggest

import (
	"regexp"
	"sync"
)

// kind is what questions have that want an answer of one kind, and what such answers have.
type kind struct {
	asks, has *regexp.Regexp // of texts in small letters; nil has: a name
	must      bool           // an answer without it is none
}

// isIn says whether a fact has what answers of a kind have.
func (k kind) isIn(d *doc) bool {
	if k.has == nil {
		return d.isNaming
	}
	return k.has.MatchString(d.raw)
}

// kinds returns the kinds of answer. They are compiled for the first question.
var kinds = sync.OnceValue(func() []kind {
	const number = `one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|` +
		`hundreds?|thousands?|[mb]illions?|half|halves|third|quarters?|doubles?|several|none`
	// Numbers that are no years.
	const figure = `(^|[^0-9])([03-9][0-9]*|[12][0-9]{0,2}|[12][0-9]{4,})($|[^0-9])`
	const unit = `\b(second|minute|hour|day|night|week|month|year|decade|centur)`
	rows := []struct {
		asks, has string
		must      bool
	}{
		{
			`^where\b`,
			`\b(in|at|on|from|to|into|near|under|over|above|below|beside|behind|between|inside|` +
				`outside|within|through|along|around|takes place|located)\b`, true,
		},
		{`^why\b`, `\b(because|since|so|to|due|which)\b`, false},
		{
			`^(until )?when\b|^(at what point|under what|under which)\b`,
			`\b(when|if|before|after|once|until|unless|during|while)\b|[0-9]`, false,
		},
		{
			`^(for )?how long\b`,
			unit + `|` + figure, true,
		},
		{
			`^(at )?(what|which) age\b|^how old\b`,
			unit + `|\b(old|older|age|aged)\b|` +
				`\b(at|from|under|over|than|about|around) [0-9]{1,3}([.,;)]|$| (and|to|or)\b)`, true,
		},
		{`^in (which|what) (year|century|decade)\b`, `[0-9]|\bcentury\b`, true},
		{
			`^how much (is|are|was|were|do|does|did|will|would)\b|` +
				`^what (is|was) the (\w+ ){0,2}(price|cost|salary|fee)\b`,
			`[$€£¥%]|\b(dollar|euro|pound|cent|percent|[mb]illion|thousand|hundred|free\b)|` + figure, true,
		},
		{
			`^how (many|much|far|tall|fast|large|big|high|deep|thick|wide|heavy|hot|cold|short|small)\b|` +
				`^(at )?what (percentage|number|share|proportion)\b|^what (is|was) the (\w+ ){0,2}` +
				`(size|number|percentage|temperature|length|height|width|depth|thickness|weight|dose|` +
				`speed|distance|population)\b`,
			`\b(` + number + `)\b|` + figure + `|%`, true,
		},
		{
			`^how often\b`,
			`\b(` + number + `|once|twice|daily|weekly|monthly|yearly|annual\w*|each|every|per|regular\w*|` +
				`rare\w*)\b|[0-9]`, true,
		},
	}
	list := []kind{{asks: regexp.MustCompile(`^(who|whom|whose)\b`), must: true}}
	for _, r := range rows {
		list = append(list, kind{regexp.MustCompile(r.asks), regexp.MustCompile(r.has), r.must})
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
func fits(wanted []kind, d *doc) float64 {
	for _, k := range wanted {
		switch {
		case k.isIn(d):
			return 1
		case k.must:
			return -1
		}
	}
	return 0
}
