package term_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/exam"
	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/deck/answer"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/storagetest"
	"github.com/google/go-cmp/cmp"
)

func of(kind session.Kind) *sitting {
	s := mistake()
	s.kind = kind
	return s
}

// TestPracticeScreens: practice promises no due dates, and where cards are looked at nothing rates.
func TestPracticeScreens(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		kind  session.Kind
		keys  string
		has   []string
		hasNo []string
	}{
		{
			"practice", session.Cram, "space",
			[]string{"2 left", "1 again    2 hard    3 good    4 easy"},
			[]string{"10m", "new"},
		},
		{
			"practice, not known", session.Cram, "space 1",
			[]string{"again · comes back", "1 left · done 1"},
			nil,
		},
		{
			"practice, known for now", session.Cram, "space 2",
			[]string{"hard · known, comes back 2 more times"},
			nil,
		},
		{
			"practice, nearly known", session.Cram, "space space",
			[]string{"good · known, comes back once more"},
			nil,
		},
		{"practice, known", session.Cram, "space 4", []string{"easy · known"}, []string{"comes back"}},
		{
			"a look", session.Look, "space",
			[]string{"space  next card", "It was assumed"},
			[]string{"again", "undo"},
		},
		{
			"a look at the next", session.Look, "space space",
			[]string{"Who did it?", "1 left"},
			[]string{"rated"},
		},
		{
			"a look, rated", session.Look, "space 3",
			[]string{"nothing is rated here", "It was assumed"},
			nil,
		},
	} {
		s := of(c.kind)
		m := term.NewScreen(s, &term.Frames{}, 76, 14, options())
		pressAll(m, c.keys)
		got := m.View()
		for _, text := range c.has {
			if !strings.Contains(got, text) {
				t.Errorf("%s: %q is not on the screen:\n%s", c.name, text, got)
			}
		}
		for _, text := range c.hasNo {
			if strings.Contains(got, text) {
				t.Errorf("%s: %q is on the screen:\n%s", c.name, text, got)
			}
		}
	}
}

// TestLookTypesNothing: a card whose answer is typed is shown like any other.
func TestLookTypesNothing(t *testing.T) {
	t.Parallel()
	s := typed()
	s.kind = session.Look
	pressAll(term.NewScreen(s, &term.Frames{}, 76, 14, options()), "space space")
	if !slices.Equal(s.did, []string{"pass"}) {
		t.Errorf("did %v", s.did)
	}
}

func TestPlainPractice(t *testing.T) {
	t.Parallel()
	const question1 = "What mistake was made regarding the Production schema updates?\n"
	const answer1 = "\nIt was assumed that the DBA had updated Production.\n\nNotes: \"Incorrectly assumed *that*.\"\n"
	for _, c := range []struct {
		name, input, want string
		kind              session.Kind
		given             []srs.Rating
	}{
		{
			"cram", "\n1\n\neasy\n",
			keysLine + "\n2 left · schema-update › Mistake\n" + question1 + answer1 +
				"1 again · 2 hard · 3 good · 4 easy\nrated again, comes back\n" +
				"\n1 left · done 1 · schema-update › Mistake\nWho did it?\n\nThe DBA.\n" +
				"1 again · 2 hard · 3 good · 4 easy\nrated easy, known\n" +
				"2 cards in 8m 10s   again 1   easy 1\nAll of them are known. This was practice: no due date has moved. " +
				"Kept in notes/.cards/collection.db; undo with `cards undo`.\n",
			session.Cram,
			[]srs.Rating{srs.Again, srs.Easy},
		},
		{
			"cram, stopped", "\n3\nquit\n",
			keysLine + "\n2 left · schema-update › Mistake\n" + question1 + answer1 +
				"1 again · 2 hard · 3 good · 4 easy\nrated good, known, comes back once more\n" +
				"\n1 left · done 1 · schema-update › Mistake\nWho did it?\n" +
				"1 card in 8m 10s   good 1\n1 card left. This was practice: no due date has moved. " +
				"Kept in notes/.cards/collection.db; undo with `cards undo`.\n",
			session.Cram,
			[]srs.Rating{srs.Good},
		},
		{
			"look", "\n3\n\nquit\n",
			"enter shows the answer, then the next card; nothing is rated; quit, help\n" +
				"\n2 left · schema-update › Mistake\n" + question1 + answer1 +
				"an empty line shows the next card\nan empty line shows the next card; quit, help\n" +
				"\n1 left · schema-update › Mistake\nWho did it?\nLooked at 1 new card, 1 left; nothing was written.\n",
			session.Look, nil,
		},
	} {
		s := of(c.kind)
		var out strings.Builder
		if err := term.RunPlain(t.Context(), s, strings.NewReader(c.input), &out, options()); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		got := strings.ReplaceAll(out.String(), " · about 8m left", "")
		if got != c.want || !slices.Equal(s.given, c.given) {
			t.Errorf("%s: rated %v, wrote\n%s\nwant\n%s", c.name, s.given, got, c.want)
		}
	}
}

// TestNotesAreReadBeforeNewCards shows the notes of a section alone: keys that answer do nothing
// there.
func TestNotesAreReadBeforeNewCards(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"geo.md": "# Capitals\n\nAll lie in **South America**.\n\n" +
		"Q: Capital of Peru?\nA: Lima\n"})
	models := storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}}
	s, err := exam.New(c.Collection, exam.Config{
		Kind: exam.Quiz, New: 1, Form: exam.Typed, Seed: "ONE", Now: func() time.Time { return c.Now },
		Schedulers: desk.NewSchedulers(folders.Config{}, models, c.Scheduler.Calendar()),
	})
	if err != nil {
		t.Fatal(err)
	}
	screen := term.NewExamScreen(s, 40, 8)
	want := `quiz · geo › Capitals             1 of 1

All lie in **South America**.




enter  go on            ? keys    q stop`
	for _, keys := range []string{"", "1 x v o e z"} {
		tap(screen, keys)
		if diff := cmp.Diff(want, screen.View()); diff != "" {
			t.Errorf("after %q (-want +got):\n%s", keys, diff)
		}
	}
	tap(screen, "space L i m a enter")
	if s.State() != exam.Answered || s.Result().Kind != answer.Right {
		t.Errorf("state %d, result %+v", s.State(), s.Result())
	}
}
