package objects

import (
	"strconv"
	"strings"

	"cards/deck/from/pattern"
)

// entryOf matches a line with a name and its value, in an item of a list or not.
var entryOf = pattern.New(`^(\s*(?:- +)?)(?:"([^"]+)"|'([^']+)'|` +
	`([^\s"'\[\]{}#&*!|>%@-][^:#]*?)) *:(?: +(.*))?$`)

// ReadYAML reads the lists of objects in a text of YAML, wherever they stand, as long as each name
// begins a line: of other YAML it reads what looks like that. Values are as those of [Read].
func ReadYAML(text string) Table {
	y := yamlReader{lines: strings.Split(text, "\n")}
	t, columns := Table{}, make(map[string]int)
	for y.at < len(y.lines) {
		m := entryOf().FindStringSubmatch(strings.TrimRight(y.lines[y.at], " \r"))
		if m == nil || !strings.Contains(m[1], "-") {
			y.at++
			continue
		}
		t.Rows = append(t.Rows, y.row(&t, columns, len(m[1])))
	}
	return t
}

type yamlReader struct {
	lines []string
	at    int
}

// row reads an object whose names begin at a column.
func (y *yamlReader) row(t *Table, columns map[string]int, column int) (row []string) {
	for first := true; y.at < len(y.lines); first = false {
		line := strings.TrimRight(y.lines[y.at], " \r")
		if plain := strings.TrimSpace(line); plain == "" || plain[0] == '#' {
			y.at++
			continue
		}
		m := entryOf().FindStringSubmatch(line)
		if m == nil || len(m[1]) != column || !first && strings.Contains(m[1], "-") {
			return row
		}
		y.at++
		row = t.put(row, columns, m[2]+m[3]+m[4], y.value(m[5], column))
	}
	return row
}

// value returns a value that begins behind a name at a column, and goes on in the lines below it
// that are indented further.
func (y *yamlReader) value(first string, column int) string {
	var below []string
	for y.at < len(y.lines) {
		line := strings.TrimRight(y.lines[y.at], " \r")
		own := len(line) - len(strings.TrimLeft(line, " "))
		isItem := own == column && strings.HasPrefix(line[own:], "- ") // a list may stand below its name
		if line != "" && own <= column && (!isItem || strings.TrimSpace(first) != "") {
			break
		}
		below, y.at = append(below, line), y.at+1
	}
	first = strings.TrimSpace(first)
	switch {
	case strings.HasPrefix(first, "|"):
		return block(below, "\n")
	case strings.HasPrefix(first, ">"):
		return block(below, " ")
	case first == "" || first[0] == '#':
		return items(below)
	}
	all := []string{first}
	for _, line := range below {
		all = append(all, strings.TrimSpace(line))
	}
	return scalar(strings.TrimSpace(strings.Join(all, " ")))
}

// block returns the lines of a block without what all of them are indented by.
func block(lines []string, end string) string {
	indent := -1
	for _, line := range lines {
		own := len(line) - len(strings.TrimLeft(line, " "))
		if line != "" && (indent < 0 || own < indent) {
			indent = own
		}
	}
	for i, line := range lines {
		lines[i] = line[min(max(indent, 0), len(line)):]
	}
	return strings.TrimSpace(strings.Join(lines, end))
}

// items returns the items of a list with commas between; "" for anything else.
func items(lines []string) string {
	var list []string
	for _, line := range lines {
		line = strings.TrimSpace(line)
		item, ok := strings.CutPrefix(line, "- ")
		switch {
		case line == "":
		case !ok || entryOf().MatchString(item):
			return ""
		default:
			list = append(list, scalar(strings.TrimSpace(item)))
		}
	}
	return strings.Join(list, ", ")
}

// scalar returns a value on one line: a text with or without quotes, or a list in brackets.
func scalar(text string) string {
	switch {
	case strings.HasPrefix(text, `"`):
		if end := strings.LastIndexByte(text, '"'); end > 0 {
			if plain, err := strconv.Unquote(text[:end+1]); err == nil {
				return plain
			}
		}
		return text
	case strings.HasPrefix(text, "'"):
		if end := strings.LastIndexByte(text, '\''); end > 0 {
			return strings.ReplaceAll(text[1:end], "''", "'")
		}
		return text
	}
	text, _, _ = strings.Cut(text, " #")
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]") {
		var list []string
		for item := range strings.SplitSeq(text[1:len(text)-1], ",") {
			list = append(list, scalar(strings.TrimSpace(item)))
		}
		return strings.Join(list, ", ")
	}
	if text == "~" || text == "null" {
		return ""
	}
	return text
}
