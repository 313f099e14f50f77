package storage

import (
	"bytes"
	"encoding/binary"
	"math"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/wire"
)

// candidate is what the indexes hold of a card, so that no more than them must be read to make a
// queue.
type candidate struct {
	file   fileID
	note   srs.NoteID
	phase  srs.Phase
	buried srs.Day
	last   srs.Day // study day of the last answer

	name deck.Key
	due  srs.Due
}

const candidateSize = 4 + 16 + 1 + 4 + 4

func (c candidate) encode() []byte {
	b := make([]byte, 0, candidateSize+len(c.name))
	b = append(append(append(b, c.file.bytes()...), c.note[:]...), byte(c.phase))
	b = binary.BigEndian.AppendUint32(b, uint32(c.buried))
	return binary.BigEndian.AppendUint32(b, uint32(c.last))
}

// decodeCandidate reads what an index holds of the card of the given name.
func decodeCandidate(name, value []byte) (candidate, bool) {
	if len(name) != len(deck.Key{}) || len(value) != candidateSize {
		return candidate{}, false
	}
	return candidate{
		file: fileID(binary.BigEndian.Uint32(value)), note: srs.NoteID(value[4:20]),
		phase:  srs.Phase(value[20]),
		buried: srs.Day(binary.BigEndian.Uint32(value[21:])),
		last:   srs.Day(binary.BigEndian.Uint32(value[25:])),
		name:   deck.Key(name),
	}, true
}

// dueCandidate reads an entry of an index by due dates. The card's name ends its key.
func dueCandidate(bucket string, key, value []byte, size int) (candidate, error) {
	c, ok := decodeCandidate(key[min(size, len(key)):], value)
	if !ok {
		return c, &wire.CorruptError{Bucket: bucket, Key: bytes.Clone(key), Err: wire.ErrShort}
	}
	return c, nil
}

// freshCandidate reads an entry of the index of new cards. The card's name ends its value.
func freshCandidate(key, value []byte) (candidate, error) {
	size := min(candidateSize, len(value))
	c, ok := decodeCandidate(value[size:], value[:size])
	if !ok {
		return c, &wire.CorruptError{Bucket: bucketFresh, Key: bytes.Clone(key), Err: wire.ErrShort}
	}
	return c, nil
}

func (c candidate) entry() srs.Entry {
	return srs.Entry{Card: srs.CardID(c.name), Note: c.note, Phase: c.phase, Due: c.due}
}

// isBuried says whether the card may be asked only on a later study day than today, which is below
// zero before 1970.
func (c candidate) isBuried(today srs.Day) bool { return c.buried != 0 && c.buried > today }

// eachLearning calls do for the cards due at an instant from one on and before another, the
// earliest first, until it returns false.
func (t *queryTx) eachLearning(from, end int64, do func(candidate) bool) error {
	c := t.Bucket(bucketLearning).Cursor()
	for key, value := c.Seek(millisKey(from)); key != nil && millisOf(key) < end; key, value = c.Next() {
		found, err := dueCandidate(bucketLearning, key, value, 8)
		if err != nil {
			return err
		}
		found.due.At = time.UnixMilli(millisOf(key)).UTC()
		if !do(found) {
			break
		}
	}
	return nil
}

// eachReview calls do for the cards due on a study day from first to last, the earliest first,
// until it returns false.
func (t *queryTx) eachReview(first, last srs.Day, do func(candidate) bool) error {
	c := t.Bucket(bucketReview).Cursor()
	for key, value := c.Seek(dayKey(first)); key != nil && dayOf(key) <= last; key, value = c.Next() {
		found, err := dueCandidate(bucketReview, key, value, 4)
		if err != nil {
			return err
		}
		found.due.Day = dayOf(key)
		if !do(found) {
			break
		}
	}
	return nil
}

// eachFresh calls do for the new cards of a file in its order until it returns false.
func (t *queryTx) eachFresh(id fileID, do func(candidate) bool) error {
	prefix := id.bytes()
	c := t.Bucket(bucketFresh).Cursor()
	for key, value := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, value = c.Next() {
		found, err := freshCandidate(key, value)
		if err != nil {
			return err
		}
		if !do(found) {
			break
		}
	}
	return nil
}

// NextDay returns the first study day after another on which a card in the scope is due, whatever
// limits and siblings leave of it; false if there is none. Cards that are due by then but buried
// are not looked at.
func (c *cardOwner) NextDay(scope Scope, cal srs.Calendar,
	after srs.Day,
) (day srs.Day, ok bool, err error) {
	err = c.view(func(t *txn) error {
		day, ok = 0, false
		chosen, err := t.choose(scope)
		if err != nil {
			return err
		}
		consider := func(due srs.Day, c candidate) bool {
			if ok && due > day {
				return false
			}
			if due = max(due, c.buried); chosen.hasCard(c.file, c.name) && (!ok || due < day) {
				day, ok = due, true
			}
			return true
		}
		from := cal.Start(after + 1).UnixMilli()
		if err := t.eachLearning(from, math.MaxInt64,
			func(c candidate) bool { return consider(cal.Day(c.due.At), c) }); err != nil {
			return err
		}
		return t.eachReview(after+1, math.MaxInt32,
			func(c candidate) bool { return consider(c.due.Day, c) })
	})
	return day, ok, err
}
