package exam_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/exam"
	"cards/deck"
	"cards/deck/answer"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// studied returns a collection of cards that were all rated on the first day, some days later.
func studied(t *testing.T, cards int, r srs.Rating, days int) *storagetest.Collection {
	t.Helper()
	var text strings.Builder
	for i := range cards {
		fmt.Fprintf(&text, "## Part %d\n\nQ: What is the name of number %d?\nA: Nom%c%c\n\n", i%5,
			i, 'a'+i%26, 'a'+i/26)
	}
	c := storagetest.New(t, map[string]string{"a.md": text.String()})
	for i := range cards {
		c.Rate(fmt.Sprintf("What is the name of number %d?", i), r)
	}
	c.Sleep(days)
	return c
}

func sit(t *testing.T, c *storagetest.Collection, kind exam.Kind, form exam.Form, n int) *exam.Sitting {
	t.Helper()
	models := storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}}
	s, err := exam.New(c.Collection, exam.Config{
		Kind: kind, Questions: n, Form: form, Seed: "7F3K", Now: func() time.Time { return c.Now },
		Schedulers: desk.NewSchedulers(folders.Config{}, models, c.Scheduler.Calendar()),
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestOtherDecksLendWrongAnswers asks a deck of which no other card has an answer of the kind.
func TestOtherDecksLendWrongAnswers(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		"a.md": "Q: Which gizmo turns left?\nA: The zorbel\n",
		"b.md": "Q: Which gizmo turns right?\nA: The quibble\n\nQ: Which gizmo is still?\nA: The fnordle\n",
	})
	c.Rate("Which gizmo turns left?", srs.Good)
	c.Sleep(3)
	models := storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}}
	s, err := exam.New(c.Collection, exam.Config{
		Kind: exam.Test, Scope: storage.Scope{Decks: []string{"a"}}, Questions: 9, Form: exam.Choice,
		Seed: "7F3K", Now: func() time.Time { return c.Now },
		Schedulers: desk.NewSchedulers(folders.Config{}, models, c.Scheduler.Calendar()),
	})
	if err != nil || s.Total() != 1 || len(s.Question().Options) != 3 {
		t.Fatalf("%v, and %d questions of the deck alone", err, s.Total())
	}
}

// schedules returns what is known of all cards, but for the log.
func schedules(t *testing.T, c *storagetest.Collection) map[string]srs.Schedule {
	t.Helper()
	all := make(map[string]srs.Schedule)
	if err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		all[card.Front] = card.Schedule
		return true
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestAnswersMoveNothing gives a hundred answers, right and wrong: schedules and totals stay as
// they were, and a hundred undos take them all back.
func TestAnswersMoveNothing(t *testing.T) {
	t.Parallel()
	c := studied(t, 100, srs.Easy, 3)
	before := schedules(t, c)
	totals, err := c.Totals(0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	s := sit(t, c, exam.Test, exam.Choice, 100)
	for i := 0; s.State() != exam.Finished; i++ {
		q := s.Question()
		right := slices.IndexFunc(q.Options, func(o exam.Option) bool { return o.Right })
		if _, err := s.Choose([]int{(right + i%2) % len(q.Options)}); err != nil {
			t.Fatal(err)
		}
		c.Now = c.Now.Add(time.Second)
		s.Next()
	}
	if r := s.Report(); r.Points != 50 || r.Of != 100 {
		t.Errorf("%v of %d points", r.Points, r.Of)
	}
	after, err := c.Totals(0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, schedules(t, c)) + cmp.Diff(totals, after); diff != "" {
		t.Error(diff)
	}
	for range 100 {
		if err := s.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Undo(); !errors.Is(err, storage.ErrNothing) {
		t.Errorf("one undo more: %v", err)
	}
	inForce := 0
	if err := c.Events(func(e journal.Event, undone bool, _ deck.Key) bool {
		if b, ok := e.Body.(journal.Reviewed); ok && !undone && b.Purpose == srs.Test {
			inForce++
		}
		return true
	}); err != nil || inForce != 0 {
		t.Errorf("%d answers are in force after all was taken back, %v", inForce, err)
	}
}

// TestMissedComeBack misses a card: it comes back after three others, in a harder form, until it is
// right.
func TestMissedComeBack(t *testing.T) {
	t.Parallel()
	c := studied(t, 20, srs.Easy, 3)
	s := sit(t, c, exam.Quiz, exam.Choice, 6)
	missed := s.Question()
	wrong := slices.IndexFunc(missed.Options, func(o exam.Option) bool { return !o.Right })
	r, err := s.Choose([]int{wrong})
	if err != nil || r.Kind != answer.Wrong || !r.Comes || !strings.Contains(r.Answers, "number") {
		t.Fatalf("%+v, %v", r, err)
	}
	s.Next()
	for range 3 {
		if s.Question() == missed {
			t.Fatal("it came back before three others")
		}
		q := s.Question()
		right := slices.IndexFunc(q.Options, func(o exam.Option) bool { return o.Right })
		if _, err := s.Choose([]int{right}); err != nil {
			t.Fatal(err)
		}
		s.Next()
	}
	if q := s.Question(); q != missed || q.Form != srs.Typed || q.Options != nil {
		t.Fatalf("after three others comes %+v", q)
	}
	if r, err := s.Type("no idea"); err != nil || !r.Comes {
		t.Fatalf("%+v, %v", r, err)
	}
	s.Next()
	for s.Question() != missed {
		if _, err := s.Skip(); err != nil {
			t.Fatal(err)
		}
		s.Next()
	}
	if q := s.Question(); q.Form != srs.Recall || q.Again != 2 {
		t.Errorf("the third time: %+v", q)
	}
	s.Show()
	if r, err := s.Know(answer.Right); err != nil || r.Comes {
		t.Fatalf("%+v, %v", r, err)
	}
}

// TestWhatIsNotAsked leaves new, draft and suspended cards out of a quiz; a test draws new ones.
func TestWhatIsNotAsked(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		"a.md": "Q: one?\nA: 1\n\nQ: two?\nA: 2\n\nQ (draft): three?\nA: 3\n\nQ: four?\nA: 4\n",
	})
	c.Rate("one?", srs.Easy)
	c.Rate("four?", srs.Easy)
	suspended := journal.PropertySet{Key: c.Find("four?").Key, Property: journal.Suspended, Value: 1}
	if _, err := c.Append(c.Now, suspended); err != nil {
		t.Fatal(err)
	}
	asked := func(kind exam.Kind) []string {
		var list []string
		for _, q := range sit(t, c, kind, exam.Auto, 99).Questions() {
			list = append(list, q.Card.Front)
		}
		slices.Sort(list)
		return list
	}
	if got := asked(exam.Quiz); !slices.Equal(got, []string{"one?"}) {
		t.Errorf("a quiz asks %q", got)
	}
	if got := asked(exam.Test); !slices.Equal(got, []string{"one?", "two?"}) {
		t.Errorf("a test asks %q", got)
	}
}

// TestOverruledAnswer is right after all, once in the log.
func TestOverruledAnswer(t *testing.T) {
	t.Parallel()
	c := studied(t, 10, srs.Easy, 1)
	s := sit(t, c, exam.Quiz, exam.Typed, 3)
	if r, err := s.Type("another word for it"); err != nil || r.Kind != answer.Wrong {
		t.Fatalf("%+v, %v", r, err)
	}
	if done, err := s.Overrule(); err != nil || !done || s.Result().Kind != answer.Right ||
		s.Left() != 2 {
		t.Errorf("%v, %v, %+v, %d left", done, err, s.Result(), s.Left())
	}
	if done, err := s.Overrule(); err != nil || done {
		t.Errorf("overruled twice: %v, %v", done, err)
	}
	if r := s.Report(); r.Points != 1 || *r.Questions[0].Verdict != "right" ||
		*r.Questions[0].Given != "another word for it" {
		t.Errorf("%+v", r.Questions[0])
	}
}

// TestCardsAreSuspendedAndEdited: both are what they are in a review, and undo takes them back.
func TestCardsAreSuspendedAndEdited(t *testing.T) {
	t.Parallel()
	c := studied(t, 12, srs.Easy, 3)
	s := sit(t, c, exam.Quiz, exam.Choice, 5)
	first := s.Question()
	key := first.Card.Key
	if _, err := s.Suspend(); err != nil || s.Left() != 4 || s.Question() == first {
		t.Fatalf("%d left, %v", s.Left(), err)
	}
	if card, err := c.Card(key); err != nil || !card.Suspended {
		t.Errorf("suspended: %+v, %v", card, err)
	}
	if err := s.Undo(); err != nil || s.Left() != 5 || s.Question() != first {
		t.Fatalf("%d left, %v", s.Left(), err)
	}
	if card, err := c.Card(key); err != nil || card.Suspended {
		t.Errorf("taken back: %+v, %v", card, err)
	}

	e, err := s.Edit()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(e.File)
	if err != nil {
		t.Fatal(err)
	}
	was := first.Card.Front
	edited := strings.Replace(string(text), was,
		strings.Replace(was, "What is the", "Which is the", 1), 1)
	if err := os.WriteFile(e.File, []byte(edited), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Edited(t.Context(), e, false); err != nil {
		t.Fatal(err)
	}
	if now := s.Question().Card; !strings.HasPrefix(now.Front, "Which is the") ||
		now.Schedule.Reviews == 0 || len(s.Question().Options) < 2 {
		t.Errorf("%q with %d reviews", now.Front, now.Schedule.Reviews)
	}
	right := slices.IndexFunc(s.Question().Options, func(o exam.Option) bool { return o.Right })
	if r, err := s.Choose([]int{right}); err != nil || r.Kind != answer.Right {
		t.Errorf("%+v, %v", r, err)
	}
	for range 2 {
		if err := s.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if now := s.Question().Card; now.Front != was || s.Left() != 5 {
		t.Errorf("taken back: %q, %d left", now.Front, s.Left())
	}

	e, err = s.Edit()
	if err != nil {
		t.Fatal(err)
	}
	gone := strings.Replace(string(text), "Q: "+was+"\nA: "+s.Question().Card.Back+"\n", "", 1)
	if err := os.WriteFile(e.File, []byte(gone), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Edited(t.Context(), e, false); err != nil || s.Left() != 4 {
		t.Errorf("its card is gone: %d left, %v", s.Left(), err)
	}
}

// TestNoChoiceIsPadded asks a card beside which no answer of the others fits: as a choice only where
// all is to be chosen.
func TestNoChoiceIsPadded(t *testing.T) {
	t.Parallel()
	const odd = "How often do listed firms report?"
	var text strings.Builder
	text.WriteString("Q: " + odd + "\nA: Every quarter\n")
	for _, answer := range []string{
		"1453", "green", "Lima", "`ls -a`", "x²", "no", "3.5 km", "B", "Tuesday", "50 %",
	} {
		text.WriteString("\nQ: What belongs to " + strings.Trim(answer, "`") + "x?\nA: " + answer + "\n")
	}
	c := storagetest.New(t, map[string]string{"a.md": text.String()})
	c.Rate(odd, srs.Good)
	c.Sleep(60)
	for form, want := range map[exam.Form]srs.Form{
		exam.Auto: srs.Recall, exam.Mixed: srs.Typed, exam.Choice: srs.Choice,
	} {
		s := sit(t, c, exam.Quiz, form, 1)
		if q := s.Question(); q.Card.Front != odd || q.Form != want {
			t.Errorf("form %v: %q is asked as %v of %v", form, q.Card.Front, q.Form, q.Options)
		}
	}
}
