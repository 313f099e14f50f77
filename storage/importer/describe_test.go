package importer_test

import (
	"fmt"
	"maps"
	"slices"

	"cards/storage/importer"
)

// describe returns reports as lines that are easy to compare.
func describe(reports []importer.Report) []string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	for _, r := range reports {
		same := ""
		if r.Same {
			same = ", same"
		}
		add("%s: %s %s, %d notes, media %v%s", r.File, r.Format, r.Deck, r.Notes, r.Media, same)
		for _, c := range r.Cards {
			draft := ""
			if c.Draft {
				draft = "draft "
			}
			add("  %d %s %s %s%q = %q", c.Line, c.Kind, c.Status, draft, c.Question, c.Answer)
		}
		for _, l := range r.LeftOut {
			add("  left out %d: %s", l.Line, l.Reason)
		}
		for _, l := range r.Refused {
			add("  refused %d: %s", l.Line, l.Reason)
		}
	}
	return lines
}

func sortedNames(all files) []string { return slices.Sorted(maps.Keys(all)) }
