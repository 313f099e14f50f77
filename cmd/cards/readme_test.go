package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"
)

// block is an example in a document: text between fences.
type block struct {
	language string
	text     string
}

// readme returns the examples of README.md, in order.
func readme(t *testing.T) []block {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var blocks []block
	for _, m := range regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$").FindAllStringSubmatch(string(text), -1) {
		blocks = append(blocks, block{language: m[1], text: m[2]})
	}
	if len(blocks) < 4 {
		t.Fatalf("README.md has %d examples", len(blocks))
	}
	return blocks
}

// TestReadme runs every example of README.md: the commands for a fresh clone in this one, those of
// daily use in a home of their own with the deck that the README writes, and the picture of a
// session on a terminal.
func TestReadme(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("the examples are for a shell")
	}
	goEnvironment(t)
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("TZ", "Europe/Berlin")
	t.Setenv("CARDS_NOW", "2026-03-02T09:00:00Z") // in the night steps reach over the end of the study day
	t.Setenv("CARDS_HOME", "")
	t.Setenv("XDG_DATA_HOME", "")
	if err := os.Mkdir(filepath.Join(home, "notes"), 0o700); err != nil {
		t.Fatal(err)
	}
	// the picture is of a new collection, and transcripts use the deck that the README explains later
	later := studied(t)
	for _, b := range readme(t) {
		switch {
		case b.language == "screen" && strings.HasPrefix(b.text, "quiz · "):
			examPicture(t, later, "1", b.text, "quiz", "schema-update", "--form", "choice", "--seed", "AB")
			continue
		case b.language == "screen" && strings.HasPrefix(b.text, "test · "):
			examPicture(t, later, "", b.text, "test", "schema-update", "--seed", "KR")
			continue
		}
		switch b.language {
		case "screen":
			picture(t, b.text)
		case "markdown":
			if err := os.WriteFile(filepath.Join(home, "notes", "slices.md"), []byte(b.text),
				0o600); err != nil {
				t.Fatal(err)
			}
		case "sh", "console":
		default:
			t.Errorf("an example in %q, which nothing here runs", b.language)
		}
	}
	for _, b := range readme(t) {
		switch b.language {
		case "sh":
			freshClone(t, b.text)
		case "console":
			if strings.HasPrefix(b.text, "$ cards podcast") {
				transcript(t, later.home, b.text, later.env...)
				continue
			}
			transcript(t, home, b.text)
		}
	}
}

// goEnvironment keeps the caches of Go where they are when HOME changes.
func goEnvironment(t *testing.T) {
	t.Helper()
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPATH"} {
		out, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		t.Setenv(name, strings.TrimSpace(string(out)))
	}
}

// freshClone runs the commands of a new clone, answering one card where cards are asked.
func freshClone(t *testing.T, commands string) {
	t.Helper()
	for command := range strings.Lines(commands) {
		command = strings.TrimSpace(command)
		if command == "go test ./..." {
			continue // it is what runs this test
		}
		cmd := exec.Command("sh", "-c", command)
		cmd.Dir = filepath.Join("..", "..")
		cmd.Stdin = strings.NewReader("\n3\nquit\n")
		bin := t.TempDir()
		cmd.Env = append(os.Environ(), "GOBIN="+bin)
		out, err := cmd.CombinedOutput()
		if command == "go install ./cmd/cards" {
			if _, missing := os.Stat(filepath.Join(bin, "cards")); err != nil || missing != nil {
				t.Errorf("%s: %v, %v\n%s", command, err, missing, out)
			}
			continue
		}
		if err != nil || !strings.Contains(string(out), "\nrated good, due ") {
			t.Errorf("%s: %v\n%s", command, err, out)
		}
	}
}

// transcript runs the commands of a transcript in one shell and compares what they print, where …
// stands for anything.
func transcript(t *testing.T, dir, text string, env ...string) {
	t.Helper()
	var script, want strings.Builder
	for line := range strings.Lines(text) {
		want.WriteString(line)
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			fmt.Fprintf(&script, "cat <<'COMMAND'\n%sCOMMAND\n%s", line, command)
		}
	}
	cmd := exec.Command("sh", "-c", "exec 2>&1\n"+script.String())
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	out, err := cmd.Output()
	pattern := "^" + strings.ReplaceAll(regexp.QuoteMeta(want.String()), "…", ".*") + "$"
	if err != nil || !regexp.MustCompile(pattern).Match(out) {
		t.Errorf("%v\n%s", err, cmp.Diff(want.String(), string(out)))
	}
}

// picture reviews on a terminal of the width of the picture, shows the first answer and compares
// the screen.
func picture(t *testing.T, want string) {
	t.Helper()
	const width = 76
	height := strings.Count(want, "\n")
	cmd := exec.Command("cards", "review")
	cmd.Env = append(os.Environ(), "TERM=xterm-256color")
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: width, Rows: uint16(height)})
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	defer terminal.Close()
	screen := watch(terminal, width, height)
	if !await(screen, func(s string) bool { return strings.Contains(s, "show the answer") }) {
		t.Fatal("no question came")
	}
	if _, err := io.WriteString(terminal, " "); err != nil {
		t.Fatal(err)
	}
	got := ""
	await(screen, func(s string) bool { got = trimLines(s); return got == want })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the picture of a session (-README +screen):\n%s", diff)
	}
	if _, err := io.WriteString(terminal, "q"); err != nil {
		t.Fatal(err)
	}
	await(screen, func(string) bool { return false })
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// person is somebody with a home of their own at an instant.
type person struct {
	home string
	env  []string
}

// studied returns somebody who has learned the deck on the schema update for three days, two weeks
// ago, and whose machine speaks in tones.
func studied(t *testing.T) person {
	t.Helper()
	p := person{home: t.TempDir()}
	at := func(day int) []string {
		return []string{"HOME=" + p.home, fmt.Sprintf("CARDS_NOW=2026-03-%02dT09:00:00Z", day)}
	}
	for day := range 3 {
		cmd := exec.Command("cards", "review", "schema-update", "--new", "25", "--plain")
		cmd.Env = append(os.Environ(), at(1+day)...)
		cmd.Stdin = strings.NewReader(strings.Repeat("\n3\n", 90))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	config := filepath.Join(p.home, ".config", "cards")
	if err := os.MkdirAll(config, 0o700); err != nil {
		t.Fatal(err)
	}
	const speech = "[speech]\ncommand = ['tone']\n"
	if err := os.WriteFile(filepath.Join(config, "config.toml"), []byte(speech), 0o600); err != nil {
		t.Fatal(err)
	}
	p.env = at(20)
	return p
}

// examPicture begins a quiz or a test on a terminal, presses keys and compares the screen.
func examPicture(t *testing.T, p person, keys, want string, args ...string) {
	t.Helper()
	const width = 76
	height := strings.Count(want, "\n")
	cmd := exec.Command("cards", args...)
	cmd.Env = append(append(os.Environ(), p.env...), "TERM=xterm-256color")
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: width, Rows: uint16(height)})
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	defer terminal.Close()
	screen := watch(terminal, width, height)
	got := ""
	if !await(screen, func(s string) bool { got = trimLines(s); return strings.Contains(s, " of ") }) {
		t.Fatal("no question came")
	}
	if _, err := io.WriteString(terminal, keys); err != nil {
		t.Fatal(err)
	}
	if got != want {
		await(screen, func(s string) bool { got = trimLines(s); return got == want })
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the picture of cards %v (-README +screen):\n%s\n%s", args, diff, got)
	}
	if _, err := io.WriteString(terminal, "\x03"); err != nil {
		t.Fatal(err)
	}
	await(screen, func(string) bool { return false })
	_ = cmd.Wait() // it was stopped
}

// watch draws what a program writes and sends the screen after each piece, until the program ends.
func watch(terminal io.Reader, width, height int) <-chan string {
	screens := make(chan string)
	emulator := vt.NewEmulator(width, height)
	go func() { _, _ = io.Copy(io.Discard, emulator) }()
	go func() {
		defer close(screens)
		buf := make([]byte, 1<<16)
		for {
			n, err := terminal.Read(buf)
			_, _ = emulator.Write(buf[:n])
			screens <- emulator.String()
			if err != nil {
				return
			}
		}
	}()
	return screens
}

// longest is how long anything may take that a test waits for: a machine may be busy, or stand still
// for a while.
const longest = time.Minute

// await reads screens until one is as wanted, or none has come for long.
func await(screens <-chan string, wanted func(string) bool) bool {
	for {
		select {
		case s, ok := <-screens:
			if !ok {
				return false
			}
			if wanted(s) {
				return true
			}
		case <-time.After(longest):
			return false
		}
	}
}

// trimLines takes spaces off the ends of lines.
func trimLines(screen string) string {
	var b strings.Builder
	for line := range strings.Lines(screen) {
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return b.String()
}
