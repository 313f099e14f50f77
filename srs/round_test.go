package srs_test

import (
	"slices"
	"strings"
	"testing"

	"cards/srs"
)

// letters returns entries named by letters.
func letters(names string) []srs.Entry {
	var entries []srs.Entry
	for _, n := range []byte(names) {
		entries = append(entries, newCard(n))
	}
	return entries
}

func TestRound(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, cards string
		times       int
		again       string // cards that are not known when they are asked first, second, …
		want        string
	}{
		{"nothing", "", 1, "", ""},
		{"each once", "abc", 1, "...", "abc"},
		{"what was not known comes after all others", "abc", 1, ".b.b", "abcbb"},
		{"a single one until it is known", "a", 1, "aaa", "aaaa"},
		{"each twice", "ab", 2, "", "abab"},
		{"known so many times, not in a row", "ab", 2, "..a", "ababa"},
	} {
		r := srs.NewRound(letters(tt.cards), tt.times)
		var asked strings.Builder
		for n := 0; ; n++ {
			e, ok := r.Next(noon)
			if !ok {
				break
			}
			name := e.Card[15]
			asked.WriteByte(name)
			rating := srs.Hard
			if n < len(tt.again) && tt.again[n] == name {
				rating = srs.Again
			}
			r.Answer(e, srs.Review{Rating: rating})
		}
		if got := asked.String(); got != tt.want {
			t.Errorf("%s: asked %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestRoundLosesCards(t *testing.T) {
	t.Parallel()
	entries := append(letters("ab"), dueFor('c', 1), inStep('d', 5))
	r := srs.NewRound(entries, 2)
	if got := r.Counts(noon); got != (srs.Counts{New: 2, Learning: 1, Review: 1}) {
		t.Errorf("%+v are left", got)
	}
	r.Remove(entries[0])
	if _, ok := r.Find(entries[0].Card); ok {
		t.Error("a card that was removed is found")
	}
	r.Answer(entries[1], srs.Review{Rating: srs.Good})
	if e, ok := r.Find(entries[1].Card); !ok || e != entries[1] || r.Missing(e.Card) != 1 {
		t.Errorf("found %v, %v", e, ok)
	}
	r.Answer(entries[1], srs.Review{Rating: srs.Good})
	if got := r.Counts(noon).Total(); got != 2 || r.Missing(entries[1].Card) != 0 {
		t.Errorf("%d are left, want 2", got)
	}
}

// TestShuffle: all are there, in an order that depends on the day alone.
func TestShuffle(t *testing.T) {
	t.Parallel()
	order := func(day srs.Day, entries []srs.Entry) (names []byte) {
		srs.Shuffle(entries, day)
		for _, e := range entries {
			names = append(names, e.Card[15])
		}
		return names
	}
	first := order(1, letters("abcdefghij"))
	if again := order(1, letters("jihgfedcba")); !slices.Equal(first, again) {
		t.Errorf("%q, then %q", first, again)
	}
	if other := order(2, letters("abcdefghij")); slices.Equal(first, other) {
		t.Errorf("%q on two days", first)
	}
	if sorted := slices.Sorted(slices.Values(first)); string(sorted) != "abcdefghij" {
		t.Errorf("%q is left", sorted)
	}
}
