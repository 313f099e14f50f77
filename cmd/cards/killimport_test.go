package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// importedCards is how many cards the killed imports bring: so many that a backup comes first, and
// that the log is written anew.
const importedCards = 3000

// TestKilledImportLosesNothing kills imports at random instants, and undo and redo of them. The log
// has all that the import brought or nothing of it, all of it in force or none; the file of its
// cards is there whole or not at all; what was answered before stays. A second try then ends what
// was begun.
func TestKilledImportLosesNothing(t *testing.T) {
	t.Parallel()
	rounds, rng := rounds(12, 300), random(t)
	m := newImports(t, rng)
	for m.goOn(rounds) {
		m.p.now = m.p.now.Add(time.Hour)
		m.round(rng)
	}
	checkCollection(t, m.p.root)
}

// imports is a program with a table to import.
type imports struct {
	*kills
	p     *program
	table string // path of the table
	whole string // text of the file that its import writes
}

func newImports(t *testing.T, rng *rand.Rand) *imports {
	t.Helper()
	m := &imports{
		p: newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
			map[string]string{"own.md": cardsFile("own", 2)}),
		table: filepath.Join(t.TempDir(), "pairs.tsv"),
	}
	m.p.run("show\n3\n", "review", "--plain", "--new", "1")
	var b strings.Builder
	for i := range importedCards {
		fmt.Fprintf(&b, "what is number %d?\tit is %d\n", i, i*i)
	}
	if err := os.WriteFile(m.table, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	m.p.run("", "import", m.table)
	m.whole = m.file()
	m.kills = newKills(t, rng, m.p.command("undo")) // the fastest of them
	return m
}

// file returns the text of the file that the import writes; empty if there is none.
func (m *imports) file() string {
	text, err := os.ReadFile(filepath.Join(m.p.root, "pairs.md"))
	if err != nil && !os.IsNotExist(err) {
		m.p.t.Fatal(err)
	}
	return string(text)
}

// inForce says whether what the import brought is in force. It fails the test if only part of it
// is.
func (m *imports) inForce() bool {
	m.p.t.Helper()
	var events []struct {
		Kind   string `json:"kind"`
		Undone bool   `json:"undone"`
		Path   string `json:"path"`
	}
	if err := json.Unmarshal([]byte(m.p.run("", "log", "--json")), &events); err != nil {
		m.p.t.Fatal(err)
	}
	brought, undone, answers := 0, 0, 0
	for _, ev := range events {
		switch {
		case ev.Kind == "imported", ev.Kind == "text" && ev.Path == "pairs.md":
			brought++
			if ev.Undone {
				undone++
			}
		case ev.Kind == "review" && !ev.Undone:
			answers++
		}
	}
	if answers != 1 {
		m.p.t.Fatalf("%d answers are in force, want 1", answers)
	}
	if undone != 0 && undone != brought {
		m.p.t.Fatalf("%d of %d events of the import are taken back", undone, brought)
	}
	return undone == 0
}

// round kills a command that makes the import what it was not, and lets it end its work.
func (m *imports) round(rng *rand.Rand) {
	m.p.t.Helper()
	before := m.inForce()
	args := []string{"undo"}
	if !before {
		args = [][]string{{"redo"}, {"import", m.table}}[rng.IntN(2)]
	}
	m.kill(m.p.command(args...))
	text := m.file()
	if text != "" && text != m.whole {
		m.p.t.Fatalf("after a killed %q the file has %d bytes, and %d when it is whole", args,
			len(text), len(m.whole))
	}
	if after := m.inForce(); after == before {
		m.p.run("", args...)
	}
	if m.inForce() == before {
		m.p.t.Fatalf("a second %q changed nothing", args)
	}
	if text := m.file(); before == (text != "") {
		m.p.t.Fatalf("after a killed %q and a second one the file has %d bytes; the import is in force: %v", args, len(text), !before)
	}
}
