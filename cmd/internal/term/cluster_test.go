package term_test

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"cards/cmd/internal/out"
	"cards/cmd/internal/term"

	"github.com/charmbracelet/x/vt"
)

// measured is a character with the cells that it moved the cursor by.
type measured struct {
	text        string
	xterm, tmux int
}

// clusters reads what .ci/clusters/run measured in terminals.
func clusters(t *testing.T) []measured {
	t.Helper()
	f, err := os.Open("testdata/clusters.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []measured
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var m measured
		if _, err := fmt.Sscan(lines.Text(), &m.xterm, &m.tmux, &m.text); err != nil {
			t.Fatalf("%q: %v", lines.Text(), err)
		}
		all = append(all, m)
	}
	return all
}

// wider is how much less this xterm takes than is known here: of a sign that came after it was
// made.
var wider = map[string]int{"🪿": 1}

// TestClusterWidths lays clusters out as terminals draw them.
func TestClusterWidths(t *testing.T) {
	t.Parallel()
	all := clusters(t)
	if len(all) < 60 {
		t.Fatalf("only %d clusters", len(all))
	}
	for _, c := range all {
		got := term.Cells(term.Signs, c.text)
		if want := c.xterm + wider[c.text]; got != want {
			t.Errorf("%q takes %d cells, and %d in xterm", c.text, got, want)
		}
		if got := term.Most(term.Signs, c.text); got < max(c.xterm, c.tmux) {
			t.Errorf("%q takes %d cells at most, %d in xterm and %d in tmux", c.text, got, c.xterm, c.tmux)
		}
		emulator := vt.NewEmulator(40, 4)
		_, _ = emulator.WriteString("\x1b[?2027h" + c.text)
		if got, want := term.Cells(term.Clusters, c.text), emulator.CursorPosition().X; got != want {
			t.Errorf("%q takes %d cells as a cluster, and %d in the emulator", c.text, got, want)
		}
	}
}

// TestNothingOfALineIsLost puts every cluster into texts of all lengths around the edge of the
// screen: whatever the terminal makes of it, no line is longer than that.
func TestNothingOfALineIsLost(t *testing.T) {
	t.Parallel()
	for _, c := range clusters(t) {
		c.text = out.Sanitize(c.text)
		for length := range 20 {
			src := strings.Repeat("a", length) + " " + c.text + " " + strings.Repeat("b ", 12) +
				c.text + c.text + " end"
			for _, src := range []string{src, "- " + src, "> " + src, "|x|y|\n|-|-|\n|" + src + "|" + c.text + " z|\n|1|2|"} {
				lines := term.Document(out.Document(src, ""), 24, term.Look{})
				text := strings.Join(strings.Fields(strings.Join(lines, " ")), "")
				if strings.Count(text, c.text) < 3 || !strings.Contains(text, "end") ||
					strings.Count(text, "b") < 12 {
					t.Errorf("%q became %q", src, lines)
				}
				for _, line := range lines {
					if widest := term.Most(term.Signs, line); widest > 24 {
						t.Errorf("%q may take %d cells", line, widest)
					}
				}
			}
		}
	}
}
