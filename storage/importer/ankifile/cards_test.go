package ankifile

import "testing"

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
