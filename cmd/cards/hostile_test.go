package main

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestBadFilesAmongGoodOnes: files that are broken, empty, huge, binary or not to be read are named
// with their place and a reason, and whatever else there is works on.
func TestBadFilesAmongGoodOnes(t *testing.T) {
	line := 10 << 20 // bytes
	if inFull() {
		line = 100 << 20
	}
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), map[string]string{
		"good.md":   "Q: good\nA: yes\n",
		"broken.md": "Q: no answer\n\nQ: fine\nA: yes\n",
		"empty.md":  "",
		"huge.md":   "Q: huge\nA: " + strings.Repeat("x", line) + "\n",
		"binary.md": string(noise(64 << 10)),
	})
	if err := os.Symlink("nowhere", filepath.Join(p.root, "dangling.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(p.root, "secret.md"), []byte("Q: secret\nA: yes\n"),
		0); err != nil {
		t.Fatal(err)
	}
	_, err := os.ReadFile(filepath.Join(p.root, "secret.md"))
	readable := err == nil // as it is for root

	cmd := p.command("check", "--color", "never")
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != 1 {
		t.Errorf("check: %v, want exit code 1", err)
	}
	for _, want := range []string{"broken.md:1:1: error: ", "binary.md:1:", "dangling.md:1:1: warning: not read: "} {
		if !strings.Contains(string(out), want) {
			t.Errorf("check does not say %q:\n%.2000s", want, out)
		}
	}
	if !readable && !strings.Contains(string(out), "secret.md:1:1: error: not read: ") {
		t.Errorf("check does not say that secret.md cannot be read:\n%.2000s", out)
	}
	for _, never := range []string{"good.md:", "empty.md:"} {
		if strings.Contains(string(out), never) {
			t.Errorf("check complains of %q:\n%.2000s", never, out)
		}
	}

	want := 3 // good, fine and huge
	if readable {
		want++
	}
	asked := p.run(strings.Repeat("show\n4\n", want), "review", "--plain", "--new", "9")
	if got := strings.Count(asked, "\nrated easy"); got != want {
		t.Errorf("%d cards could be answered, want %d", got, want)
	}
	checkCollection(t, p.root)
}

// noise returns bytes that are no text.
func noise(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{7}).Read(b)
	return b
}
