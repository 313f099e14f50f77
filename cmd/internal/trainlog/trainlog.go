// Package trainlog reads review logs given as CSV, so that parameters can be fitted and judged
// without a collection.
//
// The first line names the columns, in any order; others than these are ignored. Two sets are
// known:
//
//	card_id, review_rating, review_time
//
// is what py-fsrs and its optimizer exchange: every row is an answer (or not, with the rating 0),
// its time is RFC 3339 or milliseconds since 1970; and
//
//	card, rating, review_time_ms, type, factor
//
// is Anki's revlog. Of its rows those are kept that Anki trains on: answers that affect scheduling,
// of each card from the first of its newest unbroken run of learning answers. A card without such a
// run, or reset after it, has none.
//
// In a collection that still runs version 1 of Anki's scheduler the buttons 2 and 3 of learning
// rows mean good and easy. No row shows it, so such a log has to be converted first, as Anki does
// when it upgrades the collection.
package trainlog

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"io"
	"maps"
	"slices"
	"time"

	"cards/srs/fit"
)

// Log is a review log for fitting.
type Log struct {
	Reviews []fit.Review // card by card, those of one card in time order; a hash stands for the name of a card
	Rows    int          // that the file has, without its first line
	Doubled int          // rows that say the same as an earlier one, and count once
	Left    []Left       // rows that were left out, by reason
}

// Left is rows that cannot be used, for one reason.
type Left struct {
	Err  error // of the first of them: LINE:COLUMN: what is wrong
	Rows int

	reason string
}

// Read reads a log. A study day begins dayStart after midnight, UTC. A row that cannot be used is
// left out. It is an error if there is nothing but such rows, or if the form of CSV ends somewhere;
// it names line and column, counted from 1, in the form LINE:COLUMN.
func Read(r io.Reader, dayStart time.Duration) (*Log, error) {
	t, err := newTable(r)
	if err != nil {
		return nil, err
	}
	log, cards := &Log{}, make(map[string][]row)
	var doubtful []doubt
	for {
		card, row, err := t.next()
		if errors.Is(err, io.EOF) {
			break
		}
		log.Rows++
		if errors.Is(err, errSeconds) {
			doubtful = append(doubtful, doubt{card, row, err})
			continue
		}
		if bad, ok := errors.AsType[*rowError](err); ok {
			log.leave(bad)
			continue
		} else if err != nil {
			return nil, err
		}
		cards[card] = append(cards[card], row)
	}
	for _, d := range doubtful {
		if bad, ok := errors.AsType[*rowError](d.err); ok && !t.early {
			log.leave(bad)
			continue
		}
		cards[d.card] = append(cards[d.card], d.row)
	}
	if len(cards) == 0 && len(log.Left) > 0 {
		return nil, log.Left[0].Err
	}
	for _, card := range slices.Sorted(maps.Keys(cards)) {
		log.add(card, cards[card], t.anki, dayStart)
	}
	return log, nil
}

// doubt is a row whose time is in seconds, unless the log begins in 1970.
type doubt struct {
	card string
	row  row
	err  error
}

// leave counts a row that cannot be used.
func (l *Log) leave(bad *rowError) {
	for i := range l.Left {
		if l.Left[i].reason == bad.reason {
			l.Left[i].Rows++
			return
		}
	}
	l.Left = append(l.Left, Left{Err: bad, Rows: 1, reason: bad.reason})
}

// once leaves of rows that are equal the first.
func (l *Log) once(rows []row) []row {
	seen := make(map[row]bool, len(rows))
	return slices.DeleteFunc(rows, func(r row) bool {
		if seen[r] {
			l.Doubled++
			return true
		}
		seen[r] = true
		return false
	})
}

// add adds what is trained on of one card.
func (l *Log) add(card string, rows []row, anki bool, dayStart time.Duration) {
	rows = l.once(rows)
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.time, b.time) })
	if anki {
		rows = rows[trainedFrom(rows):]
	}
	hash := sha256.Sum256([]byte(card))
	for _, r := range rows {
		if r.rated() && !r.cram() {
			l.Reviews = append(l.Reviews, fit.Review{
				Card: [16]byte(hash[:16]), Time: r.time, Day: studyDay(r.time, dayStart), Rating: r.rating,
			})
		}
	}
}

func studyDay(ms int64, dayStart time.Duration) int32 {
	const day = 24 * 60 * 60 * 1000
	ms -= dayStart.Milliseconds()
	if ms < 0 {
		ms -= day - 1 // division rounds towards zero
	}
	return int32(ms / day)
}
