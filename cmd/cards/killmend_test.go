package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestKilledMendingLosesNothing kills backups, restores, rebuilds, merges and salvages at random
// instants. The log is then what it was before or what it would have become, and every backup that
// has a name is whole.
func TestKilledMendingLosesNothing(t *testing.T) {
	t.Parallel()
	rounds, rng := rounds(25, 400), random(t)
	m := newMended(t, rng)
	for m.goOn(rounds) {
		m.p.now = m.p.now.Add(time.Hour)
		m.round(rng)
	}
	if out := m.p.run("", "backup", "verify"); strings.Contains(out, "damaged") {
		t.Error(out)
	}
	checkCollection(t, m.p.root)
}

// mended is a program with two logs: what has been answered here, and that with the answers of
// another machine too.
type mended struct {
	*kills
	p            *program
	half, whole  string // exports
	other        string // path of the whole export
	first        string // path of a backup of the half that no thinning reaches
	brokenByHand bool
}

func newMended(t *testing.T, rng *rand.Rand) *mended {
	t.Helper()
	files := map[string]string{"many.md": cardsFile("mend", 400)}
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	elsewhere := newProgram(t, now, files)
	elsewhere.run(strings.Repeat("show\n3\n", 300), "review", "--plain", "--new", "300")
	m := &mended{p: newProgram(t, now, files), other: filepath.Join(t.TempDir(), "lines")}
	m.p.run(strings.Repeat("show\n4\n", 300), "review", "--plain", "--new", "300")
	m.half = m.p.export()
	m.first = m.kept(t, strings.Fields(m.p.run("", "backup", "list"))[0])
	if err := os.WriteFile(m.other, []byte(elsewhere.export()), 0o600); err != nil {
		t.Fatal(err)
	}
	m.p.run("", "log", "merge", m.other)
	m.whole = m.p.export()
	if err := os.WriteFile(m.other, []byte(m.whole), 0o600); err != nil {
		t.Fatal(err)
	}
	m.kills = newKills(t, rng, m.p.command("doctor", "--rebuild"))
	return m
}

// kept copies a backup to where nothing removes it, and returns its path there.
func (m *mended) kept(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(m.p.root, ".cards", "backups", name))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (p *program) export() string { return p.run("", "export", "--format", "jsonl") }

// round runs one command, kills it, and looks at what is left.
func (m *mended) round(rng *rand.Rand) {
	commands := [][]string{
		{"backup", "create"},
		{"backup", "restore", m.first, "--yes"},
		{"doctor", "--rebuild"},
		{"log", "merge", m.other},
		{"doctor", "--salvage", "--yes"},
	}
	args := commands[rng.IntN(len(commands))]
	if args[1] == "--salvage" {
		m.spoil()
	}
	m.kill(m.p.command(args...), exitPart)
	if m.brokenByHand {
		_ = m.p.command("doctor", "--salvage", "--yes").Run() // what is missing is told by the export
		m.brokenByHand = false
	}
	if got := m.p.export(); got != m.half && got != m.whole {
		m.p.t.Fatalf("after a killed %q the log is neither what it was nor what it becomes: %d lines, %d and %d",
			args, strings.Count(got, "\n"), strings.Count(m.half, "\n"), strings.Count(m.whole, "\n"))
	}
}

// spoil blanks the two pages of the file that lead to the others.
func (m *mended) spoil() {
	f, err := os.OpenFile(filepath.Join(m.p.root, ".cards", "collection.db"), os.O_WRONLY, 0)
	if err != nil {
		m.p.t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(make([]byte, 2*4096)); err != nil {
		m.p.t.Fatal(err)
	}
	m.brokenByHand = true
}
