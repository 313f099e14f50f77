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
	for i, w := range words {
		if len(w) > 1 && strings.ToUpper(w) == w {
			a[w] = w
		}
		var letters []rune
		for n := i; n < min(len(words), i+5) && isCapital(words[n]); n++ {
			first, _ := utf8.DecodeRuneInString(words[n])
			letters = append(letters, first)
			if initials := string(letters); n > i && a[initials] == "" {
				a[initials] = strings.Join(words[i:n+1], " ")
			}
		}
	}
}

func lettersOf(text string) []string {
	return strings.FieldsFunc(text,
		func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' })
}

// spelled returns a question with names as the texts have them.
func (a acronyms) spelled(question string) string {
	words := lettersOf(question)
	for i, w := range words {
		if name := a[w]; name != "" && name != w && len(w) > 1 && strings.ToUpper(w) == w {
			question += " " + name
		}
		var letters []rune
		for n := i; n < min(len(words), i+5) && isCapital(words[n]); n++ {
			first, _ := utf8.DecodeRuneInString(words[n])
			letters = append(letters, first)
			if initials := string(letters); n > i && a[initials] == initials {
				question = strings.Replace(question, strings.Join(words[i:n+1], " "), initials, 1)
			}
		}
	}
	return question
}
