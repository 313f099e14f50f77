package formats

import (
	"testing"

	"cards/deck/from/ankitext"
)

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
