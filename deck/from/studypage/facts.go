package studypage

import (
	"strings"
	"unicode"

	"cards/deck/markup"
	"cards/deck/suggest"
)

// Facts returns the statements of the study notes, each with what it stands under.
func (p *Page) Facts() []suggest.Fact { return factsOf(p.Notes) }

// FactsOf returns the statements of study notes by themselves, as a deck has them. What an editor
// broke into several lines is one statement, of the first of them; blocks of code say nothing.
func FactsOf(notes string) []suggest.Fact {
	r := newReader(unwrapped(notes))
	entries := r.entries(section{end: len(r.lines)})
	nest(entries)
	return factsOf(placed(entries))
}

// unwrapped returns notes with as many lines, in which each paragraph that an editor wrapped stands
// on the first of its lines, and in which lines of code are empty.
func unwrapped(notes string) string {
	lines := strings.Split(notes, "\n")
	fence := ""
	for i, line := range lines {
		mark := fenceOf(line)
		if fence == "" && mark == "" {
			continue
		}
		lines[i] = ""
		switch {
		case fence == "":
			fence = mark
		case strings.HasPrefix(mark, fence) && strings.Trim(line, " "+mark) == "":
			fence = ""
		}
	}
	for i := len(lines) - 2; i >= 0; i-- {
		text, flows := strings.CutSuffix(lines[i], string(markup.Flow))
		if lines[i] = text; flows && !isLabelled(lines[i+1]) {
			lines[i], lines[i+1] = text+" "+strings.TrimSpace(lines[i+1]), ""
		}
	}
	return strings.Join(lines, "\n")
}

// fenceOf returns the signs with which a line begins or ends a block of code; "" if it does
// neither.
func fenceOf(line string) string {
	line = strings.TrimLeft(line, " ")
	for _, sign := range []string{"`", "~"} {
		if n := len(line) - len(strings.TrimLeft(line, sign)); n >= 3 {
			return line[:n]
		}
	}
	return ""
}

// isLabelled says whether a line begins with a label: it says something by itself.
func isLabelled(line string) bool {
	var e entry
	e.split(strings.TrimSpace(line))
	return e.Label != "" && unicode.IsUpper([]rune(e.Label)[0])
}

// factsOf returns all items but those that others stand below.
func factsOf(items []Item) []suggest.Fact {
	var facts []suggest.Fact
	var above []Item
	lists := listsOf(items)
	for at, n := range items {
		for last := len(above) - 1; last >= 0; last-- {
			if above[last].Depth < n.Depth && above[last].Section == n.Section {
				break
			}
			above = above[:last]
		}
		if n.Parent {
			above = append(above, n)
			continue
		}
		var headings []string
		for _, a := range above {
			headings = append(headings, strings.TrimSpace(a.Label+" "+a.Text))
		}
		facts = append(facts, suggest.Fact{
			Line: n.Line, Headings: headings, Label: n.Label, Text: n.Text, Marked: n.Marked,
			List: lists[at], Numbered: n.Numbered,
		})
	}
	return facts
}

// listsOf returns for each item which list it is in, 0 for a paragraph: items of one depth with
// nothing less deep between them.
func listsOf(items []Item) []int {
	lists := make([]int, len(items))
	var open []int // lists, by their depth
	count := 0
	for i, n := range items {
		if n.Prose {
			open = nil
			continue
		}
		for len(open) <= n.Depth {
			count++
			open = append(open, count)
		}
		open = open[:n.Depth+1]
		lists[i] = open[n.Depth]
	}
	return lists
}
