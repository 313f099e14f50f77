package term_test

import (
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/srs"
	"cards/storage"

	"cards/storage/journal"
	"github.com/google/go-cmp/cmp"
)

func TestProgress(t *testing.T) {
	t.Parallel()
	for left, want := range map[time.Duration]string{
		0: "", time.Second: " · under a minute", time.Minute - 1: " · under a minute",
		time.Minute: " · about 1m left", 170 * time.Second: " · about 3m left",
		100 * time.Minute: " · about 100m left", 190 * time.Minute: " · about 3h left",
	} {
		s := session.Screen{
			Done: 9, Left: srs.Counts{New: 12, Learning: 3, Review: 31}, Waiting: 1,
			Time: left,
		}
		want = "12 new · 4 learning · 31 review · done 9" + want
		if got := term.Progress(s, false); got != want {
			t.Errorf("with %v left it says %q, want %q", left, got, want)
		}
	}
	s := session.Screen{Left: srs.Counts{Review: 1}, Time: time.Minute}
	if got, want := term.Progress(s, true), "1 left"; got != want {
		t.Errorf("in brief it says %q, want %q", got, want)
	}
}

func TestUndone(t *testing.T) {
	t.Parallel()
	step := storage.Undone{Events: []journal.Event{{Body: journal.Reviewed{Review: srs.Review{Rating: srs.Good}}}}}
	for want, u := range map[string]session.Undone{
		"took back: good, “Who did it?”": {Undone: step, Card: basic("Who did it?", "", "")},
		"took back: good, given elsewhere or before this session, “Who did it?”": {
			Undone: step, Card: basic("Who *did* it?", "", ""), Earlier: true,
		},
		"took back: good, given elsewhere or before this session": {Undone: step, Earlier: true},
	} {
		if got := term.UndoneText(u); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestFarewell(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		s    session.Summary
		due  int
		want []string
	}{
		{
			"a session", session.Summary{
				Ratings: [4]int{3, 4, 22, 3}, Time: 490 * time.Second,
				Minutes: []int{1, 3, 8, 6, 5}, Cards: 29, Tomorrow: 18, Week: 96,
			}, 0, []string{
				"29 cards, 32 answers in 8m 10s   again 3   hard 4   good 22   easy 3     ▁▃█▆▅ by minute",
				"18 reviews tomorrow, 96 in the next 7 days. Kept in notes/.cards/collection.db; undo with `cards undo`.",
			},
		},
		{"stopped at once", session.Summary{}, 12, []string{"12 cards are still due."}},
		{"nothing due, nothing to come", session.Summary{}, 0, []string{"Nothing is due."}},
		{
			"nothing due until later today",
			session.Summary{Next: desk.Coming{At: noon.Add(3 * time.Hour), Cards: 1}},
			0,
			[]string{"Nothing is due. Next: 1 card at 15:00."},
		},
		{
			"nothing due until next week",
			session.Summary{Next: desk.Coming{At: noon.Add(5 * 24 * time.Hour), Cards: 1}, Week: 2},
			0,
			[]string{"Nothing is due. Next: 1 card in 5 days, 2 reviews in the next 7 days."},
		},
		{
			"nothing due for long",
			session.Summary{Next: desk.Coming{At: noon.Add(30 * 24 * time.Hour), Cards: 2}},
			0,
			[]string{"Nothing is due. Next: 2 cards on 2026-04-01."},
		},
		{
			"cards wait",
			session.Summary{Waiting: 3, Until: noon.Add(5*time.Minute + time.Second)},
			0,
			[]string{"3 cards come back, the first in 6m."},
		},
		{
			"a few new cards held back",
			session.Summary{Held: desk.Held{New: 4, Siblings: 2}},
			0,
			[]string{
				"Nothing is due.", "4 new cards are waiting behind today's limit: `cards review --new 4` asks them.",
				"2 cards wait for another day: their notes were asked today (`cards help siblings`).",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, term.Farewell(c.s, c.due, options())); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
