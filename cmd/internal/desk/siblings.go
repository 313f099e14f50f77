package desk

import (
	"golang.org/x/text/unicode/norm"

	"cards/storage"
)

// Siblings returns the other cards of a card's note, in their order; none of a card whose text is
// gone.
func Siblings(store *storage.Collection, card *storage.Card) ([]*storage.Card, error) {
	if card.Line == 0 {
		return nil, nil
	}
	var found []*storage.Card
	scope := storage.Scope{Paths: []string{norm.NFC.String(card.Path)}}
	err := store.Cards(scope, func(other *storage.Card) bool {
		if other.Note == card.Note && other.ID != card.ID {
			found = append(found, other)
		}
		return true
	})
	return found, err
}
