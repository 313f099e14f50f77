package storage

import (
	"bytes"
	"encoding/binary"

	"cards/srs"
	"cards/storage/journal"
	"cards/storage/wire"
)

// today is what the limits of the study day on which a card was answered last count of it. Imported
// answers were given elsewhere, under other limits.
type today struct {
	day      srs.Day
	fresh    bool // it was new
	reviewed bool // it was asked in review phase
}

// add takes in an answer that counts, of an event of a step.
func (t *today) add(id, step journal.ID, r *srs.Review) {
	if !id.IsClose(step) {
		return
	}
	if r.Day != t.day {
		*t = today{day: r.Day}
	}
	t.fresh = t.fresh || r.Before == srs.New
	t.reviewed = t.reviewed || r.Before == srs.InReview
}

// Bits of what the index of answers holds of a card and a study day.
const (
	askedNote   byte = 1 << iota // its siblings are put off
	askedFresh                   // it took one of the new cards of that day
	askedReview                  // it took one of the reviews
)

// asked are the bits of a card by study day.
func (s *state) asked() map[srs.Day]byte {
	days := make(map[srs.Day]byte)
	if s.Schedule.Reviews > 0 {
		days[s.Schedule.LastDay] |= askedNote
	}
	if s.today.fresh {
		days[s.today.day] |= askedFresh
	}
	if s.today.reviewed {
		days[s.today.day] |= askedReview
	}
	return days
}

// listAnswered puts a card into the index of answers, or with a sign of -1 takes it out; file and
// note are zero if its text is gone.
func (t *cardTx) listAnswered(s *state, file fileID, note srs.NoteID, sign int) {
	name, change := s.keys[0], t.enter
	if sign < 0 {
		change = t.leave
	}
	for day, bits := range s.asked() {
		value := append(append(file.bytes(), note[:]...), bits)
		change(bucketAnswered, append(dayKey(day), name[:]...), value)
	}
}

// answeredCard is an entry of the index of answers.
type answeredCard struct {
	card srs.CardID
	file fileID
	note srs.NoteID
	bits byte
}

// eachAnswered calls do for the cards that were answered on a study day.
func (t *queryTx) eachAnswered(day srs.Day, do func(answeredCard)) error {
	prefix, format1 := dayKey(day), false
	c := t.Bucket(bucketAnswered).Cursor()
	for key, value := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, value = c.Next() {
		card := srs.CardID(key[len(prefix):])
		switch len(value) {
		case len(srs.NoteID{}):
			format1 = true
			do(answeredCard{card: card, note: srs.NoteID(value), bits: askedNote})
		case 4 + len(srs.NoteID{}) + 1:
			do(answeredCard{
				card: card, file: fileID(binary.BigEndian.Uint32(value)),
				note: srs.NoteID(value[4:20]),
				bits: value[20],
			})
		default:
			return &wire.CorruptError{Bucket: bucketAnswered, Key: bytes.Clone(key), Err: wire.ErrShort}
		}
	}
	if !format1 {
		return nil
	}
	totals, err := decodeTotals(prefix, t.Get(bucketDays, prefix)) // where the new ones are it does not say
	for range totals.New {
		do(answeredCard{bits: askedFresh})
	}
	return err
}

// AskedOn returns how many cards took one of the new cards, and of the reviews, of a study day,
// wherever their text is.
func (c *cardOwner) AskedOn(day srs.Day) (asked srs.Allowance, err error) {
	err = c.view(func(t *txn) error {
		asked = srs.Allowance{}
		return t.eachAnswered(day, func(a answeredCard) { asked = asked.Plus(a.asked()) })
	})
	return asked, err
}

// asked is what a card took of its day.
func (a answeredCard) asked() (n srs.Allowance) {
	if a.bits&askedFresh != 0 {
		n.New = 1
	}
	if a.bits&askedReview != 0 {
		n.Reviews = 1
	}
	return n
}
