// Package form tells what people take for a label at the start of a line, and the parser does not:
// a label in bold, in a list, spelled out, behind a character that cannot be seen.
package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/char"
	"cards/deck/label"
	"cards/deck/markup"
)

// Form is what people take for a label at the start of a line, and the parser does not.
type Form struct {
	Kind   Kind
	Letter byte // of the label that is meant; 0 for no form
	Size   int  // in bytes

	// Conditional says that it is a form only where an answer follows: people write such things in
	// text, too.
	Conditional bool
}

// Kind says why a form is no label: the first reason that fits.
type Kind uint8

// The kinds of form.
const (
	Quoted     Kind = iota // > Q:
	Numbered               // 1. Q:
	Item                   // - Q:
	Headed                 // # Q:
	Bold                   // **Q:**
	Indented               // by more than a space
	Spelled                // Question:
	WithNumber             // Q1:
	Dotted                 // Q.
	Wide                   // a full-width letter or colon
	noKind                 // nothing keeps it from being one
)

// Why says in messages why a form of this kind is no label.
func (k Kind) Why() string {
	return [...]string{
		"it is quoted", "it is numbered", "it is an item of a list", "it is a heading",
		"it is bold", "it is indented", "it is spelled out", "it has a number", "it has no colon",
		"its colon is full-width",
	}[k]
}

// Hint says what to do about the form.
func (f Form) Hint() string {
	letter := string(rune(f.Letter))
	switch f.Kind {
	case Indented:
		return "a label begins its line; if it is text, leave one space before it"
	case Wide:
		return `did you mean "` + letter + `:"?`
	}
	return "`cards import FILE` makes cards of these; by hand, begin the line with " + letter + ":"
}

// words are the words that people write for a label, each with its letter, in lower case.
var words = []struct {
	word   string
	letter byte
}{
	{"question", 'Q'},
	{"answer", 'A'},
	{"front", 'Q'},
	{"back", 'A'},
	{"term", 'T'},
	{"definition", 'D'},
	{"frage", 'Q'},
	{"antwort", 'A'},
	{"réponse", 'A'},
	{"pregunta", 'Q'},
	{"respuesta", 'A'},
	{"pergunta", 'Q'},
	{"resposta", 'A'},
	{"domanda", 'Q'},
	{"risposta", 'A'},
	{"vraag", 'Q'},
	{"antwoord", 'A'},
	{"вопрос", 'Q'},
	{"ответ", 'A'},
	{"问题", 'Q'},
	{"答案", 'A'},
	{"問題", 'Q'},
	{"答え", 'A'},
	{"質問", 'Q'},
	{"回答", 'A'},
	{"问", 'Q'},
	{"問", 'Q'},
	{"答", 'A'},
	{"질문", 'Q'},
	{"답변", 'A'},
	{"문제", 'Q'},
	{"답", 'A'},
}

// Read reads the form that a line begins with, if there is one.
func Read(line string) (Form, bool) {
	f := Form{Kind: noKind}
	rest := f.readContainers(line)
	ok, rest := f.readName(rest)
	if !ok {
		return Form{}, false
	}
	rest, ok = f.readEnd(rest)
	if !ok || f.Kind == noKind || f.Kind == Wide && line[0] == ' ' {
		return Form{}, false
	}
	f.Size = len(line) - len(rest)
	if f.Letter == 'C' && !hasBracket(rest) {
		return Form{}, false
	}
	f.Conditional = f.Conditional || f.Letter == 'T' && f.Kind == Item
	return f, true
}

// set keeps the first reason.
func (f *Form) set(kind Kind) {
	f.Kind = min(f.Kind, kind)
	f.Conditional = f.Conditional || kind == Numbered || kind == Headed || kind == Bold ||
		kind == Spelled || kind == WithNumber || kind == Dotted
}

// readContainers reads what stands before the name: white space, marks of quotes, items, headings
// and emphasis. It returns what follows.
func (f *Form) readContainers(line string) string {
	rest := strings.TrimLeft(line, " \t")
	blank := line[:len(line)-len(rest)]
	if n := markup.Width(blank); n >= 2 && n < 4 || strings.HasPrefix(blank, "\t") {
		f.set(Indented)
	} else if n >= 4 && isText(rest) {
		return "" // it may be code
	}
	for {
		rest = strings.TrimLeft(rest, " \t")
		if after := strings.TrimLeftFunc(rest, char.IsHidden); len(after) < len(rest) {
			f.set(Indented)
			rest = after
			continue
		}
		if after, ok := strings.CutPrefix(rest, ">"); ok {
			f.set(Quoted)
			rest = withoutCallout(after)
			continue
		}
		size, kind := itemMarker(rest)
		if size == 0 {
			break
		}
		f.set(kind)
		rest = withoutBox(rest[size:])
	}
	if title := strings.TrimLeft(rest, "#"); len(title) < len(rest) &&
		strings.HasPrefix(title, " ") {
		f.set(Headed)
		rest = strings.TrimLeft(title, " ")
	}
	return rest
}

// isText says whether neither a quote nor an item begins here.
func isText(text string) bool {
	size, _ := itemMarker(text)
	return size == 0 && !strings.HasPrefix(text, ">")
}

// withoutCallout takes the kind of a callout off that begins a quote: "[!question]-".
func withoutCallout(text string) string {
	rest := strings.TrimLeft(text, " \t")
	if !strings.HasPrefix(rest, "[!") {
		return text
	}
	_, after, ok := strings.Cut(rest, "]")
	if !ok {
		return text
	}
	return strings.TrimLeft(after, "+-")
}

// withoutBox takes the box of a task off.
func withoutBox(text string) string {
	rest := strings.TrimLeft(text, " \t")
	if len(rest) > 3 && rest[0] == '[' && strings.IndexByte(" xX", rest[1]) >= 0 && rest[2] == ']' {
		return rest[3:]
	}
	return text
}

// itemMarker returns the length of the marker of a list item, 0 for none. The dots and dashes of
// word processors count.
func itemMarker(text string) (size int, kind Kind) {
	if text == "" || 'A' <= text[0] && text[0] <= 'z' {
		return 0, noKind // most lines
	}
	for _, bullet := range []string{"-", "+", "*", "•", "·", "‣", "◦", "–", "—"} {
		if rest, ok := strings.CutPrefix(text, bullet); ok && strings.HasPrefix(rest, " ") {
			return len(bullet), Item
		}
	}
	number := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if number > 0 && number+1 < len(text) && strings.IndexByte(".)", text[number]) >= 0 &&
		strings.IndexByte(" \t*_", text[number+1]) >= 0 {
		return number + 1, Numbered
	}
	return 0, noKind
}

// readName reads the letter or word of a label, in emphasis or not, with the number and the words
// behind it. It returns what follows.
func (f *Form) readName(text string) (ok bool, rest string) {
	rest = strings.TrimLeft(text, "*_")
	for _, tag := range []string{"<b>", "<strong>", "<em>", "<i>"} {
		rest = strings.TrimPrefix(rest, tag)
	}
	if len(rest) < len(text) {
		f.set(Bold)
	}
	size := f.letterOrWord(rest)
	if size == 0 {
		return false, ""
	}
	rest = rest[size:]
	number := strings.TrimLeft(strings.TrimLeft(rest, " "), "#")
	if after := strings.TrimLeft(number, "0123456789"); len(after) < len(number) {
		f.set(WithNumber)
		rest = after
	}
	if words := strings.TrimLeft(rest, " "); strings.HasPrefix(words, "(") {
		rest = words[label.Parenthesis(words):]
	}
	return true, rest
}

// letterOrWord returns the length of the letter or word of a label, 0 for none.
func (f *Form) letterOrWord(text string) int {
	const longest = 24        // bytes of a word
	const first = "QADFBTRPV" // what a word in ASCII begins with
	if text == "" ||
		text[0] < utf8.RuneSelf && strings.IndexByte(label.Letters+first, text[0]&^0x20) < 0 {
		return 0
	}
	end := 0
	for i, r := range text {
		if !unicode.IsLetter(r) {
			break
		}
		if end = i + utf8.RuneLen(r); end > longest {
			return 0
		}
	}
	word := text[:end]
	if end == 1 && strings.Contains(label.Letters, word) {
		f.Letter = word[0]
		return end
	}
	if r, size := utf8.DecodeRuneInString(word); size == end && 'Ａ' <= r && r <= 'Ｚ' {
		f.set(Wide)
		f.Letter = byte(r - 'Ａ' + 'A')
		if strings.IndexByte(label.Letters, f.Letter) >= 0 {
			return end
		}
	}
	for _, w := range words {
		if len(word) == len(w.word) && strings.EqualFold(word, w.word) {
			f.set(Spelled)
			f.Letter = w.letter
			return end
		}
	}
	return 0
}

// readEnd reads the colon, or the full stop, behind the name, and returns what follows.
func (f *Form) readEnd(text string) (rest string, ok bool) {
	rest = withoutEmphasis(text)
	switch {
	case strings.HasPrefix(rest, ":"):
		rest = rest[1:]
	case strings.HasPrefix(rest, "："):
		f.set(Wide)
		return withoutEmphasis(rest[len("："):]), true
	case strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")"):
		f.set(Dotted)
		rest = rest[1:]
	default:
		return "", false
	}
	after := withoutEmphasis(rest)
	isEnd := after == "" || after[0] == ' ' || after[0] == '\t' || len(after) < len(rest)
	return after, isEnd
}

func withoutEmphasis(text string) string {
	text = strings.TrimLeft(text, "*_")
	for _, tag := range []string{"</b>", "</strong>", "</em>", "</i>"} {
		text = strings.TrimPrefix(text, tag)
	}
	return text
}

// hasBracket says whether there may be a gap in a text.
func hasBracket(text string) bool {
	return strings.Contains(text, "[") && strings.Contains(text, "]") ||
		strings.Contains(text, "{{c")
}

// IsAnsweredOn says whether an answer to the form stands on its own line, behind white space.
func (f Form) IsAnsweredOn(line string) bool {
	for at := 1; at < len(line); at++ {
		if line[at-1] != ' ' || strings.IndexByte("*_<AD", line[at]) < 0 {
			continue
		}
		a := Form{Kind: noKind}
		if ok, rest := a.readName(line[at:]); ok && label.Answers(a.Letter, f.Letter) {
			if _, ok := a.readEnd(rest); ok {
				return true
			}
		}
	}
	return false
}
