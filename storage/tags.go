package storage

import (
	"maps"
	"slices"

	"cards/storage/wire"
)

// Tags returns all tags of the deck files, sorted.
func (c *Collection) Tags() ([]string, error) {
	tags := make(map[string]bool)
	err := c.view(func(t *txn) error {
		files, err := t.deckFiles()
		for id := range files {
			if err == nil {
				err = t.addTags(tags, id)
			}
		}
		return err
	})
	return slices.Sorted(maps.Keys(tags)), err
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
