package term

import (
	"errors"
	"fmt"
	"strings"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/storage"
)

// deed is what came of a command.
type deed struct {
	said  string
	moved bool // there may be something new to show
}

const noCard = "no card is asked now"

// act does a command that is no answer and shows nothing; n is the flag that it sets.
func (l Look) act(s Sitting, c session.Command, n int) deed {
	switch c {
	case session.Undo:
		return l.turn("took back", "there is nothing to take back", s.Undo)
	case session.Redo:
		return l.turn("brought back", "nothing to bring back: redo comes right after undo", s.Redo)
	case session.Suspend:
		return l.putAway("suspended", s.Suspend)
	case session.Bury:
		return l.putAway("buried until tomorrow", s.Bury)
	case session.Flag:
		return l.putAway(flagged(n), func() (*storage.Card, error) { return s.Flag(n) })
	case session.More:
		return more(s.More())
	}
	return deed{}
}

// turn takes something back or brings it back.
func (l Look) turn(did, nothing string, do func() (session.Undone, error)) deed {
	u, err := do()
	switch {
	case errors.Is(err, storage.ErrNothing):
		return deed{said: nothing}
	case err != nil:
		return deed{refused(err), true}
	}
	return deed{l.turned(did, u), true}
}

// turned says what was taken or brought back.
func (l Look) turned(did string, u session.Undone) string {
	var parts []string
	if words := desk.Describe(u.Events, u.Kinds); words != "" {
		parts = append(parts, words)
	}
	for _, f := range u.Files {
		parts = append(parts, out.Line(f))
	}
	if u.Earlier {
		parts = append(parts, "given elsewhere or before this session")
	}
	if u.Card != nil {
		parts = append(parts, l.quoted(u.Card))
	}
	return did + ": " + strings.Join(parts, ", ")
}

// putAway does something to the card that is asked.
func (l Look) putAway(did string, do func() (*storage.Card, error)) deed {
	card, err := do()
	switch {
	case err != nil:
		return deed{refused(err), true}
	case card == nil:
		return deed{said: noCard}
	}
	return deed{did + ": " + l.quoted(card), true}
}

func flagged(n int) string {
	if n == 0 {
		return "flag taken off"
	}
	return fmt.Sprintf("flag %d", n)
}

// more says what more will be asked.
func more(a session.Added, err error) deed {
	switch {
	case err != nil:
		return deed{refused(err), true}
	case a.Time > 0:
		return deed{out.Rough(a.Time) + " more", true}
	case a.New == 0:
		return deed{said: "no more new cards are waiting behind today's limit"}
	}
	return deed{out.Plural(a.New, "more new card") + " today", true}
}
