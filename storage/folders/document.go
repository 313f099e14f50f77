package folders

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"cards/deck"
)

// document is the text of a TOML file with what stands at its top.
type document struct {
	path    string // of the file, for diagnostics
	data    []byte
	values  map[string]any
	breaks  []int   // where the line breaks are
	entries []entry // in the order of the file
	places  map[string]entry
}

// entry is a key and its value at the top of a document, or the header of a table.
type entry struct {
	key   string // the first part, if it has several
	value any
	table bool   // it is a header
	whole span   // from the key to the end of the value
	at    int    // where the value begins; of a list or table, where its key does
	items []span // the elements of a list
}

// span is a range of bytes in a document: from start up to end.
type span struct{ start, end int }

// mark is the byte-order mark that some editors put before a text. TOML does not know it.
const mark = "\ufeff"

// How many keys and tables a document may have: the TOML library compares each with all before it.
const (
	mostKeys   = 10_000
	mostTables = 4000
)

// parseDocument reads the TOML of a file. The error is a [*ConfigError].
func parseDocument(path string, data []byte) (document, error) {
	d := document{
		path: path, data: data, breaks: lineBreaks(data), values: make(map[string]any),
		places: make(map[string]entry),
	}
	for what, n := range map[string]int{"=": mostKeys, "\n[": mostTables} {
		if bytes.Count(data, []byte(what)) > n {
			text := fmt.Sprintf("more than %d keys or %d tables, the most that are read", mostKeys,
				mostTables)
			return d, &ConfigError{Diagnostics: []deck.Diagnostic{{
				Path: path,
				Pos:  deck.Pos{Line: 1, Col: 1}, Text: text,
			}}}
		}
	}
	if bytes.HasPrefix(data, []byte(mark)) {
		data = slices.Concat(bytes.Repeat([]byte{' '}, len(mark)), data[len(mark):])
	}
	if err := toml.Unmarshal(data, &d.values); err != nil {
		return d, d.syntaxError(err)
	}
	var p unstable.Parser
	p.Reset(data)
	var table []string // of which the keys are read
	for p.NextExpression() {
		n := p.Expression()
		e := newEntry(n)
		name := slices.Concat(table, names(n))
		if e.table {
			table = names(n)
			name = table
		}
		if e.table || len(table) == 0 {
			e.value = d.values[e.key]
			d.entries = append(d.entries, e)
		}
		d.places[placeName(name)] = e
	}
	return d, p.Error()
}

// names returns the parts of the key of an expression.
func names(n *unstable.Node) []string {
	var parts []string
	for keys := n.Key(); keys.Next(); {
		parts = append(parts, string(keys.Node().Data))
	}
	return parts
}

func placeName(name []string) string { return strings.Join(name, "\x00") }

// place returns where a key stands, or what holds it if it is within a value. It must be there.
func (d document) place(name ...string) entry {
	for n := len(name); n > 0; n-- {
		if e, ok := d.places[placeName(name[:n])]; ok {
			return e
		}
	}
	return d.entries[slices.IndexFunc(d.entries, func(e entry) bool { return e.key == name[0] })]
}

func newEntry(n *unstable.Node) entry {
	keys := n.Key()
	keys.Next()
	first := keys.Node()
	e := entry{key: string(first.Data), whole: newSpan(first.Raw)}
	e.at = e.whole.start
	if n.Kind != unstable.KeyValue {
		e.table = true
		return e
	}
	e.whole = newSpan(n.Raw)
	if v := n.Value(); v.Kind == unstable.Array {
		for it := v.Children(); it.Next(); {
			e.items = append(e.items, newSpan(it.Node().Raw))
		}
	} else if v.Raw.Length > 0 {
		e.at = int(v.Raw.Offset)
	}
	return e
}

func newSpan(r unstable.Range) span {
	return span{int(r.Offset), int(r.Offset + r.Length)}
}

// syntaxError returns an error of the TOML library in our form. The library counts columns in
// bytes.
func (d document) syntaxError(err error) error {
	diagnostic := deck.Diagnostic{Path: d.path, Text: strings.TrimPrefix(err.Error(), "toml: ")}
	var de *toml.DecodeError
	if errors.As(err, &de) {
		line, col := de.Position()
		start := 0
		if line > 1 {
			start = d.breaks[line-2] + 1
		}
		diagnostic.Pos = d.pos(start + col - 1)
	}
	return &ConfigError{Diagnostics: []deck.Diagnostic{diagnostic}}
}

// pos returns the place of an offset in the text.
func (d document) pos(offset int) deck.Pos {
	offset = min(max(offset, 0), len(d.data))
	n, _ := slices.BinarySearch(d.breaks, offset)
	line := 0
	if n > 0 {
		line = d.breaks[n-1] + 1
	}
	text := bytes.TrimPrefix(d.data[line:offset], []byte(mark))
	return deck.Pos{Line: n + 1, Col: utf8.RuneCount(text) + 1}
}

func lineBreaks(text []byte) []int {
	var breaks []int
	for i, c := range text {
		if c == '\n' {
			breaks = append(breaks, i)
		}
	}
	return breaks
}
