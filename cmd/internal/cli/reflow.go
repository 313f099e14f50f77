package cli

import (
	"slices"
	"strings"

	"cards/cmd/internal/out"
)

// reflow breaks the paragraphs of a text at a width. Lines that begin with a space stay as they
// are, unless one of those beside each other has no room.
func reflow(text string, width int) string {
	var done, block []string
	flush := func() {
		switch {
		case len(block) == 0:
		case block[0][0] != ' ':
			done = append(done, out.Wrap(strings.Join(block, " "), width, 0))
		case slices.ContainsFunc(block, func(line string) bool { return out.Cells(line) > width }):
			done = append(done, hang(block, width)...)
		default:
			done = append(done, block...)
		}
		block = nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		if line == "" || len(block) > 0 && (line[0] == ' ') != (block[0][0] == ' ') {
			flush()
		}
		if line == "" {
			done = append(done, line)
			continue
		}
		block = append(block, line)
	}
	flush()
	return strings.Join(done, "\n")
}

// deep is the indentation of lines that go on in the second column of the lines above.
const deep = 10

// hang lays indented lines out for a width that they do not have: what stands in a second column
// goes below the first.
func hang(lines []string, width int) []string {
	const below = 6
	column := secondColumn(lines)
	var done []string
	second := "" // column, of the lines above
	flush := func() {
		if second != "" {
			done = append(done, out.Wrap(strings.Repeat(" ", below)+second, width, below))
		}
		second = ""
	}
	for _, line := range lines {
		indent := indentOf(line)
		if indent >= deep {
			second = strings.TrimPrefix(second+" "+line[indent:], " ")
			continue
		}
		flush()
		var first string
		first, second = atColumn(line, indent, column)
		done = append(done, out.Wrap(first, width, indent+2))
	}
	flush()
	return done
}

// secondColumn returns where a second column of lines begins, if one goes on in it; else 0.
func secondColumn(lines []string) int {
	for _, line := range lines {
		if indent := indentOf(line); indent >= deep {
			return indent
		}
	}
	return 0
}

// indentOf returns how many spaces a line begins with.
func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// atColumn divides an indented line where its second column begins: at a place, or for 0 behind the
// first gap of two spaces. There may be none.
func atColumn(line string, indent, column int) (first, second string) {
	if column == 0 {
		first, second, _ = strings.Cut(line[indent:], "  ")
		return line[:indent] + first, strings.TrimLeft(second, " ")
	}
	if len(line) <= column || line[column-2:column] != "  " {
		return line, ""
	}
	return strings.TrimRight(line[:column], " "), line[column:]
}
