package importer

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
)

// UnsupportedError says that a file is not a deck in our format. Format says what it is in words for a person, or is
// empty if that cannot be told.
type UnsupportedError struct{ Path, Format string }

func (e *UnsupportedError) Error() string {
	if e.Format == "" {
		return fmt.Sprintf("import %q: neither a Markdown deck nor another known format", e.Path)
	}
	return fmt.Sprintf("import %q: not a deck of Markdown but another format: %s", e.Path, e.Format)
}

// The words for formats.
const (
	ankiPackage    = "Anki package"
	ankiCollection = "Anki collection"
	plainOrg       = "Org file in which no heading is a card"
)

// foreign returns the words for a format that is known but not read, by the content of a file or else
// by its name; empty if it is not known.
func foreign(name string, head []byte) string {
	if bytes.HasPrefix(head, []byte("SQLite format 3\x00")) && bytes.Contains(head, []byte("CREATE TABLE revlog")) {
		return ankiCollection
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		if known := recogniseArchive(head); known != "" {
			return known
		}
	}
	if byName := recogniseName(name); byName != "" || bytes.IndexByte(head, 0) >= 0 {
		return byName
	}
	return recogniseText(lines(head))
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
	switch strings.ToLower(path.Ext(name)) {
	case ".apkg", ".colpkg":
		return ankiPackage
	case ".anki2", ".anki21", ".anki21b":
		return ankiCollection
	case ".org":
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

// recogniseArchive looks at what a ZIP file holds.
func recogniseArchive(data []byte) string {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return ""
	}
	for _, file := range archive.File {
		switch file.Name {
		case "collection.anki2", "collection.anki21", "collection.anki21b":
			return ankiPackage
		}
	}
	return ""
}
