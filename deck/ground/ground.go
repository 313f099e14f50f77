// Package ground says whether a quote stands in a text, and whether it supports an answer. What
// somebody or something made up has no quote; what it got wrong has numbers or names that the quote
// lacks.
package ground

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"cards/deck/answer"
)

// Find returns the line, from 1, at which a quote begins in a text; false if the text does not have
// it. White space, also around dashes, list marks, emphasis, case and the forms of quotes and
// dashes make no difference.
func Find(quote, text string) (line int, ok bool) {
	want := plain(quote)
	if want == "" {
		return 0, false
	}
	var b strings.Builder
	starts := []int{} // where each line begins in b
	for l := range strings.SplitSeq(text, "\n") {
		starts = append(starts, b.Len())
		if p := plain(l); p != "" {
			b.WriteString(p + " ")
		}
	}
	at := strings.Index(" "+b.String(), " "+want)
	if at < 0 {
		return 0, false
	}
	after, _ := slices.BinarySearch(starts, at+1)
	for after < len(starts) && starts[after] <= at {
		after++
	}
	return after, true
}

// plain returns a text in the form in which quotes are compared.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("‐‑‒–—−", r):
			return '-'
		case strings.ContainsRune("“”„«»\"‘’‚‹›'`", r), r == '*', r == '_':
			return -1
		case unicode.IsControl(r), unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	words := strings.Fields(answer.Caseless(s))
	for len(words) > 0 && isMark(words[0]) {
		words = words[1:]
	}
	return strings.ReplaceAll(strings.Join(words, " "), " - ", "-")
}

// isMark says whether a word at the beginning of a line is a mark of lists, headings or quotes.
func isMark(w string) bool {
	return strings.Trim(w, "-+#>•") == "" || strings.TrimRight(w, ".)") != w &&
		strings.Trim(w, "0123456789.)") == ""
}

// Support is how a quote supports an answer.
type Support struct {
	Missing []string // numbers and names of the answer that the quote does not have, as they are written
	Share   float64  // of the answer's words that the quote has, 0…1
}

// Enough is the least share of words that an honest answer in other words has.
const Enough = 0.6

// Supports compares an answer with the quote that is given for it. Short words, which say nothing
// by themselves, do not count; words of the question need not be in the quote.
func Supports(quote, question, answer string) Support {
	has := make(map[string]bool)
	for _, w := range words(quote) {
		has[stem(w)] = true
	}
	asked := make(map[string]bool)
	for _, w := range words(question) {
		asked[stem(w)] = true
	}
	s := Support{Share: 1}
	counted, found := 0, 0
	for i, w := range words(unnumbered(answer)) {
		key := stem(w)
		firm := isNumber(w) || i > 0 && isName(w)
		switch {
		case firm && !has[key] && !asked[key]:
			s.Missing = append(s.Missing, w)
		case asked[key]:
			continue
		case !firm && len([]rune(w)) <= 3:
			continue
		}
		counted++
		if has[key] {
			found++
		}
	}
	if counted > 0 {
		s.Share = float64(found) / float64(counted)
	}
	return s
}

// unnumbered returns a list without its numbers, which no quote has; any other text as it is.
func unnumbered(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		item, ok := strings.CutPrefix(line, strconv.Itoa(i+1)+". ")
		if !ok || len(lines) == 1 {
			return s
		}
		lines[i] = item
	}
	return strings.Join(lines, "\n")
}

// words returns the words and numbers of a text. A sign within a number belongs to it.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.N) && r != '.' && r != ',' || r == ' '
	})
}

func isNumber(w string) bool { return strings.ContainsFunc(w, unicode.IsDigit) }

// isName says whether a word within a sentence has a capital.
func isName(w string) bool { return unicode.IsUpper([]rune(w)[0]) }

// stem returns what stands for a word: without its end, where forms differ, and the thousands of a
// number together.
func stem(w string) string {
	w = strings.Trim(answer.Caseless(w), ".,")
	if isNumber(w) {
		return strings.ReplaceAll(w, ",", "")
	}
	if r := []rune(w); len(r) > 5 {
		return string(r[:5])
	}
	return w
}
