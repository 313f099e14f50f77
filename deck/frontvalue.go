package deck

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"

	"cards/deck/settings"
)

// A value of front matter is a scalar, a []any of values, or nil for none. Any other type is a
// table, which means nothing here.

// scalar is a text, a number, a truth value or a time.
type scalar struct {
	text  string // as it is written, without quotes
	value any
}

func fromTOML(v any) any {
	switch v := v.(type) {
	case []any:
		return mapped(v, func(_ int, item any) any { return fromTOML(item) })
	case map[string]any:
		return v
	case float64:
		return scalar{strconv.FormatFloat(v, 'f', -1, 64), v}
	}
	return scalar{fmt.Sprint(v), v}
}

// fromYAML turns a decoded value into one of front matter. The node that it was decoded from may be
// missing.
func fromYAML(v any, node ast.Node) any {
	switch v := v.(type) {
	case nil, map[string]any:
		return v
	case []any:
		list, _ := node.(*ast.SequenceNode)
		return mapped(v, func(i int, item any) any {
			if list == nil || len(list.Values) != len(v) {
				return fromYAML(item, nil)
			}
			return fromYAML(item, list.Values[i])
		})
	case string:
		return scalar{v, v}
	}
	switch node.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return scalar{node.GetToken().Value, v}
	}
	return scalar{fmt.Sprint(v), v}
}

func mapped(list []any, item func(int, any) any) []any {
	values := make([]any, len(list))
	for i, v := range list {
		values[i] = item(i, v)
	}
	return values
}

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
	}
	for _, k := range settings.Keys() {
		if k.Whole {
			continue
		}
		keys = append(keys, frontKey{k.Name, false, func(f *FrontMatter, v any) error {
			return k.Read(&f.Settings, plain(v, k.List))
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
		tags, ok := readTagList(values[key])
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

// readTagList returns the tags in a value: a list, or one text that holds several. It returns false
// if there is anything else in it, which it leaves out.
func readTagList(v any) (tags []string, ok bool) {
	switch v := v.(type) {
	case nil:
		return nil, true
	case scalar:
		return splitTags(v.text), true
	case []any:
		ok = true
		for _, item := range v {
			found, good := readTagItem(item)
			tags = append(tags, found...)
			ok = ok && good
		}
		return tags, ok
	}
	return nil, false
}

// readTagItem returns the tag that is an item of a list. It may have spaces in it.
func readTagItem(v any) ([]string, bool) {
	if s, ok := v.(scalar); ok {
		return appendTag(nil, s.text), true
	}
	return readTagList(v)
}

// splitTags returns the tags in a text: between commas if there are any, else between white space.
func splitTags(text string) []string {
	const commas = ",，、"
	apart := unicode.IsSpace
	if strings.ContainsAny(text, commas) {
		apart = func(r rune) bool { return strings.ContainsRune(commas+"\n", r) }
	}
	var tags []string
	for tag := range strings.FieldsFuncSeq(text, apart) {
		tags = appendTag(tags, tag)
	}
	return tags
}

func appendTag(tags []string, tag string) []string {
	if tag = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(tag), "#")); tag == "" {
		return tags
	}
	return append(tags, tag)
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
	s, ok := v.(scalar)
	if !ok || strings.Contains(s.text, "/") {
		return errors.New("must be a text without /")
	}
	f.Name = s.text
	return nil
}

// setText takes a text, or several.
func setText(field func(*FrontMatter) *string) func(*FrontMatter, any) error {
	return func(f *FrontMatter, v any) error {
		texts, ok := scalars(v)
		if !ok {
			return errors.New("must be a text")
		}
		*field(f) = strings.Join(texts, ", ")
		return nil
	}
}

// scalars returns the texts of a list, or of a scalar by itself, if all of them are scalars.
func scalars(v any) ([]string, bool) {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	texts := make([]string, len(list))
	for i, v := range list {
		s, ok := v.(scalar)
		if !ok {
			return nil, false
		}
		texts[i] = s.text
	}
	return texts, true
}

// plain returns a value as settings read it; where a list is wanted, a value by itself is one of
// one element.
func plain(v any, wantsList bool) any {
	if s, ok := v.(scalar); ok {
		v = s.plain()
	}
	list, ok := v.([]any)
	switch {
	case ok:
		return mapped(list, func(_ int, item any) any { return plain(item, false) })
	case wantsList:
		return []any{v}
	}
	return v
}

// plain returns the value of a scalar. TOML and YAML read whole numbers as different types, and
// editors of notes write numbers as texts.
func (s scalar) plain() any {
	switch n := s.value.(type) {
	case uint64:
		return int64(min(n, math.MaxInt64))
	case string:
		text := strings.TrimSpace(n)
		if i, err := strconv.ParseInt(text, 10, 64); err == nil {
			return i
		}
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			return f
		}
		return text
	}
	return s.value
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
