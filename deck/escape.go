package deck

import "strings"

// Escape returns Markdown from elsewhere so that a deck may hold it as a part of a note, behind a label or on the lines
// below one: it then reads as this text and means the same, and nothing in it acts as a label, a separator, a heading
// or a line of tags. Such lines get a space before them, which neither Markdown nor a key minds; openings that nothing
// closes, and a task list with nothing ticked, get backslashes. White space at its ends is removed, and what no deck
// may hold is replaced by U+FFFD. Brackets stay: in a cloze they are gaps.
func Escape(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	text = strings.TrimSpace(cleanFoul(text))
	b := newBlocks(text)
	var out strings.Builder
	for pos := 0; pos < len(text); {
		kind, end, closed := b.open(pos)
		piece := text[pos:end]
		atLineStart := pos == 0 || text[pos-1] == '\n'
		switch {
		case !closed:
			out.WriteString(escapeOpening(piece, kind))
		case kind == plain && atLineStart && acts(strings.TrimSuffix(piece, "\n")):
			out.WriteString(" " + piece)
		default:
			out.WriteString(piece)
		}
		pos = end
	}
	return defused(out.String())
}

// acts says whether a line is more than text at the start of a line, or is taken for a label written wrongly.
func acts(line string) bool {
	_, isLabel := readLabel(line)
	level, _ := readHeading(line)
	return isLabel || level > 0 || isSeparator(line) || readTags(line) != nil || lookalike(line) > 0
}

// escapeOpening makes text of the marks on a line that would open a block.
func escapeOpening(line string, kind chunkKind) string {
	switch kind {
	case comment:
		return `\` + line
	case formula:
		return `\$\$` + line[2:]
	case fence, plain:
	}
	start := strings.IndexAny(line, "`~")
	size := len(line[start:]) - len(strings.TrimLeft(line[start:], line[start:start+1]))
	return line[:start] + strings.Repeat(`\`+line[start:start+1], size) + line[start+size:]
}

// defused returns text so that it is no task list with nothing ticked, which no answer may be.
func defused(text string) string {
	if strings.IndexByte("-*+", (text + " ")[0]) < 0 {
		return text
	}
	for _, card := range Parse("", []byte("Q: a\nA: "+text)).Broken {
		if card.Kind == KindChoice {
			return strings.Replace(text, "[", `\[`, 1)
		}
	}
	return text
}
