package main

import (
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/out"
)

// TestReportsFitTheTerminal looks at what is said in sentences about parameters and work: no line
// is left to the terminal to break, which would do so within words.
func TestReportsFitTheTerminal(t *testing.T) {
	t.Parallel()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		map[string]string{"a.md": "Q: One?\nA: 1\n"})
	p.run("\n3\n", "review")
	for _, args := range []string{
		"optimize", "evaluate", "evaluate --by-day", "retention", "simulate",
	} {
		shown := onTerminal(t, p.command(strings.Fields(args)...), 40)
		for line := range strings.SplitSeq(shown, "\r\n") {
			line = line[strings.LastIndexByte(line, '\r')+1:] // what shows how far a long work is
			if cells := out.Cells(line); cells > 80 {
				t.Errorf("cards %s: a line of %d cells: %q", args, cells, line)
			}
		}
	}
}
