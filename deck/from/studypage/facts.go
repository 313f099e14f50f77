package studypage

import (
	"strings"

	"cards/deck/suggest"
)

// Facts returns the statements of the study notes, each with what it stands under: all items but
// those that others stand below.
func (p *Page) Facts() []suggest.Fact {
	var facts []suggest.Fact
	var above []Item
	for _, n := range p.Notes {
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
