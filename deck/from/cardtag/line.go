package cardtag

import (
	"fmt"
	"slices"
	"strings"

	"cards/deck/from/pattern"
	"cards/deck/markup"
)

var (
	mark = pattern.New(`(?:^|\s|([*_~^)\]}?!.:$` + "`" + `]))#(?:(card|flashcard)s?|\[\[card\]\])` +
		`([/-](?:reversed?|both|bidirectional))?(\s|$)`)
	tag      = pattern.New(`(^|\s)#(?:\[\[([^\[\]]+)\]\]|([^\s#,;.!?()\[\]]+))`)
	item     = pattern.New(`^(\s*)(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?`)
	property = pattern.New(`^\s*(?:[-*+]\s+)?([A-Za-z][\w.-]*):: ?(.*)$`)
	gap      = pattern.New(`\{\{cloze ([^{}]+?)\}\}|==([^=\s](?:[^=]*[^=\s])?)==|` +
		`\{(?:\d+:)?([^{}]+)\}`)
	// size is what Logseq writes behind a picture that was made larger or smaller.
	size    = pattern.New(`(!\[[^\[\]]*\]\([^()]*\))\{:[^{}]*\}`)
	blockID = pattern.New(`^\s*(?:\^([A-Za-z0-9-]+)|<!--\s*ID:?\s*(\d+)\s*-->)\s*$`)
)

// fields are words that people name properties of a note by, which are no questions.
func fields() []string {
	return []string{
		"created", "updated", "modified", "date", "tags", "tag", "status", "type", "alias",
		"aliases", "source", "author", "up", "related", "topic", "id", "collapsed", "title",
		"url", "cssclass", "project",
	}
}

// own matches a property that Logseq itself writes below the first line of a block.
var own = pattern.New(`^\s*(?:id:: [0-9a-f]{8}-[0-9a-f-]{27}|collapsed:: true|` +
	`heading:: (?:true|\d)|(?:card-(?:last|next|repeats|ease)|logseq\.|hl-|ls-type)[\w.-]*:: .*)\s*$`)

// IsLogseq says whether a note has properties that Logseq writes by itself.
func IsLogseq(text string) bool {
	if !strings.Contains(text, ":: ") {
		return false
	}
	for line := range strings.Lines(text) {
		if strings.Contains(line, ":: ") && own().MatchString(line) {
			return true
		}
	}
	return false
}

// isOutline says whether a note is one of Logseq: it has properties that Logseq writes, or each
// line at the margin is an item of a list, a property or a heading with items that a tab indents
// below it.
func isOutline(lines []string) bool {
	items, isOutline := 0, true
	for i, line := range lines {
		switch {
		case strings.Contains(line, ":: ") && own().MatchString(line):
			return true
		case strings.TrimSpace(line) == "" || line[0] == ' ' || line[0] == '\t':
		case strings.HasPrefix(line, "- ") || line == "-" || isTop(lines, i):
			items++
		case !property().MatchString(line):
			isOutline = false
		}
	}
	return isOutline && items > 0
}

// isTop says whether a line is a heading that stands for the item that those below it belong to, as
// Logseq writes the first of a page.
func isTop(lines []string, at int) bool {
	if level, _ := markup.Heading(lines[at]); level == 0 {
		return false
	}
	at++
	for at < len(lines) && (lines[at] == "" || property().MatchString(lines[at])) {
		at++
	}
	return at < len(lines) && strings.HasPrefix(lines[at], "\t-")
}

// cut returns a marked line without its mark, its tags and the marker of its list or heading,
// whether it is asked in both directions, and the tags.
func cut(
	line string, flashcards bool,
) (text string, reversed bool, tags []string, ok bool) {
	if strings.IndexByte(line, '#') < 0 {
		return line, false, nil, false
	}
	m := mark().FindStringSubmatch(line)
	if m == nil || m[2] == "flashcard" && !flashcards {
		return line, false, nil, false
	}
	text, tags = untagged(mark().ReplaceAllString(line, "$1$4"))
	return bare(text), m[3] != "", tags, true
}

// untagged returns a line without the tags at its ends, and all of its tags. One between words, or
// before the mark that ends a sentence, is a word of it and stays.
func untagged(line string) (text string, tags []string) {
	found := tag().FindAllStringSubmatchIndex(line, -1)
	for _, m := range found {
		name := line[max(m[4], m[6]):max(m[5], m[7])]
		tags = append(tags, strings.TrimSuffix(name, "/"))
	}
	end := len(line)
	for i := len(found) - 1; i >= 0 && strings.TrimSpace(line[found[i][1]:end]) == ""; i-- {
		end, found = found[i][3], found[:i]
	}
	start := 0
	for _, m := range found {
		if bare(line[start:m[3]]) != "" {
			break
		}
		start = m[1]
	}
	if start > 0 {
		return line[start:end], tags
	}
	return line[:end], tags
}

// bare returns a line without the marker of its list or heading.
func bare(line string) string {
	line = item().ReplaceAllString(line, "")
	if rest := strings.TrimLeft(strings.TrimSpace(line), "#"); strings.HasPrefix(rest, " ") {
		line = rest
	}
	return strings.TrimSpace(line)
}

// gaps returns a text with its gaps as {{c1::text}}, and how many these are. Of Logseq there are no
// others than its own.
func gaps(text string, outline bool) (string, int) {
	n := 0
	text = gap().ReplaceAllStringFunc(text, func(found string) string {
		m := gap().FindStringSubmatch(found)
		inner := m[1]
		if !outline && inner == "" {
			inner = m[2] + m[3]
		}
		if inner == "" {
			return found
		}
		n++
		return fmt.Sprintf("{{c%d::%s}}", n, inner)
	})
	return text, n
}

// pair returns the sides of a line that is a card by itself.
func pair(line string) (front, back string, reversed, ok bool) {
	m := property().FindStringSubmatch(line)
	if m != nil && slices.Contains(fields(), strings.ToLower(m[1])) {
		return "", "", false, false
	}
	before, after, isPair := strings.Cut(line, "::")
	if !isPair || strings.Count(before, "`")%2 == 1 {
		return "", "", false, false
	}
	back, reversed = strings.CutPrefix(after, ":")
	front, back = bare(before), strings.TrimSpace(back)
	return front, back, reversed, front != "" && back != ""
}

func indent(line string) int {
	n := 0
	for _, c := range line {
		switch c {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// dedented returns lines without what all of them are indented by.
func dedented(lines []string) string {
	least := -1
	for _, line := range lines {
		own := len(line) - len(strings.TrimLeft(line, " \t"))
		if strings.TrimSpace(line) != "" && (least < 0 || own < least) {
			least = own
		}
	}
	var out []string
	for _, line := range lines {
		out = append(out, line[min(max(least, 0), len(line)):])
	}
	return strings.Trim(strings.Join(out, "\n"), "\n")
}
