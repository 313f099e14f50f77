// Package form tells what people take for a label at the start of a line, and the parser does not:
// a label in bold, in a list, spelled out, behind a character that cannot be seen.
package form

import (
	"strings"
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
	Italic                 // *Q:*
	Marked                 // ==Q:==
	Indented               // by more than a space
	Spelled                // Question:
	WithNumber             // Q1:
	Dotted                 // Q.
	WideLetter             // Ｑ:
	WideColon              // Q：
	OtherColon             // Q﹕
	Foreign                // a Cyrillic or Greek letter that looks like one of ours
	noKind                 // nothing keeps it from being one
)

// Why says in messages why a form of this kind is no label.
func (k Kind) Why() string {
	return [...]string{
		"it is quoted", "it is numbered", "it is a list item", "it is a heading",
		"it is bold", "it is in italics", "it is highlighted", "it is indented",
		"it is spelled out", "it has a number", "it has no colon", "its letter is full-width",
		"its colon is full-width", "its colon only looks like one",
		"its letter is Cyrillic or Greek",
	}[k]
}

// Hint says what to do about the form.
func (f Form) Hint() string {
	letter := string(rune(f.Letter))
	switch f.Kind {
	case Indented:
		return "a label begins its line; if it is text, leave one space before it"
	case WideLetter, WideColon, OtherColon, Foreign: // what an editor shows looks right
		return `did you mean "` + letter + `:"?`
	}
	return "`cards import FILE` makes cards of these; by hand, begin the line with " + letter + ":"
}

// Read reads the form that a line begins with, if there is one.
func Read(line string) (Form, bool) {
	f := Form{Kind: noKind}
	rest := line
	if !isLetter(line) {
		rest = f.readContainers(line)
	}
	ok, rest := f.readName(rest)
	if !ok {
		return Form{}, false
	}
	rest, ok = f.readEnd(rest)
	if !ok || f.Kind == noKind || f.isMistyped() && line[0] == ' ' {
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
	switch kind {
	case Quoted, Item, Indented, WideLetter, WideColon, OtherColon:
	default:
		f.Conditional = true
	}
}

// isMistyped says whether nothing is wrong with the form but a character that looks like that of a
// label.
func (f *Form) isMistyped() bool { return f.IsWide() || f.Kind == Foreign }

// IsWide says whether nothing is wrong with the form but how wide a character is.
func (f *Form) IsWide() bool { return f.Kind >= WideLetter && f.Kind <= OtherColon }

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
		if isLetter(rest) {
			return rest // most lines
		}
		after := strings.TrimPrefix(strings.TrimLeftFunc(rest, char.IsHidden), "&nbsp;")
		if len(after) < len(rest) {
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
	rest = text
	if !isLetter(text) {
		rest = f.readEmphasis(text)
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

// readEmphasis reads what opens emphasis, and returns what follows.
func (f *Form) readEmphasis(text string) string {
	rest := strings.TrimLeft(text, "*_")
	switch marks := text[:len(text)-len(rest)]; {
	case len(marks) > 1:
		f.set(Bold)
	case marks != "":
		f.set(Italic)
	}
	for _, e := range []struct {
		tag  string
		kind Kind
	}{
		{"<b>", Bold},
		{"<strong>", Bold},
		{"<em>", Italic},
		{"<i>", Italic},
		{"<mark>", Marked},
		{"==", Marked},
	} {
		if after, ok := strings.CutPrefix(rest, e.tag); ok {
			f.set(e.kind)
			rest = after
		}
	}
	return rest
}

// letterOrWord returns the length of the letter or word of a label, 0 for none.
func (f *Form) letterOrWord(text string) int {
	word := firstWord(text)
	end := len(word)
	if end == 0 || !mayFollow(text[end:]) {
		return 0 // most lines
	}
	if end == 1 && strings.Contains(label.Letters, word) {
		f.Letter = word[0]
		return end
	}
	if letter, kind := twin(word); letter != 0 {
		f.set(kind)
		f.Letter = letter
		return end
	}
	if letter := letterOfWord(word); letter != 0 {
		f.set(Spelled)
		f.Letter = letter
		return end
	}
	return 0
}

// readEnd reads the colon, or the full stop, behind the name, and returns what follows. A space may
// stand before a colon, as it does in French.
func (f *Form) readEnd(text string) (rest string, ok bool) {
	rest = withoutEmphasis(text)
	spaced := withoutEmphasis(strings.TrimLeftFunc(rest, char.IsBlank))
	if kind, size := otherColon(spaced); size > 0 {
		f.set(kind)
		return withoutEmphasis(spaced[size:]), true
	}
	switch {
	case strings.HasPrefix(spaced, ":"):
		rest = spaced[1:]
	case strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")"):
		f.set(Dotted)
		rest = rest[1:]
	default:
		return "", false
	}
	after := withoutEmphasis(rest)
	next, _ := utf8.DecodeRuneInString(after)
	return after, after == "" || char.IsBlank(next) || len(after) < len(rest)
}

func withoutEmphasis(text string) string {
	text = strings.TrimLeft(text, "*_")
	for _, tag := range []string{"</b>", "</strong>", "</em>", "</i>", "</mark>", "=="} {
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
		if line[at-1] != ' ' || strings.IndexByte("*_=<AD", line[at]) < 0 {
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
