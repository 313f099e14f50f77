package srs

import "encoding/binary"

// notes numbers notes from 0, in the order in which they are met. A queue of a hundred thousand
// cards is made at every start of a review: a map of them takes as long as all the rest.
type notes struct {
	ids   []NoteID
	table []int32 // number plus one at the first free place from where the id leads, or 0; at most half full
}

// newNotes returns an empty numbering with room for n notes.
func newNotes(n int) *notes {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return &notes{ids: make([]NoteID, 0, n), table: make([]int32, size)}
}

// number returns the number of a note.
func (n *notes) number(id NoteID) int32 {
	at := n.place(id)
	if found := n.table[at]; found != 0 {
		return found - 1
	}
	n.ids = append(n.ids, id)
	n.table[at] = int32(len(n.ids))
	if 2*len(n.ids) > len(n.table) {
		n.grow()
	}
	return int32(len(n.ids) - 1)
}

// place returns the place of a note in the table, or the free one where it belongs. Ids are hashes.
func (n *notes) place(id NoteID) int {
	mask := len(n.table) - 1
	at := int(binary.LittleEndian.Uint64(id[:8])) & mask
	for n.table[at] != 0 && n.ids[n.table[at]-1] != id {
		at = (at + 1) & mask
	}
	return at
}

func (n *notes) grow() {
	n.table = make([]int32, 2*len(n.table))
	for i, id := range n.ids {
		n.table[n.place(id)] = int32(i + 1)
	}
}
