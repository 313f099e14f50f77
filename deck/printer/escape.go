package printer

import (
	"strings"
	"unicode/utf8"

	"cards/deck"
	"cards/deck/char"
	"cards/deck/fork"
	"cards/deck/form"
	"cards/deck/label"
	"cards/deck/markup"
)

// Escape returns Markdown from elsewhere so that a deck may hold it as a part of a note, behind a
// label or on the lines below one: it then reads as this text and means the same, and nothing in it
// acts as a label, a separator, a heading, a line of tags or the marker of a conflict. Such lines
// get a space before them, which neither Markdown nor a key minds; openings that nothing closes,
// and a task list with nothing ticked, get backslashes. White space at its ends is removed, and
// what no deck may hold is replaced by U+FFFD. Brackets stay: in a cloze they are gaps.
func Escape(text string) string {
	if opensNothing(text) && utf8.ValidString(text) {
		if acts(text) {
			return " " + text
		}
		return text
	}
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	if char.IsFoul(text) {
		text = char.Clean(text)
	}
	text = strings.TrimSpace(text)
	blocks := markup.NewBlocks(text, label.EndsNote)
	var out strings.Builder
	for pos := 0; pos < len(text); {
		b := blocks.At(pos)
		piece := b.In(text)
		atLineStart := pos == 0 || text[pos-1] == '\n'
		switch {
		case b.Unclosed:
			out.WriteString(escapeOpening(piece, b.Marks.Start-pos))
		case b.Kind == markup.BlockText && atLineStart && acts(strings.TrimSuffix(piece, "\n")):
			out.WriteString(" " + piece)
		case b.Kind == markup.BlockComment && pos == 0:
			out.WriteString(indented(piece, label.EndsNote)) // none may be in it behind a label
		default:
			out.WriteString(piece)
		}
		pos = b.End
	}
	return defused(indented(out.String(), isMarker))
}

// opensNothing says whether a text is one line that begins with a letter or a digit, and has no
// sign that could open a block, nor a character that is ASCII and in no deck: most are, and need no
// closer look.
func opensNothing(text string) bool {
	if text == "" || strings.HasSuffix(text, " ") {
		return false
	}
	first := text[0]
	if isLetter := first|0x20 >= 'a' && first|0x20 <= 'z'; !isLetter &&
		(first < '0' || first > '9') {
		return false
	}
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ', c == '`', c == '~', c == '$', c == '<', c == '\\', c == '%':
			return false
		}
	}
	return true
}

// indented returns a text with a space before each line that is so.
func indented(text string, isSo func(line string) bool) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		if isSo(strings.TrimSuffix(line, "\n")) {
			out.WriteByte(' ')
		}
		out.WriteString(line)
	}
	return out.String()
}

// isMarker says whether a line is the marker of a conflict, which no line may be, not even one of
// code.
func isMarker(line string) bool {
	mark, _ := fork.Marker(line)
	return strings.IndexByte("<>|", mark) >= 0
}

// acts says whether a line is more than text at the start of a line, or is taken for a label
// written wrongly.
func acts(line string) bool {
	_, size := form.Lookalike(line)
	return size > 0 || label.EndsNote(line) || label.Tags(line) != nil
}

// escapeOpening makes text of the marks at a place of a line that would open a block.
func escapeOpening(line string, at int) string {
	mark := line[at : at+1]
	if mark == "<" {
		return line[:at] + `\` + line[at:]
	}
	rest := strings.TrimLeft(line[at:], mark)
	return line[:at] + strings.Repeat(`\`+mark, len(line)-at-len(rest)) + rest
}

// defused returns text so that it is no task list with nothing ticked, which no answer may be.
func defused(text string) string {
	if text == "" || strings.IndexByte("-*+", text[0]) < 0 || !strings.Contains(text, "[") {
		return text
	}
	for _, card := range deck.Parse("", "Q: a\nA: "+text).Broken {
		if card.Kind == deck.KindChoice {
			return strings.Replace(text, "[", `\[`, 1)
		}
	}
	return text
}
