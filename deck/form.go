package deck

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// form is what people take for a label at the start of a line, and the parser does not.
type form struct {
	kind   formKind
	letter byte // of the label that is meant
	size   int  // in bytes

	// conditional says that it is a form only where an answer follows: people write such things in
	// text, too.
	conditional bool
}

// formKind says why a form is no label: the first reason that fits.
type formKind uint8

const (
	quoted formKind = iota
	numbered
	item
	headed
	bold
	indented
	spelled
	withNumber
	dotted
	wide
	noKind
)

// why says it in messages.
func (k formKind) why() string {
	return [...]string{
		"it is quoted", "it is numbered", "it is an item of a list", "it is a heading", "it is bold",
		"it is indented", "it is spelled out", "it has a number", "it has no colon", "its colon is full-width",
	}[k]
}

func (f form) hint() string {
	switch f.kind {
	case indented:
		return "a label begins its line; if it is text, leave one space before it"
	case wide:
		return `did you mean "` + string(rune(f.letter)) + `:"?`
	}
	return "`cards import FILE` makes cards of these; by hand, begin the line with " + string(rune(f.letter)) + ":"
}

// answers says whether a form or label of this letter answers one of the other.
func answers(letter, asked byte) bool {
	return letter == 'A' && asked == 'Q' || letter == 'D' && asked == 'T'
}

func asks(letter byte) bool { return letter == 'Q' || letter == 'T' || letter == 'C' }

// formWords are the words that people write for a label, each with its letter, in lower case.
var formWords = []struct {
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

// readForm reads the form that a line begins with, if there is one.
func readForm(line string) (form, bool) {
	f := form{kind: noKind}
	rest := f.readContainers(line)
	ok, rest := f.readName(rest)
	if !ok {
		return form{}, false
	}
	rest, ok = f.readEnd(rest)
	if !ok || f.kind == noKind || f.kind == wide && line[0] == ' ' {
		return form{}, false
	}
	f.size = len(line) - len(rest)
	if f.letter == 'C' && !hasBracket(rest) {
		return form{}, false
	}
	f.conditional = f.conditional || f.letter == 'T' && f.kind == item
	return f, true
}

// set keeps the first reason.
func (f *form) set(kind formKind) {
	f.kind = min(f.kind, kind)
	f.conditional = f.conditional || kind == numbered || kind == headed || kind == bold || kind == spelled ||
		kind == withNumber || kind == dotted
}

// readContainers reads what stands before the name: white space, marks of quotes, items, headings
// and emphasis. It returns what follows.
func (f *form) readContainers(line string) string {
	rest := strings.TrimLeft(line, " \t")
	blank := line[:len(line)-len(rest)]
	if n := width(blank); n >= 2 && n < 4 || strings.HasPrefix(blank, "\t") {
		f.set(indented)
	} else if n >= 4 && f.isText(rest) {
		return "" // it may be code
	}
	for {
		rest = strings.TrimLeft(rest, " \t")
		if after := strings.TrimLeftFunc(rest, isHidden); len(after) < len(rest) {
			f.set(indented)
			rest = after
			continue
		}
		if after, ok := strings.CutPrefix(rest, ">"); ok {
			f.set(quoted)
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
	if title := strings.TrimLeft(rest, "#"); len(title) < len(rest) && strings.HasPrefix(title, " ") {
		f.set(headed)
		rest = strings.TrimLeft(title, " ")
	}
	return rest
}

// isText says whether neither a quote nor an item begins here.
func (f *form) isText(text string) bool {
	size, _ := itemMarker(text)
	return size == 0 && !strings.HasPrefix(text, ">")
}

// withoutCallout takes the kind of a callout off that begins a quote: "[!question]-".
func withoutCallout(text string) string {
	rest := strings.TrimLeft(text, " \t")
	if !strings.HasPrefix(rest, "[!") {
		return text
	}
	end := strings.IndexByte(rest, ']')
	if end < 0 {
		return text
	}
	return strings.TrimLeft(rest[end+1:], "+-")
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
func itemMarker(text string) (size int, kind formKind) {
	if text == "" || 'A' <= text[0] && text[0] <= 'z' {
		return 0, noKind // most lines
	}
	for _, bullet := range []string{"-", "+", "*", "•", "·", "‣", "◦", "–", "—"} {
		if rest, ok := strings.CutPrefix(text, bullet); ok && strings.HasPrefix(rest, " ") {
			return len(bullet), item
		}
	}
	number := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if number > 0 && number+1 < len(text) && strings.IndexByte(".)", text[number]) >= 0 &&
		strings.IndexByte(" \t*_", text[number+1]) >= 0 {
		return number + 1, numbered
	}
	return 0, noKind
}

// readName reads the letter or word of a label, in emphasis or not, with the number and the words
// behind it. It returns what follows.
func (f *form) readName(text string) (ok bool, rest string) {
	rest = strings.TrimLeft(text, "*_")
	for _, tag := range []string{"<b>", "<strong>", "<em>", "<i>"} {
		rest = strings.TrimPrefix(rest, tag)
	}
	if len(rest) < len(text) {
		f.set(bold)
	}
	size := f.letterOrWord(rest)
	if size == 0 {
		return false, ""
	}
	rest = rest[size:]
	number := strings.TrimLeft(strings.TrimLeft(rest, " "), "#")
	if after := strings.TrimLeft(number, "0123456789"); len(after) < len(number) {
		f.set(withNumber)
		rest = after
	}
	if words := strings.TrimLeft(rest, " "); strings.HasPrefix(words, "(") {
		rest = words[closingParenthesis(words):]
	}
	return true, rest
}

// letterOrWord returns the length of the letter or word of a label, 0 for none.
func (f *form) letterOrWord(text string) int {
	const longest = 24        // bytes of a word
	const first = "QADFBTRPV" // what a word in ASCII begins with
	if text == "" || text[0] < utf8.RuneSelf && strings.IndexByte(labelLetters+first, text[0]&^0x20) < 0 {
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
	if end == 1 && strings.Contains(labelLetters, word) {
		f.letter = word[0]
		return end
	}
	if r, size := utf8.DecodeRuneInString(word); size == end && 'Ａ' <= r && r <= 'Ｚ' {
		f.set(wide)
		f.letter = byte(r - 'Ａ' + 'A')
		if strings.IndexByte(labelLetters, f.letter) >= 0 {
			return end
		}
	}
	for _, w := range formWords {
		if len(word) == len(w.word) && strings.EqualFold(word, w.word) {
			f.set(spelled)
			f.letter = w.letter
			return end
		}
	}
	return 0
}

// readEnd reads the colon, or the full stop, behind the name, and returns what follows.
func (f *form) readEnd(text string) (rest string, ok bool) {
	rest = withoutEmphasis(text)
	switch {
	case strings.HasPrefix(rest, ":"):
		rest = rest[1:]
	case strings.HasPrefix(rest, "："):
		f.set(wide)
		return withoutEmphasis(rest[len("："):]), true
	case strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")"):
		f.set(dotted)
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
	return strings.Contains(text, "[") && strings.Contains(text, "]") || strings.Contains(text, "{{c")
}

// isAnsweredOn says whether an answer to the form stands on its own line, behind white space.
func (f form) isAnsweredOn(line string) bool {
	for at := 1; at < len(line); at++ {
		if line[at-1] != ' ' || strings.IndexByte("*_<AD", line[at]) < 0 {
			continue
		}
		a := form{kind: noKind}
		if ok, rest := a.readName(line[at:]); ok && answers(a.letter, f.letter) {
			if _, ok := a.readEnd(rest); ok {
				return true
			}
		}
	}
	return false
}
