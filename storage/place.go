package storage

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"slices"

	"cards/deck"
	"cards/srs"
	"cards/storage/wire"
)

// fileID numbers a deck file in the collection's file. A number is never used again.
type fileID uint32

func (id fileID) bytes() []byte { return binary.BigEndian.AppendUint32(nil, uint32(id)) }

func fileIDOf(b []byte) fileID { return fileID(binary.BigEndian.Uint32(b)) }

// spot is one card of one note of one deck file, by position. Its order in a file is that of the
// cards.
type spot struct {
	file fileID
	note uint32
	card uint32
}

// brokenNote is the note of the spots of cards whose note is left out: their keys are all that is
// known of them.
const brokenNote = 1<<32 - 1

const spotSize = 12

func (s spot) bytes() []byte { return s.appendTo(make([]byte, 0, spotSize)) }

func (s spot) appendTo(b []byte) []byte {
	b = binary.BigEndian.AppendUint32(b, uint32(s.file))
	b = binary.BigEndian.AppendUint32(b, s.note)
	return binary.BigEndian.AppendUint32(b, s.card)
}

func spotOf(b []byte) spot {
	return spot{
		file: fileIDOf(b), note: binary.BigEndian.Uint32(b[4:]),
		card: binary.BigEndian.Uint32(b[8:]),
	}
}

// place says that a key is live: a card with it stands, or is known to stand, in a deck file.
type place struct {
	spot
	id    srs.NoteID
	draft bool
	held  bool // the card is not asked: its file cannot be read or its note is left out
}

const placeSize = spotSize + 16 + 1

const (
	placeDraft = 1 << iota
	placeHeld
)

func encodePlaces(places []place) []byte {
	return appendPlaces(make([]byte, 0, len(places)*placeSize), places)
}

func appendPlaces(b []byte, places []place) []byte {
	for _, p := range places {
		var flags byte
		if p.draft {
			flags |= placeDraft
		}
		if p.held {
			flags |= placeHeld
		}
		b = append(append(p.appendTo(b), p.id[:]...), flags)
	}
	return b
}

// places returns where a key is in the deck files: first where it is asked, by path and line, then
// where it is held.
func (t *textTx) places(k deck.Key) ([]place, error) {
	return placesOf(k, t.Get(bucketPlaces, k[:]))
}

// placesOf reads the places of a key as they are stored.
func placesOf(k deck.Key, value []byte) ([]place, error) {
	if len(value)%placeSize != 0 {
		return nil, &wire.CorruptError{Bucket: bucketPlaces, Key: k[:], Err: wire.ErrShort}
	}
	var places []place
	for ; len(value) > 0; value = value[placeSize:] {
		flags := value[placeSize-1]
		places = append(places, place{
			spot: spotOf(value), id: srs.NoteID(value[spotSize:]),
			draft: flags&placeDraft != 0, held: flags&placeHeld != 0,
		})
	}
	return places, nil
}

// isFirst says whether a spot is the first of the places of a key.
func (t *textTx) isFirst(k deck.Key, s spot) bool { return isFirst(t.Get(bucketPlaces, k[:]), s) }

// isFirst says whether a spot is the first of some places, as they are stored.
func isFirst(stored []byte, s spot) bool { return bytes.HasPrefix(stored, s.bytes()) }

func (t *textTx) putPlaces(k deck.Key, places []place) error {
	if len(places) == 0 {
		return t.Delete(bucketPlaces, k[:])
	}
	return t.Put(bucketPlaces, k[:], encodePlaces(places))
}

// isLive says whether a card with the key stands, or is known to stand, in a deck file.
func (t *textTx) isLive(k deck.Key) bool { return t.Get(bucketPlaces, k[:]) != nil }

// sortPlaces orders the places of one key.
func sortPlaces(places []place, path func(fileID) string) {
	if len(places) < 2 {
		return
	}
	held := func(p place) int {
		if p.held {
			return 1
		}
		return 0
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(held(a), held(b)), cmp.Compare(path(a.file), path(b.file)),
			cmp.Compare(a.note, b.note), cmp.Compare(a.card, b.card))
	})
}

// asked returns the place that a card is asked from, and whether it is a draft: it is if all its
// places are.
func asked(places []place) (first place, draft, ok bool) {
	if len(places) == 0 || places[0].held {
		return place{}, false, false
	}
	draft = true
	for _, p := range places {
		draft = draft && (p.draft || p.held)
	}
	return places[0], draft, true
}

// counts are numbers of cards of one file, each card counted where it is asked from. All but cards,
// buried and mature are disjoint and add up to cards.
type counts struct {
	cards, drafts, suspended, fresh, learning, review int
	buried                                            int // new cards that are or were buried
	mature                                            int // of those in review; see [stats.Mature]
}

func (n counts) fields() []int {
	return []int{n.cards, n.drafts, n.suspended, n.fresh, n.learning, n.review, n.buried, n.mature}
}

func countsOf(f []int) counts {
	return counts{
		cards: f[0], drafts: f[1], suspended: f[2], fresh: f[3], learning: f[4], review: f[5],
		buried: f[6], mature: f[7],
	}
}

func (n counts) add(m counts, sign int) counts {
	f := n.fields()
	for i, v := range m.fields() {
		f[i] += sign * v
	}
	return countsOf(f)
}

// countsIn returns the numbers of cards of a file.
func (t *textTx) countsIn(id fileID) (counts, error) {
	if t.kept == nil {
		return decodeCounts(id.bytes(), t.Get(bucketCounts, id.bytes()))
	}
	if err := t.renewKept(); err != nil {
		return counts{}, err
	}
	if t.kept.counts == nil {
		all, err := t.readCounts()
		if err != nil {
			return counts{}, err
		}
		t.kept.counts = all
	}
	return t.kept.counts[id], nil
}

// readCounts returns the numbers of cards of all files that have any.
func (t *textTx) readCounts() (map[fileID]counts, error) {
	all := make(map[fileID]counts)
	err := t.Bucket(bucketCounts).ForEach(func(key, value []byte) error {
		n, err := decodeCounts(key, value)
		if err == nil && len(key) == len(fileID(0).bytes()) { // no file has another
			all[fileIDOf(key)] = n
		}
		return err
	})
	return all, err
}

func decodeCounts(key, value []byte) (counts, error) {
	f := counts{}.fields()
	if value == nil {
		return counts{}, nil
	}
	d := wire.NewDecoder(value)
	for i := range f {
		f[i] = int(d.Int())
	}
	if err := d.End(); err != nil {
		return counts{}, &wire.CorruptError{Bucket: bucketCounts, Key: bytes.Clone(key), Err: err}
	}
	return countsOf(f), nil
}

func (t *textTx) addCounts(id fileID, delta counts) error {
	n, err := t.countsIn(id)
	if err != nil {
		return err
	}
	n = n.add(delta, 1)
	if n == (counts{}) {
		return t.Delete(bucketCounts, id.bytes())
	}
	var e wire.Encoder
	for _, v := range n.fields() {
		if v < 0 {
			return &wire.CorruptError{
				Bucket: bucketCounts, Key: id.bytes(),
				Err: errors.New("a count falls below zero"),
			}
		}
		e.Int(int64(v))
	}
	return t.Put(bucketCounts, id.bytes(), e.Value())
}
