package deck

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"cards/deck/front"
	"cards/deck/settings"
)

// frontKey is a key of front matter that is known.
type frontKey struct {
	name string
	idle bool // it has no effect in this version, which an author would expect
	set  func(*FrontMatter, any) error
}

// frontKeys returns the keys that are known, without tags.
func frontKeys() []frontKey {
	keys := []frontKey{
		{"name", false, setName},
		{"description", false, setText(func(f *FrontMatter) *string { return &f.Description })},
		{"source", false, setText(func(f *FrontMatter) *string { return &f.Source })},
		{"language", true, setText(func(f *FrontMatter) *string { return &f.Language })},
		{"preset", false, setText(func(f *FrontMatter) *string { return &f.Preset })},
		{"lint_off", false, setLintOff},
	}
	for _, k := range settings.Keys() {
		if k.Whole {
			continue
		}
		keys = append(keys, frontKey{k.Name, false, func(f *FrontMatter, v any) error {
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

// takeFront takes the keys that are known and reports those of a wrong type and those without an
// effect.
func (p *parser) takeFront(content string, values map[string]any) {
	p.takeTags(content, values)
	var idle []string
	for _, key := range frontKeys() {
		v := values[key.name]
		if v == nil { // YAML has keys without a value
			continue
		}
		if err := key.set(&p.file.Front, v); err != nil {
			text := "front matter: " + key.name + " " + err.Error()
			p.remarkFront(Error, keyPos(content, key.name), text, "")
		} else if key.idle {
			idle = append(idle, key.name)
		}
	}
	p.remarkIdle(content, idle)
}

// remarkIdle warns of keys without an effect, at the first of them.
func (p *parser) remarkIdle(content string, keys []string) {
	if len(keys) == 0 {
		return
	}
	first := slices.MinFunc(keys, func(a, b string) int {
		return cmp.Compare(keyPos(content, a).Line, keyPos(content, b).Line)
	})
	have := " has "
	if len(keys) > 1 {
		have = " have "
	}
	text := "front matter: " + andList(keys) + have + "no effect in this version"
	p.remarkFront(Warning, keyPos(content, first), text,
		"a later one will use it; until then the cards of this file are asked like all others")
}

// andList joins words: a, b and c.
func andList(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
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
			text := quote(strings.TrimSpace(value)) + " is a comment in YAML, not a tag"
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
