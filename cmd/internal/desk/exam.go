package desk

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"cards/srs"
	"cards/srs/sim"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/training"
)

// ExamScope returns what an exam is about.
func ExamScope(e folders.Exam) storage.Scope { return storage.Scope{Decks: e.Decks} }

// Prospect is what going on as until now brings by the day of an exam.
type Prospect struct {
	Share   float64 // of the cards that will be known
	Minutes float64 // a day
	Goal    int     // minutes a day that reach the goal; 0 if none within [mostMinutes] do, or the day has come
}

// mostMinutes is how many minutes a day are looked at for a goal.
const mostMinutes = 240

// prospects are how many lives are simulated for one.
const prospects = 8

// ExamProspect simulates the days until an exam, for the cards that it is about.
func ExamProspect(
	ctx context.Context, store *storage.Collection, config folders.Config, e folders.Exam,
	cal srs.Calendar, today srs.Day,
) (Prospect, error) {
	days := int(e.Day - today)
	if days < 1 {
		return Prospect{}, nil
	}
	run, err := examRun(ctx, store, config, e, cal, today)
	if err != nil {
		return Prospect{}, err
	}
	run.Days = days
	cards := len(run.Cards) + run.New
	if cards == 0 {
		return Prospect{}, nil
	}
	share, minutes, err := lived(ctx, run, cards)
	p := Prospect{Share: share, Minutes: minutes}
	for low, high := 1, mostMinutes; err == nil && low <= high; {
		middle := (low + high) / 2
		trial := run
		trial.TimePerDay, trial.NewPerDay, trial.Limits = time.Duration(middle)*time.Minute,
			sim.Unlimited, nil
		if share, _, err = lived(ctx, trial, cards); share >= e.Goal {
			p.Goal, high = middle, middle-1
		} else {
			low = middle + 1
		}
	}
	return p, err
}

// examRun is the run of the cards of an exam as they are.
func examRun(
	ctx context.Context, store *storage.Collection, config folders.Config, e folders.Exam,
	cal srs.Calendar, today srs.Day,
) (sim.Config, error) {
	past, err := training.Read(ctx, store)
	if err != nil {
		return sim.Config{}, err
	}
	o, err := NewOutlook(store, config, past, "", cal, today)
	if err != nil {
		return sim.Config{}, err
	}
	about := func(d folders.Deck) bool { return len(e.Decks) == 0 || isBelow(d.Name, e.Decks) }
	load, err := past.Workload(store, cal, today, about)
	if err != nil {
		return sim.Config{}, err
	}
	behaviour := o.Config.Behaviour // of all answers: those of a few decks say less
	o.Load, o.Config.New, o.Config.Behaviour = load, load.New, behaviour
	return o.Present(store, config)
}

func isBelow(name string, decks []string) bool {
	for _, d := range decks {
		if name == d || strings.HasPrefix(name, d+"/") {
			return true
		}
	}
	return false
}

// lived returns the mean share known on the last day of a run, and minutes a day.
func lived(ctx context.Context, run sim.Config, cards int) (share, minutes float64, err error) {
	played, err := sim.Repeat(ctx, []sim.Config{run}, prospects, func(float64) {})
	if err != nil {
		return 0, 0, err
	}
	span := sim.Summarize(played[0], 0, run.Days)
	return span.Memorised.Mean / float64(cards), span.Minutes.Mean, nil
}

// LastPass is the days before an exam in which every card is asked once more.
type LastPass struct {
	First srs.Day // of them; the last is the day before the exam
	Cards int     // that are asked
}

// LastPassOf returns when the last pass before an exam begins: so that its minutes a day are enough
// for all cards that were asked before.
func LastPassOf(store *storage.Collection, e folders.Exam, today srs.Day) (LastPass, error) {
	pace, err := Pace(store, today)
	if err != nil {
		return LastPass{}, err
	}
	s, err := store.Schedules(ExamScope(e))
	if err != nil {
		return LastPass{}, err
	}
	cards := s.Total - s.New - s.Drafts - s.Suspended
	perCard := pace.Estimate(1)
	if perCard == 0 {
		perCard = 10 * time.Second // nobody has answered yet
	}
	days := math.Ceil(float64(cards) * perCard.Minutes() / float64(e.Minutes))
	return LastPass{First: e.Day - srs.Day(max(days, 1)), Cards: cards}, nil
}

// Query returns what of the cards of an exam is asked in its last pass on a day: those that it has
// not asked yet.
func (l LastPass) Query(e folders.Exam, today srs.Day) []string {
	var query []string
	for i, d := range e.Decks {
		if i > 0 {
			query = append(query, "or")
		}
		query = append(query, "deck:\""+d+"\"")
	}
	if len(query) > 0 {
		query = append(append([]string{"("}, query...), ")")
	}
	return append(query, fmt.Sprintf("-rated:%d", max(today-l.First+1, 1)), "-is:new")
}
