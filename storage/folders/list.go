package folders

import (
	"bytes"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// addItem returns the text of the document with one more string at the end of a list, which may not
// exist yet.
func (d document) addItem(key, value string) []byte {
	i := d.find(key)
	if i < 0 {
		return d.addLine(key + " = [" + quote(value) + "]")
	}
	e := d.entries[i]
	at, text := e.whole.end-len("]"), quote(value)
	if line := d.lineStart(at); isBlank(d.data[line:at]) {
		at, text = line, d.indent(e)+text+","+d.newline()
	} else if len(e.items) > 0 {
		text = " " + text
	}
	data := d.splice(span{at, at}, text)
	if n := len(e.items); n > 0 {
		if last := e.items[n-1].end; d.comma(last) < 0 {
			data = document{data: data}.splice(span{last, last}, ",")
		}
	}
	return data
}

// addLine returns the text with one more line at its top: below the last key that stands outside of
// tables.
func (d document) addLine(line string) []byte {
	begin := len(d.data) - len(bytes.TrimPrefix(d.data, []byte(mark)))
	at := begin
	for _, e := range d.entries {
		if !e.table {
			at = d.lineEnd(e.whole.end)
		}
	}
	if len(d.entries) == 0 {
		at = len(d.data)
	}
	if at > begin && d.data[at-1] != '\n' {
		line = d.newline() + line
	}
	return d.splice(span{at, at}, line+d.newline())
}

// removeItem returns the text of the document without an element of a list: without its line if it
// stands alone there, and without the comma that it no longer needs.
func (d document) removeItem(key string, index int) []byte {
	e := d.entries[d.find(key)]
	cut, comma := e.items[index], d.comma(e.items[index].end)
	line, next := d.lineStart(cut.start), d.lineEnd(cut.end)
	tail := max(cut.end, comma+1)
	if comma >= next { // on a line of its own
		d.data, tail = d.splice(span{comma, comma + 1}, ""), cut.end
	}
	rest := bytes.TrimLeft(d.data[tail:next], " \t")
	switch {
	case isBlank(d.data[line:cut.start]) && (isBlank(rest) || rest[0] == '#'):
		cut = span{line, next}
	case comma < 0 && index > 0:
		if before := d.comma(e.items[index-1].end); before >= line {
			cut.start = before
		}
	default:
		cut.end = next - len(rest)
	}
	return d.splice(cut, "")
}

func (d document) find(key string) int {
	return slices.IndexFunc(d.entries, func(e entry) bool { return e.key == key })
}

// comma returns where the comma is that follows the element of a list that ends at offset, or -1.
func (d document) comma(offset int) int {
	for i := offset; i < len(d.data); i++ {
		switch d.data[i] {
		case ',':
			return i
		case ']':
			return -1
		case '#':
			i = d.lineEnd(i) - 1
		}
	}
	return -1
}

// splice returns the text with another one in the place of a span.
func (d document) splice(s span, text string) []byte {
	return slices.Concat(d.data[:s.start], []byte(text), d.data[s.end:])
}

// lineStart returns where the line begins that offset is in.
func (d document) lineStart(offset int) int {
	return bytes.LastIndexByte(d.data[:offset], '\n') + 1
}

// lineEnd returns where the line ends that offset is in, behind its line break.
func (d document) lineEnd(offset int) int {
	if i := bytes.IndexByte(d.data[offset:], '\n'); i >= 0 {
		return offset + i + 1
	}
	return len(d.data)
}

// indent returns the white space before the last element of a list that has lines of its own.
func (d document) indent(e entry) string {
	if n := len(e.items); n > 0 {
		start := e.items[n-1].start
		if before := d.data[d.lineStart(start):start]; isBlank(before) {
			return string(before)
		}
	}
	return "  "
}

// newline returns the line break that the document uses.
func (d document) newline() string {
	if bytes.Contains(d.data, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

func isBlank(b []byte) bool { return len(bytes.TrimSpace(b)) == 0 }

// quote returns a string as TOML writes it.
func quote(s string) string {
	line, err := toml.Marshal(map[string]string{"s": s})
	if err != nil {
		panic(err) // strings can always be written
	}
	return strings.TrimSuffix(strings.TrimPrefix(string(line), "s = "), "\n")
}
