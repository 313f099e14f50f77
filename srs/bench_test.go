package srs_test

import (
	"encoding/binary"
	"fmt"
	"testing"
	"time"

	"cards/srs"
)

// cardID returns the n-th of some ids that look like hashes.
func cardID(n int) srs.CardID {
	var id srs.CardID
	binary.BigEndian.PutUint64(id[:8], uint64(n+1)*0x9e3779b97f4a7c15)
	binary.BigEndian.PutUint64(id[8:], uint64(n+1)*0xbf58476d1ce4e5b9)
	return id
}

// noon is when most tests take place, a Monday.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func BenchmarkPreview(b *testing.B) {
	s, before := defaultScheduler(b), learned(10, 10)
	for b.Loop() {
		s.Preview(cardID(1), before, noon)
	}
}

func BenchmarkAnswer(b *testing.B) {
	s, before := defaultScheduler(b), learned(10, 10)
	for b.Loop() {
		s.Answer(cardID(1), before, srs.Good, noon, noon)
	}
}

// BenchmarkReplay replays the whole history of a large collection.
func BenchmarkReplay(b *testing.B) {
	const cards, each = 100_000, 10
	s := defaultScheduler(b)
	reviews := make([]srs.Review, each)
	for i := range reviews {
		reviews[i] = srs.Review{
			Rating: srs.Rating(1 + i*7%4), Day: srs.Day(i * i), Before: srs.InReview, After: srs.InReview,
		}
	}
	b.Run(fmt.Sprintf("%d reviews", cards*each), func(b *testing.B) {
		for b.Loop() {
			for range cards {
				srs.Replay(s.Model(), reviews)
			}
		}
	})
}

// manyDue returns cards due on the last thirty days, two of a note.
func manyDue(n int) []srs.Entry {
	entries := make([]srs.Entry, n)
	for i := range entries {
		due := srs.Due{Day: utc.Day(noon) - srs.Day(i%30)}
		entries[i] = srs.Entry{
			Card: cardID(i), Note: srs.NoteID(cardID(i / 2)),
			Phase: srs.InReview, Due: due,
		}
	}
	return entries
}

func BenchmarkNewQueue(b *testing.B) {
	entries := manyDue(100_000)
	b.Run(fmt.Sprintf("%d due", len(entries)), func(b *testing.B) {
		for b.Loop() {
			srs.NewQueue(entries, utc, noon, limits(srs.DefaultNew))
		}
	})
}

// BenchmarkQueueStep asks for a card, answers it and counts what is left, in sessions of a hundred
// thousand cards that are all forgotten once.
func BenchmarkQueueStep(b *testing.B) {
	entries := manyDue(100_000)
	b.Run(fmt.Sprintf("%d due", len(entries)), func(b *testing.B) {
		q, now := srs.NewQueue(entries, utc, noon, limits(0)), noon
		for b.Loop() {
			e, ok := q.Next(now)
			switch {
			case !ok:
				q = srs.NewQueue(entries, utc, noon, limits(0))
			case e.Phase == srs.InReview:
				q.Answer(e, repeat(e, now, 10))
			default:
				q.Answer(e, graduate(e))
			}
			q.Counts(now)
			now = now.Add(time.Second)
		}
	})
}
