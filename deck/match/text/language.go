package text

import (
	_ "embed"
	"strings"
	"sync"
)

// These hold, a file a language, the words that say little: words of grammar, and those that every
// question has. In a small collection they are as rare as any other word. Only what may
// come or go without asking anything else is among them: no "only", no "before", and nothing that
// negates in some language. Behind them stand words for numbers, which are compared as these are,
// with their digits; words that negate, behind "!", and that leave out or take back, behind "-";
// words of order, direction and quantity, behind "~"; and of the words of grammar those that only
// join others, behind "+". other.txt has words that negate of more languages, of each a few.
var (
	//go:embed languages/de.txt
	german string
	//go:embed languages/en.txt
	english string
	//go:embed languages/other.txt
	others string
)

// Turn says whether a word turns a question into another one, or surely does not.
type Turn uint8

const (
	TurnsNot  Turn = iota
	Negation       // it negates
	Exception      // it leaves out, hinders or takes back
	Pole           // of order, direction or quantity: another one in its place turns the question
	Joining        // it only joins others, or asks for what they name
)

// turnMarks are what entries of the files begin with, by turn.
const turnMarks = " !-~+"

// vocabulary is the words of all languages, folded as those of texts are.
type vocabulary struct {
	light   map[string]bool
	turns   map[string]Turn
	numbers map[string]string // words for numbers: their digits
}

// languages reads the files, once they are needed.
var languages = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{map[string]bool{}, map[string]Turn{}, map[string]string{}}
	var fold folding
	for entry := range strings.FieldsSeq(german + english + others) {
		w, number, isNumber := strings.Cut(entry, "=")
		turn := strings.IndexByte(turnMarks, w[0])
		switch {
		case isNumber:
			v.numbers[fold.text(w)] = number
		case turn > 0:
			v.turns[fold.text(w[1:])] = Turn(turn)
		default:
			v.light[fold.text(w)] = true
		}
	}
	return v
})
