package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
)

// asciiDeck has every construct, and no sign beyond ASCII.
const asciiDeck = `# Constructs

Notes with a list:

- one
- [x] two

> a quote

---

| a | b |
|---|---|
| 1 | 2 |

![](sound.mp3)

Q: What is $\alpha \to \frac{1}{2}$ of H<sub>2</sub>O, and x<sup>2</sup>?
A: A formula.

$$\sum_{i=1}^n i$$

A (more): See [there](https://example.org) and the note[^1].

[^1]: A note.

C: A slice has a [pointer] and a [length] and a [capacity::how many].

Q (typed): Which word?
A: the word itself

Q: Which is right?
- [x] this one
- [ ] that one
- [ ] another one

T: term
D: definition

Q (draft): Not yet?
`

// TestASCIILocale looks at all that the program writes where the locale has no other signs: not one
// is beyond ASCII, on terminals of two widths and without one.
func TestASCIILocale(t *testing.T) {
	t.Parallel()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), map[string]string{
		"constructs.md": asciiDeck, "many.md": cardsFile("a question that is long enough to be cut where it stands", 40),
		"wrong.md": "Q: no answer\n\nC: {a} [b\n",
	})
	p.locale = "C"
	for day := range 12 {
		p.run(strings.Repeat("\n3\n", 10)+"quit\n", "review", "--plain", "many")
		p.now = p.now.Add(time.Duration(24+day%3) * time.Hour)
	}
	p.run("\n3\n\n1\nthe word\n3\n\n3\n1\n3\nquit\n", "review", "--plain", "constructs", "--new", "20")
	for _, page := range asciiPages {
		cmd := p.command(strings.Fields(page)...)
		cmd.Stdin = strings.NewReader("\n1\nhelp\ninfo\n:help\n\nx\nquit\n:quit\n")
		out, _ := cmd.CombinedOutput() // some are mistakes
		isASCII(t, "cards "+page, string(out))
		var all sync.WaitGroup // keys are pressed slowly
		for _, width := range []uint16{40, 100} {
			all.Go(func() {
				cmd := p.command(strings.Fields(page)...)
				cmd.Env = append(cmd.Env, "TERM=xterm-256color", "PAGER=cat", "CARDS_EDITOR=true")
				terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: width, Rows: 30})
				if err != nil {
					t.Logf("no pseudo-terminal: %v", err)
					return
				}
				isASCII(t, fmt.Sprintf("cards %s on %d columns", page, width), pressAll(terminal, cmd.Process))
				_ = terminal.Close()
				_ = cmd.Wait()
			})
		}
		all.Wait()
	}
}

var asciiPages = []string{
	"", "due", "due --json", "list", "list --columns id,file,line,tags,question,due", "decks",
	"notes", "notes constructs", "check", "drafts",
	"stats", "stats --table", "stats forecast", "stats retention", "stats time", "stats load",
	"stats intervals", "stats cards",
	"stats memorised", "stats calibration", "stats hardest", "stats leeches", "stats hours",
	"stats difficulty",
	"stats stability", "stats retrievability", "stats quiz", "stats --compare", "simulate",
	"retention", "optimize", "evaluate", "log",
	"orphans", "relink", "paths", "doctor", "backup", "config list", "version", "find question",
	"why slice", "show slice", "show right",
	"next", "exam", "folders", "undo", "redo", "list nonsense", "list is:deu", "list --sort x",
	"frobnicate", "help", "review --plain", "cram --plain",
	"quiz --plain -n 3", "test --plain -n 3", "match --pairs 4", "review", "review constructs",
	"cram constructs", "quiz", "test", "match",
	"find", "add -q A? -a b. --dry-run", "fmt --diff many", "tag +x many --dry-run",
	"move many --deck other.md --dry-run", "make notes/constructs.md --dry-run",
	"review --help", "help format", "help keys", "help query", "help environment",
	"help exit-codes", "help siblings", "stats --help",
	"config --help", "make --help", "simulate --help",
}

// isASCII wants a text without signs beyond ASCII.
func isASCII(t *testing.T, what, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		for _, r := range line {
			if r >= 0x80 {
				t.Errorf("%s: %q in %q", what, r, line[:min(len(line), 300)])
				return
			}
		}
	}
}

// pressAll presses keys on a terminal, each when all is written that came of the one before, and
// returns what was written until its end.
func pressAll(terminal *os.File, program *os.Process) string {
	written := make(chan string)
	go func() {
		defer close(written)
		buf := make([]byte, 1<<16)
		for {
			n, err := terminal.Read(buf)
			if written <- string(buf[:n]); err != nil {
				return
			}
		}
	}()
	var all strings.Builder
	patience := 50
	keys := []string{" ", "3", "i", "\x1b", "?", "\x1b", "a", "\r", "\r", "q", "q", "\x03", "\x03"}
	for {
		select {
		case text, ok := <-written:
			if all.WriteString(text); !ok {
				return all.String()
			}
		case <-time.After(40 * time.Millisecond):
			if len(keys) > 0 {
				_, _ = terminal.WriteString(keys[0]) // it may have ended
				keys = keys[1:]
			} else if patience--; patience == 0 {
				_ = program.Kill() // a key was lost while the program did not listen
			}
		}
	}
}

// TestASCIILeavesDecks: what a person has written stays as it is, whatever the locale.
func TestASCIILeavesDecks(t *testing.T) {
	t.Parallel()
	const question, answer = "Was heißt „→ … · – ✓“?", "Größe • 地図"
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), map[string]string{
		"schön.md": "Q: " + question + "\nA: " + answer + "\n",
	})
	p.locale = "C"
	for _, args := range [][]string{{"list"}, {"show", "heißt"}, {"next"}, {"find", "heißt"}} {
		if out := p.run("", args...); !strings.Contains(out, question) {
			t.Errorf("cards %q: %s", args, out)
		}
	}
	if out := p.run("\n3\nquit\n", "review", "--plain"); !strings.Contains(out, question) ||
		!strings.Contains(out, answer) {
		t.Errorf("review: %s", out)
	}
	if _, err := os.Stat(filepath.Join(p.root, "schön.md")); err != nil {
		t.Error(err)
	}
	for _, args := range [][]string{{"list"}, {"review"}} {
		cmd := p.command(args...)
		cmd.Env = append(cmd.Env, "TERM=xterm")
		out := screenOf(t, cmd)
		if !strings.Contains(out, question[:20]) {
			t.Errorf("cards %q on a terminal: %s", args, out)
		}
	}
}

// screenOf shows what a command shows on a terminal at first, and ends it.
func screenOf(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 80, Rows: 20})
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	defer terminal.Close()
	shown := ""
	await(watch(terminal, 80, 20),
		func(s string) bool { shown = s; return strings.Contains(s, "heißt") })
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	return shown
}
