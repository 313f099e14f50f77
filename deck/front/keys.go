package front

import (
	"errors"
	"slices"
	"strings"

	"cards/deck/diff"
	"cards/deck/settings"
)

// key is a key of front matter that is known.
type key struct {
	name      string
	schedules bool // says how cards are scheduled
	set       func(*Matter, any) error
}

// knownKeys returns the keys that are known, without tags.
func knownKeys() []key {
	keys := []key{
		{"name", false, setName},
		{"description", false, setText(func(m *Matter) *string { return &m.Description })},
		{"source", false, setText(func(m *Matter) *string { return &m.Source })},
		{"language", false, setText(func(m *Matter) *string { return &m.Language })},
		{"preset", true, setText(func(m *Matter) *string { return &m.Preset })},
		{"lint_off", false, setLintOff},
	}
	for _, k := range settings.Keys() {
		if k.Whole {
			continue
		}
		keys = append(keys, key{k.Name, true, func(m *Matter, v any) error {
			return k.Read(&m.Settings, settingOf(v, k.List))
		}})
	}
	return keys
}

// isKey says whether a key of front matter means something: it holds tags or is one of those known.
func isKey(name string, known []key) bool {
	isIt := func(k key) bool { return k.name == name }
	return isTagsKey(name) || slices.ContainsFunc(known, isIt)
}

// isTagsKey says whether a key holds tags: it is called so by one editor of notes or another.
func isTagsKey(name string) bool {
	return strings.EqualFold(name, "tags") || strings.EqualFold(name, "tag")
}

// meantKey returns the key of scheduling that a key looks like which is not known: it differs in
// case, in what joins its words, or in one letter; "" if there is none. What is like a short word
// may well be a key of another program, as what is like "name" or "source" is.
func meantKey(written string, keys []key) string {
	const short = 6
	if isKey(written, keys) {
		return ""
	}
	word := plainKey(written)
	for _, k := range keys {
		known := plainKey(k.name)
		isTypo := len(known) > short && diff.Edits([]byte(word), []byte(known), 1) <= 1
		if k.schedules && (word == known || isTypo) {
			return k.name
		}
	}
	return ""
}

// plainKey returns a key as its letters alone.
func plainKey(name string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(name))
}

func setName(m *Matter, v any) error {
	s, ok := v.(Scalar)
	if !ok || strings.Contains(s.Text, "/") {
		return errors.New("must be text without /")
	}
	m.Name = s.Text
	return nil
}

// setText takes a text, or several.
func setText(field func(*Matter) *string) func(*Matter, any) error {
	return func(m *Matter, v any) error {
		texts, ok := textsOf(v)
		if !ok {
			return errors.New("must be text")
		}
		*field(m) = strings.Join(texts, ", ")
		return nil
	}
}

// setLintOff takes the names of hints that the file does not want.
func setLintOff(m *Matter, v any) error {
	known := []string{HintLong, HintFacts, HintSet, HintLeak, HintTwin}
	names, ok := textsOf(v)
	for _, name := range names {
		ok = ok && slices.Contains(known, name)
	}
	if !ok {
		last := len(known) - 1
		return errors.New("must be a list of " + strings.Join(known[:last], ", ") + " and " +
			known[last])
	}
	m.LintOff = names
	return nil
}
