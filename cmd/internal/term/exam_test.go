package term_test

import (
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/exam"
	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/storagetest"

	"github.com/google/go-cmp/cmp"
)

// capitals returns a quiz or test about four cards, all asked in one form.
func capitals(t *testing.T, kind exam.Kind, form exam.Form) *exam.Sitting {
	t.Helper()
	c := storagetest.New(t, map[string]string{"geo.md": "# Capitals\n\nQ: Capital of Peru?\nA: Lima\nA (more): By the sea.\n\n" +
		"Q: Capital of Chile?\nA: Santiago\n\nQ: Capital of Ecuador?\nA: Quito\n\nQ: Capital of Colombia?\nA: Bogota\n"})
	for _, of := range []string{"Peru", "Chile", "Ecuador", "Colombia"} {
		c.Rate("Capital of "+of+"?", srs.Easy)
		c.Now = c.Now.Add(time.Hour)
	}
	c.Sleep(2)
	models := storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}}
	s, err := exam.New(c.Collection, exam.Config{
		Kind: kind, Questions: 4, Form: form, Seed: "ONE", Now: func() time.Time { return c.Now },
		Schedulers: desk.NewSchedulers(folders.Config{}, models, c.Scheduler.Calendar()),
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tap presses keys by their names.
func tap(s *term.ExamScreen, keys string) (ended bool) {
	for key := range strings.FieldsSeq(keys) {
		ended = s.Press(press(key))
	}
	return ended
}

func TestExamScreens(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		kind          exam.Kind
		form          exam.Form
		width, height int
		keys, want    string
	}{
		"choice": {exam.Quiz, exam.Choice, 60, 12, "", `quiz · geo › Capitals                                 1 of 4

Capital of Peru?

  1  Santiago
  2  Bogota
  3  Quito
  4  Lima



1–4  answer    v a guess    x skip          ? keys    q stop`},
		"wrong choice": {exam.Quiz, exam.Choice, 60, 16, "1", `quiz · geo › Capitals                                 1 of 4

Capital of Peru?

✗ 1  Santiago
  2  Bogota
  3  Quito
✓ 4  Lima

✗ wrong
Santiago: that answers: Capital of Chile?

By the sea.
It comes back in this quiz.

enter  go on  y mine is right too  u undo     ? keys  q stop`},
		"guess": {exam.Quiz, exam.Choice, 40, 14, "v", `quiz · geo › Capitals             1 of 4

Capital of Peru?

  1  Santiago
  2  Bogota
  3  Quito
  4  Lima



a guess
1–4  answer  v a guess  x skip  ? keys
q stop`},
		"typed": {exam.Quiz, exam.Typed, 60, 10, "L i m m a", `quiz · geo › Capitals                                 1 of 4

Capital of Peru?

> Limma_




enter  answer                                      esc  keys`},
		"typed, right": {exam.Quiz, exam.Typed, 60, 12, "L i m a enter", `quiz · geo › Capitals                                 1 of 4

Capital of Peru?

────
Lima

✓ right

By the sea.

enter  go on    u undo                      ? keys    q stop`},
		"typed, but for its spelling": {exam.Quiz, exam.Typed, 60, 12, "l í m a enter", `quiz · geo › Capitals                                 1 of 4

Capital of Peru?

✓ right but for its spelling
you    líma
        ^
right  Lima
        ^

By the sea.
enter  go on  y mine is right too  u undo     ? keys  q stop`},
		"skipped": {exam.Quiz, exam.Typed, 60, 14, "esc x", `quiz · geo › Capitals                                 1 of 4

Capital of Peru?

────
Lima

✗ skipped

By the sea.
It comes back in this quiz.


enter  go on  y mine is right too  u undo     ? keys  q stop`},
		"not known": {exam.Quiz, exam.Recall, 60, 14, "space 3", `quiz · geo › Capitals                                 1 of 4

Capital of Peru?

────
Lima

✗ not known

By the sea.
It comes back in this quiz.


enter  go on  y mine is right too  u undo     ? keys  q stop`},
		"keys": {exam.Quiz, exam.Recall, 60, 20, "?", `quiz · geo › Capitals                                 1 of 4

enter, space    show the answer, or go on to the next
                question
v               mark the next answer as a guess
x               skip the question: it counts as not known
y               say that the answer you gave is right too
1–9             choose an option; in your head: 1 known, 2
                partly, 3 not
u               take back what you did last, step by step
s               suspend the card, until you resume it
?               this help
q, Ctrl-C       stop; everything you did is saved
e               edit the card in your editor
o               open its picture, link or file
p               play its sound, or the next one
↓ ↑             scroll a long text by lines
PgDn PgUp g G   scroll it by pages, or to its ends
↓ 2 more lines
enter  close                                ? keys    q stop`},
		"typed, wrong": {exam.Quiz, exam.Typed, 60, 14, "L i n a enter", `quiz · geo › Capitals                                 1 of 4

Capital of Peru?

✗ wrong
you    Lina
         ^
right  Lima
         ^

By the sea.
It comes back in this quiz.

enter  go on  y mine is right too  u undo     ? keys  q stop`},
		"in thought": {exam.Quiz, exam.Recall, 60, 12, "space", `quiz · geo › Capitals                                 1 of 4

Capital of Peru?

────
Lima





1 I knew it    2 partly    3 no             ? keys    q stop`},
		"test goes on": {exam.Test, exam.Choice, 60, 12, "1", `test · geo › Capitals                                 2 of 4

Capital of Colombia?

  1  Quito
  2  Bogota
  3  Lima
  4  Santiago



1–4  answer    v a guess    x skip          ? keys    q stop`},
	}
	for name, tt := range tests {
		s := term.NewExamScreen(capitals(t, tt.kind, tt.form), tt.width, tt.height)
		tap(s, tt.keys)
		if diff := cmp.Diff(tt.want, s.View()); diff != "" {
			t.Errorf("%s:\n%s", name, s.View())
		}
	}
}

// TestExamHelpScrolls: of a help that is longer than the screen all can be read, and any other key
// leaves it.
func TestExamHelpScrolls(t *testing.T) {
	t.Parallel()
	s := term.NewExamScreen(capitals(t, exam.Quiz, exam.Recall), 40, 12)
	before := s.View()
	tap(s, "? G")
	if view := s.View(); !strings.Contains(view, "Ctrl-Z") || strings.Contains(view, "more line") &&
		!strings.Contains(view, "↑") {
		t.Errorf("the end of the help:\n%s", view)
	}
	if tap(s, "x"); s.View() != before {
		t.Errorf("after the help:\n%s", s.View())
	}
}

// TestExamKeysMeanWhatTheyDoInReview compares the tables of keys: no key of one means something
// else in the other, but that what goes on goes on, and digits choose.
func TestExamKeysMeanWhatTheyDoInReview(t *testing.T) {
	t.Parallel()
	usual := session.DefaultKeys()
	other, errs := usual.With(map[string][]string{"suspend": {"x"}, "flag": {"v"}, "edit": {"e", "E"}})
	if errs != nil {
		t.Fatal(errs)
	}
	for _, review := range []session.Keys{usual, other} {
		keys := session.ExamKeys(review)
		for _, e := range keys.Entries() {
			for _, b := range e.Bindings {
				for _, key := range b.Keys {
					inReview := review.Command(key)
					_, rates := inReview.Rating()
					_, picks := b.Command.Number()
					same := inReview == b.Command || inReview == session.NoCommand
					if !same && !(picks && rates) && !(b.Command == session.GoOn && inReview == session.Show) {
						t.Errorf("%s does %d in a quiz and %d in a review", key, b.Command, inReview)
					}
				}
			}
		}
		for _, c := range []session.Command{
			session.Open, session.Top, session.Suspend, session.Edit, session.Undo, session.Play,
			session.Help, session.Quit,
		} {
			for _, key := range review.Of(c).Keys {
				if got := keys.Command(key); got != c {
					t.Errorf("%s does %d in a quiz and %d in a review", key, got, c)
				}
			}
		}
	}
}

func TestSuspendInQuiz(t *testing.T) {
	t.Parallel()
	sitting := capitals(t, exam.Quiz, exam.Choice)
	s := term.NewExamScreen(sitting, 60, 12)
	first := sitting.Question()
	tap(s, "s")
	if sitting.Left() != 3 || sitting.Question() == first ||
		!strings.Contains(s.View(), "suspended “Capital of Peru?”") {
		t.Errorf("%d left:\n%s", sitting.Left(), s.View())
	}
	tap(s, "u")
	if sitting.Left() != 4 || sitting.Question() != first {
		t.Errorf("after undo %d left:\n%s", sitting.Left(), s.View())
	}
	tap(s, "1 s")
	if sitting.Left() != 3 {
		t.Errorf("suspended after its answer: %d left", sitting.Left())
	}
	if tap(s, "o"); !strings.Contains(s.View(), "nothing to open or play") {
		t.Errorf("nothing opens:\n%s", s.View())
	}
	if tap(s, "e"); !strings.Contains(s.View(), "no editor") {
		t.Errorf("no editor:\n%s", s.View())
	}
}
