package storage

import (
	"bytes"
	"encoding/binary"
	"math"
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

// eachLearning calls do for the cards due at an instant from one on and before another, the earliest first, until it
// returns false.
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

// eachReview calls do for the cards due on a study day from first to last, the earliest first, until it returns false.
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

// Candidates is what a queue is made of.
type Candidates struct {
	Entries  []srs.Entry  // [srs.Entry.Place] is that of the card's file among Files
	Files    []string     // of the scope, as in [Card.Path], in the order of decks and paths
	Answered []srs.NoteID // notes of which a card was answered on the study day of now, for putting siblings off
	New      int          // cards answered for the first time on that day, whatever the scope
	Waiting  int          // new cards in the scope beyond those that were looked at
	Siblings int          // new cards that were looked at and that a sibling answered today puts off
	Back     srs.Day      // the first later day on which one that is buried comes back; 0 if none was met
}

// Wanted says which new cards are among the candidates.
type Wanted struct {
	New      int  // so many that no sibling puts off, if there are as many
	Siblings bool // siblings do not put new cards off
}

// Candidates returns what may be asked by the end of the study day of now, for [srs.NewQueue]: cards in the learning
// steps, reviews due by that day, and the new cards that are wanted, in the order of decks, files and lines. Drafts,
// suspended and buried cards are not among them. Of new siblings that put each other off only the first is.
func (c *Collection) Candidates(scope Scope, cal srs.Calendar, now time.Time, want Wanted) (Candidates, error) {
	var found finding
	today := cal.Day(now)
	err := c.view(func(t *txn) error {
		chosen, err := t.choose(scope)
		if err != nil {
			return err
		}
		found.begin(chosen)
		take := func(c candidate) bool {
			if place, ok := found.places[c.file]; ok && !found.bury(c, today) {
				found.add(c, place)
			}
			return true
		}
		if err := t.eachLearning(math.MinInt64, cal.Start(today+1).UnixMilli(), take); err != nil {
			return err
		}
		if err := t.eachReview(math.MinInt32, today, take); err != nil {
			return err
		}
		if err := t.addAnswered(&found.Candidates, today); err != nil {
			return err
		}
		return t.addFresh(&found, chosen, today, want)
	})
	return found.Candidates, err
}

// finding is how candidates are found.
type finding struct {
	Candidates
	places map[fileID]int32 // of the files of the scope
}

func (f *finding) begin(chosen *choice) {
	f.places = make(map[fileID]int32, len(chosen.files))
	f.Files = make([]string, len(chosen.files))
	for i, file := range chosen.files {
		f.places[file.id], f.Files[i] = int32(i), file.path
	}
}

// add appends an entry. Doubling the room copies less than append does when tens of thousands are due.
func (f *finding) add(c candidate, place int32) {
	if n := len(f.Entries); n == cap(f.Entries) {
		f.Entries = slices.Grow(f.Entries, max(n, 64))
	}
	e := c.entry()
	e.Place = place
	f.Entries = append(f.Entries, e)
}

// bury says whether a card is buried, and notes when it comes back.
func (f *finding) bury(c candidate, today srs.Day) bool {
	if !c.isBuried(today) {
		return false
	}
	if f.Back == 0 || c.buried < f.Back {
		f.Back = c.buried
	}
	return true
}

// putOff returns the notes of which no new card of a file is asked, because one was answered, and those of which another
// card is due and may come first.
func (f *finding) putOff(place int32) (answered, due map[srs.NoteID]bool) {
	answered, due = make(map[srs.NoteID]bool, len(f.Answered)), make(map[srs.NoteID]bool)
	for _, n := range f.Answered {
		answered[n] = true
	}
	for i := range f.Entries {
		if e := &f.Entries[i]; e.Place == place {
			due[e.Note] = true
		}
	}
	return answered, due
}

// addFresh adds the new cards that are wanted, and counts those that it did not look at.
func (t *queryTx) addFresh(found *finding, chosen *choice, today srs.Day, want Wanted) error {
	left := want.New
	for i, f := range chosen.files {
		n, err := t.countsIn(f.id)
		if err != nil {
			return err
		}
		if n.fresh == 0 || left <= 0 && n.buried == 0 {
			found.Waiting += n.fresh
			continue
		}
		free, more, err := t.addFreshOf(f.id, n, found, int32(i), today, Wanted{left, want.Siblings})
		if err != nil {
			return err
		}
		left -= free
		found.Waiting += more
	}
	return nil
}

// addFreshOf adds the new cards of one file that are wanted. It returns how many of them no sibling puts off, and how
// many more cards there are that are not buried.
func (t *queryTx) addFreshOf(
	id fileID, n counts, found *finding, place int32, today srs.Day, want Wanted,
) (free, more int, err error) {
	var answered, due map[srs.NoteID]bool
	if !want.Siblings {
		answered, due = found.putOff(place)
	}
	var last srs.NoteID
	more = n.fresh
	err = t.eachFresh(id, func(c candidate) bool {
		enough := free >= want.New
		switch {
		case found.bury(c, today):
			more--
		case enough:
		case !want.Siblings && answered[c.note]:
			more--
			found.Siblings++
		case !want.Siblings && c.note == last:
			more--
		default:
			more--
			last = c.note
			found.add(c, place)
			if !due[c.note] {
				free++
			}
		}
		return !enough || n.buried > 0
	})
	return free, more, err
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

// NextDay returns the first study day after another on which a card in the scope is due, whatever limits and siblings
// leave of it; false if there is none. Cards that are due by then but buried are not looked at.
func (c *Collection) NextDay(scope Scope, cal srs.Calendar, after srs.Day) (day srs.Day, ok bool, err error) {
	err = c.view(func(t *txn) error {
		chosen, err := t.choose(scope)
		if err != nil {
			return err
		}
		consider := func(due srs.Day, c candidate) bool {
			if ok && due > day {
				return false
			}
			if due = max(due, c.buried); chosen.has(c.file) && (!ok || due < day) {
				day, ok = due, true
			}
			return true
		}
		from := cal.Start(after + 1).UnixMilli()
		if err := t.eachLearning(from, math.MaxInt64, func(c candidate) bool { return consider(cal.Day(c.due.At), c) }); err != nil {
			return err
		}
		return t.eachReview(after+1, math.MaxInt32, func(c candidate) bool { return consider(c.due.Day, c) })
	})
	return day, ok, err
}

// NewOn returns how many cards were answered for the first time on a study day.
func (c *Collection) NewOn(day srs.Day) (int, error) {
	totals, err := c.Totals(day, day)
	if err != nil || len(totals) == 0 {
		return 0, err
	}
	return totals[0].New, nil
}
