package formats

import (
	"context"
	"fmt"
	"io"
	"time"

	"cards/deck"
	"cards/deck/from/hashcards"
	"cards/srs"
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// Learned is what a program that names cards by their texts knows of how they were learned.
type Learned struct {
	History  hashcards.History
	calendar srs.Calendar
	latest   time.Time       // what is later cannot be
	found    map[string]bool // cards that have their text, by their hashes
}

// NewLearned returns what a history knows, for a file that is read in the zone and at the time of
// an input.
func NewLearned(h hashcards.History, in *source.Input) *Learned {
	return &Learned{
		History: h, calendar: srs.Calendar{Zone: in.Zone, Rollover: in.Rollover},
		latest: in.Now.Add(source.Future), found: make(map[string]bool),
	}
}

// HasHistory says whether a file is one that [ReadHistory] reads: in a folder it tells how the cards
// of the other files were learned.
func (r Recognised) HasHistory() bool {
	return r.Open != nil && (r.Name == hashcardsName || r.Name == repeaterName)
}

// ReadHistory reads what an export or a database knows.
func ReadHistory(ctx context.Context, in source.Input, head []byte) (hashcards.History, error) {
	r := io.NewSectionReader(in.File, 0, in.Size)
	if is, _ := hashcards.IsDatabase(head); !is {
		e, err := hashcards.ReadExport(r, in.Zone)
		if err != nil {
			return hashcards.History{}, err
		}
		return e.History, nil
	}
	wal, err := in.Beside("-wal")
	if err != nil {
		return hashcards.ReadDatabase(ctx, r, nil, in.Scratch, in.Zone)
	}
	defer wal.Close()
	return hashcards.ReadDatabase(ctx, r, wal, in.Scratch, in.Zone)
}

// Remarks says what came of a history.
func (l *Learned) Remarks(zone *time.Location) []string {
	if l.History.Len()+len(l.History.States) == 0 {
		return []string{"no card has been learned yet"}
	}
	hashes := l.History.Hashes()
	lost, late := 0, 0
	for _, hash := range hashes {
		if !l.found[hash] {
			lost++
		}
		for _, r := range l.History.Reviews[hash] {
			if !l.canBe(r.At, r.Earliest) {
				late++
			}
		}
	}
	remarks := []string{fmt.Sprintf(
		"times without a zone are read as %s: --zone names another", zone)}
	if n := l.History.Len(); n > 0 {
		remarks = append(remarks,
			source.Counted(n, "answer")+" to "+source.Counted(len(hashes), "card"))
	} else {
		remarks = append(remarks,
			"schedules of "+source.Counted(len(hashes), "card")+", without the answers")
	}
	if lost > 0 {
		remarks = append(remarks, fmt.Sprintf("no longer there: the text of %d of these", lost))
	}
	if late > 0 {
		remarks = append(remarks,
			source.Counted(late, "answer")+" left out: impossible time")
	}
	return remarks
}

func (l *Learned) canBe(at, earliest time.Time) bool {
	return earliest.UnixMilli() >= 0 && !at.After(l.latest)
}

// Card returns what is known of a card of that name.
func (l *Learned) Card(hash string) source.CardHistory {
	l.found[hash] = true
	card := learnedCard{l, l.History.Reviews[hash], l.History.States[hash]}
	return source.CardHistory{Sources: []source.Card{{Identity: hash, History: card}}}
}

// learnedCard is what is known of one card.
type learnedCard struct {
	*Learned
	reviews []hashcards.Review
	state   hashcards.State
}

// First returns the instant of the first answer, or of what is known in place of the answers.
func (l learnedCard) First() time.Time {
	switch {
	case len(l.reviews) > 0 && l.canBe(l.reviews[0].At, l.reviews[0].Earliest):
		return l.reviews[0].Earliest
	case len(l.reviews) == 0 && l.canBe(l.state.Last, l.state.Earliest):
		return l.state.Earliest
	}
	return time.UnixMilli(0)
}

// Events appends the answers, or the schedule in their place.
func (l learnedCard) Events(to []source.Dated, key deck.Key) ([]source.Dated, error) {
	if len(l.reviews) == 0 && l.state.Reviews > 0 {
		return append(to, l.start(key, l.state)...), nil
	}
	return append(to, l.replay(key, l.reviews)...), nil
}

// replay returns the answers to a card. Each puts it off to the day that it did. Their places in
// the log do not depend on the zone, so that they are the same ones in whatever zone they are read
// again.
func (l *Learned) replay(key deck.Key, reviews []hashcards.Review) []source.Dated {
	var events []source.Dated
	phase := srs.New
	for _, r := range reviews {
		if !l.canBe(r.At, r.Earliest) {
			continue
		}
		at := r.At.UTC().Truncate(time.Millisecond)
		_, offset := r.At.In(l.calendar.Zone).Zone()
		review := srs.Review{
			Card: srs.CardID(key), Rating: srs.Rating(r.Grade),
			Shown: at, Answered: at, Offset: offset,
			Day: l.calendar.Day(r.At), Before: phase, After: srs.InReview,
		}
		review.Due = srs.Due{Day: max(dayOf(r.Due, l.calendar.Zone), review.Day)}
		if review.Due.Day == review.Day { // forgotten, it is asked again on the same day
			review.Due = srs.Due{At: at}
			review.Steps, review.After = 1, srs.Relearning
			if phase <= srs.Learning {
				review.After = srs.Learning
			}
		}
		phase = review.After
		said := source.Said{Answer: journal.Reviewed{Review: review}}
		events = append(events, source.Dated{At: r.Earliest, Said: said})
	}
	return events
}

// start returns the schedule of a card whose answers are not known.
func (l *Learned) start(key deck.Key, s hashcards.State) []source.Dated {
	if !l.canBe(s.Last, s.Earliest) {
		return nil
	}
	due := srs.Due{Day: dayOf(s.Due, l.calendar.Zone)}
	phase := srs.InReview
	if s.Interval == 0 {
		due, phase = srs.Due{At: s.Due.UTC().Truncate(time.Millisecond)}, srs.Learning
	}
	began := source.Bounded(journal.Started{
		Key: key, Day: l.calendar.Day(s.Last), Phase: phase, Due: due,
		Stability: s.Stability, Difficulty: s.Difficulty, Reviews: s.Reviews,
	})
	said := source.Said{Body: began}
	return []source.Dated{{At: s.Earliest, Rank: source.RankStart, Said: said}}
}
