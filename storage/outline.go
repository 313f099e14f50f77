package storage

import (
	"cards/deck"
	"cards/storage/wire"
)

// text is the compiled text of a file as it is stored, but for its seal: that waits for the file's
// number.
type text struct {
	notes   []byte
	outline *outline
}

func textOf(c *content) *text {
	e := encodeContent(c)
	notes := make([]byte, e.Len(), e.Len()+wire.SealSize) // many are held at once
	copy(notes, e.Value())
	return &text{notes: notes, outline: outlineOf(c)}
}

// outline is what placing needs of the text of a file: the text of many is too much to hold.
type outline struct {
	notes  []noteOutline
	broken []deck.Key
}

type noteOutline struct {
	id    string
	draft bool
	keys  []deck.Key // of its cards
}

func outlineOf(c *content) *outline {
	o := &outline{notes: make([]noteOutline, len(c.notes)), broken: c.broken}
	n := 0
	for i := range c.notes {
		n += len(c.notes[i].Cards)
	}
	keys := make([]deck.Key, 0, n)
	for i := range c.notes {
		o.notes[i], keys = noteOutlineOf(&c.notes[i], keys)
	}
	return o
}

// outline is [outlineOf] for the stored text of a file, of which nothing else is read.
func (t *textTx) outline(id fileID) (*outline, error) {
	text, err := t.compiledText(id)
	if err != nil {
		return nil, err
	}
	o := &outline{notes: make([]noteOutline, text.n)}
	keys := make([]deck.Key, 0, text.n)
	for i := range o.notes {
		if o.notes[i], keys, err = text.outline(i, keys); err != nil {
			break
		}
	}
	if err == nil {
		o.broken, _, err = text.rest("")
	}
	if err != nil {
		return nil, &wire.CorruptError{Bucket: bucketNotes, Key: id.bytes(), Err: err}
	}
	return o, nil
}

// noteOutlineOf appends the keys of a note to others and returns all of them.
func noteOutlineOf(n *deck.Note, keys []deck.Key) (noteOutline, []deck.Key) {
	start := len(keys)
	for i := range n.Cards {
		keys = append(keys, n.Cards[i].Key)
	}
	return noteOutline{id: n.ID, draft: n.Draft, keys: keys[start:len(keys):len(keys)]}, keys
}
