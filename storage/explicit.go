package storage

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"

	"cards/storage/wire"
)

// placeIDs finds which notes the ids name now. Where that may make a note of another file appear or
// vanish, it is placed again.
func (p *placing) placeIDs() error {
	for _, id := range slices.Sorted(maps.Keys(p.ids)) {
		old, err := p.notesWithID(id)
		if err != nil {
			return err
		}
		others := slices.DeleteFunc(old, func(s spot) bool { return p.anew[s.file] })
		all := slices.Concat(others, p.ids[id])
		if len(all) == 0 {
			if err := p.Delete(bucketIDs, idKey(id)); err != nil {
				return err
			}
			continue
		}
		slices.SortFunc(all, func(a, b spot) int {
			return cmp.Or(cmp.Compare(p.files[a.file].path, p.files[b.file].path),
				cmp.Compare(a.note, b.note))
		})
		p.owner[id] = all[0]
		if err := p.Put(bucketIDs, idKey(id), encodeSpots(all)); err != nil {
			return err
		}
		for _, s := range others {
			if err := p.placeAgain(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// placeAgain places one note of a file that is otherwise as it was.
func (p *placing) placeAgain(s spot) error {
	text, err := p.compiledText(s.file)
	if err != nil {
		return err
	}
	n, err := text.note(int(s.note))
	if err != nil {
		return &wire.CorruptError{Bucket: bucketNotes, Key: s.file.bytes(), Err: err}
	}
	p.again[s] = true
	o, _ := noteOutlineOf(n, nil)
	p.placeNote(s, &o)
	return nil
}

// idKey returns what the bucket of explicit ids has for one: they may be too long for a key.
func idKey(id string) []byte {
	sum := sha256.Sum256([]byte(id))
	return sum[:16]
}

// notesWithID returns the notes with an explicit id, that which it names first.
func (t *textTx) notesWithID(id string) ([]spot, error) {
	return decodeSpots(idKey(id), t.Get(bucketIDs, idKey(id)))
}

func encodeSpots(spots []spot) []byte {
	var b []byte
	for _, s := range spots {
		b = append(b, s.file.bytes()...)
		b = binary.BigEndian.AppendUint32(b, s.note)
	}
	return b
}

func decodeSpots(id, value []byte) ([]spot, error) {
	if len(value)%8 != 0 {
		return nil, &wire.CorruptError{Bucket: bucketIDs, Key: id, Err: wire.ErrShort}
	}
	var spots []spot
	for ; len(value) > 0; value = value[8:] {
		spots = append(spots, spot{file: fileIDOf(value), note: binary.BigEndian.Uint32(value[4:])})
	}
	return spots, nil
}

// idConflict is a note that is left out because its explicit id names another.
type idConflict struct{ note, first spot }

// idConflicts returns all of them.
func (t *textTx) idConflicts() ([]idConflict, error) {
	var list []idConflict
	err := t.Bucket(bucketIDs).ForEach(func(key, value []byte) error {
		spots, err := decodeSpots(key, value)
		if err != nil {
			return err
		}
		for _, s := range spots[min(1, len(spots)):] {
			list = append(list, idConflict{note: s, first: spots[0]})
		}
		return nil
	})
	return list, err
}
