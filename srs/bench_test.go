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

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func BenchmarkNewQueue(b *testing.B) {
	cal := srs.Calendar{Zone: time.UTC, Rollover: srs.DefaultRollover}
	today := cal.Day(noon)
	entries := make([]srs.Entry, 100_000)
	for i := range entries {
		entries[i] = srs.Entry{
			Card: cardID(i), Note: srs.NoteID(cardID(i / 2)), Phase: srs.InReview,
			Due: srs.Due{Day: today - srs.Day(i%30)},
		}
	}
	b.Run(fmt.Sprintf("%d due", len(entries)), func(b *testing.B) {
		for b.Loop() {
			srs.NewQueue(entries, cal, noon, srs.Limits{New: srs.DefaultNew})
		}
	})
}
