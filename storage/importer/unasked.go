package importer

import (
	"slices"

	"cards/deck"
	"cards/storage/importer/source"
)

// keepUnasked leaves only what the deck that a file of the collection is does not ask, as it stands
// there in forms that are no labels; false if that is nothing.
func keepUnasked(c *source.Content, f *deck.File) bool {
	asked := make(map[int]bool, len(f.Notes)) // lines
	for _, n := range f.Notes {
		asked[n.Pos.Line] = true
	}
	if c.Whole != nil {
		return false
	}
	c.Items = slices.DeleteFunc(c.Items, func(i source.Item) bool {
		return i.Note == nil || asked[i.Note.Line]
	})
	for i := range c.Parts {
		if p := &c.Parts[i]; p.As == source.Taken && asked[p.Line] {
			p.As = source.Frame
		}
	}
	return len(c.Items) > 0
}
