package term_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/deck"
	"cards/deck/match"
	"cards/storage"

	"github.com/google/go-cmp/cmp"
)

// edits returns a round about three cards: one with an exchanged word, a cloze, one of code.
func edits() *session.Settling {
	text := func(key byte, t deck.Text) match.Seen {
		s := match.Seen{Key: deck.Key{key}, Kind: deck.KindBasic, Text: t, Path: "notes/go.md"}
		if t.Cloze != "" {
			s.Kind = deck.KindCloze
		}
		return s
	}
	pair := func(number byte, reviews int, old, recent deck.Text) storage.Proposal {
		return storage.Proposal{
			Card: deck.Key{number}, Old: text(number, old), New: text(number+10, recent), Reviews: reviews,
			Pos: deck.Pos{Line: 10 * int(number), Col: 1}, Reason: "one word differs", Likeness: .8,
		}
	}
	return session.NewSettling([]storage.Proposal{
		pair(1, 12, deck.Text{Prompt: "Which packet of the handshake comes first?", Answer: "SYN"},
			deck.Text{Prompt: "Which packet of the handshake comes last?", Answer: "SYN"}),
		pair(2, 1, deck.Text{Cloze: "A \x02map\x03 grows."},
			deck.Text{Cloze: "A \x02map\x03 never grows."}),
		pair(3, 2, deck.Text{
			Prompt: "What does it print?\n\n```go\n\tfmt.Println(1)\n```",
			Answer: "1\x1b[2J",
		},
			deck.Text{Prompt: "What does it print?\n\n```go\n\tfmt.Println(2)\n```", Answer: "2\x1b[2J"}),
	})
}

// pressEach presses keys and says whether the last of them ended the round.
func pressEach(s *term.SettlingScreen, keys string) (ended bool) {
	for key := range strings.FieldsSeq(keys) {
		ended = s.Press(press(key))
	}
	return ended
}

// said writes the decisions of a round: y or n and the number of the card.
func said(round *session.Settling) string {
	var b strings.Builder
	for _, d := range round.Decisions() {
		b.WriteByte(map[bool]byte{true: 'y', false: 'n'}[d.Same])
		b.WriteByte('0' + d.Old[0])
	}
	return b.String()
}

func TestSettlingScreens(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		width, height int
		keys          string
		want          string
	}{
		"offer, 80 columns": {80, 10, "", `

3 cards look like edits of cards that you know. Their old texts are gone from
the decks. Where a new text is the same card, it goes on with the progress of
the old one; otherwise it is a new card.




a keep the progress of all    space  look at each                      l not now`},
		"offer, 40 columns": {40, 12, "", `

3 cards look like edits of cards that
you know. Their old texts are gone from
the decks. Where a new text is the same
card, it goes on with the progress of
the old one; otherwise it is a new card.



a keep the progress of all
space  look at each  l not now`},
		"pair, 80 columns": {80, 12, "enter", `notes/go.md:10                                                            1 of 3

was    Which packet of the handshake comes first?
                                           ^^^^^
now    Which packet of the handshake comes last?
                                           ^^^^
────
same   SYN

12 reviews of the old text · not linked: one word differs

y same card  n another card  a yes to all the rest       l later  u undo  q stop`},
		"pair, 40 columns": {40, 16, "enter", `notes/go.md:10                    1 of 3

was    Which packet of the handshake
       comes first?
             ^^^^^
now    Which packet of the handshake
       comes last?
             ^^^^
────
same   SYN

12 reviews of the old text · not linked:
one word differs
y same card  n another card
a yes to all the rest  l later  u undo
q stop`},
		"cloze": {60, 10, "enter n", `notes/go.md:20                                        2 of 3

was    A [map] grows.
now    A [map] never grows.
               ^^^^^

1 review of the old text · not linked: one word differs

y same card  n another card  a yes to all the rest  l later
u undo  q stop`},
		"code, scrolled": {60, 10, "enter n y j", `notes/go.md:30                                        3 of 3


       ` + "```go" + `
           fmt.Println(1)
                       ^
       ` + "```" + `
↑ 1   ↓ 13 more lines
y same card  n another card  a yes to all the rest  l later
u undo  q stop`},
		"escape sequences of a card": {70, 24, "enter n y G", `notes/go.md:30                                                  3 of 3

was    What does it print?

       ` + "```go" + `
           fmt.Println(1)
                       ^
       ` + "```" + `
now    What does it print?

       ` + "```go" + `
           fmt.Println(2)
                       ^
       ` + "```" + `
────
was    1␛[2J
       ^
now    2␛[2J
       ^

2 reviews of the old text · not linked: one word differs

y same card  n another card  a yes to all the rest  l later  u undo
q stop`},
	} {
		s := term.NewSettlingScreen(edits(), &term.Frames{}, tt.width, tt.height)
		pressEach(s, tt.keys)
		if diff := cmp.Diff(tt.want, s.View()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestSettlingKeys(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		keys           string
		late           bool
		said           string
		ended, stopped bool
	}{
		"all at once":              {keys: "a", said: "y1y2y3", ended: true},
		"not now":                  {keys: "l", ended: true},
		"left":                     {keys: "q", ended: true},
		"stopped":                  {keys: "ctrl+c", ended: true, stopped: true},
		"each":                     {keys: "enter y n y", said: "y1n2y3", ended: true},
		"enter decides nothing":    {keys: "enter enter enter enter", said: ""},
		"no y before a look":       {keys: "y y y", said: ""},
		"back":                     {keys: "enter y n u", said: "y1"},
		"later, then all the rest": {keys: "enter l a", said: "y2y3", ended: true},
		"stopped in the middle": {
			keys: "enter y ctrl+c", said: "y1", ended: true,
			stopped: true,
		},
		"left in the middle":               {keys: "enter n q", said: "n1", ended: true},
		"typed before anything was to see": {keys: "a y n enter", late: true},
	} {
		round := edits()
		s := term.NewSettlingScreen(round, &term.Frames{Late: tt.late}, 80, 24)
		if ended := pressEach(s, tt.keys); ended != tt.ended || s.Stopped() != tt.stopped {
			t.Errorf("%s: ended %t, stopped %t", name, ended, s.Stopped())
		}
		if got := said(round); got != tt.said {
			t.Errorf("%s: said %q, want %q", name, got, tt.said)
		}
	}
}

const plainOffer = `3 cards look like edits of cards that you know
Their old texts are gone from the decks. Where a new text is the same card, it goes on with the progress of the old one; otherwise it is a new card.
all keeps the progress of all; an empty line or look shows each; later leaves them for another time
`

func TestSettlingLineByLine(t *testing.T) {
	t.Parallel()
	const expected = "y the same card, n another card; all the rest, skip, back, quit\n"
	const first = `
1 of 3 · notes/go.md:10 · 12 reviews of the old text · not linked: one word differs
question, was: Which packet of the handshake comes [-first-]?
question, now: Which packet of the handshake comes {+last+}?
answer, the same: SYN
` + expected
	const second = `
2 of 3 · notes/go.md:20 · 1 review of the old text · not linked: one word differs
question, was: A [map] grows.
question, now: A [map] {+never+} grows.
` + expected
	const third = `
3 of 3 · notes/go.md:30 · 2 reviews of the old text · not linked: one word differs
question, was: What does it print?

` + "```go\n\tfmt.Println([-1-])\n```" + `
question, now: What does it print?

` + "```go\n\tfmt.Println({+2+})\n```" + `
answer, was: [-1-]␛[2J
answer, now: {+2+}␛[2J
` + expected
	for name, tt := range map[string]struct {
		input, want, said string
		stopped           bool
	}{
		"all":            {"All\n", plainOffer, "y1y2y3", false},
		"later":          {"later\nmore\n", plainOffer, "", false},
		"the input ends": {"", plainOffer, "", true},
		"each":           {"\ny\nno\nyes\n", plainOffer + first + second + third, "y1n2y3", false},
		"all the rest":   {"look\nskip\nall\n", plainOffer + first + second, "y2y3", false},
		"back": {
			"look\nback\nn\nback\nquit\n",
			plainOffer + first + "nothing was said yet\n" + second + first, "", false,
		},
		"ends in a middle": {"look\ny\n", plainOffer + first + second, "y1", true},
		"not understood": {
			"3\nlook\n\nquit\n", plainOffer + strings.SplitAfter(plainOffer, "\n")[2] + first +
				expected, "", false,
		},
	} {
		round := edits()
		var out strings.Builder
		stopped, err := term.RunSettlingPlain(t.Context(), round, strings.NewReader(tt.input), &out,
			term.Look{})
		if err != nil || stopped != tt.stopped {
			t.Errorf("%s: stopped %t, %v", name, stopped, err)
		}
		if diff := cmp.Diff(tt.want, out.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if got := said(round); got != tt.said {
			t.Errorf("%s: said %q, want %q", name, got, tt.said)
		}
	}
}

func TestSettlingLineByLineFails(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	round := edits()
	var out strings.Builder
	if _, err := term.RunSettlingPlain(t.Context(), round, iotest.ErrReader(broken), &out,
		term.Look{}); !errors.Is(err, broken) {
		t.Errorf("cannot read: %v", err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(broken)
	if stopped, err := term.RunSettlingPlain(ctx, round, blocked{t.Context()}, &out,
		term.Look{}); !errors.Is(err, context.Canceled) || !stopped {
		t.Errorf("cancelled: %t, %v", stopped, err)
	}
}

// blocked is input that never comes.
type blocked struct{ ctx context.Context }

func (b blocked) Read([]byte) (int, error) {
	<-b.ctx.Done()
	return 0, b.ctx.Err()
}
