package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"cards/deck"
	"cards/storage/journal"
	"cards/storage/lines"
)

// TestStoppedMergeLeavesNoTrace interrupts and kills a merge of many events as soon as it has begun
// to write: the log is what it was, and the next merge is whole and clears up.
func TestStoppedMergeLeavesNoTrace(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no signals between processes")
	}
	const number = 40_000
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	p := newProgram(t, now, map[string]string{"a.md": cardsFile("stop", 2)})
	p.run("\n3\n", "review", "--plain")
	before := p.export()
	other := filepath.Join(t.TempDir(), "lines")
	writeLines(t, other, now.AddDate(-1, 0, 0), number)
	whole, kept := filepath.Join(p.root, ".cards"), filepath.Join(t.TempDir(), "kept")
	copyOver(t, kept, whole)
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGKILL} {
		err := p.stopped(signal, "log", "merge", other)
		for tries := 0; err == nil && tries < 20; tries++ { // it was over before the signal came
			copyOver(t, whole, kept)
			err = p.stopped(signal, "log", "merge", other)
		}
		var exit *exec.ExitError
		if !errors.As(err, &exit) || signal == syscall.SIGINT && exit.ExitCode() != 130 {
			t.Errorf("%v: %v", signal, err)
		}
		if after := p.export(); after != before {
			t.Errorf("%v: the log has %d lines, not %d", signal, strings.Count(after, "\n"),
				strings.Count(before, "\n"))
		}
		if left := p.unfinished(); signal == syscall.SIGINT && len(left) > 0 {
			t.Errorf("%v left %v", signal, left)
		}
	}
	p.run("", "log", "merge", other)
	if n := strings.Count(p.export(), "\n") - strings.Count(before, "\n"); n != number {
		t.Errorf("%d events came, want %d", n, number)
	}
	if left := p.unfinished(); len(left) > 0 {
		t.Errorf("still there: %v", left)
	}
	checkCollection(t, p.root)
}

// copyOver makes a folder a copy of another.
func copyOver(t *testing.T, dir, from string) {
	t.Helper()
	if err := errors.Join(os.RemoveAll(dir), os.CopyFS(dir, os.DirFS(from))); err != nil {
		t.Fatal(err)
	}
}

// stopped runs a command and sends it a signal once it fills a new file.
func (p *program) stopped(signal syscall.Signal, args ...string) error {
	before := len(p.unfinished())
	cmd := p.command(args...)
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for {
		select {
		case err := <-ended:
			return err
		case <-time.After(time.Millisecond):
			if len(p.unfinished()) > before {
				_ = cmd.Process.Signal(signal) // it may have ended by itself
				return <-ended
			}
		}
	}
}

// unfinished are the files that somebody has begun to fill.
func (p *program) unfinished() []string {
	names, err := filepath.Glob(filepath.Join(p.root, ".cards", "collection.db.*.new"))
	if err != nil {
		p.t.Fatal(err)
	}
	return names
}

// writeLines writes an export of so many events from an instant on.
func writeLines(t *testing.T, path string, first time.Time, number int) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	to := json.NewEncoder(w)
	for i := range number {
		var own journal.ID
		binary.BigEndian.PutUint64(own[:], uint64(first.UnixMilli()+int64(i))<<16)
		key := deck.Key{byte(i), byte(i >> 8)}
		body := journal.PropertySet{Key: key, Property: journal.Flag, Value: int64(i % 8)}
		if err := to.Encode(lines.Of(journal.Event{ID: own, Step: own, Body: body}, false,
			key)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		t.Fatal(err)
	}
}
