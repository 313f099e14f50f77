package desk_test

import (
	"math"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/deck/settings"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// why explains the card of a question.
func why(t *testing.T, c *storagetest.Collection, r desk.Rules, question string) *desk.Why {
	t.Helper()
	w, err := plan(t, c, r).Why(c.Find(question), c.Scheduler, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestReasons brings a card into each state in which it is asked, or is not.
func TestReasons(t *testing.T) {
	t.Parallel()
	const pair, two = "T: term\nD: definition\n", "Q: one?\nA: .\n\nQ: two?\nA: .\n"
	do := func(c *storagetest.Collection, question string, a desk.Action) {
		if _, err := c.Append(c.Now, a.On([]*storage.Card{c.Find(question)}).Bodies...); err != nil {
			t.Error(err)
		}
	}
	noReviews := rules(5)
	noReviews.ReviewsPerDay = new(0)
	preset := rules(5)
	preset.Config.Presets = []folders.Preset{{
		Name: "few", Decks: []string{"a"},
		Settings: settings.Set{NewPerDay: new(1)},
	}}
	for _, tt := range []struct {
		name, text string
		do         func(c *storagetest.Collection)
		rules      desk.Rules
		question   string
		want       desk.Reason
		limit      desk.Limit
	}{
		{"new", two, nil, rules(5), "one?", desk.Asked, desk.Limit{}},
		{"beyond the limit", two, nil, rules(1), "two?", desk.Limited, desk.Limit{PerDay: 1, New: true}},
		{
			"beyond the limit, of which one is used up", two,
			func(c *storagetest.Collection) { c.Rate("one?", srs.Easy) },
			rules(1), "two?", desk.Limited,
			desk.Limit{PerDay: 1, Asked: 1, New: true},
		},
		{
			"beyond the limit of a file", "---\nnew_per_day = 0\n---\n" + two, nil, rules(5),
			"one?", desk.Limited,
			desk.Limit{Of: "front matter of a.md", New: true},
		},
		{
			"beyond the limit of a preset", two, nil, preset, "two?", desk.Limited,
			desk.Limit{Of: "preset few", PerDay: 1, New: true},
		},
		{
			"beyond the limit of reviews", two,
			func(c *storagetest.Collection) { c.Rate("one?", srs.Easy); c.Sleep(100) },
			noReviews, "one?", desk.Limited,
			desk.Limit{},
		},
		{"a sibling comes first", pair, nil, rules(5), "definition", desk.SiblingFirst, desk.Limit{}},
		{
			"a sibling was answered", pair, func(c *storagetest.Collection) { c.Rate("term", srs.Easy) },
			rules(5), "definition", desk.SiblingAnswered,
			desk.Limit{},
		},
		{
			"answered, and due again by hand", pair, func(c *storagetest.Collection) {
				c.Rate("term", srs.Easy)
				do(c, "term", desk.Reschedule(c.Scheduler.Calendar().Day(c.Now)))
			},
			rules(5), "term", desk.Asked,
			desk.Limit{},
		},
		{
			"a sibling that is due again by hand", pair, func(c *storagetest.Collection) {
				c.Rate("term", srs.Easy)
				do(c, "term", desk.Reschedule(c.Scheduler.Calendar().Day(c.Now)))
			},
			rules(5), "definition", desk.SiblingAnswered,
			desk.Limit{},
		},
		{
			"both were answered, and one is due again", pair, func(c *storagetest.Collection) {
				c.Rate("term", srs.Easy)
				c.Rate("definition", srs.Easy)
				do(c, "term", desk.Reschedule(c.Scheduler.Calendar().Day(c.Now)))
			},
			rules(5), "term", desk.SiblingAnswered,
			desk.Limit{},
		},
		{
			"siblings that nobody puts off", pair,
			func(c *storagetest.Collection) { c.Rate("term", srs.Easy) },
			desk.Rules{NewPerDay: 5},
			"definition", desk.Asked,
			desk.Limit{},
		},
		{
			"siblings that are put off where new cards are mixed with reviews", pair,
			func(c *storagetest.Collection) { c.Rate("term", srs.Easy) },
			desk.Rules{NewPerDay: 5, Mix: srs.NewMixed},
			"definition", desk.SiblingAnswered,
			desk.Limit{},
		},
		{"draft", "Q (draft): one?\nA: .\n", nil, rules(5), "one?", desk.IsDraft, desk.Limit{}},
		{
			"suspended", two, func(c *storagetest.Collection) { do(c, "one?", desk.Suspend()) },
			rules(5), "one?", desk.IsSuspended,
			desk.Limit{},
		},
		{
			"buried", two, func(c *storagetest.Collection) {
				do(c, "one?",
					desk.Bury(c.Scheduler.Calendar().Day(c.Now)))
			},
			rules(5), "one?", desk.IsPutAway,
			desk.Limit{},
		},
		{
			"step", two, func(c *storagetest.Collection) { c.Rate("one?", srs.Again) },
			rules(5), "one?", desk.Stepping,
			desk.Limit{},
		},
		{
			"step that is over", two,
			func(c *storagetest.Collection) { c.Rate("one?", srs.Again); c.Now = c.Now.Add(time.Hour) },
			rules(5), "one?", desk.Asked,
			desk.Limit{},
		},
		{
			"later", two, func(c *storagetest.Collection) { c.Rate("one?", srs.Easy) },
			rules(5), "one?", desk.Later,
			desk.Limit{},
		},
		{
			"due", two, func(c *storagetest.Collection) { c.Rate("one?", srs.Easy); c.Sleep(100) },
			rules(5), "one?", desk.Asked,
			desk.Limit{},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := storagetest.New(t, map[string]string{"a.md": tt.text})
			if tt.do != nil {
				tt.do(c)
			}
			w := why(t, c, tt.rules, tt.question)
			if w.Reason != tt.want || w.Limit != tt.limit {
				t.Errorf("%s, limit %+v; want %s, %+v", w.Reason, w.Limit, tt.want, tt.limit)
			}
			if w.Reason == desk.SiblingFirst && w.Sibling.Question() != "term" {
				t.Errorf("its sibling is %q", w.Sibling.Question())
			}
		})
	}
}

// TestPast answers a card over weeks, sets its due date, answers it for practice and takes an
// answer back: each step has the memory that the model gives it.
func TestPast(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: one?\nA: .\n"})
	m := model.New(model.Defaults())
	c.Rate("one?", srs.Easy)
	c.Sleep(8)
	first := c.Scheduler.Calendar().Day(c.Now) - 8
	if _, err := c.Undo(c.Rate("one?", srs.Again), c.Now); err != nil {
		t.Fatal(err)
	}
	practice := c.Scheduler.Answer(srs.CardID(c.Find("one?").Key), c.Find("one?").Schedule,
		srs.Hard, c.Now, c.Now)
	practice.Purpose = srs.Cram
	if _, err := c.Answer(c.Find("one?"), practice, c.Now); err != nil {
		t.Fatal(err)
	}
	c.Rate("one?", srs.Hard)
	due := srs.Due{Day: first + 30}
	if _, err := c.Append(c.Now, journal.DueSet{Key: c.Find("one?").Key, Due: due}); err != nil {
		t.Fatal(err)
	}
	w := why(t, c, rules(5), "one?")
	begun := m.First(4)
	grown := m.Next(begun, 8, 2)
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	if len(w.Past) != 4 {
		t.Fatalf("%d steps of the past", len(w.Past))
	}
	answer, cram, hard, set := w.Past[0], w.Past[1], w.Past[2], w.Past[3]
	near("the chance at a first answer", answer.Recall, 0)
	near("memory after it", answer.Stability[1], begun.Stability)
	near("days by the model", answer.Exact, begun.Stability) // at a retention of .9
	near("the chance 8 days later", hard.Recall, m.Recall(begun, 8))
	near("memory before", hard.Stability[0], begun.Stability)
	near("memory after", hard.Stability[1], grown.Stability)
	near("memory after practice", cram.Stability[1], begun.Stability)
	if answer.Day != first || hard.Day != first+8 || hard.Elapsed != 8 || set.After.Due != due {
		t.Errorf("days %v and %v, elapsed %d, due %v", answer.Day, hard.Day, hard.Elapsed, set.After.Due)
	}
	near("the chance now", w.Recall(0), 1)
	near("the chance in a week", w.Recall(7), m.Recall(grown, 7))
	for i, o := range w.Ratings {
		near("memory after a rating", o.Stability, m.Next(grown, 0, i+1).Stability)
		if o.Review.Rating != srs.Rating(i+1) {
			t.Errorf("rating %d is told in place %d", o.Review.Rating, i)
		}
	}
	curve := w.Curve(31) // a point a day: it ends on the due date
	for i, p := range curve {
		want := m.Recall(begun, float64(i))
		if i >= 8 {
			want = m.Recall(grown, float64(i-8))
		}
		near("the curve on day "+p.Day.String(), p.Recall, want)
	}
	if last := curve[len(curve)-1].Day; curve[0].Day != first || last != due.Day {
		t.Errorf("the curve goes from %v to %v", curve[0].Day, last)
	}
}

// TestPastOfANewCard has none, also after a reset.
func TestPastOfANewCard(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: one?\nA: .\n"})
	if w := why(t, c, rules(5), "one?"); len(w.Past) > 0 || w.Curve(10) != nil ||
		w.Stability != 0 || w.Recall(0) != 0 {
		t.Errorf("a new card has a past: %+v", w)
	}
	c.Rate("one?", srs.Good)
	if _, err := c.Append(c.Now, journal.Reset{Key: c.Find("one?").Key}); err != nil {
		t.Fatal(err)
	}
	w := why(t, c, rules(5), "one?")
	if len(w.Past) != 2 || w.Stability != 0 || w.Recall(0) != 0 || w.Reason != desk.Asked {
		t.Errorf("a card that was reset: %+v", w)
	}
}
