package term_test

import (
	"strings"
	"testing"

	"cards/cmd/internal/term"
	"cards/srs"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"
)

func TestTypedScreens(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		keys string
		want string
	}{
		{"question", "", `
schema-update › Mistake                1 new · about 8m left

Which keyword starts a goroutine?

>




enter  show the answer                             esc  keys`},
		{"letters, digits and commands are text", "q u ? 1 space j", `
schema-update › Mistake                1 new · about 8m left

Which keyword starts a goroutine?

> qu?1 j




enter  show the answer                             esc  keys`},
		{"corrected", "o g left backspace", `
schema-update › Mistake                1 new · about 8m left

Which keyword starts a goroutine?

> g




enter  show the answer                             esc  keys`},
		{"right", "G O space enter", `
schema-update › Mistake                1 new · about 8m left

Which keyword starts a goroutine?

──── that is right · enter: good
you    GO
right  go


1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"wrong", "o g enter", `
schema-update › Mistake                1 new · about 8m left

Which keyword starts a goroutine?

──── not the same · enter: again
you    og
       ^
right  go
↓ 1 more line · space
1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"an empty line shows the answer", "space enter", `
schema-update › Mistake                1 new · about 8m left

Which keyword starts a goroutine?

────
go



1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"the line is left", "o g esc", `
schema-update › Mistake                1 new · about 8m left

Which keyword starts a goroutine?

> og




space  show the answer    esc  type         ? keys    q stop`},
		{"the line is entered again", "o esc x esc g", `
schema-update › Mistake                1 new · about 8m left

Which keyword starts a goroutine?

> og




enter  show the answer                             esc  keys`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			screen := term.NewScreen(typed(), &term.Frames{}, 60, 10, options())
			pressAll(screen, c.keys)
			if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), screen.View()); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, screen.View())
			}
		})
	}
}

func TestTypedAnswerRates(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string][]srs.Rating{
		"g o enter enter": {srs.Good}, "g o enter space": {srs.Good}, "g o enter 2": {srs.Hard},
		"o g enter enter": {srs.Again}, "o g enter space": {srs.Again}, "o g enter 3": {srs.Good},
		"o g enter enter 1": {srs.Again},
		"enter enter":       nil, "enter 4": {srs.Easy}, "g o enter u": nil,
		"3 1": nil, "esc space 3": {srs.Good}, "esc 3": nil,
		"o g enter 1 u enter 3": {srs.Good}, "g o enter 3 u o g enter enter": {srs.Again},
	} {
		s := typed()
		pressAll(term.NewScreen(s, &term.Frames{}, 80, 24, options()), keys)
		if diff := cmp.Diff(want, s.given); diff != "" {
			t.Errorf("%q (-want +got):\n%s", keys, diff)
		}
	}
}

func TestTypedAnswerSaysWhyEnterDoesNotRate(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]string{
		"enter enter": "nothing was typed: rate it, 1 to 4",
		"enter space": "nothing was typed: rate it, 1 to 4",
	} {
		screen := term.NewScreen(typed(), &term.Frames{}, 40, 12, options())
		pressAll(screen, keys)
		if view := screen.View(); !strings.Contains(view, want) || strings.Contains(view, "↓") {
			t.Errorf("after %q the screen is\n%s", keys, view)
		}
	}
}

func TestTypedCardEnds(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]tea.Msg{
		"q": nil, "ctrl+c": tea.QuitMsg{}, "esc q": tea.QuitMsg{}, "esc esc q": nil,
		"ctrl+z": tea.SuspendMsg{},
	} {
		if got := pressAll(term.NewScreen(typed(), &term.Frames{}, 80, 24, options()),
			keys); got != want {
			t.Errorf("%q leads to %T, want %T", keys, got, want)
		}
	}
}

func TestPastedTextIsTypedButNeverRates(t *testing.T) {
	t.Parallel()
	s := typed()
	screen := term.NewScreen(s, &term.Frames{}, 80, 24, options())
	screen.Send(tea.PasteMsg{Content: "g\x1b[31m\u202eo\n\n3\n"})
	if !strings.Contains(screen.View(), "> g[31mo") || !harmless(screen.View()) || s.revealed {
		t.Errorf("revealed: %v\n%s", s.revealed, screen.View())
	}
	pressAll(screen, "enter")
	screen.Send(tea.PasteMsg{Content: "3\n"})
	if !s.revealed || len(s.given) > 0 {
		t.Errorf("revealed: %v, given %v", s.revealed, s.given)
	}
}

func TestTypedBeforeTheQuestionIsDrawnDoesNothing(t *testing.T) {
	t.Parallel()
	s, frames := typed(), &term.Frames{Late: true}
	screen := term.NewScreen(s, frames, 80, 24, options())
	pressAll(screen, "g enter 3")
	frames.Late = false
	if s.revealed || strings.Contains(screen.View(), "> g") {
		t.Errorf("revealed: %v\n%s", s.revealed, screen.View())
	}
}

func TestTypedAnswerWithMarkupIsShownWhole(t *testing.T) {
	t.Parallel()
	s := typedAs("`go`, *then*:\n\n    go f()")
	screen := term.NewScreen(s, &term.Frames{}, 60, 24, options())
	screen.Send(tea.PasteMsg{Content: "go, then: go f()"})
	pressAll(screen, "enter")
	want := "you    go, then: go f()\nright  go, then: go f()\n\n`go`, *then*:\n\n"
	if !strings.Contains(screen.View(), want) {
		t.Errorf("no %q in\n%s", want, screen.View())
	}
}

func TestTypedAnswerMayHaveItsMarks(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]bool{
		"f(x) = x^2 exactly": true, "$F(x) = x^2$ *exactly*": true, "$f(x) = x^2$ exactly": false,
		"f(x) = x2": false,
	} {
		s := typedAs("$f(x) = x^2$ *exactly*")
		screen := term.NewScreen(s, &term.Frames{}, 60, 24, options())
		screen.Send(tea.PasteMsg{Content: typed})
		pressAll(screen, "enter")
		if got := strings.Contains(screen.View(), "that is right"); got != want {
			t.Errorf("%q is right: %v\n%s", typed, got, screen.View())
		}
	}
}

func TestTypedLineShowsItsCursor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name          string
		text, keys    string
		width, height int
		want          *tea.Position
	}{
		{"empty", "", "", 60, 10, &tea.Position{X: 2, Y: 4}},
		{"after letters", "og", "", 60, 10, &tea.Position{X: 4, Y: 4}},
		{"before a letter", "og", "left", 60, 10, &tea.Position{X: 3, Y: 4}},
		{"after wide characters", "漢字", "", 60, 10, &tea.Position{X: 6, Y: 4}},
		{"on a second line", strings.Repeat("x", 60), "", 60, 10, &tea.Position{X: 2, Y: 5}},
		{"below a full line", strings.Repeat("x", 58), "", 60, 10, &tea.Position{X: 0, Y: 5}},
		{"on the last line of many", strings.Repeat("x", 300), "", 60, 10, &tea.Position{X: 2, Y: 5}},
		{"off a screen that is too low", "", "", 60, 3, nil},
		{"left", "og", "esc", 60, 10, nil},
		{"answered", "og", "enter", 60, 10, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			screen := term.NewScreen(typed(), &term.Frames{}, c.width, c.height, options())
			screen.Send(tea.PasteMsg{Content: c.text})
			pressAll(screen, c.keys)
			if diff := cmp.Diff(c.want, screen.Cursor()); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, screen.View())
			}
		})
	}
}
