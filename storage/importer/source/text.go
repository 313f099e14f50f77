package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsText says whether bytes are a text in UTF-8.
func IsText(data []byte) bool { return utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 }

// TextErrorIn says by what, and where, bytes are no text in an encoding that is read; nil if they
// are one in UTF-8.
func TextErrorIn(data []byte) error {
	line := func(at int) int { return 1 + bytes.Count(data[:at], []byte("\n")) }
	if nul := bytes.IndexByte(data, 0); nul >= 0 {
		return fmt.Errorf("not text: there is a NUL character in line %d", line(nul))
	}
	bad := 0
	for bad < len(data) {
		r, size := utf8.DecodeRune(data[bad:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		bad += size
	}
	if bad == len(data) {
		return nil
	}
	err := fmt.Errorf("not text: in line %d there is a byte that is not UTF-8 (0x%02X)",
		line(bad), data[bad])
	if control := bytes.IndexFunc(data, IsHarmful); control >= 0 {
		err = fmt.Errorf("%w, and in line %d a control character", err, line(control))
	}
	return err
}

// IsHarmful says whether a character does something to a terminal: of control characters those that
// neither end lines nor divide words.
func IsHarmful(r rune) bool {
	return unicode.IsControl(r) && !strings.ContainsRune("\t\n\v\f\r\u0085", r)
}

// Counted returns a number of things in words.
func Counted(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

// LineCount returns how many lines a text has.
func LineCount(text string) int {
	n := strings.Count(text, "\n")
	if text != "" && !strings.HasSuffix(text, "\n") {
		n++
	}
	return n
}
