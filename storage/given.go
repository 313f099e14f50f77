package storage

import (
	"encoding/binary"
	"errors"
	"slices"

	"cards/storage/journal"
	"cards/storage/wire"
)

// given is an entry of the list of what was given here: undo and redo go by when a step was given,
// not by the instants that its events tell of, and leave alone what came from elsewhere.
type given struct {
	number uint64
	kind   givenKind
	// mark is when it was taken back: a number of the same row as those of the entries, so that it
	// tells what was given since. Zero if it was not.
	mark  uint64
	steps []journal.ID // whose events it wrote, or carries by now; none if it only changed deck files
	files []fileEntry
}

// givenKind says what an entry is of. The numbers are frozen.
type givenKind uint8

const (
	givenStep   givenKind = iota + 1 // an answer, or what a command set
	givenImport                      // an import's run
	givenText                        // a command that changed deck files
)

// fileEntry is what a step made of one deck file.
type fileEntry struct {
	path          string // as in [Card.Path]
	before, after fileHash
}

// fileHash is the first bytes of the SHA-256 of a file's content; zero if there is no file.
type fileHash [16]byte

const (
	// maxGiven is how many entries are kept at least. Older steps are taken back by name.
	maxGiven = 1000
	// prunedOnce is for how many entries it is looked once whether there are too many.
	prunedOnce = 64
)

// equal says whether two entries are the same one, in the same state.
func (g *given) equal(other *given) bool {
	return g.number == other.number && g.mark == other.mark && slices.Equal(g.steps, other.steps)
}

func givenKey(number uint64) []byte { return binary.BigEndian.AppendUint64(nil, number) }

func encodeGiven(g *given) []byte {
	e := wire.NewEncoder(64)
	e.Byte(byte(g.kind))
	e.Uint(g.mark)
	e.Uint(uint64(len(g.steps)))
	for _, step := range g.steps {
		e.Bytes(step[:])
	}
	e.Uint(uint64(len(g.files)))
	for _, f := range g.files {
		e.String(f.path)
		e.Bytes(f.before[:])
		e.Bytes(f.after[:])
	}
	return e.Sealed(givenKey(g.number))
}

func decodeGiven(key, value []byte) (*given, error) {
	d := wire.Open(key, value)
	if len(key) != 8 {
		return nil, &wire.CorruptError{Bucket: bucketGiven, Key: slices.Clone(key), Err: wire.ErrShort}
	}
	g := &given{number: binary.BigEndian.Uint64(key), kind: givenKind(d.Byte()), mark: d.Uint()}
	if g.kind < givenStep || g.kind > givenText {
		d.Fail(errors.New("of no kind that is known"))
	}
	for n := d.Count(); n > 0 && d.Err() == nil; n-- {
		g.steps = append(g.steps, d.ID())
	}
	for n := d.Count(); n > 0 && d.Err() == nil; n-- {
		g.files = append(g.files, fileEntry{path: d.String(), before: d.ID(), after: d.ID()})
	}
	if err := d.End(); err != nil {
		return nil, &wire.CorruptError{Bucket: bucketGiven, Key: slices.Clone(key), Err: err}
	}
	return g, nil
}

// give notes that a step was given here, and forgets the oldest beyond those that are kept.
func (t *stepTx) give(g *given) error {
	n, err := t.nextGiven()
	if err != nil {
		return err
	}
	g.number = n
	if err := t.putGiven(g); err != nil {
		return err
	}
	if n%prunedOnce != 0 {
		return nil
	}
	return t.pruneGiven()
}

// nextGiven returns the next number, which is beyond all that are there whatever the sequence says.
func (t *stepTx) nextGiven() (uint64, error) {
	b := t.Bucket(bucketGiven)
	if key, _ := b.Cursor().Last(); len(key) == 8 && binary.BigEndian.Uint64(key) > b.Sequence() {
		if err := b.SetSequence(binary.BigEndian.Uint64(key)); err != nil {
			return 0, err
		}
	}
	return b.NextSequence()
}

func (t *stepTx) putGiven(g *given) error {
	return t.Tx.Append(bucketGiven).Put(givenKey(g.number), encodeGiven(g))
}

// pruneGiven forgets the oldest entries. Marks have numbers too, so that there are gaps: it counts.
func (t *stepTx) pruneGiven() error {
	c := t.Bucket(bucketGiven).Cursor()
	first, _ := c.First()
	last, _ := c.Last()
	if first == nil || binary.BigEndian.Uint64(last)-binary.BigEndian.Uint64(first) < maxGiven {
		return nil
	}
	n := 0
	var old [][]byte
	for key, _ := c.Last(); key != nil; key, _ = c.Prev() {
		if n++; n > maxGiven {
			old = append(old, slices.Clone(key))
		}
	}
	for _, key := range old {
		if err := errors.Join(t.Delete(bucketGiven, key), t.dropTexts(key)); err != nil {
			return err
		}
	}
	return nil
}

// eachGiven calls do for the entries, the newest first, until it returns false.
func (t *stepTx) eachGiven(do func(*given) bool) error {
	c := t.Bucket(bucketGiven).Cursor()
	for key, value := c.Last(); key != nil; key, value = c.Prev() {
		g, err := decodeGiven(key, value)
		if err != nil {
			return err
		}
		if !do(g) {
			break
		}
	}
	return nil
}

// findGiven returns the newest entry that fits; nil if none does.
func (t *stepTx) findGiven(fits func(*given) bool) (found *given, err error) {
	err = t.eachGiven(func(g *given) bool {
		if fits(g) {
			found = g
		}
		return found == nil
	})
	return found, err
}

// isInForce says whether an entry can be taken back: its step is in force, or, if it has none, it
// was not taken back.
func (t *stepTx) isInForce(g *given) bool {
	if len(g.steps) == 0 {
		return g.mark == 0
	}
	return slices.ContainsFunc(g.steps, t.inForce)
}

// newestGiven returns the entry that undo takes back; [ErrNothing] if there is none.
func (t *stepTx) newestGiven() (*given, error) {
	g, err := t.findGiven(t.isInForce)
	if err == nil && g == nil {
		err = ErrNothing
	}
	return g, err
}

// lastTakenBack returns the entry that redo brings back: that which was taken back last here,
// unless another was given since. [ErrNothing] if there is none.
func (t *stepTx) lastTakenBack() (*given, error) {
	var found *given
	newest := uint64(0)
	err := t.eachGiven(func(g *given) bool {
		newest = max(newest, g.number)
		if g.mark != 0 && !t.isInForce(g) && (found == nil || g.mark > found.mark) {
			found = g
		}
		return true
	})
	if err == nil && (found == nil || newest > found.mark) {
		err = ErrNothing
	}
	return found, err
}

// setMark notes that an entry was taken back, or brought back.
func (t *stepTx) setMark(g *given, takenBack bool) error {
	g.mark = 0
	if takenBack {
		n, err := t.nextGiven()
		if err != nil {
			return err
		}
		g.mark = n
	}
	return t.putGiven(g)
}

// alsoGiven notes that events of a step that was given here carry another one from now on.
func (t *stepTx) alsoGiven(step, other journal.ID) error {
	g, err := t.findGiven(func(g *given) bool { return slices.Contains(g.steps, step) })
	if err != nil || g == nil || slices.Contains(g.steps, other) {
		return err
	}
	g.steps = append(g.steps, other)
	return t.putGiven(g)
}
