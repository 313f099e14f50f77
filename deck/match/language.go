package match

import (
	"embed"
	"strings"
)

// languageFiles hold, a file a language, the words that say little: words of grammar, and those
// that every question has. In a small collection they are as rare as any other word. Only what may
// come or go without asking anything else is among them: no "only", no "before", and nothing that
// negates in some language. Behind them stand words for numbers, which are compared as these are.
//
//go:embed languages/*.txt
var languageFiles embed.FS

// vocabulary says which words are light, and in which languages, as bits.
type vocabulary struct {
	light           map[string]uint32
	numbers         map[string]string // words for numbers: their digits
	german, english uint32
}

// newVocabulary reads the words and folds them as those of texts are folded.
func newVocabulary(f *folder) *vocabulary {
	v := &vocabulary{light: make(map[string]uint32, 1024), numbers: map[string]string{}}
	files, err := languageFiles.ReadDir("languages")
	if err != nil {
		panic(err) // they are part of the program
	}
	for i, file := range files {
		data, err := languageFiles.ReadFile("languages/" + file.Name())
		if err != nil {
			panic(err)
		}
		for w := range strings.FieldsSeq(string(data)) {
			if w, number, ok := strings.Cut(w, "="); ok {
				v.numbers[f.folded(w)] = number
				continue
			}
			v.light[f.folded(w)] |= 1 << i
		}
		switch file.Name() {
		case "de.txt":
			v.german = 1 << i
		case "en.txt":
			v.english = 1 << i
		}
	}
	return v
}

// capitalises says whether a text is in German, which writes every noun with a capital letter: such
// a letter does not make a name. It has words of grammar that no other language has, and none that
// only English has.
func (v *vocabulary) capitalises(f *folder, text string) bool {
	german := false
	for w := range strings.FieldsSeq(text) {
		switch v.light[f.folded(strings.Trim(w, ".,?!:;"))] {
		case v.german:
			german = true
		case v.english:
			return false
		}
	}
	return german
}
