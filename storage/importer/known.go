package importer

import "cards/storage/journal"

// knownEntry is a note that is not written, of which the log may take more.
type knownEntry struct {
	*entry
	// text says that the note is as it was when the import brought its text, so that its origin may be
	// kept as it is now.
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
