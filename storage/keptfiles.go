package storage

import "cards/storage/boltfile"

// keptFiles is what was read of all deck files, and holds as long as nobody writes the collection's
// file: one command reads it in several transactions.
type keptFiles struct {
	state  boltfile.State
	files  map[fileID]*deckFile // nil if they were not read
	sorted []*deckFile          // these in the order of decks and paths; nil if nobody asked for it
	counts map[fileID]counts    // likewise
}

// renewKept forgets what was read in another state of the file than the transaction sees.
func (t *textTx) renewKept() error {
	if t.same {
		return nil
	}
	state, err := t.State()
	if err != nil {
		return err
	}
	k := t.kept
	if (k.files != nil || k.counts != nil) && !k.state.Same(state) {
		*k = keptFiles{}
	}
	k.state, t.same = state, true
	return nil
}

// outlive takes over to the state that a transaction left which changed no deck file.
func (k *keptFiles) outlive(left boltfile.State) {
	if k.files != nil && k.state.IsBefore(left) {
		*k = keptFiles{state: left, files: k.files, sorted: k.sorted}
	}
}
