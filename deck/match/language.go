package match

import (
	"embed"
	"strings"
	"sync"
)

// languageFiles hold, a file a language, the words that say little: words of grammar, and those
// that every question has. In a small collection they are as rare as any other word. Only what may
// come or go without asking anything else is among them: no "only", no "before", and nothing that
// negates in some language. Behind them stand words for numbers, which are compared as these are,
// with their digits; words that negate, behind "!", and that leave out or take back, behind "-";
// words of order, direction and quantity, behind "~"; and of the words of grammar those that only
// join others, behind "+". other.txt has words that negate of more languages, of each a few.
//
//go:embed languages/*.txt
var languageFiles embed.FS

// turn says whether a word turns a question into another one, or surely does not.
type turn uint8

const (
	turnsNot  turn = iota
	negation       // it negates
	exception      // it leaves out, hinders or takes back
	pole           // of order, direction or quantity: another one in its place turns the question
	joining        // it only joins others, or asks for what they name
)

// vocabulary is the words of all languages, folded as those of texts are.
type vocabulary struct {
	light   map[string]bool
	turns   map[string]turn
	numbers map[string]string // words for numbers: their digits
}

// words reads the files, once they are needed.
var words = sync.OnceValue(func() *vocabulary {
	f := &folder{}
	v := &vocabulary{map[string]bool{}, map[string]turn{}, map[string]string{}}
	files, err := languageFiles.ReadDir("languages")
	if err != nil {
		panic(err) // they are part of the program
	}
	for _, file := range files {
		data, err := languageFiles.ReadFile("languages/" + file.Name())
		if err != nil {
			panic(err)
		}
		for entry := range strings.FieldsSeq(string(data)) {
			v.add(f, entry)
		}
	}
	return v
})

// add takes in an entry of a file.
func (v *vocabulary) add(f *folder, entry string) {
	w, number, isNumber := strings.Cut(entry, "=")
	switch {
	case isNumber:
		v.numbers[f.folded(w)] = number
	case w[0] == '!':
		v.turns[f.folded(w[1:])] = negation
	case w[0] == '-':
		v.turns[f.folded(w[1:])] = exception
	case w[0] == '~':
		v.turns[f.folded(w[1:])] = pole
	case w[0] == '+':
		v.turns[f.folded(w[1:])] = joining
	default:
		v.light[f.folded(w)] = true
	}
}
