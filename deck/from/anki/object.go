package anki

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// object is an object of JSON as Anki and programs beside it write it: numbers may be texts, and
// truths numbers.
type object map[string]any

// objects reads an object of objects, and returns them by their ids.
func objects(what, data string) (map[int64]object, error) {
	if data == "" {
		return nil, nil
	}
	d := json.NewDecoder(bytes.NewReader([]byte(data)))
	d.UseNumber()
	var all map[string]object
	if err := d.Decode(&all); err != nil {
		return nil, &PartError{what, fmt.Errorf("%w: %w", ErrDamaged, err)}
	}
	list := make(map[int64]object, len(all))
	for key, o := range all {
		id, err := strconv.ParseInt(key, 10, 64)
		if err != nil {
			return nil, &PartError{what, fmt.Errorf("%w: %q is not an id", ErrDamaged, key)}
		}
		list[id] = o
	}
	return list, nil
}

func (o object) text(key string) string {
	s, _ := o[key].(string)
	return valid(s)
}

// float returns a number; false if there is none.
func (o object) float(key string) (float64, bool) { return floatOf(o[key]) }

func floatOf(v any) (float64, bool) {
	var text string
	switch v := v.(type) {
	case json.Number:
		text = string(v)
	case string:
		text = v
	case bool:
		if v {
			return 1, true
		}
		return 0, true
	default:
		return 0, false
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
}

// int64 returns a whole number; false if there is none.
func (o object) int64(key string) (int64, bool) {
	if n, ok := o[key].(json.Number); ok {
		if i, err := n.Int64(); err == nil {
			return i, true
		}
	}
	f, ok := o.float(key)
	if !ok || math.Abs(f) > 1<<62 {
		return 0, false
	}
	return int64(f), true
}

func (o object) int(key string) int {
	n, _ := o.int64(key)
	return int(n)
}

func (o object) truth(key string) bool {
	f, _ := o.float(key)
	return f != 0
}

// optional returns a whole number, or nil.
func (o object) optional(key string) *int64 {
	if n, ok := o.int64(key); ok {
		return &n
	}
	return nil
}

func (o object) floats(key string) []float64 {
	list, _ := o[key].([]any)
	var floats []float64
	for _, v := range list {
		if f, ok := floatOf(v); ok {
			floats = append(floats, f)
		}
	}
	return floats
}

// inner returns the object of a key; an empty one if there is none.
func (o object) inner(key string) object {
	m, _ := o[key].(map[string]any)
	return m
}

// list returns the objects of a list.
func (o object) list(key string) []object {
	values, _ := o[key].([]any)
	var list []object
	for _, v := range values {
		if m, ok := v.(map[string]any); ok {
			list = append(list, m)
		}
	}
	return list
}

// byOrd orders objects by the number that they may have.
func byOrd(list []object) []object {
	slices.SortStableFunc(list, func(a, b object) int { return a.int("ord") - b.int("ord") })
	return list
}
