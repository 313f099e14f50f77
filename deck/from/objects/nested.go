package objects

import (
	"bytes"
	"encoding/json"
)

// deepest is how many objects and lists there may be around a row.
const deepest = 8

// ReadNested reads the lists of objects inside of an object or a list: of those that are rows by
// their names, wherever they stand. The others only hold these.
func ReadNested(text []byte, isRow func(names []string) bool) (Table, error) {
	if !json.Valid(text) {
		var v any
		return Table{}, json.Unmarshal(text, &v)
	}
	t, columns := Table{}, make(map[string]int)
	err := t.nested(text, columns, isRow, deepest)
	return t, err
}

// nested adds the rows inside of a value.
func (t *Table) nested(
	value json.RawMessage, columns map[string]int, isRow func([]string) bool, depth int,
) error {
	value = bytes.TrimSpace(value)
	if depth == 0 || len(value) == 0 {
		return nil
	}
	switch value[0] {
	case '{':
		inside := func(_ string, v json.RawMessage) error { return t.nested(v, columns, isRow, depth-1) }
		return each(json.NewDecoder(bytes.NewReader(value)), inside)
	case '[':
	default:
		return nil
	}
	var list []json.RawMessage
	if err := json.Unmarshal(value, &list); err != nil {
		return err
	}
	for _, v := range list {
		if v = bytes.TrimSpace(v); v[0] != '{' || !isRow(namesOf(v)) {
			if err := t.nested(v, columns, isRow, depth-1); err != nil {
				return err
			}
			continue
		}
		row, err := t.row(json.NewDecoder(bytes.NewReader(v)), columns)
		if err != nil {
			return err
		}
		t.Rows = append(t.Rows, row)
	}
	return nil
}

// namesOf returns the names of an object.
func namesOf(object json.RawMessage) (names []string) {
	// no error: the text that the object is a part of is valid
	_ = each(json.NewDecoder(bytes.NewReader(object)), func(name string, _ json.RawMessage) error {
		names = append(names, name)
		return nil
	})
	return names
}
