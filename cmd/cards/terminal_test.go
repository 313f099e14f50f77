package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"
)

// TestTerminal looks at what commands show on terminals: columns are aligned and cut, and at 40
// columns it still works.
func TestTerminal(t *testing.T) {
	home := t.TempDir()
	notes := filepath.Join(home, "notes")
	env := append(os.Environ(), "LC_ALL=C.UTF-8", "HOME="+home, "CARDS_HOME="+notes,
		"TERM=xterm-256color", "TZ=UTC",
		"CARDS_NOW=2026-03-02T09:00:00Z", "NO_COLOR=")
	cards := func(input string, args ...string) {
		t.Helper()
		cmd := exec.Command("cards", args...)
		cmd.Env, cmd.Stdin = env, strings.NewReader(input)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("cards %q: %v\n%s", args, err, out)
		}
	}
	cards("", "init", notes)
	deck := "---\ndescription = \"About slices and maps, the two types with a hidden pointer\"\n---\n\n" +
		"# Both\n\nThey are **views**:\n\n- of an array\n- of `buckets`\n\n" +
		"Q: What does make([]int, 0, 8) allocate?\nA: Room for 8 elements.\n\nQ: 地図 is a map?\nA: Yes.\n\nQ (draft): More?\nA: Later.\n"
	if err := os.WriteFile(filepath.Join(notes, "go.md"), []byte(deck), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(notes, "ordered-maps.md"), []byte("Q: Sorted?\nA: No.\n"),
		0o600); err != nil {
		t.Fatal(err)
	}
	cards("\n4\nquit\n", "review")
	const height = 40
	for _, tt := range terminalTests {
		cmd := exec.Command("cards", strings.Fields(tt.command)...)
		cmd.Env, cmd.Dir = env, notes
		terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: tt.width, Rows: height})
		if err != nil {
			t.Skipf("no pseudo-terminal: %v", err)
		}
		shown := ""
		await(watch(terminal, int(tt.width), height),
			func(s string) bool { shown = trimLines(s); return false })
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(tt.want, strings.TrimRight(shown, "\n")+"\n"); diff != "" {
			t.Errorf("cards %s, %d columns wide (-want +got):\n%s", tt.command, tt.width, diff)
		}
		_ = terminal.Close()
	}
}

var terminalTests = []struct {
	command string
	width   uint16
	want    string
}{
	{"", 76, `2 due, all new
streak 1 day, 1 review in 7 days
1 draft waits for an answer: cards drafts go

cards review     start                 cards stats      progress
cards check      problems: none        cards help       everything else
`},
	{"", 40, `2 due, all new
streak 1 day, 1 review in 7 days
1 draft waits for an answer: cards
drafts go

cards review  start
cards stats   progress
cards check   problems: none
cards help    everything else
`},
	{"list", 76, `go            8adc  in 6 days  What does make([]int, 0, 8) allocate?
go            d987  new        地図 is a map?
go            045c  draft      More?
ordered-maps  35ce  new        Sorted?
`},
	{"list", 30, `8adc  in 6 days  What does ma…
d987  new        地図 is a ma…
045c  draft      More?
35ce  new        Sorted?
`},
	{"decks", 60, `deck          cards  new  learning  reviews
go                3    1         0        0  About slices a…
ordered-maps      1    1         0        0
`},
	{"notes", 50, `go
About slices and maps, the two types with a hidden
pointer

Both

They are views:

• of an array
• of ` + "`buckets`" + `
`},
	{"decks", 40, `deck       cards  new  learning  reviews
go             3    1         0        0
ordered-…      1    1         0        0
`},
	{"help redo", 40, `Bring back the newest step that was
taken back. This is refused once
something else has been done.

usage: cards redo [flags]
example: cards redo

flags
  -h, --help
                show this page
      --jq EXPRESSION
                print what the jq
                EXPRESSION makes
                of the JSON
      --json[=FIELDS]
                print the messages
                as an object
      --template TEMPLATE
                print what the Go
                TEMPLATE makes of
                the JSON

flags of every command
      --color WHEN
                use colours WHEN:
                auto, always or
                never (default auto)
      --home DIR
                use the collection
                in the folder DIR
      --no-pager
                print long pages
                without a pager
      --utc
                count days and
                show times in UTC,
                as with TZ=UTC

fields of --json: said
`},
	{"check", 30, `no problems in 2 files; 3
cards are fine, 1 draft not
asked
`},
	{"due", 40, `2 due: 2 new, 0 learning, 0 review
`},
}
