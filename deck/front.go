package deck

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/pelletier/go-toml/v2"

	"cards/deck/markup"
)

// maxFront is how long front matter may be, in bytes, and maxDepth how deep YAML in it may nest:
// the time of a YAML parser grows with the square of either.
const (
	maxFront = 32 << 10
	maxDepth = 64
)

// frontMatter reads the front matter of the file, if it begins with some, and goes on behind it.
func (p *parser) frontMatter() {
	first := markup.LineEnd(p.text, 0)
	mark := strings.TrimRight(p.text[:first], " \t\r")
	if mark != "---" && mark != "+++" {
		return
	}
	start := min(first+1, len(p.text))
	end, closed := closingLine(p.text, start, mark)
	if !closed {
		p.remarkFront(Warning, Pos{1, 1}, quote(mark)+" on the first line opens no front matter",
			"no line closes it before the first label")
		return
	}
	content := p.text[start:end]
	found := len(p.report.list)
	p.advance(min(markup.LineEnd(p.text, end)+1, len(p.text)))
	if len(p.report.list) > found {
		return // it is not even text
	}
	values, errs := readFront(content, mark == "+++")
	for _, err := range errs {
		severity := Error
		if err.harmless {
			severity = Warning
		}
		p.remarkFront(severity, frontPos(content, err), "front matter: "+printable(err.text), err.hint)
	}
	p.takeFront(content, values)
}

// remarkFront says later what is wrong with front matter: how much it matters is known when the
// file has been read.
func (p *parser) remarkFront(s Severity, pos Pos, text, hint string) {
	d := Diagnostic{Path: p.file.Path, Pos: pos, Severity: s, Text: text, Hint: hint}
	p.front = append(p.front, d)
}

// reportFront reports what is wrong with front matter. In a file without a label, such as a
// template or a note of other things, nothing depends on it.
func (p *parser) reportFront() {
	for _, d := range p.front {
		if !p.labelled {
			d.Severity = Advice
		}
		p.report.add(d.Severity, d.Pos, d.Text, d.Hint)
	}
}

// closingLine returns the start of the next line that is mark, unless a label comes before it.
func closingLine(text string, pos int, mark string) (start int, ok bool) {
	for pos < len(text) {
		end := markup.LineEnd(text, pos)
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
	line, col  int
	text, hint string
	harmless   bool // no value is lost that means something
}

// readFront returns the values of front matter by their keys, and what is wrong with it. What is
// wrong with one entry of YAML leaves the others as they are.
func readFront(content string, isTOML bool) (map[string]any, []frontError) {
	if len(content) > maxFront {
		return nil, []frontError{{line: 1, col: 1, text: fmt.Sprintf("longer than %d bytes", maxFront)}}
	}
	values := map[string]any{}
	err := toml.Unmarshal([]byte(content), &values)
	if err == nil {
		for key, v := range values {
			values[key] = fromTOML(v)
		}
		return values, nil
	}
	if isTOML {
		return nil, []frontError{tomlError(err)}
	}
	if depth(content) > maxDepth {
		text := fmt.Sprintf("nested deeper than %d levels", maxDepth)
		return nil, []frontError{{line: 1, col: 1, text: text}}
	}
	values, yamlErr := readYAML(content)
	switch {
	case yamlErr == nil:
		return values, nil
	case meansTOML(content):
		return nil, []frontError{tomlError(err)}
	}
	return readEntries(content, *yamlErr)
}

func tomlError(err error) frontError {
	if e, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, col := e.Position()
		return frontError{line: line, col: col, text: strings.TrimPrefix(e.Error(), "toml: ")}
	}
	return frontError{line: 1, col: 1, text: err.Error()}
}

func readYAML(content string) (map[string]any, *frontError) {
	values, nodes := map[string]any{}, map[string]ast.Node{}
	err := yaml.Unmarshal([]byte(content), &values)
	if err == nil {
		err = yaml.Unmarshal([]byte(content), &nodes) // numbers as they are written are only there
	}
	if err == nil {
		for key, v := range values {
			values[key] = fromYAML(v, nodes[key])
		}
		return values, nil
	}
	const hint = `in YAML, quote a text that holds ": " or begins with a mark such as {, # or @`
	if e, ok := errors.AsType[yaml.Error](err); ok && e.GetToken() != nil {
		at := e.GetToken().Position
		return nil, &frontError{line: at.Line, col: at.Column, text: e.GetMessage(), hint: hint}
	}
	return nil, &frontError{line: 1, col: 1, text: err.Error(), hint: hint}
}

// readEntries reads each entry of YAML by itself, after whole was wrong with all of it. Under a key
// that is not known no harm is done.
func readEntries(content string, whole frontError) (map[string]any, []frontError) {
	values, errs := map[string]any{}, []frontError(nil)
	for before, entry := range entries(content) {
		found, err := readYAML(entry)
		maps.Copy(values, found)
		if err == nil {
			continue
		}
		key, _, _ := strings.Cut(entry, ":")
		key = strings.Trim(key, " \"'")
		err.harmless = key != "" && !isFrontKey(key)
		err.line += before
		errs = append(errs, *err)
	}
	if errs == nil { // it is the entries together that are wrong
		errs = append(errs, whole)
	}
	return values, errs
}

// entries yields the entries of YAML, each with how many lines stand before it: what begins with a
// key that is not indented, and what comes before the first.
func entries(content string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		start, first, at, number := 0, 0, 0, 0
		for line := range strings.Lines(content) {
			key, _, hasKey := strings.Cut(line, ":")
			if hasKey && strings.Trim(key, " \t-#") == key && at > start {
				if !yield(first, content[start:at]) {
					return
				}
				start, first = at, number
			}
			at += len(line)
			number++
		}
		yield(first, content[start:])
	}
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
func frontPos(content string, err frontError) Pos {
	line := 0
	for text := range strings.Lines(content) {
		if line++; line == err.line {
			return Pos{1 + line, 1 + utf8.RuneCountInString(text[:min(max(err.col-1, 0), len(text)-1)])}
		}
	}
	return Pos{1 + max(line, 1), 1}
}
