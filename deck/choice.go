package deck

import (
	"slices"
	"strings"

	"cards/deck/markup"
	"cards/deck/normal"
)

// option is an item of a task list and what normalising it needs.
type option struct {
	Option
	fenced, flowing []bool
}

// readOptions returns the items of a body that is a task list and nothing else, nil for any other
// body. indent is how far its first line was indented.
func readOptions(b body, indent int) []option {
	if b.text == "" || strings.IndexByte("-*+", b.text[0]) < 0 {
		return nil
	}
	var options []option
	flowing := b.flowing()
	start, first := 0, 0 // of the text of the open item: its place and its line
	end := 0             // of the line before
	closeItem := func(line int) {
		if n := len(options); n > 0 {
			options[n-1].Text = strings.TrimSpace(b.text[start:end])
			if b.fenced != nil {
				options[n-1].fenced = b.fenced[first:line]
			}
			if flowing != nil {
				options[n-1].flowing = flowing[first:line]
			}
		}
	}
	number := 0
	for pos := 0; pos <= len(b.text); number++ {
		lineEnd := markup.LineEnd(b.text, pos)
		line := b.text[pos:lineEnd]
		inFence := b.fenced != nil && b.fenced[number]
		rest := strings.TrimLeft(line, " \t")
		blank := len(line) - len(rest)
		isBelow := number > 0 && markup.Width(line[:blank]) >= indent+2
		inner := rest == "" || isBelow // belongs to the item above
		box, right := readBox(rest)
		switch {
		case !inFence && !inner && box > 0:
			closeItem(number)
			options = append(options, option{Option: Option{Right: right}})
			start, first = pos+blank+box, number
		case len(options) == 0, !inner:
			return nil
		}
		end = lineEnd
		pos = lineEnd + 1
	}
	closeItem(number)
	return options
}

// readBox returns the length of the bullet and the box that text begins with, 0 for none, and
// whether it is ticked.
func readBox(text string) (size int, right bool) {
	if text == "" || strings.IndexByte("-*+", text[0]) < 0 {
		return 0, false
	}
	rest := strings.TrimLeft(text[1:], " \t")
	size = len(text) - len(rest)
	box, right := markup.Box(rest)
	if size == 1 || box == 0 {
		return 0, false
	}
	return size + box, right
}

// normalOptions returns the answer of a choice as its key needs it, its options, and whether any is
// right.
func normalOptions(items []option) (text string, options []Option, right bool) {
	lines := make([]string, len(items))
	for i, item := range items {
		mark := "o "
		if item.Right {
			mark, right = "x ", true
		}
		lines[i] = mark + normal.Text(item.Text, item.fenced)
		item.Text = markup.MarkFlow(item.Text, item.flowing)
		options = append(options, item.Option)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n"), options, right
}
