package ankitext_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck/from/ankitext"
)

func TestRead(t *testing.T) {
	t.Parallel()
	text := "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n" +
		"g1\tBasic\tA::B\t<b>x</b>\t\"two\nlines\"\tone two\n\ng2\tCloze\tA\t{{c1::y}}\t\t\n"
	want := ankitext.File{HTML: true, Head: 6, Notes: []ankitext.Note{
		{Line: 7, End: 8, GUID: "g1", Notetype: "Basic", Deck: "A/B", Fields: []string{"<b>x</b>", "two\nlines"}, Tags: []string{"one", "two"}},
		{Line: 10, End: 10, GUID: "g2", Notetype: "Cloze", Deck: "A", Fields: []string{"{{c1::y}}", ""}, Tags: []string{}},
	}}
	if diff := cmp.Diff(want, ankitext.Read(text), cmp.Transformer("empty", func(s []string) []string { return append([]string{}, s...) })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		html   bool
		fields []string
	}{
		"#separator:Comma,,,\na,b":        {false, []string{"a", "b"}},
		"#separator:nonsense\na;b":        {false, []string{"a", "b"}},
		"a\tb|c":                          {false, []string{"a", "b|c"}},
		"#html:false\na\tb<br>":           {false, []string{"a", "b<br>"}},
		"#tags:x\na\t<img src=y>":         {true, []string{"a", "<img src=y>"}},
		"#\n#deck column:1\nd\tq\ta":      {false, []string{"q", "a"}},
		"#separator:|\n\"a|\"\"b\"\"\"|c": {false, []string{`a|"b"`, "c"}},
	} {
		f := ankitext.Read(text)
		if len(f.Notes) != 1 || f.HTML != want.html || !cmp.Equal(f.Notes[0].Fields, want.fields) {
			t.Errorf("%q: %+v, want %+v", text, f, want)
		}
	}
}

func TestIsOne(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"#separator:tab\na\tb": true, "\ufeff#HTML:true\n": true, "# Heading: x\n": false, "a\tb": false, "": false,
		"#guid column:1\n": true,
	} {
		if got := ankitext.IsOne(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("#separator:tab\n#tags column:2\na\tb\n\"c\nd\"\te")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, n := range ankitext.Read(text).Notes {
			if n.Line <= last || n.End < n.Line {
				t.Fatalf("%q: lines %d to %d after %d", text, n.Line, n.End, last)
			}
			last = n.End
		}
	})
}
