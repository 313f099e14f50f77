package storage

import (
	"cards/deck"
	"cards/storage/wire"
)

// Homes are where the cards of a scope are asked from.
type Homes struct {
	Decks []string           // names of the decks, sorted as [Collection.Decks] are
	Of    map[deck.Key]int32 // of a card by its name, the place of its deck in Decks; -1 if it has no text
	Draft map[deck.Key]bool  // whether a card is a draft
}

// Homes returns where the live cards of a scope are asked from, drafts and suspended included, and
// the orphans that are in it.
func (c *cardOwner) Homes(scope Scope) (Homes, error) {
	h := Homes{Of: make(map[deck.Key]int32), Draft: make(map[deck.Key]bool)}
	err := c.view(func(t *txn) error {
		chosen, err := t.choose(scope)
		if err != nil {
			return err
		}
		of := make(map[fileID]int32, len(chosen.files))
		for _, f := range chosen.files {
			of[f.id] = int32(len(h.Decks))
			h.Decks = append(h.Decks, f.deck)
		}
		for _, name := range chosen.orphans {
			h.Of[name] = -1
		}
		return t.Bucket(bucketPlaces).ForEach(func(key, _ []byte) error {
			places, err := t.places(deck.Key(key))
			if err != nil {
				return err
			}
			first, draft, ok := asked(places)
			if name := t.name(deck.Key(key)); ok && chosen.hasCard(first.file, name) {
				h.Of[name] = of[first.file]
				if draft {
					h.Draft[name] = true
				}
			}
			return nil
		})
	})
	return h, err
}

// TagsOf returns the tags of the cards of a scope that have any, by their names.
func (c *cardOwner) TagsOf(scope Scope) (map[deck.Key][]string, error) {
	tags := make(map[deck.Key][]string)
	err := c.view(func(t *txn) error {
		chosen, err := t.choose(scope)
		if err != nil {
			return err
		}
		for _, f := range chosen.files {
			if err := t.addTagsOf(tags, chosen, f); err != nil {
				return err
			}
		}
		return nil
	})
	return tags, err
}

// addTagsOf adds those of the cards that are asked from a file.
func (t *queryTx) addTagsOf(tags map[deck.Key][]string, ch *choice, f *deckFile) error {
	text, err := t.compiledText(f.id)
	if err != nil {
		return err
	}
	for i := range text.n {
		n, err := text.note(i)
		if err != nil {
			return &wire.CorruptError{Bucket: bucketNotes, Key: f.id.bytes(), Err: err}
		}
		for j := range n.Cards {
			at := spot{file: f.id, note: uint32(i), card: uint32(j)}
			if len(n.Tags) == 0 || !t.isFirst(n.Cards[j].Key, at) {
				continue
			}
			places, err := t.places(n.Cards[j].Key)
			if err != nil {
				return err
			}
			if name := t.name(n.Cards[j].Key); !places[0].held && ch.hasCard(f.id, name) {
				if tags[name], err = t.tagsAt(places, n.Tags); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
