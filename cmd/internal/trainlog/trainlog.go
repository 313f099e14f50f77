// Package trainlog reads review logs given as CSV, so that parameters can be fitted and judged without a collection.
//
// The first line names the columns, in any order; others than these are ignored. Two sets are known:
//
//	card_id, review_rating, review_time
//
// is what py-fsrs and its optimizer exchange: every row is an answer (or not, with the rating 0), its time is RFC 3339 or
// milliseconds since 1970; and
//
//	card, rating, review_time_ms, type, factor
//
// is Anki's revlog. Of its rows those are kept that Anki trains on: answers that affect scheduling, of each card from the
// first of its newest unbroken run of learning answers. A card without such a run, or reset after it, has none.
//
// In a collection that still runs version 1 of Anki's scheduler the buttons 2 and 3 of learning rows mean good and easy.
// No row shows it, so such a log has to be converted first, as Anki does when it upgrades the collection.
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
}

// Read reads a log. A study day begins dayStart after midnight, UTC. The error of a row names its line and column, counted
// from 1, in the form LINE:COLUMN.
func Read(r io.Reader, dayStart time.Duration) (*Log, error) {
	t, err := newTable(r)
	if err != nil {
		return nil, err
	}
	log, cards := &Log{}, make(map[string][]row)
	for {
		card, row, err := t.next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		log.Rows++
		cards[card] = append(cards[card], row)
	}
	for _, card := range slices.Sorted(maps.Keys(cards)) {
		log.add(card, cards[card], t.anki, dayStart)
	}
	return log, nil
}

// add adds what is trained on of one card.
func (l *Log) add(card string, rows []row, anki bool, dayStart time.Duration) {
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
