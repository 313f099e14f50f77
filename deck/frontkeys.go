package deck

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"cards/deck/char"
	"cards/deck/diff"
	"cards/deck/front"
	"cards/deck/settings"
)

// frontKey is a key of front matter that is known.
type frontKey struct {
	name      string
	schedules bool // says how cards are scheduled
	set       func(*FrontMatter, any) error
}

// frontKeys returns the keys that are known, without tags.
func frontKeys() []frontKey {
	keys := []frontKey{
		{"name", false, setName},
		{"description", false, setText(func(f *FrontMatter) *string { return &f.Description })},
		{"source", false, setText(func(f *FrontMatter) *string { return &f.Source })},
		{"language", false, setText(func(f *FrontMatter) *string { return &f.Language })},
		{"preset", true, setText(func(f *FrontMatter) *string { return &f.Preset })},
		{"lint_off", false, setLintOff},
	}
	for _, k := range settings.Keys() {
		if k.Whole {
			continue
		}
		keys = append(keys, frontKey{k.Name, true, func(f *FrontMatter, v any) error {
			return k.Read(&f.Settings, front.Plain(v, k.List))
		}})
	}
	return keys
}

// isFrontKey says whether a key of front matter means something.
func isFrontKey(key string) bool {
	isKey := func(k frontKey) bool { return k.name == key }
	return isTagsKey(key) || slices.ContainsFunc(frontKeys(), isKey)
}

// isTagsKey says whether a key holds tags: it is called so by one editor of notes or another.
func isTagsKey(key string) bool {
	return strings.EqualFold(key, "tags") || strings.EqualFold(key, "tag")
}

// takeFront takes the keys that are known, and reports those of a wrong type and those that look
// like one written wrongly.
func (p *parser) takeFront(content string, values map[string]any) {
	p.takeTags(content, values)
	keys := frontKeys()
	for _, key := range keys {
		v := values[key.name]
		if v == nil { // YAML has keys without a value
			continue
		}
		if err := key.set(&p.file.Front, v); err != nil {
			text := "front matter: " + key.name + " " + err.Error()
			p.remarkFront(Error, keyPos(content, key.name), text, "")
		}
	}
	for _, written := range slices.Sorted(maps.Keys(values)) {
		if meant := meantKey(written, keys); meant != "" {
			text := "front matter: " + char.Quote(written) + " means nothing here"
			p.remarkFront(Warning, keyPos(content, written), text, "did you mean "+meant+"?")
		}
	}
}

// meantKey returns the key of scheduling that a key looks like which is not known: it differs in
// case, in what joins its words, or in one letter; "" if there is none. What is like a short word
// may well be a key of another program, as what is like "name" or "source" is.
func meantKey(written string, keys []frontKey) string {
	const short = 6
	if isFrontKey(written) {
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
func plainKey(key string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(key))
}

// takeTags takes the tags of the file.
func (p *parser) takeTags(content string, values map[string]any) {
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if !isTagsKey(key) {
			continue
		}
		tags, ok := front.Tags(values[key])
		p.file.Front.Tags = append(p.file.Front.Tags, tags...)
		if !ok {
			p.remarkFront(Error, keyPos(content, key), "front matter: "+key+" is not a list of texts",
				"write tags: [one, two]; tags that are texts stand")
		}
		if list, _ := values[key].([]any); values[key] == nil || slices.Contains(list, nil) {
			p.remarkCommentedTags(content, key)
		}
	}
}

// remarkCommentedTags warns of tags that YAML takes for comments.
func (p *parser) remarkCommentedTags(content, key string) {
	start := keyPos(content, key).Line
	number := 1
	for line := range strings.Lines(content) {
		number++
		value := strings.TrimLeft(line, " \t-")
		switch {
		case number < start:
			continue
		case number == start:
			_, value, _ = strings.Cut(line, ":")
			value = strings.TrimLeft(value, " \t")
		case len(value) == len(line):
			return // another key
		}
		tag, isComment := strings.CutPrefix(value, "#")
		if isComment && strings.TrimLeft(tag, " \t#\n") == tag {
			text := char.Quote(strings.TrimSpace(value)) + " is a comment in YAML, not a tag"
			at := Pos{number, 1 + len(line) - len(value)}
			p.remarkFront(Warning, at, "front matter: "+text, "leave out the #")
		}
	}
}

func setName(f *FrontMatter, v any) error {
	s, ok := v.(front.Scalar)
	if !ok || strings.Contains(s.Text, "/") {
		return errors.New("must be a text without /")
	}
	f.Name = s.Text
	return nil
}

// setText takes a text, or several.
func setText(field func(*FrontMatter) *string) func(*FrontMatter, any) error {
	return func(f *FrontMatter, v any) error {
		texts, ok := front.Texts(v)
		if !ok {
			return errors.New("must be a text")
		}
		*field(f) = strings.Join(texts, ", ")
		return nil
	}
}

// KeyPos returns the place of a key of front matter in the text of a deck file that has it.
func KeyPos(text, key string) Pos {
	_, content, _ := strings.Cut(text, "\n")
	return keyPos(content, key)
}

// keyPos returns the place of a key in the file.
func keyPos(content, key string) Pos {
	number := 1
	for line := range strings.Lines(content) {
		number++
		rest, ok := strings.CutPrefix(strings.Trim(line, " \t\"'"), key)
		if ok && strings.IndexAny(strings.TrimLeft(rest, " \t\"'"), "=:") == 0 {
			return Pos{number, 1 + strings.Index(line, key)}
		}
	}
	return Pos{1, 1}
}
