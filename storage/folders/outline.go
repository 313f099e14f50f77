package folders

import (
	"bytes"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// row is a key with its value, or the header of a table, as it stands in a document.
type row struct {
	name   []string // all parts, those of its table first
	table  int      // how many parts its table has
	header bool
	key    span
	value  span
	inline bool  // the value is a table in braces
	inner  []row // what that holds; their names are complete
}

// outline lists the keys and tables of a document in their order, those of tables within lists left
// out.
func (d document) outline() []row {
	data := d.data
	if bytes.HasPrefix(data, []byte(mark)) {
		data = slices.Concat(bytes.Repeat([]byte{' '}, len(mark)), data[len(mark):])
	}
	var p unstable.Parser
	p.Reset(data)
	var rows []row
	var table []string
	for p.NextExpression() {
		n := p.Expression()
		if n.Kind != unstable.KeyValue {
			table = names(n)
			keys := n.Key()
			keys.Next()
			rows = append(rows, row{
				name: table, table: len(table), header: true,
				key: newSpan(keys.Node().Raw),
			})
			continue
		}
		rows = append(rows, d.keyed(n, table))
	}
	return rows
}

// keyed returns the row of a key and its value below a table.
func (d document) keyed(n *unstable.Node, table []string) row {
	r := row{name: slices.Concat(table, names(n)), table: len(table)}
	var last unstable.Range
	for keys := n.Key(); keys.Next(); {
		last = keys.Node().Raw
		if r.key.end == 0 {
			r.key.start = int(last.Offset)
		}
		r.key.end = int(last.Offset + last.Length)
	}
	whole := newSpan(n.Raw)
	at := r.key.end + bytes.IndexByte(d.data[r.key.end:], '=') + 1
	r.value = span{at + len(d.data[at:whole.end]) - len(bytes.TrimLeft(d.data[at:whole.end],
		" \t")), whole.end}
	if v := n.Value(); v.Kind == unstable.InlineTable {
		r.inline = true
		for it := v.Children(); it.Next(); {
			r.inner = append(r.inner, d.keyed(it.Node(), r.name))
		}
	}
	return r
}

// with returns the text of the document with a value for a key: in the place of the one that it
// has, else behind the last key of its table, else in a new table at the end.
func (d document) with(name []string, value string) []byte {
	rows := d.outline()
	if r, ok := holding(rows, name); ok {
		if len(r.name) == len(name) {
			return d.splice(r.value, value)
		}
		return d.splice(r.value, d.braced(r, name, value))
	}
	if len(name) == 1 {
		return d.addLine(KeyName(name) + " = " + value)
	}
	parent := name[:len(name)-1]
	last := -1
	for i, r := range rows { // a table is written in one way only: by its header, or by keys with dots
		if r.table <= len(parent) && len(r.name) >= len(parent) &&
			slices.Equal(r.name[:len(parent)], parent) {
			last = i
		}
	}
	if last < 0 {
		blank := d.newline()
		if len(bytes.TrimSpace(d.data)) == 0 {
			blank = ""
		}
		return d.appendLines(blank+"["+KeyName(parent)+"]", KeyName(name[len(parent):])+" = "+value)
	}
	r := rows[last]
	end := r.value.end
	if r.header {
		end = r.key.end
	}
	line := KeyName(name[r.table:]) + " = " + value
	indent := d.data[d.lineStart(r.key.start):r.key.start]
	if !r.header && isBlank(indent) {
		line = string(indent) + line
	}
	return d.addLineAt(d.lineEnd(end), line)
}

// without returns the text of the document without a key, or without a table and all that is in it;
// false if there is none.
func (d document) without(name []string) (text []byte, found bool) {
	rows := d.outline()
	if r, ok := holding(rows, name); ok && len(r.name) < len(name) {
		_, found = holding(r.inner, name)
		return d.splice(r.value, d.braced(r, name, "")), found
	}
	for _, r := range slices.Backward(rows) {
		if len(r.name) < len(name) || !slices.Equal(r.name[:len(name)], name) {
			continue
		}
		found = true
		end := r.value.end
		if r.header {
			end = r.key.end
		}
		d.data = d.splice(span{d.lineStart(r.key.start), d.lineEnd(end)}, "")
	}
	return d.data, found
}

// holding returns the row of a key, or of the inline table that it is in.
func holding(rows []row, name []string) (row, bool) {
	for _, r := range rows {
		if r.header || len(r.name) > len(name) || !slices.Equal(r.name, name[:len(r.name)]) {
			continue
		}
		if len(r.name) == len(name) || r.inline {
			return r, true
		}
	}
	return row{}, false
}

// braced returns an inline table with another value for a key that is within it, or without that
// key if the value is empty. TOML keeps such a table on one line and without comments.
func (d document) braced(r row, name []string, value string) string {
	var parts []string
	found := false
	for _, in := range r.inner {
		text := string(d.data[in.key.start:in.value.end])
		if _, within := holding([]row{in}, name); within {
			found = true
			switch head := string(d.data[in.key.start:in.value.start]); {
			case len(in.name) < len(name):
				text = head + d.braced(in, name, value)
			case value == "":
				continue
			default:
				text = head + value
			}
		}
		parts = append(parts, text)
	}
	if !found && value != "" {
		parts = append(parts, KeyName(name[len(r.name):])+" = "+value)
	}
	if parts == nil {
		return "{}"
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

// appendLines returns the text with lines at its end.
func (d document) appendLines(lines ...string) []byte {
	return d.addLineAt(len(d.data), strings.Join(lines, d.newline()))
}

// addLineAt returns the text with a line at an offset where one begins, or at its end.
func (d document) addLineAt(at int, line string) []byte {
	if at > 0 && d.data[at-1] != '\n' && string(d.data[:at]) != mark {
		line = d.newline() + line
	}
	return d.splice(span{at, at}, line+d.newline())
}

// KeyName writes a key as TOML has it.
func KeyName(parts []string) string {
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = KeyPart(p)
	}
	return strings.Join(texts, ".")
}

// KeyPart writes a part of a key as TOML has it, in quotes if it needs them.
func KeyPart(name string) string {
	const bare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
	if name == "" || strings.Trim(name, bare) != "" {
		return quote(name)
	}
	return name
}
