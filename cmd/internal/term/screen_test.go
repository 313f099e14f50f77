package term_test

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"cards/cmd/internal/term"
	"cards/deck"
	"cards/srs"
	"cards/storage"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

// press returns the message of a key.
func press(key string) tea.KeyPressMsg {
	switch key {
	case "space":
		return tea.KeyPressMsg{Code: ' ', Text: " "}
	case "enter":
		return tea.KeyPressMsg{Code: tea.KeyEnter}
	case "esc":
		return tea.KeyPressMsg{Code: tea.KeyEscape}
	case "left":
		return tea.KeyPressMsg{Code: tea.KeyLeft}
	case "backspace":
		return tea.KeyPressMsg{Code: tea.KeyBackspace}
	case "down":
		return tea.KeyPressMsg{Code: tea.KeyDown}
	case "pgdown":
		return tea.KeyPressMsg{Code: tea.KeyPgDown}
	case "ctrl+c", "ctrl+z":
		return tea.KeyPressMsg{Code: rune(key[len(key)-1]), Mod: tea.ModCtrl}
	}
	return tea.KeyPressMsg{Code: rune(key[0]), Text: key}
}

func pressAll(s *term.Screen, keys string) tea.Msg {
	var last tea.Msg
	for key := range strings.FieldsSeq(keys) {
		last = s.Send(press(key))
	}
	return last
}

// choice, typed and cloze are sessions of one card.
func choice() *sitting {
	c := basic("Which are reference types?", "- [x] map\n- [ ] array", "")
	c.Kind, c.Options = deck.KindChoice, []deck.Option{{Text: "map", Right: true}, {Text: "array"}}
	return &sitting{now: noon, cards: []*storage.Card{c}}
}

func typed() *sitting {
	c := basic("Which keyword starts a goroutine?", "go", "")
	c.Kind = deck.KindTyped
	return &sitting{now: noon, cards: []*storage.Card{c}}
}

func cloze() *sitting {
	front, back := "A slice has a length and a ‹[…]›.", "A slice has a length and a ‹capacity›."
	c := basic(gaps.Replace(front), gaps.Replace(back), "More.")
	c.Kind, c.Section = deck.KindCloze, nil
	return &sitting{now: noon, cards: []*storage.Card{c}}
}

func long() *sitting {
	s := mistake()
	s.cards[0].Back = strings.Repeat("One line.\n\n", 9) + "Last line."
	s.cards[0].More = ""
	return s
}

func longQuestion() *sitting {
	s := mistake()
	s.cards[0].Front = strings.Repeat("One line.\n\n", 9) + "Last line?"
	s.cards[0].More = ""
	return s
}

func waiting() *sitting {
	s := mistake()
	s.waits, s.wait = 1, 4*time.Minute
	return s
}

func TestScreens(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name          string
		s             *sitting
		width, height int
		keys          string
		want          string
	}{
		{"question", mistake(), 76, 8, "", `
schema-update › Mistake                               1 of 2 · about 8m left

What mistake was made regarding the Production schema updates?




space  show the answer                                      ? keys    q stop`},
		{"answer", mistake(), 76, 11, "space", `
schema-update › Mistake                               1 of 2 · about 8m left

What mistake was made regarding the Production schema updates?

────
It was assumed that the DBA had updated Production.

Notes: "Incorrectly assumed *that*."


1 again 1m    2 hard 6m    3 good 10m    4 easy 8d          u undo    ? keys`},
		{"answer on a narrow screen", mistake(), 40, 13, "enter", `
schema-update ›…  1 of 2 · about 8m left

What mistake was made regarding the
Production schema updates?

────
It was assumed that the DBA had updated
Production.

Notes: "Incorrectly assumed *that*."

1 again 1m  2 hard 6m  3 good 10m
4 easy 8d  u undo  ? keys`},
		{"what an answer did", mistake(), 60, 7, "space 3", `
schema-update › Mistake               2 of 2 · about 8m left

Who did it?


good · comes back in 10m
space  show the answer                      ? keys    q stop`},
		{"undo", mistake(), 60, 7, "space 3 u", `
schema-update › Mistake               1 of 2 · about 8m left

What mistake was made regarding the Production schema
updates?

took back: good, “What mistake was made regarding the Pro…”
space  show the answer                      ? keys    q stop`},
		{"nothing to undo", mistake(), 60, 7, "u", `
schema-update › Mistake               1 of 2 · about 8m left

What mistake was made regarding the Production schema
updates?

there is nothing to take back
space  show the answer                      ? keys    q stop`},
		{"waiting", waiting(), 76, 6, "space space", `


Nothing else is due now. 1 card comes back, in 4m.

good · comes back in 10m
space  answer it early    q stop here, they will be there`},
		{"the end shows nothing that can be done", mistake(), 60, 6, "space 3 space 4", ""},
		{"answered early", waiting(), 60, 6, "space 4 space", `
schema-update › Mistake               2 of 2 · about 8m left

Who did it?


space  show the answer                      ? keys    q stop`},
		{"help", mistake(), 60, 11, "?", `
space, enter    show the answer; then rate it good
1 2 3 4         rate the answer again, hard, good, easy
u               take back the last answer, then earlier ones
↑ ↓ PgUp PgDn   scroll a long text
Esc             leave or enter the line of a typed answer
q, Ctrl-C       stop; every answer given is kept
Ctrl-Z          suspend, and fg to come back
?               this help; any key leaves it

A key counts once the screen it acts on is drawn: what is
typed ahead never rates.`},
		{"help that is higher than the screen", mistake(), 40, 6, "? pgdown", `
u               take back the last
                answer, then earlier
                ones
↑ ↓ PgUp PgDn   scroll a long text
Esc             leave or enter the line
↑ 4   ↓ 11 more lines`},
		{"help left", cloze(), 60, 6, "? 3", `
schema-update                         1 of 1 · about 8m left

A slice has a length and a […].


space  show the answer                      ? keys    q stop`},
		{"cloze is filled in place", cloze(), 60, 8, "space", `
schema-update                         1 of 1 · about 8m left

A slice has a length and a [capacity].

────
More.

1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"choice shows its options", choice(), 60, 8, "", `
schema-update › Mistake               1 of 1 · about 8m left

Which are reference types?

[ ] map
[ ] array

space  show the answer                      ? keys    q stop`},
		{"long answer below the question", long(), 60, 10, "space", `
schema-update › Mistake               1 of 2 · about 8m left

What mistake was made regarding the Production schema
updates?

────
One line.

↓ 17 more lines
1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"long answer scrolled by lines", long(), 60, 10, "space down j", `
schema-update › Mistake               1 of 2 · about 8m left

What mistake was made regarding the Production schema
updates?


One line.

↑ 2   ↓ 15 more lines
1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"long answer scrolled to its end", long(), 60, 10, "space pgdown pgdown G", `
schema-update › Mistake               1 of 2 · about 8m left

What mistake was made regarding the Production schema
updates?

One line.

Last line.
↑ 17 more lines
1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"long question", longQuestion(), 60, 8, "", `
schema-update › Mistake               1 of 2 · about 8m left

One line.

One line.

↓ 15 more lines
space  show the answer                      ? keys    q stop`},
		{"answer of a long question", longQuestion(), 60, 10, "space", `
schema-update › Mistake               1 of 2 · about 8m left

One line.

Last line?

────
It was assumed that the DBA had updated Production.
↑ 16 more lines
1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"text and message share a narrow screen", longQuestion(), 40, 12, "u", `
schema-update ›…  1 of 2 · about 8m left

One line.

One line.

One line.

One line.
↓ 12 more lines
there is nothing to take back
space  show the answer    ? keys  q stop`},
		{"rating keys do nothing on the question side", mistake(), 60, 6, "1 2 3 4", `
schema-update › Mistake               1 of 2 · about 8m left

What mistake was made regarding the Production schema
updates?

space  show the answer                      ? keys    q stop`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			screen := term.NewScreen(c.s, &term.Frames{}, c.width, c.height, options())
			pressAll(screen, c.keys)
			if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), screen.View()); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, screen.View())
			}
		})
	}
}

func TestScreenFitsAnySize(t *testing.T) {
	t.Parallel()
	for _, make := range []func() *sitting{mistake, choice, cloze, typed, long, longQuestion, waiting} {
		for _, width := range []int{1, 2, 3, 7, 11, 16, 23, 31, 40, 59, 80, 200} {
			for _, height := range []int{1, 2, 3, 5, 8, 13, 24} {
				screen := term.NewScreen(make(), &term.Frames{}, width, height, options())
				for _, key := range []string{"", "space", "?", "x", "3", "u"} {
					if key != "" {
						screen.Send(press(key))
					}
					checkFits(t, screen.View(), width, height)
				}
			}
		}
	}
}

func checkFits(t *testing.T, view string, width, height int) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) > height {
		t.Fatalf("%d lines on a screen of %d×%d:\n%s", len(lines), width, height, view)
	}
	for _, line := range lines {
		if ansi.StringWidth(line) > width {
			t.Fatalf("line %q is wider than %d", line, width)
		}
	}
}

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
		"q": tea.QuitMsg{}, "ctrl+c": tea.QuitMsg{}, "? ctrl+c": tea.QuitMsg{}, "space 3 space 3": tea.QuitMsg{},
		"ctrl+z": tea.SuspendMsg{}, "? q": nil, "space": nil,
	} {
		if got := pressAll(term.NewScreen(mistake(), &term.Frames{}, 80, 24, options()), keys); got != want {
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
this card was answered elsewhere
meanwhile; that answer counts, yours was
not kept
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

// TestScreenHidesNothingSilently counts the lines of a question and its answer that can be seen on small screens.
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

// checkSeen says whether the first and the last line of a text are on the screen or are said to be above and below.
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
	if bad := harmful(screen.View()); bad != "" || !strings.Contains(screen.View(), "a␛[31m b › c �") {
		t.Errorf("%s in\n%s", bad, screen.View())
	}
}

func TestScreenWithColours(t *testing.T) {
	t.Parallel()
	o := options()
	o.Colours = true
	screen := term.NewScreen(mistake(), &term.Frames{}, 60, 6, o)
	want := "\x1b[1;36mspace\x1b[22;0m  show the answer                      " +
		"\x1b[1;36m?\x1b[22;0m keys    \x1b[1;36mq\x1b[22;0m stop"
	if got := screen.View(); !strings.HasSuffix(got, want) {
		t.Errorf("the footer is %q, want %q", got[strings.LastIndex(got, "\n")+1:], want)
	}
}
