package journal_test

import (
	"math"
	"testing"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestStartGoesOnFromTheMiddle has a history that is cut off, as Anki computes it: at a start of
// 100 days and difficulty 5.0036, then good after 99 days (the vectors of its memory state, "R99
// R0").
func TestStartGoesOnFromTheMiddle(t *testing.T) {
	t.Parallel()
	memory := model.New(model.Defaults())
	key := deck.Key{1}
	good := func(day srs.Day) journal.Body {
		return journal.Reviewed{Review: srs.Review{
			Card: srs.CardID(key), Rating: srs.Good, Day: day, Before: srs.InReview, After: srs.InReview,
			Due: srs.Due{Day: day + 249},
		}}
	}
	start := journal.Started{
		Key: key, Stability: 100, Difficulty: 5.003574, Day: 1, Phase: srs.InReview,
		Due: srs.Due{Day: 101}, Reviews: 9, Lapses: 2,
	}
	for _, tt := range []struct {
		name    string
		bodies  []journal.Body
		s, d    float64
		reviews int
	}{
		{"the start alone", []journal.Body{start}, 100, 5.003574, 9},
		{"a review after it", []journal.Body{start, good(100)}, 248.9251, 4.9938, 10},
		{
			"what came before it does not count",
			[]journal.Body{good(1), good(40), start, good(100)},
			248.9251, 4.9938, 10,
		},
		{"a later start", []journal.Body{start, good(100), start}, 100, 5.003574, 9},
		{"a reset after it", []journal.Body{start, journal.Reset{Key: key}}, 0, 0, 0},
	} {
		var s journal.State
		for i, b := range tt.bodies {
			s.Apply(journal.Event{ID: journal.ID{15: byte(i + 1)}, Body: b}, memory)
		}
		got := s.Schedule
		if math.Abs(got.Memory.Stability-tt.s) > 0.01 ||
			math.Abs(got.Memory.Difficulty-tt.d) > 0.001 || got.Reviews != tt.reviews {
			t.Errorf("%s: %+v; want S %v, D %v after %d reviews", tt.name, got, tt.s, tt.d, tt.reviews)
		}
	}
}

func TestPracticeMovesNothing(t *testing.T) {
	t.Parallel()
	for _, p := range []srs.Purpose{srs.Sitting, srs.Ahead, srs.Cram, srs.Quiz, srs.Test} {
		var s journal.State
		r := srs.Review{Rating: srs.Good, After: srs.Learning, Purpose: p}
		s.Apply(journal.Event{ID: journal.ID{1}, Body: journal.Reviewed{Review: r}},
			model.New(model.Defaults()))
		if counts := p == srs.Sitting || p == srs.Ahead; s.Settled() != counts ||
			s.Newest.IsZero() == counts {
			t.Errorf("%s: %+v", p, s)
		}
	}
}

func TestNewIDKeepsItsRandomBits(t *testing.T) {
	t.Parallel()
	late := time.UnixMilli(journal.LastMillis + 5)
	for _, newest := range []string{
		"00000000000000000000000000000000", "0195a000000000000000000000000000",
		"7ffffffffffffffffffffffffffffff0",
		"7fffffffffffffffffffffffffffffff", "7fffffffffff00000000000000000000",
	} {
		seen := make(map[journal.ID]bool)
		for seed := range uint64(50) {
			got, err := journal.NewID(id(newest), late, storagetest.Random(seed))
			if err != nil || seen[got] || got.Time().UnixMilli() > journal.LastMillis {
				t.Fatalf("after %s: %s, %v; chosen before: %t", newest, got, err, seen[got])
			}
			seen[got] = true
		}
	}
}

// TestImportedIDsFollowFromTheRow imports a row twice, and rows that differ in one thing.
func TestImportedIDsFollowFromTheRow(t *testing.T) {
	t.Parallel()
	origin := journal.Origin{
		Format: "anki", Identity: "guid:0",
		At: time.UnixMilli(1_700_000_000_123), Rank: 2,
	}
	text := journal.TextSeen{
		Key:  origin.SourceKey(),
		Text: deck.Text{ID: "anki:guid:0", Prompt: "a?", Answer: "b"}, Kind: deck.KindBasic,
	}
	first, err := journal.ImportID(origin, text)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := journal.ImportID(origin, text); again != first {
		t.Errorf("the same row is %s, then %s", first, again)
	}
	if !text.IsSource() || first.Time() != origin.At.UTC() || first[7] != 2 {
		t.Errorf("id %s of %+v", first, text)
	}
	seen := map[journal.ID]string{first: "itself"}
	review := journal.Reviewed{Review: srs.Review{Card: srs.CardID(text.Key), Rating: srs.Good}}
	other := text
	other.Text.Answer = "c"
	for name, row := range map[string]struct {
		o journal.Origin
		b journal.Body
	}{
		"another format": {journal.Origin{
			Format: "x", Identity: origin.Identity, At: origin.At,
			Rank: 2,
		}, text},
		"another card": {journal.Origin{
			Format: "anki", Identity: "guid:1", At: origin.At,
			Rank: 2,
		}, text},
		"another rank": {journal.Origin{
			Format: "anki", Identity: "guid:0", At: origin.At,
			Rank: 3,
		}, text},
		"another kind": {origin, review},
		"another text": {origin, other},
		"parts moved over": {journal.Origin{
			Format: "ankig", Identity: "uid:0", At: origin.At,
			Rank: 2,
		}, text},
	} {
		got, err := journal.ImportID(row.o, row.b)
		if seen[got] != "" || err != nil {
			t.Errorf("%s has the id of %s, %v", name, seen[got], err)
		}
		seen[got] = name
	}
	again := review
	again.Rating, again.Day = srs.Hard, 7
	a, _ := journal.ImportID(origin, review)
	if b, _ := journal.ImportID(origin, again); a != b {
		t.Error("a review that a better converter reads has another id")
	}
	for _, at := range []time.Time{time.UnixMilli(-1), time.UnixMilli(journal.LastMillis + 1)} {
		if got, err := journal.ImportID(journal.Origin{At: at}, text); err == nil {
			t.Errorf("a row of %s has the id %s", at, got)
		}
	}
}

// TestForgedSourceKey has a text that would make the key of any card one of an import.
func TestForgedSourceKey(t *testing.T) {
	t.Parallel()
	forged := journal.TextSeen{
		Key:  deck.Text{Prompt: "a?", Answer: "b"}.Key(),
		Text: deck.Text{ID: "anki:guid:0"},
	}
	if forged.IsSource() {
		t.Error("the key of an author's card is taken for that of an import")
	}
}

// TestEventsTravel reads back what was appended, in any order, and refuses all that is cut off or
// changed.
func TestEventsTravel(t *testing.T) {
	t.Parallel()
	var all []byte
	for _, tt := range events() {
		var err error
		if all, err = journal.AppendEvent(all, tt.event); err != nil {
			t.Fatal(err)
		}
	}
	rest := all
	for _, tt := range events() {
		ev, next, err := journal.ReadEvent(rest)
		if err != nil || ev.ID != tt.event.ID ||
			journal.KindOf(ev.Body) != journal.KindOf(tt.event.Body) {
			t.Fatalf("%s: %+v, %v", tt.name, ev, err)
		}
		again, err := journal.AppendEvent(nil, ev)
		if want := rest[:len(rest)-len(next)]; string(again) != string(want) || err != nil {
			t.Errorf("%s came as %x and goes as %x, %v", tt.name, want, again, err)
		}
		rest = next
	}
	one, err := journal.AppendEvent(nil, events()[0].event)
	if err != nil {
		t.Fatal(err)
	}
	for i := range one {
		if ev, _, err := journal.ReadEvent(one[:i]); err == nil {
			t.Errorf("%d bytes of %d read as %+v", i, len(one), ev)
		}
		one[i] ^= 1
		if ev, _, err := journal.ReadEvent(one); err == nil {
			t.Errorf("with byte %d changed it reads as %+v", i, ev)
		}
		one[i] ^= 1
	}
}
