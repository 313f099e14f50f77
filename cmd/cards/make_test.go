package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"
)

// TestMakeAsksOneByOne decides about cards on a terminal of 40 columns: one is edited and kept, a
// slip drops nothing, one is dropped, one is kept as a draft.
func TestMakeAsksOneByOne(t *testing.T) {
	const notes = "# Redis\n\n- RDB: snapshots at intervals\n- AOF: a log of every write\n- Port: 6379 by default\n"
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		map[string]string{"redis.md": notes})
	cmd := p.command("make", filepath.Join(p.root, "redis.md"))
	cmd.Env = append(cmd.Env, "TERM=xterm-256color", "EDITOR=sed -i s/RDB/RDB.files/")
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 40, Rows: 30})
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	defer terminal.Close()
	screen := watch(terminal, 40, 30)
	for _, step := range []struct{ shown, line string }{
		{"1 of 3 · line 3: RDB: snapshots at\nintervals", "e"},
		{"Redis: RDB.files?", "x"},
		{"\nx\n\n1 of 3", "y"},
		{"2 of 3", "n"},
		{"3 of 3", "d"},
	} {
		if !await(screen, func(s string) bool { return strings.Contains(trimLines(s), step.shown) }) {
			t.Fatalf("%q was not shown", step.shown)
		}
		if _, err := io.WriteString(terminal, step.line+"\n"); err != nil {
			t.Fatal(err)
		}
	}
	await(screen, func(string) bool { return false })
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	got, err := os.ReadFile(filepath.Join(p.root, "redis.md"))
	if err != nil {
		t.Fatal(err)
	}
	want := notes + "\nQ: Redis: RDB.files?\nA: snapshots at intervals\nA (more): Notes: \"RDB.files: snapshots at intervals\"\n\n" +
		"Q (draft): Redis: Port?\nA: 6379 by default\nA (more): Notes: \"Port: 6379 by default\"\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}
