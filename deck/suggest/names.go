package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isCapital says whether a word is written with a capital or a digit at its beginning.
func isCapital(word string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, `"'“‘(`))
	return unicode.IsUpper(first) || unicode.IsDigit(first)
}

// namesIn returns the words of a question that are names or numbers, by how they are written: all
// but the first have a capital for nothing else.
func namesIn(question string) string {
	var names []string
	for i, w := range strings.Fields(question) {
		if i > 0 && isCapital(w) {
			names = append(names, w)
		}
	}
	return strings.Join(names, " ")
}

// capitalsTell says whether capitals tell names in some questions: in German all nouns have them.
func capitalsTell(questions []string) bool {
	const most = 0.25 // of the words
	names, words := 0, 0
	for _, q := range questions {
		names += len(strings.Fields(namesIn(q)))
		words += max(0, len(strings.Fields(q))-1)
	}
	return float64(names) <= most*float64(words)
}

// hasName says whether a text names somebody or something: a word but the first has a capital.
func hasName(text string) bool {
	return strings.ContainsFunc(namesIn(text), unicode.IsUpper)
}

// acronyms knows the names of several words that texts have by their initials, "European Union" by
// "EU", and which initials they have.
type acronyms map[string]string

// add takes in the names of a text.
func (a acronyms) add(text string) {
	words := lettersOf(text)
	for _, w := range words {
		if isAcronym(w) {
			a[w] = w
		}
	}
	eachName(words, func(name, initials string) {
		if a[initials] == "" {
			a[initials] = name
		}
	})
}

// spelled returns a question with names as the texts have them.
func (a acronyms) spelled(question string) string {
	words := lettersOf(question)
	for _, w := range words {
		if name := a[w]; isAcronym(w) && name != "" && name != w {
			question += " " + name
		}
	}
	eachName(words, func(name, initials string) {
		if a[initials] == initials {
			question = strings.Replace(question, name, initials, 1)
		}
	})
	return question
}

// isAcronym says whether a word is written in capitals, two or more.
func isAcronym(w string) bool { return len(w) > 1 && strings.ToUpper(w) == w }

// eachName calls do with each run of two to five words that begin with capitals, and their initials.
func eachName(words []string, do func(name, initials string)) {
	const longest = 5
	for i := range words {
		var letters []rune
		for n := i; n < min(len(words), i+longest) && isCapital(words[n]); n++ {
			first, _ := utf8.DecodeRuneInString(words[n])
			if letters = append(letters, first); n > i {
				do(strings.Join(words[i:n+1], " "), string(letters))
			}
		}
	}
}

func lettersOf(text string) []string {
	return strings.FieldsFunc(text,
		func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' })
}
