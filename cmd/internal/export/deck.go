package export

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"cards/deck/from/pattern"
	"cards/deck/markup"
)

// writeMarkdown writes one deck: of several, each has a heading.
func writeMarkdown(w io.Writer, decks []Deck) error {
	b := bufio.NewWriter(w)
	var section []string
	first := true
	for _, d := range decks {
		for _, n := range d.Notes {
			if !first {
				b.WriteByte('\n')
			}
			first = false
			path := n.Section
			if len(decks) > 1 {
				path = append([]string{d.Name}, n.Section...)
			}
			writeHeadings(b, section, path)
			section = path
			b.WriteString(n.Raw)
		}
	}
	return b.Flush()
}

// writeHeadings writes the headings that lead from one section to another.
func writeHeadings(b *bufio.Writer, from, to []string) {
	if slices.Equal(from, to) {
		return
	}
	same := 0
	for same < len(from) && same < len(to)-1 && from[same] == to[same] {
		same++
	}
	for i, title := range to[same:] {
		fmt.Fprintf(b, "%s %s\n\n", strings.Repeat("#", min(same+i+1, 6)), title)
	}
}

// writeHashcards writes one deck as hashcards reads it: without words beside labels, comments, tags
// and headings, with explanations below the answers and gaps in brackets.
func writeHashcards(w io.Writer, decks []Deck) error {
	b := bufio.NewWriter(w)
	first := true
	for _, d := range decks {
		for _, n := range d.Notes {
			if !first {
				b.WriteString("\n---\n\n")
			}
			first = false
			writeHashcard(b, &n)
		}
	}
	return b.Flush()
}

func writeHashcard(b *bufio.Writer, n *Note) {
	more := n.More
	if more != "" {
		more = "\n\n" + more
	}
	label, answer := string(n.Label), "A"
	if label == "T" {
		answer = "D"
	}
	if label == "C" {
		fmt.Fprintf(b, "C: %s\n", plain(bracketed(n.Prompt)+more))
		return
	}
	fmt.Fprintf(b, "%s: %s\n%s: %s\n", label, plain(n.Prompt), answer, plain(n.Answer+more))
}

// plain returns a text in which hashcards finds neither labels nor separators, and no comments,
// which it would show.
func plain(text string) string {
	text = strings.TrimSpace(markup.WithoutComments(text))
	for strings.Contains(text, "\n\n\n") {
		text = strings.ReplaceAll(text, "\n\n\n", "\n\n")
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		isLabel := len(line) > 1 && line[1] == ':' && strings.IndexByte("QACTD", line[0]) >= 0
		switch {
		case i > 0 && isLabel:
			lines[i] = " " + line
		case strings.TrimSpace(line) == "---":
			lines[i] = strings.Replace(line, "---", "***", 1)
		}
	}
	return strings.Join(lines, "\n")
}

// bracketed returns the text of a cloze with all gaps in brackets. Code and formulas stay as they
// are.
func bracketed(text string) string {
	var b strings.Builder
	pos, depth := 0, 0
	end := markup.Span{Range: markup.Range{Start: len(text), End: len(text)}}
	for _, s := range append(markup.ClozeSpans(text), end) {
		depth = numberedGaps(&b, text[pos:s.Start], depth)
		b.WriteString(s.In(text))
		pos = s.End
	}
	return b.String()
}

// numberedGaps writes a text with the gaps in it that have a number in brackets, without their
// hints. depth says in how many it begins, and the result in how many it ends.
func numberedGaps(b *strings.Builder, text string, depth int) int {
	for text != "" {
		open := gapMark().FindString(text)
		switch {
		case open != "":
			depth++
			b.WriteByte('[')
			text = text[len(open):]
		case depth > 0 && strings.HasPrefix(text, "}}"):
			depth--
			b.WriteByte(']')
			text = text[2:]
		case depth > 0 && strings.HasPrefix(text, "::"):
			if end := strings.Index(text, "}}"); end >= 0 {
				text = text[end:]
				continue
			}
			fallthrough
		default:
			b.WriteByte(text[0])
			text = text[1:]
		}
	}
	return depth
}

// gapMark matches what opens a gap with a number.
var gapMark = pattern.New(`^\{\{c\d+::`)
