package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// program is the built program with a collection of its own to work on.
type program struct {
	t    *testing.T
	path string
	home string // of the person
	root string // of the collection
	now  time.Time
	zone string

	locale string   // LANG; empty for none
	more   []string // variables of its environment beside those
}

// newProgram finds the program, which is this one by another name, and makes a collection with the
// given deck files.
func newProgram(t *testing.T, now time.Time, files map[string]string) *program {
	t.Helper()
	dir := t.TempDir()
	path, err := exec.LookPath("cards") // that of testscript.Main
	if err != nil {
		t.Fatal(err)
	}
	p := &program{
		t: t, path: path, home: filepath.Join(dir, "home"),
		root: filepath.Join(dir, "notes"), now: now, zone: "UTC",
	}
	p.run("", "init", p.root)
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(p.root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// command is the program with arguments, not started yet.
func (p *program) command(args ...string) *exec.Cmd {
	cmd := exec.Command(p.path, args...)
	cmd.Dir = filepath.Dir(p.root)
	cmd.Env = []string{
		"HOME=" + p.home, "CARDS_HOME=" + p.root, "TZ=" + p.zone,
		"CARDS_NOW=" + p.now.Format(time.RFC3339Nano), "PATH=" + os.Getenv("PATH"),
		"LANG=" + p.locale,
	}
	cmd.Env = append(cmd.Env, p.more...)
	return cmd
}

// run runs the program to its end, which must be a good one, and returns what it printed.
func (p *program) run(input string, args ...string) string {
	p.t.Helper()
	cmd := p.command(args...)
	cmd.Stdin = strings.NewReader(input)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		p.t.Fatalf("cards %q: %v\n%s%s", args, err, out, errs.Bytes())
	}
	return string(out)
}

// event is what a line of the exported log tells.
type event struct {
	ID, Step, Kind, Key, Card, Day, Due string
	Undone, Counts                      bool
	Rating, Count                       int
}

// reviews returns the answers in the log, in its order.
func (p *program) reviews() []event {
	p.t.Helper()
	var reviews []event
	dec := json.NewDecoder(strings.NewReader(p.run("", "export", "--format", "jsonl")))
	for dec.More() {
		var e event
		if err := dec.Decode(&e); err != nil {
			p.t.Fatal(err)
		}
		if e.Kind == "review" {
			reviews = append(reviews, e)
		}
	}
	return reviews
}

// cardsFile returns a deck file with n basic cards.
func cardsFile(prefix string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Q: What is %s number %d?\nA: It is the answer %s-%d.\n\n", prefix, i, prefix, i)
	}
	return b.String()
}
