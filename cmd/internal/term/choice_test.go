package term_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/cmd/internal/term"
	"cards/deck"
	"cards/srs"
)

// several is a session of one card of which two options are right.
func several() *sitting {
	s := choice()
	s.cards[0].Options = []deck.Option{
		{Text: "map", Right: true},
		{Text: "array"},
		{Text: "slice", Right: true},
	}
	return s
}

func TestChoiceRates(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string][]srs.Rating{
		"1 enter": {srs.Good}, "1 space": {srs.Good}, "2 enter": {srs.Again}, "2 3": {srs.Good},
		"& enter": {srs.Good},
		"1 1":     nil, "3": nil, "enter enter": nil, "enter 4": {srs.Easy}, "1 2": {srs.Hard},
	} {
		s := choice()
		pressAll(term.NewScreen(s, &term.Frames{}, 80, 24, options()), keys)
		if diff := cmp.Diff(want, s.given); diff != "" {
			t.Errorf("%q (-want +got):\n%s", keys, diff)
		}
	}
}

func TestChoiceScreens(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, keys string
		s          *sitting
		want       string
	}{
		{"right", "1", choice(), `
1) ✓ (chosen) map
2) array

──── that is right · enter: good
1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"wrong", "2", choice(), `
1) ✓ map
2) ✗ (chosen) array

──── not what is right · enter: again
1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"not chosen", "enter", choice(), `
1) ✓ map
2) array

────
1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			screen := term.NewScreen(c.s, &term.Frames{}, 60, 12, options())
			pressAll(screen, c.keys)
			view := screen.View()
			_, view, _ = strings.Cut(view, "types?\n")
			view = strings.ReplaceAll(view, "\n\n\n\n", "\n")
			if diff := cmp.Diff(c.want, view); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, view)
			}
		})
	}
}

// TestChoiceOfSeveral: where several options are right digits mark them, and enter shows the
// answer.
func TestChoiceOfSeveral(t *testing.T) {
	t.Parallel()
	at := map[string]string{} // the digit of each option
	screen := term.NewScreen(several(), &term.Frames{}, 60, 12, options())
	for line := range strings.Lines(screen.View()) {
		if number, text, ok := strings.Cut(strings.TrimSpace(line), ") "); ok {
			at[text] = number
		}
	}
	for chosen, want := range map[string]srs.Rating{
		"map slice": srs.Good, "map": srs.Hard, "array": srs.Again, "map slice array": srs.Again,
		"map array array": srs.Hard,
	} {
		var keys []string
		for word := range strings.FieldsSeq(chosen) {
			keys = append(keys, at[word])
		}
		s := several()
		screen := term.NewScreen(s, &term.Frames{}, 60, 12, options())
		pressAll(screen, strings.Join(keys, " "))
		if s.revealed {
			t.Errorf("%s: a digit shows the answer", chosen)
		}
		pressAll(screen, "enter enter")
		if diff := cmp.Diff([]srs.Rating{want}, s.given); diff != "" {
			t.Errorf("%s (-want +got):\n%s", chosen, diff)
		}
	}
}
