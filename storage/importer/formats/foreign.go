package formats

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"cards/storage/importer/source"
)

const plainOrg = "Org file in which no heading is a card"

// Foreign returns the words for a format that is known but not read, by the content of a file or
// else by its name; empty if it is not known.
func Foreign(name string, head []byte) string {
	if byName := recogniseName(name); byName != "" || bytes.IndexByte(head, 0) >= 0 {
		return byName
	}
	if IsTextName(name) && holdsNumbers(string(head)) {
		return "table of numbers, which ask nothing (--format table takes them)"
	}
	return recogniseText(lines(head))
}

// IsTextName says whether a file has the name of one that is written as lists of questions are.
func IsTextName(name string) bool {
	names := []string{
		".md", ".markdown", ".txt", ".text", ".csv", ".tsv", ".tab", ".org", ".gift", ".edn",
	}
	return slices.Contains(names, strings.ToLower(path.Ext(name)))
}

// lines returns the lines at the beginning of a text that are not blank.
func lines(head []byte) []string {
	if len(head) >= source.Enough {
		head = head[:bytes.LastIndexByte(head[:source.Enough], '\n')+1]
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
