package storage

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"slices"
	"time"

	"cards/deck"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/wire"
)

// FileChange is what a command is about to do to one deck file. Nil says that there is no file.
type FileChange struct {
	Path          string // as in [Card.Path]
	Before, After []byte
	// Read returns what After says, in an import, which calls it once and lets go of it; nil if it has
	// to be read, as a result or instead.
	Read func() *deck.File
}

// Change notes what a command is about to do to deck files, so that one undo takes it back, and
// writes the events that belong to it as one step; there may be none. It is called before the first
// file is written. It returns the step, zero without events.
func (c *textOwner) Change(now time.Time, files []FileChange,
	bodies ...journal.Body,
) (journal.ID, error) {
	return c.append(now, func(t *txn) ([]journal.Body, error) {
		t.changes = files
		return bodies, nil
	})
}

// giveChange notes a step that changes deck files.
func (t *stepTx) giveChange(kind givenKind, files []FileChange, steps ...journal.ID) error {
	g := &given{kind: kind, steps: steps}
	for _, f := range files {
		g.files = append(g.files,
			fileEntry{path: f.Path, before: hashOf(f.Before), after: hashOf(f.After)})
	}
	if err := t.give(g); err != nil {
		return err
	}
	for i, f := range files {
		if err := t.putText(g, i, forUndo, f.Before); err != nil {
			return err
		}
	}
	return t.pruneTexts()
}

func hashOf(data []byte) (h fileHash) {
	if data != nil {
		sum := sha256.Sum256(data)
		copy(h[:], sum[:])
	}
	return h
}

// What a kept text is for.
const (
	forUndo byte = iota
	forRedo
)

// textKey is where the text is kept that a step's file gets by undo or redo.
func textKey(g *given, file int, use byte) []byte {
	return append(binary.BigEndian.AppendUint32(givenKey(g.number), uint32(file)), use)
}

// putText keeps a text, compressed. Without a file there is nothing to keep.
func (t *stepTx) putText(g *given, file int, use byte, data []byte) error {
	if data == nil {
		return nil
	}
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.DefaultCompression)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	if err := errors.Join(err, w.Close()); err != nil {
		return err
	}
	key := textKey(g, file, use)
	return t.Put(bucketTexts, key, wire.Seal(key, b.Bytes()))
}

// text returns a text that was kept; false if it was dropped.
func (t *stepTx) text(g *given, file int, use byte,
	want fileHash,
) (data []byte, ok bool, err error) {
	if want == (fileHash{}) {
		return nil, true, nil
	}
	key := textKey(g, file, use)
	sealed := t.Get(bucketTexts, key)
	if sealed == nil {
		return nil, false, nil
	}
	packed, err := wire.Unseal(key, sealed)
	if err == nil {
		data, err = io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), maxText))
	}
	if err == nil && hashOf(data) != want {
		err = wire.ErrChecksum
	}
	if err != nil {
		return nil, false, &wire.CorruptError{Bucket: bucketTexts, Key: key, Err: err}
	}
	return data, true, nil
}

// maxText is how many bytes a deck file has at most, and how many of them are kept in all.
const maxText = 64 << 20

// pruneTexts drops the oldest texts beyond what is kept. Their steps can be taken back no more.
func (t *stepTx) pruneTexts() error {
	sum := 0
	var drop [][]byte
	c := t.Bucket(bucketTexts).Cursor()
	for key, value := c.Last(); key != nil; key, value = c.Prev() {
		if sum += len(value); sum > maxText {
			drop = append(drop, slices.Clone(key))
		}
	}
	for _, key := range drop {
		if err := t.Delete(bucketTexts, key); err != nil {
			return err
		}
	}
	return nil
}

// dropTexts drops the texts of an entry that is forgotten.
func (t *stepTx) dropTexts(entry []byte) error {
	var drop [][]byte
	c := t.Bucket(bucketTexts).Cursor()
	for key, _ := c.Seek(entry); bytes.HasPrefix(key, entry); key, _ = c.Next() {
		drop = append(drop, slices.Clone(key))
	}
	for _, key := range drop {
		if err := t.Delete(bucketTexts, key); err != nil {
			return err
		}
	}
	return nil
}

// ends returns what a file must hold for a step to be taken back, or brought back, and what it
// gets.
func (f fileEntry) ends(back bool) (from, to fileHash) {
	if back {
		return f.after, f.before
	}
	return f.before, f.after
}

// keepTexts keeps what the files of a step hold now, for turning it round again.
func (t *stepTx) keepTexts(root string, g *given, back bool) error {
	use := forUndo
	if back {
		use = forRedo
	}
	for i, f := range g.files {
		data, err := readDeck(root, f.path)
		if err != nil {
			return err
		}
		if from, _ := f.ends(back); hashOf(data) != from {
			continue
		}
		if err := t.putText(g, i, use, data); err != nil {
			return err
		}
	}
	return t.pruneTexts()
}

// turnFiles gives the files of a step the text that they had before it, or after. It looks at all
// of them before it writes the first.
func (t *stepTx) turnFiles(root string, g *given, back bool) (done, left []string, err error) {
	use := forRedo
	if back {
		use = forUndo
	}
	texts := make(map[int][]byte)
	var changed ChangedError
	for i, f := range g.files {
		data, err := readDeck(root, f.path)
		if err != nil {
			return nil, nil, err
		}
		from, to := f.ends(back)
		if hashOf(data) == to { // it was, before something stopped it
			done = append(done, f.path)
			continue
		}
		text, ok, err := t.text(g, i, use, to)
		switch {
		case err != nil:
			return nil, nil, err
		case hashOf(data) != from || !ok:
			changed.Paths = append(changed.Paths, f.path)
			changed.Dropped = changed.Dropped || !ok
		default:
			texts[i] = text
		}
	}
	if len(changed.Paths) > 0 && g.kind != givenImport {
		return nil, nil, &changed
	}
	for i, f := range g.files {
		text, ok := texts[i]
		if !ok {
			continue
		}
		if err := folders.WriteDeck(folders.Abs(root, f.path), text); err != nil {
			return nil, nil, err
		}
		done = append(done, f.path)
	}
	return done, changed.Paths, nil
}

// readDeck reads a deck file; nil if there is none.
func readDeck(root, path string) ([]byte, error) {
	data, err := folders.ReadFile(context.Background(), folders.Abs(root, path), maxText)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}
