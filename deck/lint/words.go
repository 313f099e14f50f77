package lint

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// tokens are the words of a text, in lower case but for single letters: those stand for something.
// Signs of code and of math say something too.
func tokens(text string) []string {
	inWord := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) ||
			strings.ContainsRune("+#−<>=≤≥≠*/%&|^~", r)
	}
	text = strings.NewReplacer("'s ", " ", "’s ", " ").Replace(norm.NFKC.String(text) + " ")
	words := strings.FieldsFunc(text, func(r rune) bool { return !inWord(r) })
	for i, word := range words {
		if len(word) > 1 {
			words[i] = strings.ToLower(word)
		}
	}
	return words
}

// content are the tokens that say something: without articles and the like.
func content(text string) []string {
	var list []string
	for _, word := range tokens(text) {
		if !isLight(strings.ToLower(word)) {
			list = append(list, word)
		}
	}
	return list
}

// isLight says whether a word asks, or joins others, and says nothing by itself.
func isLight(word string) bool {
	const light = ` a an the of in on at to for from by with and is are was were be been it its this that these those
 what which who whom whose when where why how do does did can could would should will shall has have had there
 you your we our i my one name give call called mean means
 der die das den dem ein eine einer einem und ist sind war was wer wie wo wann warum welche welcher welches im in am von zu
 le la les un une des de du et est sont qui que quel quelle quels quelles où comment
 el los las una unos del y es son qué cuál cuáles quién dónde cuándo cómo `
	return strings.Contains(strings.ReplaceAll(light, "\n", " "), " "+word+" ")
}

// stem takes the ending of a plural off.
func stem(word string) string {
	if len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") {
		return word[:len(word)-1]
	}
	return word
}
