package choice

import (
	"strings"
	"unicode"
)

// gapFits says how well what fills one gap may fill another: what stands around them is alike, and
// so are the ends of their words.
func (right *item) gapFits(it *item) fit {
	if right.form.shape >= year && right.form.shape <= code {
		return likely
	}
	sameLength := len(right.answer.words) == len(it.answer.words)
	before, after := right.before == it.before, right.after == it.after
	switch {
	case it.holdsLead && !right.holdsLead, (right.form.shape == name) != (it.form.shape == name):
		return never
	case sameLength && before && after && right.ends == it.ends:
		return likely
	case before || after || right.ends == it.ends && right.ends != "":
		return loose
	}
	return never
}

// beside is a class of the word that stands beside a gap.
type beside uint8

const (
	nothing beside = iota // the end of a sentence, or a sign
	article               // the, a
	shortWord
	aWord // any other
)

// besides says what stands before and after the gap of a text.
func besides(question string) (before, after beside) {
	from, to := strings.IndexRune(question, '['), strings.LastIndex(question, "]")
	if from < 0 || to < from {
		return nothing, nothing
	}
	return besideOf(question[:from], true), besideOf(question[to+1:], false)
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

// besideOf says what a text ends with, or begins with.
func besideOf(text string, end bool) beside {
	trimmed := strings.TrimFunc(text,
		func(r rune) bool { return unicode.IsSpace(r) || r == '\u0002' || r == '\u0003' })
	words := strings.Fields(trimmed)
	if len(words) == 0 {
		return nothing
	}
	w := words[0]
	if end {
		w = words[len(words)-1]
	}
	list := fields(w)
	switch {
	case len(list) == 0, !end && !strings.HasPrefix(w, list[0]),
		end && !strings.HasSuffix(w, list[len(list)-1]):
		return nothing
	case isOneOf(w, articles):
		return article
	case len([]rune(w)) <= 3:
		return shortWord
	}
	return aWord
}

// endings are those by which words of one kind are known.
func endings() []string { return []string{"ing", "ed", "er", "ly", "s"} }

// endOf returns the ending of the last word of an answer, "" for none of [endings].
func endOf(s string) string {
	words := fields(s)
	if len(words) == 0 {
		return ""
	}
	last := strings.ToLower(words[len(words)-1])
	for _, e := range endings() {
		if len(last) > len(e)+2 && strings.HasSuffix(last, e) {
			return e
		}
	}
	return ""
}
