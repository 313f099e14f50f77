package term_test

import (
	"strings"
	"testing"

	"cards/cmd/internal/term"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"
)

// keyCodes are those of keys that have names.
var keyCodes = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "backspace": tea.KeyBackspace,
	"delete": tea.KeyDelete, "left": tea.KeyLeft, "right": tea.KeyRight, "down": tea.KeyDown,
	"home": tea.KeyHome, "end": tea.KeyEnd, "pgdown": tea.KeyPgDown,
}

// press returns the message of a key by its name, such as "alt+left", or of one that types a text.
func press(name string) tea.KeyPressMsg {
	if name == "space" {
		name = " "
	}
	for prefix, mod := range map[string]tea.KeyMod{"alt+": tea.ModAlt, "ctrl+": tea.ModCtrl} {
		if char, ok := strings.CutPrefix(name, prefix); ok {
			return tea.KeyPressMsg{Code: press(char).Code, Mod: mod}
		}
	}
	if code, ok := keyCodes[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

func pressAll(s *term.Screen, keys string) tea.Msg {
	var last tea.Msg
	for key := range strings.FieldsSeq(keys) {
		last = s.Send(press(key))
	}
	return last
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
schema-update › Mistake                                2 new · about 8m left

What mistake was made regarding the Production schema updates?




space  show the answer                                      ? keys    q stop`},
		{"answer", mistake(), 76, 11, "space", `
schema-update › Mistake                                2 new · about 8m left

What mistake was made regarding the Production schema updates?

────
It was assumed that the DBA had updated Production.

Notes: "Incorrectly assumed *that*."


1 again 1m    2 hard 6m    3 good 10m    4 easy 8d          u undo    ? keys`},
		{"answer on a narrow screen", mistake(), 40, 13, "enter", `
schema-update › Mistake           2 left

What mistake was made regarding the
Production schema updates?

────
It was assumed that the DBA had updated
Production.

Notes: "Incorrectly assumed *that*."

1 again 1m  2 hard 6m  3 good 10m
4 easy 8d  u undo  ? keys`},
		{"what an answer did", mistake(), 60, 7, "space 3", `
schema-update › Mistake       1 new · done 1 · about 8m left

Who did it?


good · comes back in 10m
space  show the answer                      ? keys    q stop`},
		{"undo", mistake(), 60, 7, "space 3 u", `
schema-update › Mistake                2 new · about 8m left

What mistake was made regarding the Production schema
updates?

took back: good, “What mistake was made regarding the Pro…”
space  show the answer                      ? keys    q stop`},
		{"nothing to undo", mistake(), 60, 7, "u", `
schema-update › Mistake                2 new · about 8m left

What mistake was made regarding the Production schema
updates?

there is nothing to take back
space  show the answer                      ? keys    q stop`},
		{"waiting", waiting(), 76, 10, "space space", `


Nothing else is due now. 1 card comes back, in 4m.





good · comes back in 10m
space  answer it early    q stop here, they will be there`},
		{"the end shows nothing that can be done", mistake(), 60, 6, "space 3 space 4", ""},
		{"answered early", waiting(), 60, 6, "space 4 space", `
schema-update › Mistake       1 new · done 1 · about 8m left

Who did it?


space  show the answer                      ? keys    q stop`},
		{"help", mistake(), 62, 21, "?", `
space, enter    show the answer, to its end; then rate it good
1 2 3 4         rate the answer again, hard, good or easy
u               take back what you did last, step by step
U               bring back what you took back last
s               suspend the card, until you resume it
b               bury the card until tomorrow
f               flag it 1 to 7; 0 takes the flag off
i               say why it is asked, and what ratings do
m               ask 10 more new cards, or go on for 10m more
?               this help
q, Ctrl-C       stop; everything you did is saved
e               edit the card in your editor
o               open its picture, link or file
p               play its sound, or the next one
↓ ↑             scroll a long text by lines
PgDn PgUp g G   scroll it by pages, or to its ends
esc             leave or enter the line of a typed answer
Ctrl-Z          to the background; fg brings it back

Any key leaves this help. A key counts once the screen it acts
on is drawn: what is typed ahead never rates.`},
		{"help that is higher than the screen", mistake(), 40, 6, "? pgdown", `
u               take back what you did
                last, step by step
U               bring back what you took
                back last
s               suspend the card, until
↑ 4   ↓ 30 more lines`},
		{"help left", cloze(), 60, 6, "? 3", `
schema-update                          1 new · about 8m left

A slice has a length and a […].


space  show the answer                      ? keys    q stop`},
		{"cloze is filled in place", cloze(), 60, 8, "space", `
schema-update                          1 new · about 8m left

A slice has a length and a [capacity].

────
More.

1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"choice shows its options", choice(), 60, 8, "", `
schema-update › Mistake                1 new · about 8m left

Which are reference types?

1) map
2) array

1–2  choose    space  show the answer       ? keys    q stop`},
		{"long answer below the question", long(), 60, 10, "space", `
schema-update › Mistake                2 new · about 8m left

What mistake was made regarding the Production schema
updates?

────
One line.

↓ 17 more lines · space
1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"long answer scrolled by lines", long(), 60, 10, "space down j", `
schema-update › Mistake                2 new · about 8m left

What mistake was made regarding the Production schema
updates?


One line.

↑ 2   ↓ 15 more lines · space
1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"long answer scrolled to its end", long(), 60, 10, "space pgdown pgdown G", `
schema-update › Mistake                2 new · about 8m left

What mistake was made regarding the Production schema
updates?

One line.

Last line.
↑ 17 more lines
1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"space shows the rest of a long answer", long(), 60, 10, "space space", `
schema-update › Mistake                2 new · about 8m left

What mistake was made regarding the Production schema
updates?


One line.

↑ 2   ↓ 15 more lines · space
1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"long question", longQuestion(), 60, 8, "", `
schema-update › Mistake                2 new · about 8m left

One line.

One line.

↓ 15 more lines
space  show the answer                      ? keys    q stop`},
		{"answer of a long question", longQuestion(), 60, 10, "space", `
schema-update › Mistake                2 new · about 8m left

One line.

Last line?

────
It was assumed that the DBA had updated Production.
↑ 16 more lines
1 again 1m  2 hard 6m  3 good 10m  4 easy 8d  u undo  ? keys`},
		{"text and message share a narrow screen", longQuestion(), 40, 12, "u", `
schema-update › Mistake           2 left

One line.

One line.

One line.

One line.
↓ 12 more lines
there is nothing to take back
space  show the answer    ? keys  q stop`},
		{"suspended", mistake(), 60, 7, "s", `
schema-update › Mistake                1 new · about 8m left

Who did it?


suspended: “What mistake was made regarding the Pro…”
space  show the answer                      ? keys    q stop`},
		{"buried once it is known", mistake(), 60, 7, "space b", `
schema-update › Mistake                1 new · about 8m left

Who did it?

buried until tomorrow: “What mistake was made regarding the
Pro…”
space  show the answer                      ? keys    q stop`},
		{"which flag", mistake(), 60, 6, "f", `
schema-update › Mistake                2 new · about 8m left

What mistake was made regarding the Production schema
updates?

1–7  flag it    0 no flag    f the next flag`},
		{"nothing is known of a card", mistake(), 60, 6, "i", `
schema-update › Mistake                2 new · about 8m left

What mistake was made regarding the Production schema
updates?
no card is asked now
space  show the answer                      ? keys    q stop`},
		{"flagged", mistake(), 60, 6, "f 2", `
schema-update › Mistake · flag 2       2 new · about 8m left

What mistake was made regarding the Production schema
updates?
flag 2: “What mistake was made regarding the Pro…”
space  show the answer                      ? keys    q stop`},
		{"rating keys do nothing on the question side", mistake(), 60, 6, "1 2 3 4", `
schema-update › Mistake                2 new · about 8m left

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
