package main

import (
	"fmt"
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
	rounds, rng := rounds(8, 300), random(t)
	var notes strings.Builder
	for i := range sections {
		fmt.Fprintf(&notes, "# Part %d\n\n- Cause %d: the disk was full on day %d\n\n", i, i, i)
	}
	before := notes.String()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		map[string]string{"notes.md": before})
	path := filepath.Join(p.root, "notes.md")
	k := newKills(t, rng, p.command("make", path))
	after := textOf(t, path)
	if strings.Count(after, "(draft)") != sections {
		t.Fatalf("%d cards are made", strings.Count(after, "(draft)"))
	}
	for k.goOn(rounds) {
		p.run("", "undo")
		if got := textOf(t, path); got != before {
			t.Fatalf("undo leaves %d bytes of %d", len(got), len(before))
		}
		k.kill(p.command("make", path))
		switch textOf(t, path) {
		case before:
			p.run("", "make", path)
		case after:
		default:
			t.Fatal("the notes have some of the cards")
		}
		if got := textOf(t, path); got != after {
			t.Fatalf("the next try leaves %d bytes of %d", len(got), len(after))
		}
	}
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
