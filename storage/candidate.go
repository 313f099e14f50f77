package storage

import (
	"bytes"
	"encoding/binary"
	"slices"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/wire"
)

// candidate is what the indexes hold of a card, so that no more than them must be read to make a queue.
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
		file: fileID(binary.BigEndian.Uint32(value)), note: srs.NoteID(value[4:20]), phase: srs.Phase(value[20]),
		buried: srs.Day(binary.BigEndian.Uint32(value[21:])), last: srs.Day(binary.BigEndian.Uint32(value[25:])),
		name: deck.Key(name),
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

// isBuried says whether the card may be asked only on a later study day than today, which is below zero before 1970.
func (c candidate) isBuried(today srs.Day) bool { return c.buried != 0 && c.buried > today }

// eachLearning calls do for the cards due at an instant before end, the earliest first, until it returns false.
func (t *queryTx) eachLearning(end int64, do func(candidate) bool) error {
	c := t.Bucket(bucketLearning).Cursor()
	for key, value := c.First(); key != nil && millisOf(key) < end; key, value = c.Next() {
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

// eachReview calls do for the cards due on a study day up to last, the earliest first, until it returns false.
func (t *queryTx) eachReview(last srs.Day, do func(candidate) bool) error {
	c := t.Bucket(bucketReview).Cursor()
	for key, value := c.First(); key != nil && dayOf(key) <= last; key, value = c.Next() {
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

// Candidates is what a queue is made of.
type Candidates struct {
	Entries  []srs.Entry
	Answered []srs.NoteID // notes of which a card was answered on the study day of now, for burying siblings
	New      int          // cards answered for the first time on that day, whatever the scope
	Waiting  int          // new cards in the scope beyond those among Entries
}

// Candidates returns what may be asked by the end of the study day of now, for [srs.NewQueue]: cards in the learning
// steps, reviews due by that day, and new cards in the order of decks, files and lines, at most limit of them. Drafts,
// suspended and buried cards are not among them.
func (c *Collection) Candidates(scope Scope, cal srs.Calendar, now time.Time, limit int) (Candidates, error) {
	var found Candidates
	today := cal.Day(now)
	err := c.view(func(t *txn) error {
		chosen, err := t.choose(scope)
		if err != nil {
			return err
		}
		take := func(c candidate) bool {
			if chosen.has(c.file) && !c.isBuried(today) {
				found.add(c)
			}
			return true
		}
		if err := t.eachLearning(cal.Start(today+1).UnixMilli(), take); err != nil {
			return err
		}
		if err := t.eachReview(today, take); err != nil {
			return err
		}
		if err := t.addFresh(&found, chosen, today, limit); err != nil {
			return err
		}
		return t.addAnswered(&found, today)
	})
	return found, err
}

// add appends an entry. Doubling the room copies less than append does when tens of thousands are due.
func (found *Candidates) add(c candidate) {
	if n := len(found.Entries); n == cap(found.Entries) {
		found.Entries = slices.Grow(found.Entries, max(n, 64))
	}
	found.Entries = append(found.Entries, c.entry())
}

// addFresh adds new cards, at most limit, and counts the others.
func (t *queryTx) addFresh(found *Candidates, chosen *choice, today srs.Day, limit int) error {
	for _, f := range chosen.files {
		n, err := t.countsIn(f.id)
		if err != nil {
			return err
		}
		if limit == 0 && n.buried == 0 || n.fresh == 0 {
			found.Waiting += n.fresh
			continue
		}
		taken, seen := 0, 0
		err = t.eachFresh(f.id, func(c candidate) bool {
			if !c.isBuried(today) {
				seen++
				if taken < limit {
					taken++
					found.add(c)
				}
			}
			return taken < limit || n.buried > 0
		})
		if err != nil {
			return err
		}
		limit -= taken
		if n.buried > 0 {
			n.fresh = seen
		}
		found.Waiting += n.fresh - taken
	}
	return nil
}

func (t *queryTx) addAnswered(found *Candidates, today srs.Day) error {
	prefix := dayKey(today)
	c := t.Bucket(bucketAnswered).Cursor()
	for key, value := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, value = c.Next() {
		if len(value) != len(srs.NoteID{}) {
			return &wire.CorruptError{Bucket: bucketAnswered, Key: bytes.Clone(key), Err: wire.ErrShort}
		}
		found.Answered = append(found.Answered, srs.NoteID(value))
	}
	totals, err := decodeTotals(prefix, t.Get(bucketDays, prefix))
	found.New = totals.New
	return err
}

// NextDue returns the earliest instant after now at which something in the scope becomes due; zero if nothing will.
func (c *Collection) NextDue(scope Scope, cal srs.Calendar, now time.Time) (time.Time, error) {
	var next time.Time
	today := cal.Day(now)
	err := c.view(func(t *txn) error {
		chosen, err := t.choose(scope)
		if err != nil {
			return err
		}
		// Entries come in the order of their due dates, and a card that is buried is due no earlier than it says.
		consider := func(due time.Time, c candidate) bool {
			if !next.IsZero() && !due.Before(next) {
				return false
			}
			if c.isBuried(today) {
				due = latest(due, cal.Start(c.buried))
			}
			if due.After(now) && chosen.has(c.file) && (next.IsZero() || due.Before(next)) {
				next = due
			}
			return true
		}
		err = t.eachLearning(1<<62, func(c candidate) bool { return consider(c.due.At, c) })
		if err != nil {
			return err
		}
		return t.eachReview(1<<31-1, func(c candidate) bool { return consider(cal.Start(c.due.Day), c) })
	})
	return next, err
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
