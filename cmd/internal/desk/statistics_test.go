package desk_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/srs"
	"cards/srs/stats"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestStatisticsAreThoseOfTheLog holds sums over answers to a slow, obvious computation over the
// log, on collections in which answers were given, taken back, brought back and imported, cards
// reset, suspended, crammed, reworded and linked, in many zones, and days left out. CARDS_LONG
// looks at 200 of them.
func TestStatisticsAreThoseOfTheLog(t *testing.T) {
	t.Parallel()
	seeds := 12
	if os.Getenv("CARDS_LONG") != "" {
		seeds = 200
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(uint64(seed), 17))
			c := lived(t, random)
			today := c.Scheduler.Calendar().Day(c.Now)
			first := today - srs.Day(random.IntN(60))
			span := stats.Span{First: first, Last: min(today, first+srs.Day(random.IntN(60)))}
			s := desk.NewStatistics(t.Context(), desk.Ground{
				Store: c.Collection, Calendar: c.Scheduler.Calendar(), Now: c.Now, Retention: .9,
			}, span, stats.ByDay)
			record, err := s.Record()
			if err != nil {
				t.Fatal(err)
			}
			diary := readDiary(t, c)
			if len(diary) < 100 {
				t.Errorf("only %d answers are in force", len(diary))
			}
			got := sums{
				Days: make(map[srs.Day]stats.Totals), Hours: record.Hours, After: record.After,
				Ratings: record.Ratings,
				Decks:   make(map[string]stats.Group), Practice: make(map[srs.Purpose]int),
			}
			totals, err := c.Totals(0, today+stats.MostAhead)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range totals {
				got.Days[d.Day] = d.Totals
			}
			for i, name := range record.Decks {
				got.Decks[name] = record.Groups[i]
			}
			for purpose, days := range record.Practice {
				for _, p := range days {
					got.Practice[purpose] += p.Reviews
				}
			}
			if span.Last == today { // who has travelled west gave answers on days to come
				span.Last += stats.MostAhead
			}
			if diff := cmp.Diff(diary.sums(span), got); diff != "" {
				t.Errorf("%v (-log +statistics):\n%s", span, diff)
			}
			if diff := cmp.Diff(got.Days, record.Days); diff != "" {
				t.Errorf("totals of days are not what the answers add up to (-kept +added):\n%s", diff)
			}
		})
	}
}

// decksOf returns two deck files with questions.
func decksOf(questions []string) map[string]string {
	files := make(map[string]string)
	for i, q := range questions {
		files[[]string{"a.md", "b.md"}[i%2]] += fmt.Sprintf("Q: %s\nA: %d\n\n", q, i)
	}
	return files
}

// lived returns a collection with which a person has lived for some months.
func lived(t *testing.T, random *rand.Rand) *storagetest.Collection {
	t.Helper()
	var questions []string
	for i := range 24 {
		questions = append(questions, fmt.Sprintf("Question %d?", i))
	}
	c := storagetest.NewSeeded(t, decksOf(questions), random.Uint64())
	for range 400 {
		c.Now = c.Now.Add(time.Duration(random.IntN(200)) * time.Second)
		q := questions[random.IntN(len(questions))]
		var err error
		switch n := random.IntN(40); {
		case n < 5:
			c.Sleep(1 + random.IntN(1+n*8))
		case n == 5:
			_, err = c.Undo(journal.ID{}, c.Now)
		case n == 6:
			_, err = c.Redo(c.Now)
		case n == 7:
			_, err = c.Append(c.Now, journal.Reset{Key: c.Find(q).Key})
		case n == 8:
			_, err = c.Append(c.Now, desk.Suspend().On([]*storage.Card{c.Find(q)}).Bodies...)
		case n < 12:
			card := c.Find(q)
			r := c.Scheduler.Practice(srs.CardID(card.Key), card.Schedule, srs.Good,
				c.Now.Add(-time.Second), c.Now, srs.Cram)
			_, err = c.Answer(card, r, c.Now)
		case n == 12:
			err = travel(c, random.IntN(24)-11)
		case n == 13:
			err = reword(c, questions, q)
		case n == 14 && random.IntN(4) == 0:
			err = storagetest.Merge(c, elsewhere(c, c.Find(q), random), c.Now)
		default:
			c.Rate(q, srs.Rating(1+random.IntN(4)))
		}
		_ = err // that there is nothing to undo, or to suspend twice, is part of it
	}
	return c
}

// travel goes to a zone of so many hours east of UTC.
func travel(c *storagetest.Collection, hours int) error {
	s, err := srs.NewScheduler(srs.DefaultConfig(time.FixedZone("", hours*3600)))
	if err == nil {
		c.Scheduler = s
	}
	return err
}

// reword edits a question, and says that it is the same card.
func reword(c *storagetest.Collection, questions []string, q string) error {
	was := c.Find(q).Key
	at := slices.Index(questions, q)
	questions[at] = fmt.Sprintf("Put otherwise, %s", q)
	for path, text := range decksOf(questions) {
		c.Write(path, text)
	}
	c.Compile()
	_, err := c.Append(c.Now, journal.Linked{A: was, B: c.Find(questions[at]).Key, Manual: true})
	return err
}

// elsewhere returns answers to a card from another program, of the hundred days before.
func elsewhere(c *storagetest.Collection, card *storage.Card, random *rand.Rand) []journal.Event {
	var events []journal.Event
	var s srs.Schedule
	for at := c.Now.AddDate(0, 0, -100); at.Before(c.Now); at = at.AddDate(0, 0, 1+random.IntN(40)) {
		r := c.Scheduler.Answer(srs.CardID(card.Key), s, srs.Rating(1+random.IntN(4)),
			at.Add(-5*time.Second), at)
		s.Apply(c.Scheduler.Model(), r)
		var id journal.ID
		binary.BigEndian.PutUint64(id[:], uint64(at.UnixMilli())<<16)
		binary.BigEndian.PutUint64(id[8:], random.Uint64())
		events = append(events, journal.Event{ID: id, Step: id, Body: journal.Reviewed{Review: r}})
	}
	return events
}

// diary is the answers that the log has in force, with what was known before each.
type diary []page

type page struct {
	srs.Review
	deck     string
	hour     int
	isFirst  bool // of its study day, at least a day after the one before
	last     srs.Rating
	interval srs.Day // that the answer before had given, in days
}

// readDiary reads the log from its beginning.
func readDiary(t *testing.T, c *storagetest.Collection) diary {
	t.Helper()
	decks := make(map[deck.Key]string)
	if err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		decks[card.ID] = card.Deck
		return true
	}); err != nil {
		t.Fatal(err)
	}
	var d diary
	before := make(map[deck.Key]srs.Review)
	err := c.Events(func(e journal.Event, undone bool, name deck.Key) bool {
		if undone {
			return true
		}
		switch body := e.Body.(type) {
		case journal.Reset:
			delete(before, name)
		case journal.Reviewed:
			r, was := body.Review, before[name]
			local := r.Answered.Add(time.Duration(r.Offset) * time.Second)
			d = append(d, page{
				Review: r, deck: decks[name], hour: local.Hour(), last: was.Rating,
				isFirst: was.Rating > 0 && was.Day < r.Day, interval: was.Due.Day - was.Day,
			})
			if r.Counts() {
				before[name] = r
			}
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sums are what statistics say of answers.
type sums struct {
	Days     map[srs.Day]stats.Totals
	Hours    [24]stats.Group
	After    [5]stats.Group
	Ratings  [3][4]int
	Decks    map[string]stats.Group
	Practice map[srs.Purpose]int
}

// sums adds the diary up, those of days over all of it and the others over a span.
func (d diary) sums(span stats.Span) sums {
	s := sums{
		Days: make(map[srs.Day]stats.Totals), Decks: map[string]stats.Group{"a": {}, "b": {}},
		Practice: make(map[srs.Purpose]int),
	}
	for _, p := range d {
		in := span.First <= p.Day && p.Day <= span.Last
		if p.Purpose == srs.Cram {
			if in {
				s.Practice[srs.Cram]++
			}
			continue
		}
		mature := p.interval >= 21
		asked, recalled := 0, 0
		if p.Before == srs.InReview && p.isFirst {
			asked = 1
			if p.Rating > srs.Again {
				recalled = 1
			}
		}
		took := min(p.Answered.Sub(p.Shown), time.Minute)
		day := s.Days[p.Day]
		day.Ratings[p.Rating-1]++
		day.Time += took
		if p.last == 0 { // whatever it was thought to be: answers before it may have been imported or taken back since
			day.New++
		}
		day.Asked.Asked, day.Asked.Recalled = day.Asked.Asked+asked, day.Asked.Recalled+recalled
		if mature {
			day.Mature.Asked, day.Mature.Recalled = day.Mature.Asked+asked, day.Mature.Recalled+recalled
		}
		s.Days[p.Day] = day
		if !in {
			continue
		}
		plus := func(g stats.Group) stats.Group {
			g.Reviews++
			g.Time += took
			g.Asked.Asked, g.Asked.Recalled = g.Asked.Asked+asked, g.Asked.Recalled+recalled
			return g
		}
		s.Hours[p.hour], s.After[p.last] = plus(s.Hours[p.hour]), plus(s.After[p.last])
		if p.deck != "" { // its text is still there
			s.Decks[p.deck] = plus(s.Decks[p.deck])
		}
		class := 0
		if p.Before == srs.InReview {
			class = 1
			if mature {
				class = 2
			}
		}
		s.Ratings[class][p.Rating-1]++
	}
	return s
}
