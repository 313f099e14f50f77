package front

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readPlain reads YAML that is written in the plainest way, as that of most notes is: keys, each
// with nothing, some words, or a list of these. It returns false if there is more to it, or if it
// might mean something else than it says: a parser, which takes a hundred times as long, is to read
// it then.
func readPlain(content string) (map[string]any, bool) {
	r := plainReader{values: make(map[string]any)}
	for line := range strings.SplitSeq(strings.TrimSuffix(content, "\n"), "\n") {
		if line != "" && !r.entry(line) && !r.item(line) {
			return nil, false
		}
	}
	return r.values, len(r.values) > 0
}

// plainReader reads front matter line by line.
type plainReader struct {
	values map[string]any
	open   string // the key of the list that the next line may go on; "" for none
	indent int    // of the items of the list
}

// entry takes a line with a key, unless it is none that is plain.
func (r *plainReader) entry(line string) bool {
	key, text, ok := strings.Cut(line, ":")
	if _, twice := r.values[key]; !ok || twice || !isPlainKey(key) {
		return false
	}
	r.open = ""
	if text == "" {
		r.values[key], r.open = nil, key
		return true
	}
	if text[0] != ' ' {
		return false
	}
	r.values[key], ok = plainValue(strings.Trim(text, " "))
	return ok
}

// item takes a line with an item of the list of the key before, unless it is none that is plain.
func (r *plainReader) item(line string) bool {
	text := strings.TrimLeft(line, " ")
	indent := len(line) - len(text)
	text, ok := strings.CutPrefix(text, "- ")
	text = strings.Trim(text, " ")
	if !ok || r.open == "" || !isPlainText(text) {
		return false
	}
	list, _ := r.values[r.open].([]any)
	if list != nil && indent != r.indent {
		return false
	}
	r.indent, r.values[r.open] = indent, append(list, Scalar{text, text})
	return true
}

// plainValue returns the value that stands behind a key; false if it is none that is plain.
func plainValue(text string) (any, bool) {
	inner, ok := strings.CutPrefix(text, "[")
	if !ok {
		return Scalar{text, text}, isPlainText(text)
	}
	if inner, ok = strings.CutSuffix(inner, "]"); !ok {
		return nil, false
	}
	list := []any{}
	for item := range strings.SplitSeq(inner, ",") {
		if item = strings.Trim(item, " "); !isPlainText(item) {
			return nil, false
		}
		list = append(list, Scalar{item, item})
	}
	return list, true
}

func isPlainKey(key string) bool {
	for i, c := range []byte(key) {
		isLetter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !isLetter && (i == 0 || !strings.ContainsRune("0123456789_-", rune(c))) {
			return false
		}
	}
	return key != "" && !meansMore(key)
}

// isPlainText says whether a text is one in YAML too: words that begin with a letter, and signs
// that never mean anything between them; or a date.
func isPlainText(text string) bool {
	if isDate(text) {
		return true
	}
	if first, _ := utf8.DecodeRuneInString(text); !unicode.IsLetter(first) || meansMore(text) {
		return false
	}
	return !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && (r < '0' || r > '9') && !strings.ContainsRune(" _-/.", r)
	})
}

// meansMore says whether a word may be a truth value, a number or nothing.
func meansMore(word string) bool {
	switch strings.ToLower(word) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf", "infinity", "nan":
		return true
	}
	return false
}

// isDate says whether a text is a date such as 2026-01-31.
func isDate(text string) bool {
	const form = "0000-00-00"
	if len(text) != len(form) {
		return false
	}
	for i, c := range []byte(text) {
		if (form[i] == '-') != (c == '-') || c != '-' && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
