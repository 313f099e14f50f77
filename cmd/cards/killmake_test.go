package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestKilledMakeLeavesOneOfTwo kills programs that make cards at random instants: the notes are as
// they were or have all the cards, and the next try ends what was begun.
func TestKilledMakeLeavesOneOfTwo(t *testing.T) {
	t.Parallel()
	const sections = 40
	rounds := 8
	if inFull() {
		rounds = 300
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	var notes strings.Builder
	for i := range sections {
		fmt.Fprintf(&notes, "# Part %d\n\n- Cause %d: the disk was full on day %d\n\n", i, i, i)
	}
	before := notes.String()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), map[string]string{"notes.md": before})
	path := filepath.Join(p.root, "notes.md")
	begun := time.Now()
	p.run("", "make", path)
	takes := time.Since(begun)
	after := textOf(t, path)
	if strings.Count(after, "(draft)") != sections {
		t.Fatalf("%d cards are made", strings.Count(after, "(draft)"))
	}
	whole := 0
	for range rounds {
		p.run("", "undo")
		if got := textOf(t, path); got != before {
			t.Fatalf("undo leaves %d bytes of %d", len(got), len(before))
		}
		cmd := p.command("make", path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(time.Duration(rng.Float64()*float64(takes)*2), func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // it was killed, or was done before
		switch textOf(t, path) {
		case before:
			p.run("", "make", path)
		case after:
			whole++
		default:
			t.Fatal("the notes have some of the cards")
		}
		if got := textOf(t, path); got != after {
			t.Fatalf("the next try leaves %d bytes of %d", len(got), len(after))
		}
	}
	t.Logf("%d of %d had written all", whole, rounds)
	checkCollection(t, p.root)
}

func textOf(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
