package importer

import (
	"testing"

	"cards/deck/from/ankitext"
)

// TestBehind leaves out of the answer of a cloze what the question shows around its gaps, and
// nothing that only looks like a part of that.
func TestBehind(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ shown, text, want string }{
		{"", "extra", "extra"},
		{"Head", "", ""},
		{"Head\n![](p.png)", "Head\n![](p.png)\nextra", "extra"},
		{"Head\n![](p.png)", "![](p.png)\n\nextra\nHead", "extra\nHead"},
		{"Head", "Header\nHead", "Header\nHead"},
		{"Head", "Head\n", ""},
		{"```\ncode\n```", "```\ncode\n```\nextra", "```\ncode\n```\nextra"},
		{"|a|b|\n|-|-|", "|a|b|\n|-|-|\n|c|d|", "|a|b|\n|-|-|\n|c|d|"},
	} {
		if got := behind(test.shown, test.text); got != test.want {
			t.Errorf("behind %q, %q is %q, want %q", test.shown, test.text, got, test.want)
		}
	}
}

// TestAnkiTextNamesFilesAsTheyAre reads paths of files that are written as in a URL.
func TestAnkiTextNamesFilesAsTheyAre(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]string{
		`<img src="a.png">`:          "![](a.png)",
		`<img src="my%20cat.png">`:   "![](<my cat.png>)",
		`<img src="my cat.png">`:     "![](<my cat.png>)",
		`<img src="%C3%BC.png">`:     "![](ü.png)",
		`<img src="per%cent.png">`:   "![](per%cent.png)",
		`[sound:my%20cat.mp3]`:       "[my%20cat.mp3](my%20cat.mp3)",
		`<img src="http://x/a%20b">`: "![](http://x/a%20b)",
	} {
		n, reason := ankiTextNote(ankitext.Note{Fields: []string{"q", field}}, true)
		if n == nil || n.Answer != want {
			t.Errorf("%s is %+v (%s), want %q", field, n, reason, want)
		}
	}
}
