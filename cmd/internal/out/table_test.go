package out_test

import (
	"bytes"
	"strings"
	"testing"

	"cards/cmd/internal/out"
)

// TestNarrowTable: a first column that may be typed stays whole where there is little room, one of
// names makes room for the others, and no line is wider than the terminal.
func TestNarrowTable(t *testing.T) {
	t.Parallel()
	const name = "2026-11-29T21-20-24Z.backup"
	for _, whole := range []bool{true, false} {
		var b bytes.Buffer
		s := out.NewStream(&b)
		s.Terminal, s.Width = true, 40
		table := out.Table{Whole: whole, Right: map[int]bool{2: true}}
		table.Add(name, "2026-11-29 21:20", "1,204", "something is wrong with it")
		table.Print(s)
		if err := s.Flush(); err != nil {
			t.Fatal(err)
		}
		line := strings.TrimSuffix(b.String(), "\n")
		if has := strings.HasPrefix(line, name); has != whole || out.Cells(line) > s.Width {
			t.Errorf("whole %v: %q", whole, line)
		}
	}
}
