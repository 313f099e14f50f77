package importer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"cards/deck"
	"cards/deck/from/hashcards"
	"cards/srs"
	"cards/storage/journal"
)

// learned is what a program that names cards by their texts knows of how they were learned.
type learned struct {
	history  hashcards.History
	calendar srs.Calendar
	latest   time.Time       // what is later cannot be
	found    map[string]bool // cards that have their text, by their hashes
}

func newLearned(h hashcards.History, o Options) *learned {
	rollover := o.Scheduler.Calendar().Rollover
	return &learned{
		history: h, calendar: srs.Calendar{Zone: o.Zone, Rollover: rollover},
		latest: o.Now.Add(future), found: make(map[string]bool),
	}
}

// readLearned reads what files of a folder know of how its cards were learned, before the cards are
// read.
func (rd *reading) readLearned() error {
	for _, name := range rd.origin.learned {
		r := newReport("", rd.origin.prefix+name)
		rd.to.report(&r)
		if err := rd.learn(&r, name); err != nil {
			r.refuse(0, cause(err))
		}
		if err := rd.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

func (rd *reading) learn(r *Report, name string) (err error) {
	f, err := rd.origin.open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	head := make([]byte, enough)
	n, err := io.ReadFull(f, head)
	if readError(err) != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	sample := Sample{Name: name, Head: head[:n]}
	known := recognisePacked(sample, "")
	r.Format, r.Reason = known.name, known.words+": "+known.Reason
	h, err := readHistory(rd.ctx, rd.input(name, f, info.Size()), head[:n])
	if err != nil {
		return err
	}
	if l := rd.histories[known.name]; l != nil {
		l.history.Merge(h)
		return nil
	}
	if rd.histories == nil {
		rd.histories = make(map[string]*learned)
	}
	rd.histories[known.name] = newLearned(h, rd.options)
	return nil
}

// readHistory reads what an export or a database knows.
func readHistory(ctx context.Context, in Input, head []byte) (hashcards.History, error) {
	r := io.NewSectionReader(in.File, 0, in.Size)
	if is, _ := hashcards.IsDatabase(head); !is {
		e, err := hashcards.ReadExport(r, in.Zone)
		if err != nil {
			return hashcards.History{}, err
		}
		return e.History, nil
	}
	wal, err := in.beside("-wal")
	if err != nil {
		return hashcards.ReadDatabase(ctx, r, nil, in.Scratch, in.Zone)
	}
	defer wal.Close()
	return hashcards.ReadDatabase(ctx, r, wal, in.Scratch, in.Zone)
}

// remarkLearned says what came of the histories, once all cards are read.
func (rd *reading) remarkLearned() {
	for _, r := range rd.to.reports {
		if l := rd.histories[r.Format]; l != nil && r.Deck == "" && len(r.Refused) == 0 {
			r.Remarks = l.remarks(rd.options.Zone)
			for _, bad := range l.history.Bad {
				r.leave(0, errors.New(bad))
			}
		}
	}
}

// remarks says what came of a history.
func (l *learned) remarks(zone *time.Location) []string {
	if l.history.Len()+len(l.history.States) == 0 {
		return []string{"no card was learned yet"}
	}
	hashes := l.history.Hashes()
	lost, late := 0, 0
	for _, hash := range hashes {
		if !l.found[hash] {
			lost++
		}
		for _, r := range l.history.Reviews[hash] {
			if !l.canBe(r.At, r.Earliest) {
				late++
			}
		}
	}
	remarks := []string{fmt.Sprintf("times without a zone are taken as those of %s: --zone names another", zone)}
	if n := l.history.Len(); n > 0 {
		remarks = append(remarks, counted(n, "answer")+" to "+counted(len(hashes), "card"))
	} else {
		remarks = append(remarks, "schedules of "+counted(len(hashes), "card")+", without the answers")
	}
	if lost > 0 {
		remarks = append(remarks, fmt.Sprintf("not there any more: the text of %d of these", lost))
	}
	if late > 0 {
		remarks = append(remarks, counted(late, "answer")+" left out: of a time that cannot be")
	}
	return remarks
}

// counted returns a number of things in words.
func counted(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

func (l *learned) canBe(at, earliest time.Time) bool {
	return earliest.UnixMilli() >= 0 && !at.After(l.latest)
}

// card returns what is known of a card of that name.
func (l *learned) card(hash string) CardHistory {
	l.found[hash] = true
	card := learnedCard{l, l.history.Reviews[hash], l.history.States[hash]}
	return CardHistory{Sources: []SourceCard{{Identity: hash, SourceHistory: card}}}
}

// learnedCard is what is known of one card.
type learnedCard struct {
	*learned
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
func (l learnedCard) Events(to []Dated, key deck.Key) ([]Dated, error) {
	if len(l.reviews) == 0 && l.state.Reviews > 0 {
		return append(to, l.start(key, l.state)...), nil
	}
	return append(to, l.replay(key, l.reviews)...), nil
}

// replay returns the answers to a card. Each puts it off to the day that it did. Their places in
// the log do not depend on the zone, so that they are the same ones in whatever zone they are read
// again.
func (l *learned) replay(key deck.Key, reviews []hashcards.Review) []Dated {
	var events []Dated
	phase := srs.New
	for _, r := range reviews {
		if !l.canBe(r.At, r.Earliest) {
			continue
		}
		at := r.At.UTC().Truncate(time.Millisecond)
		_, offset := r.At.In(l.calendar.Zone).Zone()
		review := srs.Review{
			Card: srs.CardID(key), Rating: srs.Rating(r.Grade), Shown: at, Answered: at, Offset: offset,
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
		events = append(events, Dated{r.Earliest, 0, Said{Answer: journal.Reviewed{Review: review}}})
	}
	return events
}

// start returns the schedule of a card whose answers are not known.
func (l *learned) start(key deck.Key, s hashcards.State) []Dated {
	if !l.canBe(s.Last, s.Earliest) {
		return nil
	}
	due := srs.Due{Day: dayOf(s.Due, l.calendar.Zone)}
	phase := srs.InReview
	if s.Interval == 0 {
		due, phase = srs.Due{At: s.Due.UTC().Truncate(time.Millisecond)}, srs.Learning
	}
	return []Dated{{s.Earliest, rankStart, Said{Body: bounded(journal.Started{
		Key: key, Day: l.calendar.Day(s.Last), Phase: phase, Due: due,
		Stability: s.Stability, Difficulty: s.Difficulty, Reviews: s.Reviews,
	})}}}
}
