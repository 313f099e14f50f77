package choice

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/answer"
)

// word stands for a word, whatever its case and its ending.
type word uint32

// text is what is known of a text.
type text struct {
	words   []word // in their order
	content []word // sorted: those that say what it is about, each once
	about   []word // sorted: all but those that ask and those that every text has
	named   []word // sorted: names and numbers
	length  int    // in characters
}

// read takes a text apart.
func read(s string) text {
	t := text{length: len([]rune(strings.TrimSpace(s)))}
	first := true
	for _, w := range fields(s) {
		id := wordOf(w)
		t.words = append(t.words, id)
		if isContent(w) && !isLeadWord(w) {
			t.content = append(t.content, id)
		}
		if !isAskWord(w) && !articleWords()[id] && !isHelper(w) {
			t.about = append(t.about, id)
		}
		if isNamed(w, first) {
			t.named = append(t.named, id)
		}
		first = false
	}
	t.content, t.about, t.named = set(t.content), set(t.about), set(t.named)
	return t
}

func set(words []word) []word {
	slices.Sort(words)
	return slices.Compact(words)
}

// fields returns the words of a text: letters and digits that stand together, of scripts without
// spaces each character.
func fields(s string) []string {
	var list []string
	start := -1
	flush := func(end int) {
		if start >= 0 {
			list = append(list, s[start:end])
		}
		start = -1
	}
	for i, r := range s {
		switch {
		case r < utf8.RuneSelf && !isASCIIWord(r):
			flush(i)
		case r < utf8.RuneSelf:
			if start < 0 {
				start = i
			}
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
			unicode.Khmer):
			flush(i)
			list = append(list, string(r))
		case unicode.In(r, unicode.L, unicode.M, unicode.N):
			if start < 0 {
				start = i
			}
		default:
			flush(i)
		}
	}
	flush(len(s))
	return list
}

// isASCIIWord says whether a character of ASCII belongs to words.
func isASCIIWord(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

// replaced returns the text of words with others in the place of those from one place up to
// another.
func replaced(words []string, from, to int, others ...string) string {
	return strings.Join(slices.Replace(slices.Clone(words), from, to, others...), " ")
}

// wordOf returns what stands for a word. Endings by which forms of one word differ are taken off.
func wordOf(s string) word {
	s = answer.Caseless(s)
	for _, ending := range []string{"ingly", "edly", "ing", "ies", "ed", "es", "ly", "s"} {
		if len(s) >= len(ending)+4 && strings.HasSuffix(s, ending) {
			s = s[:len(s)-len(ending)]
			break
		}
	}
	h := fnv.New32a()
	h.Write([]byte(s))
	return word(h.Sum32())
}

// isContent says whether a word says what a text is about. Short words seldom do: articles,
// prepositions, pronouns and conjunctions are short in every language that has them.
func isContent(w string) bool {
	runes := []rune(w)
	return len(runes) > 3 || hasDigit(w) ||
		unicode.IsUpper(runes[0]) && len(runes) > 1 && w == strings.ToUpper(w) ||
		unicode.In(runes[0], unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// isNamed says whether a word is a name or a number. At the beginning of a text every word has a
// capital.
func isNamed(w string, first bool) bool {
	r := []rune(w)
	return hasDigit(w) || unicode.IsUpper(r[0]) && (!first || len(r) > 1 && unicode.IsUpper(r[1]))
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

// union returns the content words of two texts, each once.
func (t text) union(u text) []word { return set(append(slices.Clone(t.content), u.content...)) }

// inBoth returns how many words are in both of two sorted lists.
func inBoth(a, b []word) (n int) {
	eachInBoth(a, b, func(int) { n++ })
	return n
}

// eachInBoth calls do for the words that are in both of two sorted lists, by their places in the
// first.
func eachInBoth(a, b []word, do func(i int)) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			do(i)
			i, j = i+1, j+1
		}
	}
}

// isWithin says whether the words of a stand in b, one after another.
func isWithin(a, b []word) bool {
	if len(a) == 0 {
		return false
	}
	for i := 0; i+len(a) <= len(b); i++ {
		if slices.Equal(a, b[i:i+len(a)]) {
			return true
		}
	}
	return false
}

// askWords are the words that questions ask with, in the languages that have been thought of. They
// say what kind of thing is asked for; in another language the first word of a question does.
const askWords = ` who whom whose what which when where why how ` +
	`wer wen wem wessen was welche welcher welches wann wo warum wie ` +
	`qui que quel quelle quels quelles quand où pourquoi comment combien ` +
	`quién quiénes qué cuál cuáles cuándo dónde cómo cuánto cuántos cuánta cuántas ` +
	`chi cosa quale quali dove perché come quanto quanti `

// asked returns the word that says what kind of thing a question asks for, and the one after it,
// which often says it more exactly: "how many", "which team". What and which ask for the same.
func asked(question string) (asks, head word) {
	words := fields(question)
	if len(words) == 0 {
		return 0, 0
	}
	at := max(slices.IndexFunc(words, isAskWord), 0)
	asks = wordOf(words[at])
	if strings.EqualFold(words[at], "which") {
		asks = wordOf("what")
	}
	if at+1 < len(words) {
		head = wordOf(words[at+1])
	}
	return asks, head
}

func isAskWord(w string) bool { return isOneOf(w, askWords) }

// leadWords are the words by which an answer says how it belongs to its question: beside "With the
// manager.", "Near zero." is no answer.
const leadWords = ` to with by for from in on at of as into near because since if when after before during through without across between under over against among ` +
	`zu mit von für aus bei nach vor durch weil um pour avec par de dans sur à chez parce ` +
	`para con por en desde porque per da a di `

func isLeadWord(w string) bool { return isOneOf(w, leadWords) }

// hasCapitalInside says whether a letter behind the first one is a capital.
func hasCapitalInside(s string) bool {
	_, size := utf8.DecodeRuneInString(s)
	return strings.ContainsFunc(s[size:], unicode.IsUpper)
}
