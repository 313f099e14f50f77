package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/sound"
)

// recorder is the player of tests: it notes how long the sound is that it is to play, in tenths of
// seconds, in the file that its first argument names.
func recorder() {
	data, err := os.ReadFile(os.Args[2])
	if err != nil {
		panic(err)
	}
	clip, err := sound.ReadWAV(data)
	if err != nil {
		panic(err)
	}
	f, err := os.OpenFile(os.Args[1], os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(f, "%.1f\n", sound.Length(len(clip)).Seconds())
	if err := f.Close(); err != nil {
		panic(err)
	}
}

// TestReviewSpeaks reviews two cards aloud: each question is played when it is shown and each
// answer when it is revealed.
func TestReviewSpeaks(t *testing.T) {
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), map[string]string{
		"a.md": "Q: 12345678?\nA: 123\n\nQ: 1234567890123?\nA: 123456\n",
	})
	played := filepath.Join(p.home, "played")
	config := filepath.Join(p.home, ".config", "cards")
	if err := os.MkdirAll(config, 0o700); err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("[speech]\ncommand = [\"tone\"]\n[audio]\nplayer = \"recorder %s\"\n", played)
	if err := os.WriteFile(filepath.Join(config, "config.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := p.command("review", "--plain", "--speak")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, bufio.NewReader(out)) }()
	want := ""
	for _, step := range []struct{ line, heard string }{{"", "0.5\n"}, {"", "0.2\n"}, {"3", "0.8\n"}, {"", "0.4\n"}} {
		if want != "" {
			if _, err := io.WriteString(in, step.line+"\n"); err != nil {
				t.Fatal(err)
			}
		}
		want += step.heard
		awaitFile(t, played, want)
	}
	if _, err := io.WriteString(in, "4\nquit\n"); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	if n := len(p.reviews()); n != 2 {
		t.Errorf("%d answers are in the log", n)
	}
}

// awaitFile waits until a file holds a text.
func awaitFile(t *testing.T, path, want string) {
	t.Helper()
	deadline := time.Now().Add(longest)
	for {
		text, _ := os.ReadFile(path) // it may not be there yet
		if string(text) == want {
			return
		}
		if !strings.HasPrefix(want, string(text)) || time.Now().After(deadline) {
			t.Fatalf("played %q, want %q", text, want)
		}
		time.Sleep(5 * time.Millisecond)
	}
}
