package delim_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck/from/delim"
)

func TestRead(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", delim.MaxCell+1)
	for _, tt := range []struct {
		text      string
		delimiter byte
		want      []delim.Row
	}{
		{"a,b\n\nc,d", ',', []delim.Row{{1, 1, []string{"a", "b"}, false, false}, {3, 3, []string{"c", "d"}, false, false}}},
		{"a\tb\r\n", '\t', []delim.Row{{1, 1, []string{"a", "b"}, false, false}}},
		{"\"a, \"\"b\"\"\n c\",d\ne,f\n", ',', []delim.Row{
			{1, 2, []string{"a, \"b\"\n c", "d"}, false, false}, {3, 3, []string{"e", "f"}, false, false},
		}},
		{"\"never closed,x\ny,z\n", ',', []delim.Row{{1, 1, []string{"\"never closed", "x"}, false, true}, {2, 2, []string{"y", "z"}, false, false}}},
		{"a,\"open\nb,c\nd,\"x, y\"\n", ',', []delim.Row{
			{1, 1, []string{"a", "\"open"}, false, true},
			{2, 2, []string{"b", "c"}, false, false},
			{3, 3, []string{"d", "x, y"}, false, false},
		}},
		{"\"Guernica\" by him\t\"1\" \r\n", '\t', []delim.Row{{1, 1, []string{"\"Guernica\" by him", "1"}, false, false}}},
		{"\"a \"b\" c\"\td\n\"e\nf \"g\" h\"\ti\n", '\t', []delim.Row{
			{1, 1, []string{"a \"b\" c", "d"}, false, false},
			{2, 2, []string{"\"e"}, false, true},
			{3, 3, []string{"f \"g\" h\"", "i"}, false, false},
		}},
		{"say \"hi\",x\n", ',', []delim.Row{{1, 1, []string{"say \"hi\"", "x"}, false, false}}},
		{"a,b\n\"" + long + "\n\",d\ne,f\n", ',', []delim.Row{
			{1, 1, []string{"a", "b"}, false, false}, {2, 3, []string{"", "d"}, true, false}, {4, 4, []string{"e", "f"}, false, false},
		}},
		{long + ",d\ne,f\n", ',', []delim.Row{{1, 1, []string{"", "d"}, true, false}, {2, 2, []string{"e", "f"}, false, false}}},
		{"\"" + long + "\"x,d\n", ',', []delim.Row{{1, 1, []string{"", "d"}, true, true}}},
		{",\n , \n", ',', nil},
		{"", ',', nil},
		{`"a"`, ',', []delim.Row{{1, 1, []string{"a"}, false, false}}},
	} {
		if diff := cmp.Diff(tt.want, delim.Read(tt.text, tt.delimiter)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

// TestReadLongLine: cells that begin as those with quotes inside take time that is linear in their
// number, where nothing ends them. Searched one by one these took minutes.
func TestReadLongLine(t *testing.T) {
	t.Parallel()
	const cells = 100_000
	for _, cell := range []string{`"a "b`, `"a (b" c`, `"a`, `"a" b`, `"a ""b`} {
		rows := delim.Read(strings.Repeat(cell+",", cells)+cell, ',')
		if len(rows) != 1 || len(rows[0].Cells) != cells+1 || rows[0].Cells[cells/2] != cell {
			t.Errorf("%s: %d rows", cell, len(rows))
		}
	}
}

func TestInert(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"=1+1": "'=1+1", "@SUM(A1)": "'@SUM(A1)", "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0", "-2+f(x)": "'-2+f(x)",
		"-ir verbs": "-ir verbs", "- a": "- a", "=": "=", "a=b": "a=b", "'=x": "'=x", "": "", "+49 30": "+49 30",
	} {
		got := delim.Inert(cell)
		if got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
		rows := delim.Read("x\t"+got+"\n", '\t')
		if back := rows[0].Cells[1]; back != cell && cell != "'=x" {
			t.Errorf("%q comes back as %q", cell, back)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a,b\n\"c\nd\",e\n", byte(','))
	f.Fuzz(func(t *testing.T, text string, delimiter byte) {
		if delimiter == '\n' || delimiter == '"' {
			return
		}
		last := 0
		for _, r := range delim.Read(text, delimiter) {
			if r.Line <= last || r.End < r.Line {
				t.Fatalf("row on lines %d to %d after line %d", r.Line, r.End, last)
			}
			last = r.End
		}
		if lines := strings.Count(text, "\n") + 1; last > lines {
			t.Fatalf("row on line %d of %d", last, lines)
		}
	})
}
