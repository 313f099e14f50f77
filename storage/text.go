package storage

import (
	"bytes"
	"cmp"
	"maps"
	"slices"

	"cards/deck"
	"cards/storage/boltfile"
	"cards/storage/wire"
)

// textTx is the part of the deck files.
type textTx struct {
	*boltfile.Tx
	kept *keptFiles // what was read of them; nil where it may change
	same bool       // it holds for what this transaction sees
}

// deckFile returns what is known of one deck file, which must be stored.
func (t *textTx) deckFile(id fileID) (*deckFile, error) {
	return decodeDeckFile(id, t.Get(bucketFiles, id.bytes()))
}

// deckFiles returns what is known of all deck files, by number. It may be shared with later
// transactions: nobody changes it.
func (t *textTx) deckFiles() (map[fileID]*deckFile, error) {
	if t.kept == nil {
		return t.readDeckFiles()
	}
	if err := t.renewKept(); err != nil || t.kept.files != nil {
		return t.kept.files, err
	}
	files, err := t.readDeckFiles()
	if err == nil {
		t.kept.files = files
	}
	return files, err
}

// inOrder returns all deck files in the order of decks and paths. Nobody changes the list either.
func (t *textTx) inOrder(all map[fileID]*deckFile) []*deckFile {
	if t.kept == nil {
		return sortedFiles(all)
	}
	if t.kept.sorted == nil {
		t.kept.sorted = sortedFiles(all)
	}
	return t.kept.sorted
}

func sortedFiles(all map[fileID]*deckFile) []*deckFile {
	files := slices.AppendSeq(make([]*deckFile, 0, len(all)), maps.Values(all))
	slices.SortFunc(files, func(a, b *deckFile) int {
		return cmp.Or(cmp.Compare(a.deck, b.deck), cmp.Compare(a.path, b.path))
	})
	return files
}

func (t *textTx) readDeckFiles() (map[fileID]*deckFile, error) {
	files := make(map[fileID]*deckFile)
	err := t.Bucket(bucketFiles).ForEach(func(key, value []byte) error {
		if len(key) != len(fileID(0).bytes()) {
			return &wire.CorruptError{Bucket: bucketFiles, Key: key, Err: wire.ErrShort}
		}
		f, err := decodeDeckFile(fileIDOf(key), value)
		if err == nil {
			files[f.id] = f
		}
		return err
	})
	return files, err
}

// content reads the stored text of a file whole, without diagnostics.
func (t *textTx) content(id fileID) (*content, error) {
	text, err := t.compiledText(id)
	if err != nil {
		return nil, err
	}
	c := &content{notes: make([]deck.Note, text.n)}
	for i := range c.notes {
		n, err := text.note(i)
		if err != nil {
			return nil, &wire.CorruptError{Bucket: bucketNotes, Key: id.bytes(), Err: err}
		}
		c.notes[i] = *n
	}
	c.broken, _, err = text.rest("")
	if err != nil {
		return nil, &wire.CorruptError{Bucket: bucketNotes, Key: id.bytes(), Err: err}
	}
	return c, nil
}

// noteAt reads the note of a spot.
func (t *textTx) noteAt(s spot) (*deck.Note, error) {
	text, err := t.compiledText(s.file)
	if err != nil {
		return nil, err
	}
	n, err := text.note(int(s.note))
	if err != nil {
		return nil, &wire.CorruptError{Bucket: bucketNotes, Key: s.file.bytes(), Err: err}
	}
	return n, nil
}

// noteOfCard reads the note of a spot, which has the card there, and what is known of its file.
func (t *textTx) noteOfCard(s spot) (*deck.Note, *deckFile, error) {
	n, err := t.noteAt(s)
	if err != nil {
		return nil, nil, err
	}
	if int(s.card) >= len(n.Cards) {
		return nil, nil, &wire.CorruptError{Bucket: bucketNotes, Key: s.file.bytes(), Err: wire.ErrShort}
	}
	f, err := t.deckFile(s.file)
	return n, f, err
}

func (t *textTx) problems() ([]deck.Diagnostic, error) {
	value := t.Get(bucketMeta, []byte(metaProblems))
	if value == nil {
		return nil, nil
	}
	d := wire.NewDecoder(value)
	list := make([]deck.Diagnostic, d.Count())
	for i := range list {
		list[i] = deck.Diagnostic{
			Path: d.String(), Severity: deck.Severity(d.Byte()), Text: d.String(), Hint: d.String(),
		}
	}
	if err := d.End(); err != nil {
		return nil, &wire.CorruptError{Bucket: bucketMeta, Key: []byte(metaProblems), Err: err}
	}
	return list, nil
}

func encodeProblems(list []deck.Diagnostic) []byte {
	var e wire.Encoder
	e.Uint(uint64(len(list)))
	for _, p := range list {
		e.String(p.Path)
		e.Byte(byte(p.Severity))
		e.String(p.Text)
		e.String(p.Hint)
	}
	return e.Value()
}

// hasProblems says whether these problems are those stored.
func (t *textTx) hasProblems(list []deck.Diagnostic) bool {
	return bytes.Equal(t.Get(bucketMeta, []byte(metaProblems)), encodeProblems(list))
}

func (t *textTx) putProblems(list []deck.Diagnostic) error {
	return t.Put(bucketMeta, []byte(metaProblems), encodeProblems(list))
}
