package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
)

// printJSON prints a value for scripts: on one line, or indented for a person at a terminal.
func (s *streams) printJSON(v any) error {
	if len(s.json.fields) == 0 && !s.json.shapes() {
		enc := jsonEncoder(s.out)
		if s.out.Terminal {
			enc.SetIndent("", "  ")
		}
		return enc.Encode(v)
	}
	value, err := marshal(v)
	if err == nil {
		value, err = s.json.pick(value)
	}
	if err != nil {
		return err
	}
	if s.json.shapes() {
		return s.printFiltered(value)
	}
	var line bytes.Buffer
	if s.out.Terminal {
		err = json.Indent(&line, value, "", "  ")
	} else {
		line.Write(value)
	}
	line.WriteByte('\n')
	if err == nil {
		_, err = escaping{s.out}.Write(line.Bytes())
	}
	return err
}

// marshal returns a value as JSON, without escapes that only pages of HTML need.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// jsonEncoder returns what writes all JSON of commands.
func jsonEncoder(to io.Writer) *json.Encoder {
	enc := json.NewEncoder(escaping{to})
	enc.SetEscapeHTML(false)
	return enc
}

// escaping is a writer of whole JSON values that gives characters which a terminal obeys or which
// reorder or hide text their escapes: JSON demands that of none above U+001F.
type escaping struct{ io.Writer }

// Write takes one whole value and says that all of it was written once its escaped form is.
func (e escaping) Write(value []byte) (int, error) {
	first := 0
	for first < len(value) && value[first] < 0x7f { // ASCII without DEL, which most values are
		first++
	}
	at := bytes.IndexFunc(value[first:], obeyed)
	if at < 0 {
		return e.Writer.Write(value)
	}
	at, text := first+at, string(value)
	var b strings.Builder
	b.WriteString(text[:at])
	for _, r := range text[at:] {
		switch {
		case !obeyed(r):
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	_, err := io.WriteString(e.Writer, b.String())
	return len(value), err
}

// obeyed says whether a character in JSON does something but stand for itself.
func obeyed(r rune) bool {
	const delete, lastControl = 0x7f, 0x9f
	return r >= delete && (r <= lastControl || unicode.Is(unicode.Cf, r) || r == '\u2028' ||
		r == '\u2029')
}
