package ki_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck/from/ki"
)

func TestRead(t *testing.T) {
	t.Parallel()
	const head = "# Note\n```\nguid: a`b:c\nnotetype: Basic-d7a3e\n```\n\n### Tags\n```\nx\ny_z\n```\n\n"
	n, ok := ki.Read(head + "## Front\nWhat?\nOn two lines.\n\n## Back\n<ul>\n  <li>one\n</ul>\n")
	want := ki.Note{
		GUID: "a`b:c", Notetype: "Basic-d7a3e", Tags: []string{"x", "y_z"}, Head: 12,
		Fields: []ki.Field{
			{Line: 13, Name: "Front", Text: "What?\nOn two lines."},
			{Line: 17, Name: "Back", Text: "<ul>\n  <li>one\n</ul>"},
		},
	}
	if diff := cmp.Diff(want, n); diff != "" || !ok {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for text, want := range map[string]bool{
		"": false, "# Note\n": false, "# A note\n```\nguid: x\n```\n## Front\na\n": false,
		"# Note\r\n```\r\nnotetype: Basic\r\n```\r\n\r\n### Tags\r\n```\r\n```\r\n\r\n## Front\r\na\r\n": true,
		"# Note 12\n\n```\nguid: \nnotetype: Cloze\n```\n\n## Text\n":                                    true,
		head:                              false,
		"Text\n" + head + "## Front\na\n": false,
	} {
		if _, got := ki.Read(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestHTML(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a\nb < c & d":           "a<br>b &lt; c &amp; d",
		"<b>a</b>\nb":            "<b>a</b><br>b",
		"<ul>\n  <li>a\n b</ul>": "<ul>\n  <li>a\n b</ul>",
		"a&nbsp;b\nc":            "a&nbsp;b<br>c",
	} {
		if got := (ki.Field{Text: text}).HTML(); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("# Note\n```\nguid: a\nnotetype: Basic\n```\n\n### Tags\n```\nx\n```\n\n## Front\na\n\n## Back\nb\n")
	f.Fuzz(func(t *testing.T, text string) {
		n, ok := ki.Read(text)
		last := n.Head
		for _, field := range n.Fields {
			if field.Line <= last || field.Line < n.Head {
				t.Errorf("%q: %+v", text, n)
			}
			last = field.Line
			_ = field.HTML()
		}
		if ok != (len(n.Fields) > 0) {
			t.Errorf("%q: %v with %+v", text, ok, n)
		}
	})
}
