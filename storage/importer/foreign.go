package importer

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
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
	ankiText       = "Anki text export"
	mochi          = "Mochi deck"
	org            = "Org file"
	csvTable       = "comma-separated values"
	tsvTable       = "tab-separated values"
	quizlet        = "list of terms and definitions, as from Quizlet"
	studyPage      = "study page with hidden answers"
)

// unsupported returns the error for a file that is not named like a deck.
func unsupported(abs string) error {
	f, err := os.Open(abs)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, enough)
	n, err := io.ReadFull(f, head)
	if readError(err) != nil {
		return err
	}
	head = head[:n]
	known := recognise(filepath.Base(abs), head)
	if known == "" && bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		known = recogniseArchive(f)
	}
	return &UnsupportedError{Path: abs, Format: known}
}

// recognise returns the words for the format of a file by its content, or else by its name.
func recognise(name string, head []byte) string {
	if bytes.HasPrefix(head, []byte("SQLite format 3\x00")) && bytes.Contains(head, []byte("CREATE TABLE revlog")) {
		return ankiCollection
	}
	if byName := recogniseName(name); byName != "" || bytes.IndexByte(head, 0) >= 0 {
		return byName
	}
	return recogniseText(lines(head))
}

// enough is how many bytes of a file tell its format.
const enough = 1 << 16

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
	case ".mochi":
		return mochi
	case ".org":
		return org
	case ".csv":
		return csvTable
	case ".tsv":
		return tsvTable
	}
	return ""
}

// recogniseText looks at the lines of a text that are not blank.
func recogniseText(lines []string) string {
	switch {
	case len(lines) == 0:
		return ""
	case strings.HasPrefix(lines[0], "#separator:"), strings.HasPrefix(lines[0], "#html:"):
		return ankiText
	case strings.HasPrefix(lines[0], "#+"), slices.Contains(lines, ":PROPERTIES:"):
		return org
	case isStudyPage(lines):
		return studyPage
	case columns(lines, "\t") == 2:
		return quizlet
	case columns(lines, "\t") > 2:
		return tsvTable
	case len(lines) > 2 && (columns(lines, ",") > 1 || columns(lines, ";") > 1):
		return csvTable
	}
	return ""
}

// isStudyPage says whether a text is the copy of a page that hides its answers: it prints every question twice.
func isStudyPage(lines []string) bool {
	twice := 0
	for i, line := range lines[1:] {
		if strings.HasSuffix(line, "?") && line == lines[i] {
			twice++
		}
	}
	return twice > 2 || twice > 0 && slices.Contains(lines, "Signup and view all the answers")
}

// columns returns how many columns a table has in every line, or 0 if the lines differ.
func columns(lines []string, separator string) int {
	n := strings.Count(lines[0], separator)
	for _, line := range lines {
		if strings.Count(line, separator) != n {
			return 0
		}
	}
	return n + 1
}

// recogniseArchive looks at what a ZIP file holds.
func recogniseArchive(f *os.File) string {
	info, err := f.Stat()
	if err != nil {
		return ""
	}
	archive, err := zip.NewReader(f, info.Size())
	if err != nil {
		return ""
	}
	for _, file := range archive.File {
		switch file.Name {
		case "collection.anki2", "collection.anki21", "collection.anki21b":
			return ankiPackage
		case "data.edn", "data.json", "data.transit":
			return mochi
		}
	}
	return ""
}
