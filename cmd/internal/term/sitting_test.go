package term_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// sitting asks some cards in order, without a collection.
type sitting struct {
	kind     session.Kind
	cards    []*storage.Card
	wait     time.Duration // before the cards from waits on can be asked
	waits    int           // index of the first card that waits; zero for none
	early    bool
	at       int // the card that is asked
	revealed bool
	now      time.Time
	given    []srs.Rating
	did      []string // besides
	edited   desk.Edited
	why      *desk.Why
	fail     error // of the next Rate or Undo
	broken   error // of the next Screen
}

func (s *sitting) Screen() (session.Screen, error) {
	if err := s.broken; err != nil {
		return session.Screen{}, err
	}
	screen := session.Screen{
		Kind: s.kind, Done: len(s.given), Left: srs.Counts{New: len(s.cards) - s.at},
		Time: 8 * time.Minute,
	}
	switch {
	case s.at == len(s.cards):
		screen.State = session.Finished
	case s.waits > 0 && s.at >= s.waits && !s.early && s.now.Before(noon.Add(s.wait)):
		screen.State, screen.Left, screen.Waiting = session.Waiting, srs.Counts{}, len(s.cards)-s.at
		screen.Until = noon.Add(s.wait)
	case s.revealed:
		screen.State, screen.Card, screen.Preview = session.Revealed, s.cards[s.at], previews(s.now)
	default:
		screen.State, screen.Card = session.Asking, s.cards[s.at]
	}
	return screen, nil
}

// previews are those of a new card.
func previews(now time.Time) [4]srs.Review {
	steps := func(r srs.Rating, d time.Duration) srs.Review {
		return srs.Review{Rating: r, Answered: now, After: srs.Learning, Due: srs.Due{At: now.Add(d)}}
	}
	return [4]srs.Review{
		steps(srs.Again, time.Minute), steps(srs.Hard, 6*time.Minute), steps(srs.Good, 10*time.Minute),
		{Rating: srs.Easy, Answered: now, After: srs.InReview, Day: 20514, Due: srs.Due{Day: 20522}},
	}
}

func (s *sitting) Reveal() { s.revealed = true }

func (s *sitting) Grade(typed string) session.Graded {
	return session.Grade(typed, s.cards[s.at], nil)
}

func (s *sitting) Early() { s.early = true }

func (s *sitting) Pass() {
	s.did = append(s.did, "pass")
	s.at, s.revealed = s.at+1, false
}

func (s *sitting) Rate(r srs.Rating) (session.Rated, error) {
	if s.fail != nil {
		return session.Rated{}, s.fail
	}
	card := s.cards[s.at]
	s.given = append(s.given, r)
	s.at, s.revealed = s.at+1, false
	rated := session.Rated{Card: card, Review: previews(s.now)[r-1]}
	if s.kind == session.Cram {
		rated.Review, rated.Missing = srs.Review{Rating: r, Purpose: srs.Cram}, int(srs.Easy-r)
	}
	return rated, nil
}

func (s *sitting) Undo() (session.Undone, error) {
	if s.fail != nil {
		return session.Undone{}, s.fail
	}
	if len(s.given) == 0 {
		return session.Undone{}, storage.ErrNothing
	}
	last := s.given[len(s.given)-1]
	s.given = s.given[:len(s.given)-1]
	s.at, s.revealed = s.at-1, false
	events := []journal.Event{{Body: journal.Reviewed{Review: srs.Review{Rating: last}}}}
	return session.Undone{
		Card: s.cards[s.at], Rating: last,
		Undone: storage.Undone{Events: events},
	}, nil
}

func (s *sitting) Suspend() (*storage.Card, error) { return s.away("suspend") }

func (s *sitting) Bury() (*storage.Card, error) { return s.away("bury") }

// away goes on with the next card.
func (s *sitting) away(did string) (*storage.Card, error) {
	if s.fail != nil || s.at == len(s.cards) {
		return nil, s.fail
	}
	s.did = append(s.did, did)
	s.at, s.revealed = s.at+1, false
	return s.cards[s.at-1], nil
}

func (s *sitting) Flag(n int) (*storage.Card, error) {
	card := *s.cards[s.at]
	card.Flag, s.cards[s.at] = n, &card
	s.did = append(s.did, fmt.Sprint("flag ", n))
	return &card, s.fail
}

func (s *sitting) Edit() (*session.Editing, error) {
	if s.at == len(s.cards) {
		return nil, s.fail
	}
	return &session.Editing{File: "go.md", Line: 7}, s.fail
}

func (s *sitting) Edited(_ context.Context, e *session.Editing, anyway bool) (desk.Edited, error) {
	s.did = append(s.did, fmt.Sprintf("edited %s:%d %v", e.File, e.Line, anyway))
	if len(s.edited.Wrong) == 0 || anyway {
		s.at, s.revealed = min(s.at+len(s.edited.Gone), len(s.cards)), false
	}
	return s.edited, s.fail
}

func (s *sitting) More() (session.Added, error) {
	s.did = append(s.did, "more")
	return session.Added{New: 3}, s.fail
}

func (s *sitting) Why() (*desk.Why, error) { return s.why, s.fail }

func (s *sitting) Redo() (session.Undone, error) { return session.Undone{}, storage.ErrNothing }

func (s *sitting) Summary() (session.Summary, error) {
	sum := session.Summary{
		Tomorrow: 18, Week: 96, Time: 8*time.Minute + 10*time.Second, Minutes: []int{1, 3, 4, 0, 2},
		Next: desk.Coming{At: noon.Add(16 * time.Hour), Cards: 18}, Held: desk.Held{New: 20},
		Cards: len(s.given),
	}
	sum.Kind, sum.Passed = s.kind, len(s.did)
	for _, r := range s.given {
		sum.Ratings[r-1]++
	}
	if s.waits > 0 {
		sum.Waiting, sum.Until = len(s.cards)-s.at, noon.Add(s.wait)
	}
	return sum, nil
}

func options() term.Options {
	return term.Options{
		Terminal: &term.Terminal{Now: func() time.Time { return noon }},
		Calendar: srs.Calendar{Zone: time.UTC, Rollover: 4 * time.Hour},
		Keys:     session.DefaultKeys(), Kept: "notes/.cards/collection.db",
	}
}

func basic(front, back, more string) *storage.Card {
	hash := sha256.Sum256([]byte(front))
	return &storage.Card{
		Card: deck.Card{Key: deck.Key(hash[:16]), Kind: deck.KindBasic, Front: front, Back: back},
		More: more,
		Deck: "schema-update", Section: []string{"Mistake"},
	}
}

// mistake is a session of two cards.
func mistake() *sitting {
	return &sitting{now: noon, cards: []*storage.Card{
		basic("What mistake was made regarding the Production schema updates?",
			"It was assumed that the DBA had updated Production.", "Notes: \"Incorrectly assumed *that*.\""),
		basic("Who did it?", "The DBA.", ""),
	}}
}

// choice, typed and cloze are sessions of one card.
func choice() *sitting {
	c := basic("Which are reference types?", "- [x] map\n- [ ] array", "")
	c.Kind, c.Options = deck.KindChoice, []deck.Option{{Text: "map", Right: true}, {Text: "array"}}
	return &sitting{now: noon, cards: []*storage.Card{c}}
}

func typed() *sitting { return typedAs("go") }

func typedAs(answer string) *sitting {
	c := basic("Which keyword starts a goroutine?", answer, "")
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
