package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
)

// printJSON prints a value for scripts: on one line, or indented for a person at a terminal.
func (a *app) printJSON(v any) error {
	enc := a.jsonEncoder()
	if a.out.Terminal {
		enc.SetIndent("", "  ")
	}
	return enc.Encode(v)
}

// jsonEncoder returns what writes all JSON of commands.
func (a *app) jsonEncoder() *json.Encoder {
	enc := json.NewEncoder(escaping{a.out})
	enc.SetEscapeHTML(false)
	return enc
}

// escaping is a writer of whole JSON values that gives characters which a terminal obeys or which
// reorder or hide text their escapes: JSON demands that of none above U+001F.
type escaping struct{ io.Writer }

func (e escaping) Write(value []byte) (int, error) {
	text := string(value)
	at := strings.IndexFunc(text, obeyed)
	if at < 0 {
		return e.Writer.Write(value)
	}
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
	return r >= delete && (r <= lastControl || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029')
}
