package importer

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// UnsupportedError says that a file is not a deck in our format. Format says what it is in words
// for a person, or is empty if that cannot be told.
type UnsupportedError struct {
	Path, Format string
	Text         error // why what is named as a text is none; nil if it is one, or has no such name
}

func (e *UnsupportedError) Error() string {
	if e.Text != nil {
		return fmt.Sprintf("import %q: %v", e.Path, e.Text)
	}
	if e.Format == "" {
		return fmt.Sprintf("import %q: neither a Markdown deck nor another known format", e.Path)
	}
	return fmt.Sprintf("import %q: not a deck of Markdown but another format: %s", e.Path, e.Format)
}

// textErrorIn says by what, and where, bytes are no text in an encoding that is read; nil if they
// are one in UTF-8.
func textErrorIn(data []byte) error {
	line := func(at int) int { return 1 + bytes.Count(data[:at], []byte("\n")) }
	if nul := bytes.IndexByte(data, 0); nul >= 0 {
		return fmt.Errorf("not a text: there is a NUL character in line %d", line(nul))
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
	err := fmt.Errorf("not a text: in line %d there is a byte that is no UTF-8 (0x%02X)",
		line(bad), data[bad])
	if control := bytes.IndexFunc(data, isHarmful); control >= 0 {
		err = fmt.Errorf("%w, and in line %d a control character", err, line(control))
	}
	return err
}

const plainOrg = "Org file in which no heading is a card"

// foreign returns the words for a format that is known but not read, by the content of a file or
// else by its name; empty if it is not known.
func foreign(name string, head []byte) string {
	if byName := recogniseName(name); byName != "" || bytes.IndexByte(head, 0) >= 0 {
		return byName
	}
	if isTextName(name) && holdsNumbers(string(head)) {
		return "table of numbers, which ask nothing (--format table takes them)"
	}
	return recogniseText(lines(head))
}

// isTextName says whether a file has the name of one that is written as lists of questions are.
func isTextName(name string) bool {
	names := []string{".md", ".markdown", ".txt", ".text", ".csv", ".tsv", ".tab", ".org", ".gift", ".edn"}
	return slices.Contains(names, strings.ToLower(path.Ext(name)))
}

// lines returns the lines at the beginning of a text that are not blank.
func lines(head []byte) []string {
	if len(head) >= enough {
		head = head[:bytes.LastIndexByte(head[:enough], '\n')+1]
	}
	var lines []string
	for line := range strings.Lines(string(head)) {
		if line = strings.TrimRight(line, " \r\n"); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func recogniseName(name string) string {
	if strings.EqualFold(path.Ext(name), ".org") {
		return plainOrg
	}
	return ""
}

// recogniseText looks at the lines of a text that are not blank.
func recogniseText(lines []string) string {
	switch {
	case len(lines) == 0:
		return ""
	case strings.HasPrefix(lines[0], "#+"), slices.Contains(lines, ":PROPERTIES:"):
		return plainOrg
	}
	return ""
}
