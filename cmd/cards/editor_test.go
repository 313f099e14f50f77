package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// TestEditorInReview presses e in a review on a terminal: the editor has the terminal, is told the
// line, and the review goes on with the text that it leaves. What it breaks is shown, and mended.
func TestEditorInReview(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	notes := filepath.Join(home, "notes")
	write := func(name, text string, mode os.FileMode) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	editor := filepath.Join(home, "vim")
	write(editor, "#!/bin/sh\necho \"in the editor: $1\"\nread -r change\nsed -i \"$change\" \"$2\"\n", 0o700)
	env := append(os.Environ(), "LC_ALL=C.UTF-8", "HOME="+home, "CARDS_HOME="+notes,
		"TERM=xterm-256color", "TZ=UTC", "VISUAL=",
		"CARDS_NOW=2026-03-02T09:00:00Z", "CARDS_EDITOR="+editor)
	command := func(args ...string) *exec.Cmd {
		cmd := exec.Command("cards", args...)
		cmd.Env, cmd.Dir = env, home
		return cmd
	}
	if out, err := command("init", notes).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	deck := filepath.Join(notes, "go.md")
	write(deck, "# Text\n\nQ: Old question?\nA: Old answer.\n", 0o600)
	cmd := command("review")
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 70, Rows: 16})
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	defer terminal.Close()
	screens := watch(terminal, 70, 16)
	shown := ""
	for _, step := range []struct{ wait, keys string }{
		{"Old question?", "e"},
		{"in the editor: +3", "s/^A:/B:/\r"},
		{"question without an answer", "e"},
		// The first editor's words are on that screen too, and keys before the second one are lost.
		{"s/^A:/B:/\nin the editor: +3", "s/^B: Old/A: New/; s/Old question/New question/\r"},
		{"New question?", " "},
		{"New answer.", "3"},
		{"comes back in 10m", "q"},
		{"1 card", ""},
	} {
		if !await(screens, func(s string) bool { shown = s; return strings.Contains(s, step.wait) }) {
			t.Fatalf("no %q on the screen:\n%s", step.wait, shown)
		}
		if _, err := terminal.WriteString(step.keys); err != nil {
			t.Fatal(err)
		}
	}
	await(screens, func(string) bool { return false })
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	text, err := os.ReadFile(deck)
	if want := "# Text\n\nQ: New question?\nA: New answer.\n"; err != nil || string(text) != want {
		t.Errorf("the deck holds %q, error %v", text, err)
	}
}
