package storage_test

import (
	"strings"
	"testing"

	"cards/storage"
	"cards/storage/storagetest"
)

// BenchmarkEqualCards lists a card that stands in one file so many times: what that takes grows
// with their number, not with its square.
func BenchmarkEqualCards(b *testing.B) {
	for name, n := range map[string]int{"1000": 1000, "10000": 10000, "100000": 100000} {
		b.Run(name, func(b *testing.B) {
			c := storagetest.New(b, map[string]string{"a.md": strings.Repeat("Q:1\nA:1\n\n", n)})
			for b.Loop() {
				found := 0
				err := c.Cards(storage.Scope{}, func(*storage.Card) bool { found++; return true })
				if err != nil || found != 1 {
					b.Fatalf("%d cards, %v", found, err)
				}
			}
		})
	}
}
