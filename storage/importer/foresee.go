package importer

import (
	"cards/deck"
	"cards/storage"
)

// comparedAtOnce is how many pieces of files are compared with the collection in one read.
const comparedAtOnce = 4000

// settle compares the files that are read with what is there, and plans what comes of them.
func (im *importer) settle() error {
	pending := im.pending
	im.pending, im.waiting = nil, 0
	if err := im.foresee(pending); err != nil {
		return err
	}
	for _, t := range pending {
		if err := t.run(); err != nil {
			return err
		}
	}
	return nil
}

// foresee finds out what has become of the texts of several files, all in one read.
func (im *importer) foresee(pending []*taking) error {
	im.foreseen = nil
	if len(pending) < 2 {
		return nil
	}
	var keys []deck.Key
	for _, t := range pending {
		for _, e := range t.entries {
			for _, c := range e.cards {
				keys = append(keys, c.Key)
			}
			keys = append(keys, t.keysBefore(e)...)
		}
	}
	fates, err := im.collection.Fates(keys)
	if err != nil {
		return err
	}
	im.foreseen = make(map[deck.Key]storage.Fate, len(keys))
	for i, k := range keys {
		im.foreseen[k] = fates[i]
	}
	return nil
}

// fates returns what has become of texts, in their order.
func (im *importer) fates(keys []deck.Key) ([]storage.Fate, error) {
	fates := make([]storage.Fate, len(keys))
	for i, k := range keys {
		fate, ok := im.foreseen[k]
		if !ok {
			return im.collection.Fates(keys)
		}
		fates[i] = fate
	}
	return fates, nil
}

// keysBefore returns those of the card of the source that a note is, and of the texts that it was
// exported with.
func (im *importer) keysBefore(e *entry) []deck.Key {
	if e.Note == nil || e.Note.Identity == "" && len(e.Note.Was) == 0 {
		return nil
	}
	return append([]deck.Key{im.originOf(e.brought(), 0).SourceKey()}, e.Note.Was...)
}
