package front

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"cards/deck/char"
)

// readEntries reads each entry of YAML by itself, after whole was wrong with all of it. Under a key
// that is not known no harm is done.
func readEntries(content string, whole Error) (map[string]any, []Error) {
	values, errs := map[string]any{}, []Error(nil)
	for before, entry := range entries(content) {
		found, err := readYAML(entry)
		for _, key := range slices.Sorted(maps.Keys(found)) {
			if _, isTwice := values[key]; isTwice && err == nil {
				err = &Error{
					Line: 1, Col: 1, Text: char.Quote(key) + " appears twice",
					Hint: "the last one counts; keep only one",
				}
			}
		}
		maps.Copy(values, found)
		if err == nil {
			continue
		}
		key, _, _ := strings.Cut(entry, ":")
		err.Key = strings.Trim(key, " \"'")
		err.Line += before
		errs = append(errs, *err)
	}
	if errs == nil { // it is the entries together that are wrong
		errs = append(errs, whole)
	}
	return values, errs
}

// entries yields the entries of YAML, each with how many lines stand before it: what begins with a
// key that is not indented, or with what is no YAML at all, and what comes before the first.
func entries(content string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		start, first, at, number, open := 0, 0, 0, 0, 0
		for line := range strings.Lines(content) {
			if at > start && (beginsEntry(line) || open == 0 && isStray(line)) {
				if !yield(first, content[start:at]) {
					return
				}
				start, first, open = at, number, 0
			}
			open += strings.Count(line, "[") + strings.Count(line, "{") -
				strings.Count(line, "]") - strings.Count(line, "}")
			at += len(line)
			number++
		}
		yield(first, content[start:])
	}
}

// beginsEntry says whether a line begins with a key that is not indented.
func beginsEntry(line string) bool {
	key, _, ok := strings.Cut(line, ":")
	return ok && strings.Trim(key, " \t-#") == key
}

// isStray says whether a line cannot go on what stands above it, as it is not indented and neither
// an item nor a comment.
func isStray(line string) bool { return strings.IndexAny(line, " \t\r\n-#]}'\"") != 0 }

// inWords says in plain words what the parser of YAML says, as far as it is usual in notes, and
// what to do about it.
func inWords(message string) (text, hint string) {
	hint = `in YAML, quote text that contains ": " or begins with a mark such as {, # or @`
	for _, m := range []struct{ said, text, hint string }{
		{"cannot start any token", "indented by a tab", "YAML is indented by spaces"},
		{
			"string was used where mapping is expected", `not of the form "key: value"`,
			"a space follows the colon of a key",
		},
		{"non-map value is specified", `a line that is not of the form "key: value"`, "delete it"},
		{"mapping value is not allowed", `": " within a text`, hint},
		{"unexpected directive value", "a text that begins with %", hint},
		{"value is not allowed in this context", "text behind the end of a value", hint},
		{"could not find flow map", "text in braces that is not YAML", hint},
		{"end token ']' not found", `"[" that nothing closes`, hint},
		{"could not find end character", "a quotation mark that nothing closes", hint},
	} {
		if strings.Contains(message, m.said) {
			return m.text, m.hint
		}
	}
	return message, hint
}
