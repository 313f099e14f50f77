package front

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/char"
)

// Problem is what is wrong with front matter, with its place in the file.
type Problem struct {
	Line, Col  int // from 1; columns are runes
	Text, Hint string
	Lost       bool // a value is lost that means something
}

// Parse returns what the front matter of a text says, and what is wrong with it.
func (b Block) Parse(text string) (Matter, []Problem) {
	p := parser{content: b.Content.In(text)}
	p.showHidden()
	if !b.Closed {
		p.warn(place{1, 1}, char.Quote(b.Mark)+" on the first line opens no front matter",
			"no line closes it before the first label")
		return Matter{}, p.problems
	}
	p.keys = knownKeys()
	var errs []Error
	p.values, errs = Read(p.content, b.Mark == "+++")
	for _, err := range errs {
		text, at := "front matter: "+printable(err.Text), p.placeOfError(err)
		if err.Key != "" && !isKey(err.Key, p.keys) {
			p.warn(at, text, err.Hint)
		} else {
			p.fail(at, text, err.Hint)
		}
	}
	p.take()
	return p.matter, p.problems
}

// parser finds out what front matter says.
type parser struct {
	content  string
	keys     []key // those known
	values   map[string]any
	matter   Matter
	problems []Problem
}

// place is a line and a column of the file, both from 1.
type place struct{ line, col int }

// fail tells of a value that is lost.
func (p *parser) fail(at place, text, hint string) {
	p.problems = append(p.problems, Problem{at.line, at.col, text, hint, true})
}

func (p *parser) warn(at place, text, hint string) {
	p.problems = append(p.problems, Problem{at.line, at.col, text, hint, false})
}

// take takes the keys that are known, and reports those of a wrong type and those that look
// like one written wrongly.
func (p *parser) take() {
	p.takeTags()
	for _, key := range p.keys {
		v := p.values[key.name]
		if v == nil { // YAML has keys without a value
			continue
		}
		if err := key.set(&p.matter, v); err != nil {
			text := "front matter: " + key.name + " " + err.Error()
			p.fail(p.placeOfKey(key.name), text, "")
		}
	}
	for _, written := range slices.Sorted(maps.Keys(p.values)) {
		if meant := meantKey(written, p.keys); meant != "" {
			text := "front matter: " + char.Quote(written) + " means nothing here"
			p.warn(p.placeOfKey(written), text, "did you mean "+meant+"?")
		}
	}
}

// takeTags takes the tags of the file.
func (p *parser) takeTags() {
	for _, key := range slices.Sorted(maps.Keys(p.values)) {
		if !isTagsKey(key) {
			continue
		}
		tags, ok := Tags(p.values[key])
		p.matter.Tags = append(p.matter.Tags, tags...)
		if !ok {
			p.fail(p.placeOfKey(key), "front matter: "+key+" is not a list of texts",
				"write tags: [one, two]; the tags that are text are kept")
		}
		if list, _ := p.values[key].([]any); p.values[key] == nil || slices.Contains(list, nil) {
			p.remarkCommentedTags(key)
		}
	}
}

// remarkCommentedTags warns of tags that YAML takes for comments.
func (p *parser) remarkCommentedTags(key string) {
	start := p.placeOfKey(key).line
	number := 1
	for line := range strings.Lines(p.content) {
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
			before := line[:len(line)-len(value)]
			at := place{number, 1 + utf8.RuneCountInString(before)}
			p.warn(at, "front matter: "+text, "leave out the #")
		}
	}
}

// placeOfError returns the place of an error in the file.
func (p *parser) placeOfError(err Error) place {
	line := 0
	for text := range strings.Lines(p.content) {
		if line++; line == err.Line {
			col := min(max(err.Col-1, 0), len(text)-1)
			return place{1 + line, 1 + utf8.RuneCountInString(text[:col])}
		}
	}
	return place{1 + max(line, 1), 1}
}

// placeOfKey returns the place of a key in the file.
func (p *parser) placeOfKey(key string) place { return placeOf(p.content, key) }

// KeyPlace returns the line and the column of a key of front matter in a text that begins with
// some, both from 1.
func KeyPlace(text, key string) (line, col int) {
	_, content, _ := strings.Cut(text, "\n")
	at := placeOf(content, key)
	return at.line, at.col
}

func placeOf(content, key string) place {
	number := 1
	for line := range strings.Lines(content) {
		number++
		rest, ok := strings.CutPrefix(strings.Trim(line, " \t\"'"), key)
		if ok && strings.IndexAny(strings.TrimLeft(rest, " \t\"'"), "=:") == 0 {
			return place{number, 1 + strings.Index(line, key)}
		}
	}
	return place{1, 1}
}

// printable shows a message of a library on one line and not too long.
func printable(s string) string {
	const most = 200
	var b strings.Builder
	for _, r := range s {
		switch {
		case b.Len() > most:
			return b.String() + "..."
		case unicode.IsControl(r):
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
