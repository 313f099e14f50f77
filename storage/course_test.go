package storage_test

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/srs/stats"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestCourseIsWhatTheLogSays follows random collections, in which anything happens to cards, for
// some time: whatever was kept before, the course is that of a slow computation that replays every
// card for every day.
func TestCourseIsWhatTheLogSays(t *testing.T) {
	t.Parallel()
	for seed := range uint64(*runsFlag) {
		p := newPlayer(t, seed+1000)
		for step := range *stepsFlag {
			did := p.act(t)
			if step%4 > 0 {
				continue
			}
			today := p.Scheduler.Calendar().Day(p.Now)
			where := fmt.Sprintf("seed %d, step %d, after %q", seed+1000, step, did)
			if isBroken(t, p) {
				names := liveNames(t, p)
				got, err := p.CourseOf(t.Context(), names, today, nil)
				isCourse(t, where+", of live cards", slowCourse(t, p, names), got, err)
				continue
			}
			want := slowCourse(t, p, nil)
			for _, wantToday := range []bool{true, false, true} {
				got, err := p.Course(t.Context(), today, wantToday, nil)
				until := today - 1
				if wantToday {
					until = today
				}
				isCourse(t, fmt.Sprintf("%s, today %v", where, wantToday), want.Until(until), got, err)
			}
		}
	}
}

// isCourse compares courses.
func isCourse(t *testing.T, where string, want, got stats.Course, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	want, got = begun(want), begun(got)
	if len(got.Days) == 0 && len(want.Days) == 0 {
		return
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-5, 1e-5), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%s (-want +got):\n%s", where, diff)
	}
}

// liveNames returns the names of the cards that have a text.
func liveNames(t *testing.T, p *player) map[deck.Key]int32 {
	t.Helper()
	names := make(map[deck.Key]int32)
	if err := p.Cards(storage.Scope{}, func(c *storage.Card) bool {
		names[c.ID] = 0
		return true
	}); err != nil {
		t.Fatal(err)
	}
	return names
}

// isBroken says whether an error spoils a note: its cards are in their preset still, which nobody outside sees.
func isBroken(t *testing.T, p *player) bool {
	t.Helper()
	found, err := p.Diagnostics(storage.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(found, func(d deck.Diagnostic) bool { return d.Severity == deck.Error })
}

// begun returns a course without the days at its beginning on which nothing was known yet: a start that
// something earlier overrides makes such days or not.
func begun(c stats.Course) stats.Course {
	for len(c.Days) > 0 && cmp.Equal(c.Days[0], stats.CourseDay{}) {
		c.First, c.Days = c.First+1, c.Days[1:]
	}
	return c
}

// slowCourse replays every card for every day; of some names only, if there are any.
func slowCourse(t *testing.T, p *player, only map[deck.Key]int32) stats.Course {
	t.Helper()
	models, err := p.Models()
	if err != nil {
		t.Fatal(err)
	}
	cards := make(map[deck.Key]bool)
	first, today := srs.Day(math.MaxInt32), p.Scheduler.Calendar().Day(p.Now)
	err = p.Events(func(e journal.Event, undone bool, name deck.Key) bool {
		if r, ok := e.Body.(journal.Reviewed); ok && !undone && r.Counts() {
			first = min(first, r.Day)
		}
		if b, ok := e.Body.(journal.Started); ok && !undone {
			first = min(first, b.Day)
		}
		_, in := only[name]
		cards[name] = name != deck.Key{} && (in || only == nil)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	course := stats.Course{First: first}
	for day := first; day <= today; day++ {
		var d stats.CourseDay
		for name, is := range cards {
			if is {
				slowCard(t, p, name, models, day, &d)
			}
		}
		course.Days = append(course.Days, d)
	}
	return course
}

// slowCard adds what one card says of a day.
func slowCard(t *testing.T, p *player, name deck.Key, models storage.Models, day srs.Day, d *stats.CourseDay) {
	t.Helper()
	events, err := p.Past(name)
	if err != nil {
		t.Fatal(err)
	}
	by, plain := models.All.Model, model.Kernel(model.New(model.Defaults()))
	if card, err := p.Card(name); err == nil {
		by = card.Model
	} else if !errors.Is(err, storage.ErrNotFound) {
		t.Fatal(err)
	}
	var s, u journal.State
	since := srs.Day(0)
	for _, ev := range events {
		on := p.Scheduler.Calendar().Day(ev.ID.Time())
		switch b := ev.Body.(type) {
		case journal.Reviewed:
			if !b.Counts() {
				continue
			}
			on = b.Day
			if on == day && (b.Before == srs.New || b.Before == srs.Learning) {
				d.Spent += b.Spent(p.AnswerCap())
				if b.After == srs.InReview {
					d.Learned++
				}
			}
			if before := s.Schedule; b.Before == srs.InReview && before.Elapsed(on) > 0 && on == day &&
				before.Memory != (model.Memory{}) {
				elapsed := float64(before.Elapsed(on))
				r := stats.Retention{Asked: 1}
				if b.Rating != srs.Again {
					r.Recalled = 1
				}
				d.Predicted = tell(d.Predicted, by.Recall(before.Memory, elapsed), r)
				d.ByDefault = tell(d.ByDefault, plain.Recall(u.Schedule.Memory, elapsed), r)
			}
		case journal.Started:
			on = b.Day
		case journal.DueSet, journal.Reset:
		default:
			continue
		}
		since = max(since, on)
		if since > day {
			continue // what comes is looked at for predictions of that day alone
		}
		s.Apply(ev, by)
		u.Apply(ev, plain)
	}
	if s.Schedule.Memory == (model.Memory{}) {
		return
	}
	d.Memorised += by.Recall(s.Schedule.Memory, float64(max(day-s.Schedule.LastDay, 0)))
	switch {
	case s.Schedule.Phase != srs.InReview:
		d.Learning++
	case stats.Mature(s.Schedule):
		d.Mature++
	default:
		d.Young++
	}
}

// tell adds an answer to which a chance was given, in the order of chances.
func tell(list []stats.Predicted, chance float64, r stats.Retention) []stats.Predicted {
	thousandths, at := int(math.Round(chance*1000)), 0
	for at < len(list) && list[at].Thousandths < thousandths {
		at++
	}
	if at == len(list) || list[at].Thousandths != thousandths {
		list = append(list[:at], append([]stats.Predicted{{Thousandths: thousandths}}, list[at:]...)...)
	}
	list[at].Asked += r.Asked
	list[at].Recalled += r.Recalled
	return list
}

// TestDamagedCourse: what is kept may be gone or spoilt; it is computed again.
func TestDamagedCourse(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: one?\nA: 1\n"})
	c.Rate("one?", srs.Easy)
	c.Sleep(3)
	today := c.Scheduler.Calendar().Day(c.Now)
	want, err := c.Course(t.Context(), today, false, nil)
	if err != nil || len(want.Days) != 3 {
		t.Fatalf("%+v, %v", want, err)
	}
	file := filepath.Join(c.Root(), storage.Folder, "course.kept")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range [][]byte{{}, good[:len(good)/2], append(good[:9:9], append([]byte{0xff}, good[10:]...)...)} {
		if err := os.WriteFile(file, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := c.Course(t.Context(), today, false, nil)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
	}
}
