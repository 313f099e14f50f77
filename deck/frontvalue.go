package deck

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
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
	want string // of its value
	idle bool   // it has no effect in this version, which an author would expect
	set  func(*FrontMatter, any) bool
}

// frontKeys returns the keys that are known, without tags.
func frontKeys() []frontKey {
	const number = "a whole number from 0"
	return []frontKey{
		{"name", "a text without /", false, setName},
		{"description", "a text", false, setText(func(f *FrontMatter) *string { return &f.Description })},
		{"source", "a text", false, setText(func(f *FrontMatter) *string { return &f.Source })},
		{"language", "a text", true, setText(func(f *FrontMatter) *string { return &f.Language })},
		{"new_order", `"file" or "random"`, true, setOrder},
		{"new_per_day", number, true, setCount(func(f *FrontMatter) **int { return &f.NewPerDay })},
		{"reviews_per_day", number, true, setCount(func(f *FrontMatter) **int {
			return &f.ReviewsPerDay
		})},
		{"retention", "a number between 0 and 1", true, setRetention},
		{"steps", "a list of minutes, each a whole number from 1", true, setSteps},
	}
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
		if !key.set(&p.file.Front, v) {
			text := "front matter: " + key.name + " is not " + key.want
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

func setName(f *FrontMatter, v any) bool {
	s, ok := v.(scalar)
	if ok = ok && !strings.Contains(s.text, "/"); ok {
		f.Name = s.text
	}
	return ok
}

// setText takes a text, or several.
func setText(field func(*FrontMatter) *string) func(*FrontMatter, any) bool {
	return func(f *FrontMatter, v any) bool {
		texts, ok := scalars(v, func(s scalar) (string, bool) { return s.text, true })
		*field(f) = strings.Join(texts, ", ")
		return ok
	}
}

func setOrder(f *FrontMatter, v any) bool {
	s, ok := v.(scalar)
	if ok = ok && (s.text == "file" || s.text == "random"); ok {
		f.NewOrder = s.text
	}
	return ok
}

func setCount(field func(*FrontMatter) **int) func(*FrontMatter, any) bool {
	return func(f *FrontMatter, v any) bool {
		s, ok := v.(scalar)
		n, isWhole := whole(s)
		if ok = ok && isWhole; ok {
			*field(f) = &n
		}
		return ok
	}
}

func setRetention(f *FrontMatter, v any) bool {
	s, _ := v.(scalar)
	r, err := strconv.ParseFloat(s.text, 64)
	if ok := err == nil && 0 < r && r < 1; !ok {
		return false
	}
	f.Retention = r
	return true
}

func setSteps(f *FrontMatter, v any) (ok bool) {
	f.Steps, ok = scalars(v, func(s scalar) (int, bool) { n, ok := whole(s); return n, ok && n > 0 })
	return ok
}

// scalars returns the scalars of a list, or a scalar by itself, if all of them are of one kind.
func scalars[T any](v any, item func(scalar) (T, bool)) ([]T, bool) {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	values := make([]T, 0, len(list))
	for _, v := range list {
		s, ok := v.(scalar)
		if !ok {
			return nil, false
		}
		t, ok := item(s)
		if !ok {
			return nil, false
		}
		values = append(values, t)
	}
	return values, true
}

// whole returns a number that counts something. TOML and YAML read such numbers as different types,
// and editors of notes write them as texts.
func whole(s scalar) (int, bool) {
	switch n := s.value.(type) {
	case int64:
		return int(n), 0 <= n && n <= math.MaxInt32
	case uint64:
		return int(n), n <= math.MaxInt32
	case string:
		count, err := strconv.ParseInt(strings.TrimSpace(n), 10, 32)
		return int(count), err == nil && count >= 0
	}
	return 0, false
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
