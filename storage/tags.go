package storage

import (
	"maps"
	"slices"

	"cards/storage/wire"
)

// Tags returns all tags of the deck files, sorted.
func (c *cardOwner) Tags() ([]string, error) {
	var tags []string
	err := c.view(func(t *txn) error {
		files, err := t.deckFiles()
		if err == nil {
			tags, err = t.allTags(files)
		}
		return err
	})
	return tags, err
}

// allTags returns the tags of some files, sorted.
func (t *textTx) allTags(files map[fileID]*deckFile) ([]string, error) {
	tags := make(map[string]bool)
	for id := range files {
		if err := t.addTags(tags, id); err != nil {
			return nil, err
		}
	}
	return slices.Sorted(maps.Keys(tags)), nil
}

// addTags adds the tags of a file, of whose notes nothing else is read.
func (t *textTx) addTags(tags map[string]bool, id fileID) error {
	text, err := t.compiledText(id)
	if err != nil {
		return err
	}
	for i := range text.n {
		d := wire.NewDecoder(text.raw(i))
		skipToTags(d)
		for n := d.Count(); n > 0; n-- {
			if tag := rawText(d); !tags[string(tag)] {
				tags[string(tag)] = true
			}
		}
		if err := d.Err(); err != nil {
			return &wire.CorruptError{Bucket: bucketNotes, Key: id.bytes(), Err: err}
		}
	}
	return nil
}
