package mochi

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"
)

// readTransit reads transit in its JSON form (https://github.com/cognitect/transit-format).
func readTransit(data string) (any, error) {
	var raw any
	d := json.NewDecoder(strings.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&raw); err != nil {
		return nil, err
	}
	t := transit{}
	return t.value(raw, 0)
}

// transit holds the texts that later ones refer to by short codes.
type transit struct{ cache []string }

const (
	maxDepth  = 200 // of values in one another
	cacheSize = 44 * 44
)

var errDeep = errors.New("it is nested too deeply")

// value returns what stands for a value.
func (t *transit) value(raw any, depth int) (any, error) {
	if depth > maxDepth {
		return nil, errDeep
	}
	switch v := raw.(type) {
	case string:
		return scalar(t.code(v, false)), nil
	case []any:
		return t.array(v, depth)
	case map[string]any: // as transit for people writes maps
		o := make(object)
		for key, item := range v {
			value, err := t.value(item, depth+1)
			if err != nil {
				return nil, err
			}
			o[keyOf(scalar(key))] = value
		}
		return o, nil
	}
	return raw, nil
}

func (t *transit) array(v []any, depth int) (any, error) {
	if len(v) == 0 {
		return list{}, nil
	}
	first, isText := v[0].(string)
	if isText && first == "^ " {
		return t.object(v[1:], depth)
	}
	if isText {
		if tag := t.code(first, false); strings.HasPrefix(tag, "~#") && len(v) == 2 {
			return t.value(v[1], depth+1)
		}
	}
	items := make(list, 0, len(v))
	for i, item := range v {
		if i == 0 && isText {
			items = append(items, scalar(t.known(first)))
			continue
		}
		value, err := t.value(item, depth+1)
		if err != nil {
			return nil, err
		}
		items = append(items, value)
	}
	return items, nil
}

func (t *transit) object(pairs []any, depth int) (any, error) {
	o := make(object)
	for i := 0; i+1 < len(pairs); i += 2 {
		key := pairs[i]
		if s, ok := key.(string); ok {
			key = scalar(t.code(s, true))
		} else {
			value, err := t.value(key, depth+1)
			if err != nil {
				return nil, err
			}
			key = value
		}
		value, err := t.value(pairs[i+1], depth+1)
		if err != nil {
			return nil, err
		}
		o[keyOf(key)] = value
	}
	return o, nil
}

// code returns the text that a code stands for, and gives texts that may come again one.
func (t *transit) code(s string, isKey bool) string {
	if isCode(s) {
		return t.known(s)
	}
	isNamed := strings.HasPrefix(s, "~:") || strings.HasPrefix(s, "~$") || strings.HasPrefix(s, "~#")
	if len(s) > 3 && (isKey || isNamed) {
		if len(t.cache) == cacheSize {
			t.cache = t.cache[:0]
		}
		t.cache = append(t.cache, s)
	}
	return s
}

func isCode(s string) bool { return len(s) > 1 && s[0] == '^' && s != "^ " }

// known returns the text that a code stands for, or the text itself.
func (t *transit) known(s string) string {
	const first, base = '0', 44
	if !isCode(s) {
		return s
	}
	n := int(s[1]) - first
	if len(s) > 2 {
		n = n*base + int(s[2]) - first
	}
	if n < 0 || n >= len(t.cache) {
		return s
	}
	return t.cache[n]
}

// scalar returns the value that a text stands for: names and times begin with ~.
func scalar(s string) any {
	if len(s) < 2 || s[0] != '~' {
		return s
	}
	switch rest := s[2:]; s[1] {
	case ':', '$', 'u', 'r', 'c', 'n', 'f', 'i', 'd':
		return rest
	case '?':
		return rest == "t"
	case '_':
		return nil
	case 'm':
		if ms, err := strconv.ParseInt(rest, 10, 64); err == nil {
			return time.UnixMilli(ms).UTC()
		}
	case 't':
		if at, err := time.Parse(time.RFC3339Nano, rest); err == nil {
			return at
		}
	case '~', '^', '`':
		return s[1:]
	}
	return s
}

// keyOf returns a key of a map as text.
func keyOf(key any) string {
	s, _ := key.(string)
	return s
}
