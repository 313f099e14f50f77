package media_test

import (
	"testing"

	"cards/deck/media"
)

func TestRepath(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		"Q: ![a](b.png)\nA: [c](d.mp3) [e](f.html)":        "Q: ![a](../b.png)\nA: [c](../d.mp3) [e](f.html)",
		"Q: ![a](<b c.png>) ![a](b%20c.png)\nA: d":         "Q: ![a](<../b c.png>) ![a](../b%20c.png)\nA: d",
		"Q: ![a](b.png \"c\")\nA: ![a](b.png)":             "Q: ![a](../b.png \"c\")\nA: ![a](../b.png)",
		"Q: ![a](@/b.png) ![a](/b.png)\nA: ![](c://d.png)": "Q: ![a](@/b.png) ![a](/b.png)\nA: ![](c://d.png)",
		"Q: ![[b.png]]\nA: `![a](b.png)`":                  "Q: ![[b.png]]\nA: `![a](b.png)`",
		"Q: ![a][b]\nA: ![c][b]\n\n[b]: d.png":             "Q: ![a][b]\nA: ![c][b]\n\n[b]: ../d.png",
		"Q: a\nA: b":                                       "Q: a\nA: b",
	} {
		if got := media.Repath(source, func(path string) string { return "../" + path }); got != want {
			t.Errorf("%q is %q, want %q", source, got, want)
		}
	}
}
