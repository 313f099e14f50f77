package cli

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"cards/cmd/internal/out"
	"cards/deck"
	"cards/deck/hashcards"
	"cards/storage"
)

// compatDiagnostics names what hashcards would read otherwise: each kind once a folder, at its
// first place there.
func (c *collection) compatDiagnostics(decks []storage.DeckInfo) []deck.Diagnostic {
	type group struct {
		folder string
		kind   hashcards.Kind
	}
	first := make(map[group]deck.Diagnostic)
	more := make(map[group]int)
	decks = slices.Clone(decks)
	slices.SortFunc(decks, func(a, b storage.DeckInfo) int { return cmp.Compare(a.Path, b.Path) })
	for _, d := range decks {
		text, err := readSmall(c.file(d.Path))
		if err != nil {
			continue // the compile has said what there is to say
		}
		for _, diff := range hashcards.Differences(d.Path, []byte(text)) {
			g := group{path.Dir(d.Path), diff.Kind}
			if more[g]++; more[g] == 1 {
				first[g] = deck.Diagnostic{
					Path: d.Path, Pos: diff.Pos, Severity: deck.Warning, Text: "hashcards " +
						string(diff.Kind),
				}
			}
		}
	}
	var found []deck.Diagnostic
	for g, d := range first {
		if n := more[g] - 1; n > 0 {
			d.Text += fmt.Sprintf("; so in %s of this folder", out.Plural(n, "more file"))
		}
		found = append(found, d)
	}
	slices.SortFunc(found, func(a, b deck.Diagnostic) int {
		return cmp.Or(a.Compare(b), cmp.Compare(a.Text, b.Text))
	})
	return found
}
