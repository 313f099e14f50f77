package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const wrongUsages = "testdata/wrong_usages.txt"

// TestWrongUsagesSayWhatIsWrong runs every command line of a file that lists mistakes with the
// words a person gets to read. A line "$ [NAME=VALUE…] cards …" is followed by what it prints to
// standard error and by its exit code. With UPDATE_SCRIPTS set the file becomes what was printed.
func TestWrongUsagesSayWhatIsWrong(t *testing.T) {
	want, err := os.ReadFile(wrongUsages)
	if err != nil {
		t.Fatal(err)
	}
	dir := wrongUsagesDir(t)
	var got strings.Builder
	for line := range strings.Lines(string(want)) {
		line = strings.TrimSuffix(line, "\n")
		switch command, ok := strings.CutPrefix(line, "$ "); {
		case ok:
			fmt.Fprintf(&got, "\n%s\n%s", line, wrongUsage(t, dir, strings.Fields(command)))
		case strings.HasPrefix(line, "#"):
			fmt.Fprintf(&got, "\n%s\n", line)
		}
	}
	text := strings.TrimPrefix(got.String(), "\n")
	if os.Getenv("UPDATE_SCRIPTS") != "" {
		if err := os.WriteFile(wrongUsages, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Error(diff)
	}
}

// wrongUsagesDir returns a new folder with a collection of one deck, and files that are no decks.
func wrongUsagesDir(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"notes/go.md": "Q: What does cap return?\nA: The capacity.\n",
		"empty.csv":   "",
		"words.csv":   "a,b\n1,2\n",
		"params.json": "{\"w\": [1, 2, 3]}\n",
		"picture.png": "\x89PNG\r\n",
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if out := wrongUsage(t, dir, []string{"cards", "init", "notes"}); out != "exit code 0\n" {
		t.Fatalf("init: %s", out)
	}
	return dir
}

// wrongUsage returns what a command line prints to standard error, and its exit code. Words before
// the program set variables.
func wrongUsage(t *testing.T, dir string, words []string) string {
	t.Helper()
	env := []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "CARDS_HOME=" + filepath.Join(dir, "notes"),
		"TZ=Europe/Berlin", "CARDS_NOW=2026-03-02T09:00:00+01:00",
	}
	for strings.Contains(words[0], "=") {
		env, words = append(env, words[0]), words[1:]
	}
	cmd := exec.Command(words[0], words[1:]...)
	var stderr strings.Builder
	cmd.Dir, cmd.Env, cmd.Stderr = dir, env, &stderr
	ended := new(exec.ExitError)
	if err := cmd.Run(); err != nil && !errors.As(err, &ended) {
		t.Fatalf("%q: %v", words, err)
	}
	code := 0
	if ended.ProcessState != nil {
		code = ended.ExitCode()
	}
	return strings.ReplaceAll(stderr.String(), dir, "DIR") + fmt.Sprintf("exit code %d\n", code)
}
