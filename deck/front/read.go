// Package front reads front matter, the YAML or TOML at the head of a file: its values by their
// keys, and what the keys of a deck mean.
package front

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/pelletier/go-toml/v2"
)

// maxSize is how long front matter may be, in bytes, and maxDepth how deep YAML in it may nest:
// the time of a YAML parser grows with the square of either.
const (
	maxSize  = 32 << 10
	maxDepth = 64
)

// Error is what is wrong with front matter, with its place there in bytes; both count from 1.
type Error struct {
	Line, Col  int
	Text, Hint string
	Key        string // the one entry that it is about, "" if it is not about one
}

// Read returns the values of front matter by their keys, and what is wrong with it. What is
// wrong with one entry of YAML leaves the others as they are.
func Read(content string, isTOML bool) (map[string]any, []Error) {
	if len(content) > maxSize {
		return nil, []Error{{Line: 1, Col: 1, Text: fmt.Sprintf("longer than %d bytes", maxSize)}}
	}
	if values, ok := readPlain(content); ok && !isTOML {
		return values, nil
	}
	return parse(content, isTOML)
}

// parse is [Read] by the parsers of TOML and YAML.
func parse(content string, isTOML bool) (map[string]any, []Error) {
	values := map[string]any{}
	err := toml.Unmarshal([]byte(content), &values)
	if err == nil {
		for key, v := range values {
			values[key] = fromTOML(v)
		}
		return values, nil
	}
	if isTOML {
		return nil, []Error{tomlError(err)}
	}
	if depth(content) > maxDepth {
		text := fmt.Sprintf("nested deeper than %d levels", maxDepth)
		return nil, []Error{{Line: 1, Col: 1, Text: text}}
	}
	values, yamlErr := readYAML(content)
	switch {
	case yamlErr == nil:
		return values, nil
	case meansTOML(content):
		return nil, []Error{tomlError(err)}
	}
	return readEntries(content, *yamlErr)
}

func tomlError(err error) Error {
	if e, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, col := e.Position()
		return Error{Line: line, Col: col, Text: strings.TrimPrefix(e.Error(), "toml: ")}
	}
	return Error{Line: 1, Col: 1, Text: err.Error()}
}

func readYAML(content string) (map[string]any, *Error) {
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
	line, col, message := 1, 1, err.Error()
	if e, ok := errors.AsType[yaml.Error](err); ok && e.GetToken() != nil {
		at := e.GetToken().Position
		line, col, message = at.Line, at.Column, e.GetMessage()
	}
	text, hint := inWords(message)
	return nil, &Error{Line: line, Col: col, Text: text, Hint: hint}
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
