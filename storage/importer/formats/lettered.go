package formats

import (
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/from/pattern"
	"cards/deck/markup"
	"cards/storage/importer/source"
)

var bulletMark = pattern.New(`^[-*+•]\s+(?:\[ \]\s+)?`)

// chooseLettered makes a choice of a note whose question ends in options with letters, "a) Paris",
// and whose answer names some of them: by letters, by texts or by both. What stands below the line
// that names them explains.
func chooseLettered(n *source.Note) {
	asked, options, marks := cutLettered(n.Prompt)
	if len(options) < 2 || asked == "" {
		return
	}
	lines := strings.Split(n.Answer, "\n")
	if !rightIn(options, marks, lines[0]) {
		return
	}
	below := 1
	for below < len(lines) && rightIn(options, marks, lines[below]) {
		below++
	}
	more := strings.TrimSpace(strings.Join(lines[below:], "\n"))
	n.Prompt, n.Answer, n.Options = asked, "", options
	n.More = strings.TrimSpace(more + "\n\n" + n.More)
}

// rightIn makes those options right that a line names; false if it names anything else.
func rightIn(options []deck.Option, marks []rune, line string) bool {
	line = markup.WithoutStrong(strings.TrimSpace(line))
	return tickNamed(options, marks, line) ||
		tickNamed(options, marks, strings.TrimRight(line, "."))
}

// cutLettered cuts the options off the end of a question: lines that begin with the letters from a
// on, in order. None are returned if two of them say the same.
func cutLettered(text string) (asked string, options []deck.Option, marks []rune) {
	lines := strings.Split(text, "\n")
	at := len(lines)
	for ; at > 0; at-- {
		line := bulletMark().ReplaceAllString(strings.TrimSpace(lines[at-1]), "")
		mark, option := cutLeadingMark(line)
		if line == "" {
			continue
		}
		if mark < 'a' || mark > 'h' || option == "" || len(marks) > 0 && mark != marks[0]-1 {
			break
		}
		same := func(o deck.Option) bool { return strings.EqualFold(o.Text, option) }
		if slices.ContainsFunc(options, same) {
			return text, nil, nil
		}
		marks = slices.Insert(marks, 0, mark)
		options = slices.Insert(options, 0, deck.Option{Text: option})
	}
	if len(marks) == 0 || marks[0] != 'a' {
		return text, nil, nil
	}
	return strings.TrimSpace(strings.Join(lines[:at], "\n")), options, marks
}
