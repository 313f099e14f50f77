package importer

import (
	"slices"

	"cards/deck"
	"cards/storage"
	"cards/storage/journal"
)

// knownEntry is a note that is not written, of which the log may take more.
type knownEntry struct {
	*entry
	// text says that the note is as it was when the import brought its text, so that its origin may
	// be kept as it is now.
	text  bool
	fresh [][]bool // by card and source: the log does not have the source's card yet
	files []string // by card: where it stands
}

// seen says what a card in a deck asks that a source names from now on: once its text is edited,
// that is what it is known by.
func (k *knownEntry) seen(card, nth int, file string) sourced {
	c := &k.cards[card]
	text := journal.TextSeen{Key: c.Key, Kind: c.Kind, Text: c.Text, Path: file}
	return saying(k.Note.Cards[card].Sources[nth].Origin(k.format), text)
}

// know notes the notes that are not written, and what the log lacks of them.
func (t *taking) know(entries []*entry) error {
	var keys []deck.Key
	for _, e := range entries {
		for i := range e.Note.Cards {
			for j := range e.Note.Cards[i].Sources {
				keys = append(keys, e.Note.Cards[i].Sources[j].Origin(e.format).SourceKey())
			}
		}
		for _, c := range e.cards {
			keys = append(keys, c.Key)
		}
	}
	if len(entries) == 0 {
		return nil
	}
	fates, err := t.past.fates(keys)
	if err != nil {
		return err
	}
	for _, e := range entries {
		asIs := e.status == Same || e.status == Duplicate ||
			e.status == Changed && len(e.Note.Was) > 0
		k := knownEntry{entry: e, text: asIs || len(e.cards) == 0}
		for i := range e.Note.Cards {
			var fresh []bool
			for range e.Note.Cards[i].Sources {
				fresh = append(fresh, asIs && !fates[0].Arrived)
				fates = fates[1:]
			}
			k.fresh = append(k.fresh, fresh)
		}
		k.files, fates = paths(fates, len(e.cards))
		t.plan.known = append(t.plan.known, k)
	}
	met := slices.Clone(t.plan.known[len(t.plan.known)-len(entries):])
	for _, e := range t.entries {
		if e.status == Changed && !slices.Contains(entries, e) { // it is written anew
			met = append(met, knownEntry{entry: e})
		}
	}
	return t.meet(met)
}

func paths(fates []storage.Fate, n int) (list []string, rest []storage.Fate) {
	for _, f := range fates[:n] {
		list = append(list, f.Path)
	}
	return list, fates[n:]
}
