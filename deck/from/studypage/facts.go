package studypage

import (
	"strings"

	"cards/deck/suggest"
)

// Facts returns the statements of the study notes, each with what it stands under.
func (p *Page) Facts() []suggest.Fact { return factsOf(p.Notes) }

// FactsOf returns the statements of study notes by themselves, as a deck has them.
func FactsOf(notes string) []suggest.Fact {
	r := newReader(notes)
	entries := r.entries(section{end: len(r.lines)})
	nest(entries)
	return factsOf(placed(entries))
}

// factsOf returns all items but those that others stand below.
func factsOf(items []Item) []suggest.Fact {
	var facts []suggest.Fact
	var above []Item
	for _, n := range items {
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
			Line: n.Line, Headings: headings, Label: n.Label, Text: n.Text,
		})
	}
	return facts
}
