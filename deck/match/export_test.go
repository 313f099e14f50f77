package match

import "strings"

// Reasons returns the reasons of all rules.
func Reasons() []string {
	var all []string
	for _, r := range rules {
		all = append(all, r.reason)
	}
	for _, r := range clozeRules {
		all = append(all, r.reason)
	}
	return all
}

// Languages returns the entries of the files of a language.
func Languages() (map[string][]string, error) {
	entries := map[string][]string{}
	files, err := languageFiles.ReadDir("languages")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		data, err := languageFiles.ReadFile("languages/" + f.Name())
		if err != nil {
			return nil, err
		}
		entries[f.Name()] = strings.Fields(string(data))
	}
	return entries, nil
}

// IsLight says whether a text is read as one word that says little.
func IsLight(text string) bool {
	words := readOne(text)
	return len(words) == 1 && words[0].prior <= light
}

// Turns returns the mark that a word of the files has for what it does to a question, as a text is
// read: ' ' without one, 0 if it is not one word.
func Turns(text string) byte {
	if words := readOne(text); len(words) == 1 {
		return " !-~+"[words[0].turn]
	}
	return 0
}

// NumberOf returns the digits of a text that is read as one number.
func NumberOf(text string) string {
	if words := readOne(text); len(words) == 1 && words[0].form == formNumber {
		return words[0].value
	}
	return ""
}

func readOne(text string) []*word {
	r := wordReader{fold: &folder{}, vocab: words()}
	return r.read(text)
}
