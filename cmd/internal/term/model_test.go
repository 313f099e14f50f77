package term_test

import (
	"errors"
	"fmt"
	"image/color"
	"strings"
	"syscall"
	"testing"
	"time"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/srs"
	"cards/storage"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/google/go-cmp/cmp"
)

func TestScreenRates(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string][]srs.Rating{
		"space 1": {srs.Again}, "enter 2": {srs.Hard}, "space 3": {srs.Good}, "space 4": {srs.Easy},
		"space space": {srs.Good}, "enter enter": {srs.Good}, "space 4 space 1": {srs.Easy, srs.Again},
		"4 space 5 x": nil, "space 1 u": {}, "space 1 3 3": {srs.Again},
	} {
		s := mistake()
		pressAll(term.NewScreen(s, &term.Frames{}, 80, 24, options()), keys)
		if diff := cmp.Diff(want, s.given); diff != "" {
			t.Errorf("%q (-want +got):\n%s", keys, diff)
		}
	}
}

// TestSpaceRatesNothingUnseen presses space on an answer that is higher than the screen: it rates
// once the end of the answer has been seen, also if the person has gone back since. A digit rates
// at once.
func TestSpaceRatesNothingUnseen(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string][]srs.Rating{
		"space space": nil, "space space space space": nil, "space G space": {srs.Good},
		"space G g space": {srs.Good}, "space 3": {srs.Good}, "space G u": nil,
		"space" + strings.Repeat(" enter", 10): {srs.Good},
	} {
		s := long()
		pressAll(term.NewScreen(s, &term.Frames{}, 60, 10, options()), keys)
		if diff := cmp.Diff(want, s.given); diff != "" {
			t.Errorf("%q (-want +got):\n%s", keys, diff)
		}
	}
}

// TestScreenActs presses keys that do something to the card that is asked.
func TestScreenActs(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string][]string{
		"s": {"suspend"}, "space s": {"suspend"}, "b b": {"bury", "bury"}, "m": {"more"},
		"f 3": {"flag 3"}, "f f f f": {"flag 1", "flag 2"}, "f 7 f f": {"flag 7", "flag 0"},
		"f 0": {"flag 0"},
		"f 8": nil, "f q s": {"suspend"}, "f é": {"flag 2"}, "space f 1 s": {"flag 1", "suspend"},
		"ы": {"suspend"}, "и": {"bury"}, "σ": {"suspend"}, "ד": {"suspend"}, "S B": nil,
		"s s s": {"suspend", "suspend"},
	} {
		s := mistake()
		pressAll(term.NewScreen(s, &term.Frames{}, 80, 24, options()), keys)
		if diff := cmp.Diff(want, s.did); diff != "" || len(s.given) > 0 {
			t.Errorf("%q: ratings %v, besides (-want +got):\n%s", keys, s.given, diff)
		}
	}
	late := mistake()
	pressAll(term.NewScreen(late, &term.Frames{Late: true}, 80, 24, options()), "s b f 1 m")
	if len(late.did) > 0 {
		t.Errorf("keys that were typed before the card was drawn did %q", late.did)
	}
}

func TestKeysBeforeAnythingIsDrawnDoNothing(t *testing.T) {
	t.Parallel()
	s, frames := mistake(), &term.Frames{Late: true}
	screen := term.NewScreen(s, frames, 80, 24, options())
	pressAll(screen, "space 3 space 3")
	if s.revealed || len(s.given) > 0 {
		t.Errorf("revealed %v, given %v", s.revealed, s.given)
	}
	frames.Late = false
	pressAll(screen, "space")
	frames.Late = true
	pressAll(screen, "3 space enter 1")
	if !s.revealed || len(s.given) > 0 {
		t.Errorf("revealed %v, given %v", s.revealed, s.given)
	}
}

func TestPastedTextDoesNothing(t *testing.T) {
	t.Parallel()
	s := mistake()
	screen := term.NewScreen(s, &term.Frames{}, 80, 24, options())
	screen.Send(press("space"))
	for _, msg := range []tea.Msg{tea.PasteStartMsg{}, tea.PasteMsg{Content: "3\n 3"}, tea.PasteEndMsg{}} {
		screen.Send(msg)
	}
	if len(s.given) > 0 {
		t.Errorf("given %v", s.given)
	}
}

func TestScreenEnds(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]tea.Msg{
		"q": tea.QuitMsg{}, "ctrl+c": tea.QuitMsg{}, "? ctrl+c": tea.QuitMsg{},
		"space 3 space 3": tea.QuitMsg{},
		"ctrl+z":          tea.SuspendMsg{}, "? q": nil, "space": nil,
	} {
		if got := pressAll(term.NewScreen(mistake(), &term.Frames{}, 80, 24, options()),
			keys); got != want {
			t.Errorf("%q leads to %T, want %T", keys, got, want)
		}
	}
}

func TestScreenGoesOnWhenAWaitIsOver(t *testing.T) {
	t.Parallel()
	s := waiting()
	screen := term.NewScreen(s, &term.Frames{}, 80, 24, options())
	pressAll(screen, "space 3")
	screen.Tick()
	if !strings.Contains(screen.View(), "Nothing else is due now") {
		t.Errorf("waiting shows\n%s", screen.View())
	}
	s.now = noon.Add(5 * time.Minute)
	screen.Tick()
	if !strings.Contains(screen.View(), "Who did it?") {
		t.Errorf("when the wait is over it shows\n%s", screen.View())
	}
}

func TestScreenSaysWhatWentWrong(t *testing.T) {
	t.Parallel()
	full := fmt.Errorf("write %q: %w", "/home/somebody/notes/.cards/collection.db", syscall.ENOSPC)
	for _, c := range []struct {
		err  error
		want string
	}{
		{storage.ErrAnswered, `
this card was answered elsewhere in the
meantime; that answer counts, and yours
was not saved
`},
		{full, `
that did not work: write
"/home/somebody/notes/.cards/collection.
db": no space left on device
`},
		{errors.New("disk \x1b full"), "\nthat did not work: disk ␛ full\n"},
	} {
		s := mistake()
		s.fail = c.err
		screen := term.NewScreen(s, &term.Frames{}, 40, 12, options())
		if msg := pressAll(screen, "space 3"); msg != nil || !strings.Contains(screen.View(), c.want) {
			t.Errorf("%v leads to %v and shows\n%s", c.err, msg, screen.View())
		}
	}
}

// TestScreenHidesNothingSilently counts the lines of a question and its answer that can be seen on
// small screens.
func TestScreenHidesNothingSilently(t *testing.T) {
	t.Parallel()
	o := options()
	o.Notice = "8 due · 11 new · under a minute · the clock was set to 2026-03-02T12:00:00Z by CARDS_NOW"
	for height := 10; height < 30; height++ {
		s := mistake()
		s.cards[0].Front = "```go\nfunc f() {\n\ta()\n\tb()\n\tc()\n\td()\n}\n```"
		screen := term.NewScreen(s, &term.Frames{}, 40, height, o)
		checkSeen(t, screen.View(), "func f() {", "}")
		pressAll(screen, "space")
		checkSeen(t, screen.View(), "func f() {", "Notes:")
	}
}

// checkSeen says whether the first and the last line of a text are on the screen or are said to be
// above and below.
func checkSeen(t *testing.T, view, first, last string) {
	t.Helper()
	if !strings.Contains(view, first) && !strings.Contains(view, "↑") {
		t.Errorf("the beginning is hidden:\n%s", view)
	}
	if !strings.Contains(view, last) && !strings.Contains(view, "↓") {
		t.Errorf("the end is hidden:\n%s", view)
	}
}

func TestScreenEndsWhenTheSessionCannotGoOn(t *testing.T) {
	t.Parallel()
	s := mistake()
	screen := term.NewScreen(s, &term.Frames{}, 80, 24, options())
	s.broken = errors.New("gone")
	if msg := pressAll(screen, "space"); msg != (tea.QuitMsg{}) || !errors.Is(screen.Err(), s.broken) {
		t.Errorf("leads to %v with error %v", msg, screen.Err())
	}
}

func TestScreenShowsNamesHarmlessly(t *testing.T) {
	t.Parallel()
	s := mistake()
	s.cards[0].Deck, s.cards[0].Section = "a\x1b[31m\nb\u202e", []string{"*c* \u009b"}
	screen := term.NewScreen(s, &term.Frames{}, 80, 24, options())
	pressAll(screen, "space 3 u")
	if !harmless(screen.View()) || !strings.Contains(screen.View(), "a␛[31m b › c �") {
		t.Errorf("it shows\n%s", screen.View())
	}
}

func TestScreenWithColours(t *testing.T) {
	t.Parallel()
	o := options()
	o.Look.Theme = out.Dark
	screen := term.NewScreen(mistake(), &term.Frames{}, 60, 6, o)
	want := "\x1b[1;38;5;80mspace\x1b[22;0;25;0m  show the answer                      " +
		"\x1b[1;38;5;80m?\x1b[22;0;25;0m keys    \x1b[1;38;5;80mq\x1b[22;0;25;0m stop"
	if got := screen.View(); !strings.HasSuffix(got, want) {
		t.Errorf("the footer is %q, want %q", got[strings.LastIndex(got, "\n")+1:], want)
	}
}

// TestScreenTakesColoursFromTheBackground has them as the terminal's background wants them, but not
// when it says so too late, or cannot show them.
func TestScreenTakesColoursFromTheBackground(t *testing.T) {
	t.Parallel()
	white := tea.BackgroundColorMsg{Color: color.White}
	for name, c := range map[string]struct {
		after    time.Duration
		messages []tea.Msg
		want     string
	}{
		"not yet": {0, nil, "\x1b[1mspace"},
		"light":   {time.Second, []tea.Msg{white}, "\x1b[1;38;5;25mspace"},
		"dark": {
			0,
			[]tea.Msg{tea.BackgroundColorMsg{Color: color.Black}},
			"\x1b[1;38;5;80mspace",
		},
		"between": {
			0,
			[]tea.Msg{tea.BackgroundColorMsg{Color: color.Gray{128}}},
			"\x1b[1mspace",
		},
		"too late": {3 * time.Second, []tea.Msg{white}, "\x1b[1mspace"},
		"no such colours": {
			0,
			[]tea.Msg{tea.ColorProfileMsg{Profile: colorprofile.ANSI}, white},
			"\x1b[1mspace",
		},
		"many colours": {0, []tea.Msg{
			tea.ColorProfileMsg{Profile: colorprofile.ANSI256},
			white,
		}, "\x1b[1;38;5;25mspace"},
		"nothing in reply": {0, []tea.Msg{tea.BackgroundColorMsg{}}, "\x1b[1mspace"},
	} {
		o := options()
		now := noon
		o.Look.Theme, o.Ask, o.Now = out.Mono, true, func() time.Time { return now }
		screen := term.NewScreen(mistake(), &term.Frames{}, 60, 6, o)
		now = now.Add(c.after)
		for _, m := range c.messages {
			screen.Send(m)
		}
		if got := screen.View(); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q is not in %q", name, c.want, got)
		}
	}
}

// TestHelpOfManyKeys shows commands that a person has bound to more keys than a column holds.
func TestHelpOfManyKeys(t *testing.T) {
	t.Parallel()
	keys, errs := session.DefaultKeys().With(map[string][]string{
		"suspend": {"ctrl+x", "ctrl+y", "ctrl+w"}, "bury": {"ctrl+n", "backspace"},
	})
	if errs != nil {
		t.Fatal(errs)
	}
	o := options()
	o.Keys = keys
	screen := term.NewScreen(several(), &term.Frames{}, 60, 40, o)
	pressAll(screen, "?")
	for _, want := range []string{
		"Ctrl-X, Ctrl-Y, Ctrl-W\nsuspend the card", "Ctrl-N, backspace\nbury the card",
	} {
		if !strings.Contains(screen.View(), want) {
			t.Errorf("not seen: %q in\n%s", want, screen.View())
		}
	}
}
