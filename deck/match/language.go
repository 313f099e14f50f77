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

// vocabulary is the words of all languages, folded as those of texts are.
type vocabulary struct {
	light   map[string]bool
	numbers map[string]string // words for numbers: their digits
}

func newVocabulary(f *folder) *vocabulary {
	v := &vocabulary{light: make(map[string]bool, 512), numbers: map[string]string{}}
	files, err := languageFiles.ReadDir("languages")
	if err != nil {
		panic(err) // they are part of the program
	}
	for _, file := range files {
		data, err := languageFiles.ReadFile("languages/" + file.Name())
		if err != nil {
			panic(err)
		}
		for w := range strings.FieldsSeq(string(data)) {
			if w, number, ok := strings.Cut(w, "="); ok {
				v.numbers[f.folded(w)] = number
			} else {
				v.light[f.folded(w)] = true
			}
		}
	}
	return v
}
