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

1 Santiago
2 Bogota
3 Quito
4 Lima



1–4  answer    v a guess    x skip          ? keys    q stop`},
		"wrong choice": {exam.Quiz, exam.Choice, 60, 16, "1", `quiz · geo › Capitals                                 1 of 4

Capital of Peru?

✗ 1 Santiago
2 Bogota
3 Quito
✓ 4 Lima

✗ Lima
Santiago: that answers: Capital of Chile?

By the sea.
It comes back in this quiz.

enter  go on  y mine is right too  u undo     ? keys  q stop`},
		"guess": {exam.Quiz, exam.Choice, 40, 14, "v", `quiz · geo › Capitals             1 of 4

Capital of Peru?

1 Santiago
2 Bogota
3 Quito
4 Lima



a guess
1–4  answer  v a guess  x skip  ? keys
q stop`},
		"typed": {exam.Quiz, exam.Typed, 60, 10, "L i m m a", `quiz · geo › Capitals                                 1 of 4

Capital of Peru?

> Limma_




enter  answer    esc  keys                  ? keys    q stop`},
		"typed, wrong": {exam.Quiz, exam.Typed, 60, 14, "L i n a enter", `quiz · geo › Capitals                                 1 of 4

Capital of Peru?


✗ Lima
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

1 Lima
2 Quito
3 Bogota
4 Santiago



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

// TestExamKeysMeanWhatTheyDoInReview compares the tables of keys: what both have does the same.
func TestExamKeysMeanWhatTheyDoInReview(t *testing.T) {
	t.Parallel()
	review := session.DefaultKeys()
	for key := range strings.FieldsSeq("u q ? j k g G pgup pgdown home end ctrl+z ctrl+c") {
		if got, want := session.ExamKeys().Command(key), review.Command(key); got != want {
			t.Errorf("%s is %d in a quiz and %d in a review", key, got, want)
		}
	}
	for key := range strings.FieldsSeq("s b f i m e U") {
		if got := session.ExamKeys().Command(key); got != session.NoCommand && got != review.Command(key) {
			t.Errorf("%s does %d in a quiz", key, got)
		}
	}
}

func TestExamGoesToItsEnd(t *testing.T) {
	t.Parallel()
	sitting := capitals(t, exam.Test, exam.Choice)
	s := term.NewExamScreen(sitting, 60, 12)
	if tap(s, "1 2 3") || !tap(s, "4") {
		t.Errorf("after four answers:\n%s", s.View())
	}
	if r := sitting.Report(); r.Of != 4 || sitting.Unanswered() != 0 {
		t.Errorf("%+v", r)
	}
	sitting = capitals(t, exam.Quiz, exam.Typed)
	s = term.NewExamScreen(sitting, 60, 12)
	tap(s, "n o enter u")
	if sitting.Left() != 4 || sitting.State() != exam.Asking {
		t.Errorf("after undo %d are left:\n%s", sitting.Left(), s.View())
	}
	tap(s, "n o enter y")
	if r := sitting.Report(); r.Points != 1 {
		t.Errorf("overruled: %+v\n%s", r, s.View())
	}
	if !tap(s, "enter esc q") {
		t.Error("q does not end it")
	}
}
