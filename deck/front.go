package deck

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/pelletier/go-toml/v2"
)

// maxFront is how long front matter may be, in bytes, and maxDepth how deep YAML in it may nest: the time of a YAML
// parser grows with the square of either.
const (
	maxFront = 32 << 10
	maxDepth = 64
)

// frontMatter reads the front matter of the file, if it begins with some, and goes on behind it.
func (p *parser) frontMatter() {
	first := lineEnd(p.text, 0)
	mark := strings.TrimRight(p.text[:first], " \t\r")
	if mark != "---" && mark != "+++" {
		return
	}
	start := min(first+1, len(p.text))
	end, closed := closingLine(p.text, start, mark)
	if !closed {
		p.report.add(Warning, Pos{1, 1}, quote(mark)+" on the first line opens no front matter",
			"no line closes it before the first label")
		return
	}
	content := p.text[start:end]
	found := len(p.report.list)
	p.advance(min(lineEnd(p.text, end)+1, len(p.text)))
	if len(p.report.list) > found {
		return // it is not even text
	}
	values, err := readFront(content, mark == "+++")
	if err != nil {
		p.report.add(Error, frontPos(content, err), "front matter: "+printable(err.text), "")
		return
	}
	p.takeFront(content, values)
}

// closingLine returns the start of the next line that is mark, unless a label comes before it.
func closingLine(text string, pos int, mark string) (start int, ok bool) {
	for pos < len(text) {
		end := lineEnd(text, pos)
		line := text[pos:end]
		if strings.TrimRight(line, " \t\r") == mark {
			return pos, true
		}
		if _, ok := readLabel(line); ok {
			return 0, false
		}
		pos = end + 1
	}
	return 0, false
}

// frontError is what is wrong with front matter, with its place there in bytes; both count from 1.
type frontError struct {
	line, col int
	text      string
}

func readFront(content string, isTOML bool) (map[string]any, *frontError) {
	if len(content) > maxFront {
		return nil, &frontError{1, 1, fmt.Sprintf("longer than %d bytes", maxFront)}
	}
	values := map[string]any{}
	err := toml.Unmarshal([]byte(content), &values)
	if err == nil {
		return values, nil
	}
	tomlErr := fromTOML(err)
	if isTOML {
		return nil, tomlErr
	}
	values, yamlErr := readYAML(content)
	if yamlErr != nil && meansTOML(content) {
		return nil, tomlErr
	}
	return values, yamlErr
}

func fromTOML(err error) *frontError {
	if e, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, col := e.Position()
		return &frontError{line, col, strings.TrimPrefix(e.Error(), "toml: ")}
	}
	return &frontError{1, 1, err.Error()}
}

func readYAML(content string) (map[string]any, *frontError) {
	if depth(content) > maxDepth {
		return nil, &frontError{1, 1, fmt.Sprintf("nested deeper than %d levels", maxDepth)}
	}
	values := map[string]any{}
	err := yaml.Unmarshal([]byte(content), &values)
	if err == nil {
		return values, nil
	}
	if e, ok := errors.AsType[yaml.Error](err); ok && e.GetToken() != nil {
		at := e.GetToken().Position
		return nil, &frontError{at.Line, at.Column, e.GetMessage()}
	}
	return nil, &frontError{1, 1, err.Error()}
}

// depth returns a bound of how deep brackets and the dashes of a line nest.
func depth(content string) int {
	brackets, deepest := 0, 0
	for line := range strings.Lines(content) {
		dashes := 0
		for _, c := range []byte(line) {
			switch c {
			case '[', '{':
				brackets++
			case ']', '}':
				brackets--
			case '-', '?', ':':
				dashes++
			}
			deepest = max(deepest, brackets)
		}
		if strings.TrimLeft(line, "-?: \t\n") == "" {
			deepest = max(deepest, dashes)
		}
	}
	return deepest
}

// meansTOML says whether the first line that says something has "=" before ":".
func meansTOML(content string) bool {
	for line := range strings.Lines(content) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		at := strings.IndexAny(line, "=:")
		return at >= 0 && line[at] == '='
	}
	return false
}

// frontPos returns the place of an error in the file.
func frontPos(content string, err *frontError) Pos {
	line := 0
	for text := range strings.Lines(content) {
		if line++; line == err.line {
			return Pos{1 + line, 1 + utf8.RuneCountInString(text[:min(max(err.col-1, 0), len(text)-1)])}
		}
	}
	return Pos{1 + max(line, 1), 1}
}

// takeFront takes the keys that are known and reports those of a wrong type.
func (p *parser) takeFront(content string, values map[string]any) {
	f := &p.file.Front
	p.take(content, values, "name", "a text without /", func(v any) (ok bool) {
		f.Name, ok = v.(string)
		if !ok || strings.Contains(f.Name, "/") {
			f.Name = ""
			return false
		}
		return true
	})
	text := func(field *string) func(any) bool {
		return func(v any) (ok bool) {
			*field, ok = v.(string)
			return ok
		}
	}
	p.take(content, values, "description", "a text", text(&f.Description))
	p.take(content, values, "source", "a text", text(&f.Source))
	p.take(content, values, "language", "a text", text(&f.Language))
	p.take(content, values, "tags", "a list of texts", func(v any) (ok bool) {
		f.Tags, ok = list(v, func(v any) (string, bool) { s, ok := v.(string); return s, ok })
		return ok
	})
	p.take(content, values, "new_order", `"file" or "random"`, func(v any) bool {
		if v != "file" && v != "random" {
			return false
		}
		f.NewOrder, _ = v.(string)
		return true
	})
	count := func(field **int) func(any) bool {
		return func(v any) bool {
			n, ok := whole(v)
			if ok {
				*field = &n
			}
			return ok
		}
	}
	p.take(content, values, "new_per_day", "a whole number from 0", count(&f.NewPerDay))
	p.take(content, values, "reviews_per_day", "a whole number from 0", count(&f.ReviewsPerDay))
	p.take(content, values, "retention", "a number between 0 and 1", func(v any) bool {
		r, ok := v.(float64)
		if ok = ok && 0 < r && r < 1; ok {
			f.Retention = r
		}
		return ok
	})
	p.take(content, values, "steps", "a list of minutes, each a whole number from 1", func(v any) (ok bool) {
		f.Steps, ok = list(v, func(v any) (int, bool) { n, ok := whole(v); return n, ok && n > 0 })
		return ok
	})
}

func (p *parser) take(content string, values map[string]any, key, want string, set func(any) bool) {
	v := values[key]
	if v == nil || set(v) { // YAML has keys without a value
		return
	}
	p.report.add(Error, keyPos(content, key), "front matter: "+key+" is not "+want, "")
}

// list returns the items of a list, if all of them are of one kind.
func list[T any](v any, item func(any) (T, bool)) ([]T, bool) {
	values, ok := v.([]any)
	if !ok {
		return nil, false
	}
	items := make([]T, 0, len(values))
	for _, v := range values {
		t, ok := item(v)
		if !ok {
			return nil, false
		}
		items = append(items, t)
	}
	return items, true
}

// whole returns a number that counts something; TOML and YAML read such numbers as different types.
func whole(v any) (int, bool) {
	switch n := v.(type) {
	case int64:
		return int(n), 0 <= n && n <= math.MaxInt32
	case uint64:
		return int(n), n <= math.MaxInt32
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
