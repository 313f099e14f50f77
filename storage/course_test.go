package storage_test

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
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
	"cards/storage/wire"
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
			want := slowCourse(t, p)
			today := p.Scheduler.Calendar().Day(p.Now)
			for _, wantToday := range []bool{true, false, true} {
				until := today - 1
				if wantToday {
					until = today
				}
				got, err := p.Course(t.Context(), stats.Span{First: math.MinInt32, Last: until}, today, nil)
				if err != nil {
					t.Fatal(err)
				}
				if len(got.Days) == 0 && len(want.Until(until).Days) == 0 {
					continue
				}
				if diff := cmp.Diff(want.Until(until), got, cmpopts.EquateApprox(1e-5, 1e-5),
					cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("seed %d, step %d, after %q, today %v (-want +got):\n%s", seed+1000,
						step, did, wantToday, diff)
				}
				part := stats.Span{First: got.First + srs.Day(len(got.Days)*(step%7)/6), Last: until}
				some, err := p.Course(t.Context(), part, today, nil)
				if diff := cmp.Diff(got.Over(part), some.Over(part),
					cmpopts.EquateApprox(1e-5, 1e-5), cmpopts.EquateEmpty()); diff != "" || err != nil {
					t.Fatalf("seed %d, step %d, from %v on: %v (-want +got):\n%s", seed+1000, step,
						part.First, err, diff)
				}
			}
		}
	}
}

// slowCourse replays every card for every day.
func slowCourse(t *testing.T, p *player) stats.Course {
	t.Helper()
	models, err := p.Models()
	if err != nil {
		t.Fatal(err)
	}
	presets, err := p.Presets()
	if err != nil {
		t.Fatal(err)
	}
	cards := make(map[deck.Key]bool)
	err = p.Events(func(_ journal.Event, _ bool, name deck.Key) bool {
		cards[name] = name != deck.Key{}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	first, today := srs.Day(math.MaxInt32), p.Scheduler.Calendar().Day(p.Now)
	for name, is := range cards {
		if is {
			first = min(first, firstDay(t, p, name))
		}
	}
	course := stats.Course{First: first}
	for day := first; day <= today; day++ {
		var d stats.CourseDay
		for name, is := range cards {
			if is {
				slowCard(t, p, name, models.Of(presets[name]).Model, day, &d)
			}
		}
		course.Days = append(course.Days, d)
	}
	return course
}

// dayOf is the study day of an event of a card's past; false if it moves no memory.
func dayOf(p *player, ev journal.Event) (day srs.Day, moves bool) {
	switch b := ev.Body.(type) {
	case journal.Reviewed:
		return b.Day, b.Counts()
	case journal.Started:
		return b.Day, true
	case journal.DueSet, journal.Reset:
		return p.Scheduler.Calendar().Day(ev.ID.Time()), true
	}
	return 0, false
}

// firstDay is the day on which something was known of a card first. An event counts from no earlier
// day than those before it.
func firstDay(t *testing.T, p *player, name deck.Key) srs.Day {
	t.Helper()
	events, err := p.Past(name)
	if err != nil {
		t.Fatal(err)
	}
	since := srs.Day(0)
	for _, ev := range events {
		day, moves := dayOf(p, ev)
		if !moves {
			continue
		}
		since = max(since, day)
		switch ev.Body.(type) {
		case journal.Reviewed, journal.Started:
			return since
		}
	}
	return math.MaxInt32
}

// slowCard adds what one card, whose memory follows a model, says of a day.
func slowCard(t *testing.T, p *player, name deck.Key, by model.Kernel, day srs.Day, d *stats.CourseDay) {
	t.Helper()
	events, err := p.Past(name)
	if err != nil {
		t.Fatal(err)
	}
	plain := model.Kernel(model.New(model.Defaults()))
	var s, u journal.State
	since := srs.Day(0)
	for _, ev := range events {
		on, moves := dayOf(p, ev)
		if !moves {
			continue
		}
		if b, ok := ev.Body.(journal.Reviewed); ok {
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
	past := stats.Span{First: math.MinInt32, Last: today - 1}
	want, err := c.Course(t.Context(), past, today, nil)
	if err != nil || len(want.Days) != 3 {
		t.Fatalf("%+v, %v", want, err)
	}
	file := filepath.Join(c.Root(), storage.Folder, "course.kept")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	key, inside := []byte(storage.CourseFile), good[:len(good)-wire.SealSize]
	unread := append(bytes.Clone(inside[:len(inside)-1]), 1) // its last day ends where a list begins
	for _, bad := range [][]byte{
		{},
		good[:len(good)/2],
		append(good[:9:9], append([]byte{0xff}, good[10:]...)...),
		wire.Seal(key, unread),
	} {
		for _, last := range []srs.Day{today - 1, today} {
			if err := os.WriteFile(file, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := c.Course(t.Context(), stats.Span{First: math.MinInt32, Last: last}, today, nil)
			if diff := cmp.Diff(want, got.Until(today-1)); diff != "" || err != nil {
				t.Errorf("until day %d: %v (-want +got):\n%s", last, err, diff)
			}
		}
	}
}

// TestCourseStaysKept: what happens today leaves what is kept of the days before as it is, and it is
// not written again; what concerns them writes it anew.
func TestCourseStaysKept(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: one?\nA: 1\n\nQ: two?\nA: 2\n"})
	old := c.Rate("one?", srs.Easy)
	c.Sleep(3)
	file := filepath.Join(c.Root(), storage.Folder, storage.CourseFile)
	written := func() bool {
		t.Helper()
		before, err := os.Stat(file)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		today := c.Scheduler.Calendar().Day(c.Now)
		if _, err := c.Course(t.Context(), stats.Span{First: today - 9, Last: today - 1}, today,
			nil); err != nil {
			t.Fatal(err)
		}
		after, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		return before == nil || !os.SameFile(before, after)
	}
	undo := func(step journal.ID) {
		t.Helper()
		if _, err := c.Undo(step, c.Now); err != nil {
			t.Fatal(err)
		}
	}
	var today journal.ID
	for _, does := range []struct {
		what   string
		act    func()
		writes bool
	}{
		{"the first look", func() {}, true},
		{"another look", func() {}, false},
		{"an answer of today", func() { today = c.Rate("two?", srs.Good) }, false},
		{"a flag", func() { set(t, c, "two?", journal.Flag, 1) }, false},
		{"an answer of today that is taken back", func() { undo(today) }, true},
		{"an answer of before that is taken back", func() { undo(old) }, true},
		{"a new day", func() { c.Sleep(1) }, true},
	} {
		if does.act(); written() != does.writes {
			t.Errorf("%s: it is written: %v", does.what, !does.writes)
		}
	}
}
