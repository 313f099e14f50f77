// Package objects reads tables that are written as JSON or YAML: a list of objects, each of which is
// a row, and each of its names a column. Such lists may stand inside of other objects.
package objects

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Table is what a list of objects holds.
type Table struct {
	Names []string   // of the columns, in the order in which they first come
	Rows  [][]string // of the objects, each by Names; a row may be shorter than these
}

// errList says that a text is no list of objects.
var errList = errors.New("no list of objects")

// Read reads a list of objects. A value is a text as it is, a number or a truth as it is written,
// a list its values with commas between; any other is empty.
func Read(r io.Reader) (Table, error) {
	d := json.NewDecoder(r)
	if err := wants(d, '['); err != nil {
		return Table{}, err
	}
	t, columns := Table{}, make(map[string]int)
	for d.More() {
		row, err := t.row(d, columns)
		if err != nil {
			return Table{}, fmt.Errorf("object %d: %w", len(t.Rows)+1, err)
		}
		t.Rows = append(t.Rows, row)
	}
	if err := wants(d, ']'); err != nil {
		return Table{}, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Table{}, errors.New("text after the list")
	}
	return t, nil
}

// row reads an object; columns has the places of the names that came before.
func (t *Table) row(d *json.Decoder, columns map[string]int) (row []string, err error) {
	err = each(d, func(name string, value json.RawMessage) error {
		row = t.put(row, columns, name, cell(value))
		return nil
	})
	return row, err
}

// put puts a value into a row, at the place of its name, which it gets if it is new.
func (t *Table) put(row []string, columns map[string]int, name, value string) []string {
	at, ok := columns[name]
	if !ok {
		at = len(t.Names)
		columns[name], t.Names = at, append(t.Names, name)
	}
	for len(row) <= at {
		row = append(row, "")
	}
	row[at] = value
	return row
}

// each reads an object, and calls a function with its names and values, in order.
func each(d *json.Decoder, take func(name string, value json.RawMessage) error) error {
	if err := wants(d, '{'); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		key, _ := name.(string)
		if err := take(key, value); err != nil {
			return err
		}
	}
	return wants(d, '}')
}

// wants reads a delimiter.
func wants(d *json.Decoder, delimiter json.Delim) error {
	token, err := d.Token()
	if err == nil && token != delimiter {
		err = errList
	}
	return err
}

// cell returns a value as the text of a cell.
func cell(value json.RawMessage) string {
	var text string
	var list []json.RawMessage
	switch c := value[0]; {
	case c == '"' && json.Unmarshal(value, &text) == nil:
		return text
	case c == '[' && json.Unmarshal(value, &list) == nil:
		var cells []string
		for _, v := range list {
			if v[0] != '[' {
				cells = append(cells, cell(v))
			}
		}
		return strings.Join(cells, ", ")
	case c == '{' || c == 'n':
		return ""
	}
	return string(value)
}
