package deck

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/form"
	"cards/deck/markup"
)

// labelLine is a line that begins with a label.
type labelLine struct {
	letter byte
	words  string // between the parentheses
	size   int    // of the label with its colon, in bytes

	places []int  // where the bytes are without what is hidden; nil if nothing is
	hidden hidden // what is
}

// name returns the label as it is named in messages: its letter.
func (l labelLine) name() string { return string(rune(l.letter)) }

// readLabel reads the label that a line begins with, whether it can be seen as it is or not.
func readLabel(line string) (labelLine, bool) {
	if l, ok := readPlainLabel(line); ok && !strings.ContainsFunc(l.words, form.IsHidden) {
		return l, true
	}
	return readHiddenLabel(line)
}

func readPlainLabel(line string) (labelLine, bool) {
	if line == "" || strings.IndexByte(form.Letters, line[0]) < 0 {
		return labelLine{}, false
	}
	l := labelLine{letter: line[0], size: 1}
	if strings.HasPrefix(line[1:], " (") {
		end := form.Parenthesis(line[2:])
		if end == 0 {
			return labelLine{}, false
		}
		l.words = line[3 : 2+end-1]
		l.size = 2 + end
	}
	if !strings.HasPrefix(line[l.size:], ":") {
		return labelLine{}, false
	}
	l.size++
	return l, true
}

// words are what stands in parentheses between a letter and its colon.
type words struct {
	typed, exact bool
	draft, more  bool
	id           string
}

// knownWords returns the words that a label may have.
func knownWords(letter byte) []string {
	switch letter {
	case 'Q', 'T':
		return []string{"typed", "exact", "draft", "id=NAME"}
	case 'C':
		return []string{"draft", "id=NAME"}
	case 'A':
		return []string{"more"}
	default:
		return nil
	}
}

// wordError is a word of a label that is not known, or an id that is not well formed.
type wordError struct {
	at         int // its place in the line, in bytes
	text, hint string
}

func (l labelLine) read() (words, []wordError) {
	var w words
	var errs []wordError
	isBreak := func(r rune) bool { return r == ' ' || r == '\t' || r == ',' }
	at := len("Q (")
	for rest := l.words; ; {
		skipped := strings.TrimLeftFunc(rest, isBreak)
		at += len(rest) - len(skipped)
		if skipped == "" {
			return w, errs
		}
		size := strings.IndexFunc(skipped, isBreak)
		if size < 0 {
			size = len(skipped)
		}
		if err := l.take(&w, skipped[:size]); err != nil {
			err.at = at
			if l.places != nil {
				err.at = l.places[at]
			}
			errs = append(errs, *err)
		}
		at += size
		rest = skipped[size:]
	}
}

func (l labelLine) take(w *words, word string) *wordError {
	known := knownWords(l.letter)
	id, isID := strings.CutPrefix(word, "id=")
	switch {
	case isID && slices.Contains(known, "id=NAME"):
		if !isName(id) {
			return &wordError{text: "bad id " + quote(id), hint: idHint}
		}
		if w.id != "" {
			return &wordError{text: "a second id " + quote(id), hint: "a note has one id"}
		}
		w.id = id
	case !slices.Contains(known, word):
		return l.unknown(word)
	case word == "typed":
		w.typed = true
	case word == "exact":
		w.typed, w.exact = true, true
	case word == "draft":
		w.draft = true
	case word == "more":
		w.more = true
	}
	return nil
}

func (l labelLine) unknown(word string) *wordError {
	hint := "no word is known there"
	if known := knownWords(l.letter); len(known) > 0 {
		hint = "known are " + strings.Join(known, ", ")
	}
	return &wordError{
		text: "unknown word " + quote(word) + " after " + l.name(),
		hint: escapeHint(hint, l),
	}
}

// isName says whether an explicit id is well formed.
func isName(id string) bool {
	for i := range len(id) {
		c := id[i]
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9':
		case i > 0 && strings.IndexByte("._-", c) >= 0:
		default:
			return false
		}
	}
	return id != ""
}

// lookalike returns the length of what a line begins with if that is no label but might have been
// meant as one: a letter, perhaps with white space or parentheses, and a colon with white space
// behind it. Otherwise it returns 0.
func lookalike(line string) int {
	if line == "" || !('a' <= line[0]|0x20 && line[0]|0x20 <= 'z') {
		return 0
	}
	rest := strings.TrimLeft(line[1:], " ")
	if strings.HasPrefix(rest, "(") {
		rest = strings.TrimLeft(rest[form.Parenthesis(rest):], " ")
	}
	after, ok := strings.CutPrefix(rest, ":")
	if ok && (after == "" || after[0] == ' ' || after[0] == '\t') {
		return len(line) - len(after)
	}
	if after, ok = strings.CutPrefix(rest, "："); ok {
		return len(line) - len(after)
	}
	return 0
}

// endsNote says whether a line ends the note above it, or begins one: a label, a heading or a
// separator.
func endsNote(line string) bool {
	_, isLabel := readLabel(line)
	level, _ := markup.Heading(line)
	return isLabel || level > 0 || isSeparator(line)
}

// isSeparator says whether a line separates notes.
func isSeparator(line string) bool {
	return strings.HasPrefix(line, "---") && strings.Trim(line[3:], " \t\r") == ""
}

// readTags returns the tags of a line of tags only, nil for any other line.
func readTags(line string) []string {
	if len(line) < 2 || line[0] != '#' {
		return nil
	}
	var tags []string
	for word := range strings.FieldsSeq(line) {
		if len(word) < 2 || word[0] != '#' || !IsTag(word[1:]) {
			return nil
		}
		tags = append(tags, word[1:])
	}
	return tags
}

// IsTag says whether a word can be a tag, without its #.
func IsTag(tag string) bool {
	first, _ := utf8.DecodeRuneInString(tag)
	if !unicode.IsLetter(first) {
		return false
	}
	for _, r := range tag {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) &&
			!strings.ContainsRune("_-/", r) {
			return false
		}
	}
	return true
}
