package front

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// A value of front matter is a Scalar, a []any of values, or nil for none. Any other type is a
// table, which means nothing here.

// Scalar is a text, a number, a truth value or a time.
type Scalar struct {
	Text  string // as it is written, without quotes
	Value any
}

func fromTOML(v any) any {
	switch v := v.(type) {
	case []any:
		return mapped(v, func(_ int, item any) any { return fromTOML(item) })
	case map[string]any:
		return v
	case float64:
		return Scalar{strconv.FormatFloat(v, 'f', -1, 64), v}
	}
	return Scalar{fmt.Sprint(v), v}
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
		return Scalar{v, v}
	}
	switch node.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return Scalar{node.GetToken().Value, v}
	}
	return Scalar{fmt.Sprint(v), v}
}

func mapped(list []any, item func(int, any) any) []any {
	values := make([]any, len(list))
	for i, v := range list {
		values[i] = item(i, v)
	}
	return values
}

// textsOf returns the texts of a list, or of a scalar by itself, if all of them are scalars.
func textsOf(v any) ([]string, bool) {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	texts := make([]string, len(list))
	for i, v := range list {
		s, ok := v.(Scalar)
		if !ok {
			return nil, false
		}
		texts[i] = s.Text
	}
	return texts, true
}

// settingOf returns a value as settings read it; where a list is wanted, a value by itself is one
// of one element.
func settingOf(v any, wantsList bool) any {
	if s, ok := v.(Scalar); ok {
		v = s.plain()
	}
	list, ok := v.([]any)
	switch {
	case ok:
		return mapped(list, func(_ int, item any) any { return settingOf(item, false) })
	case wantsList:
		return []any{v}
	}
	return v
}

// plain returns the value of a scalar. TOML and YAML read whole numbers as different types, and
// editors of notes write numbers as texts.
func (s Scalar) plain() any {
	switch n := s.Value.(type) {
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
	return s.Value
}
