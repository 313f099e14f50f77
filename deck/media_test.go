package deck_test

import (
	"strings"
	"testing"
	"time"

	"cards/deck"

	"github.com/google/go-cmp/cmp"
)

func TestMedia(t *testing.T) {
	t.Parallel()
	const text = "\ufeffQ: ![a](a.png)?\r\n" +
		"A: größer ![](@/b/c%20d.svg) and ![again](a.png)\r\n\r\n" +
		"Notes [sound](e.MP3), [text](f.txt), [![in a link](g.gif)](h.ogg).\r\n" +
		"`![](code.png)` <!-- ![](comment.png) --> \\![](escaped.png)\r\n" +
		"![](https://i.org/j.png) ![](data:image/png;base64,k) ![](//l/m.png) [n](#n.mp3) ![]()\r\n"
	want := []deck.Medium{
		{Path: "a.png", Pos: deck.Pos{Line: 1, Col: 4}},
		{Path: "@/b/c%20d.svg", Pos: deck.Pos{Line: 2, Col: 11}},
		{Path: "e.MP3", Sound: true, Pos: deck.Pos{Line: 4, Col: 7}},
		{Path: "h.ogg", Sound: true, Pos: deck.Pos{Line: 4, Col: 38}},
		{Path: "g.gif", Pos: deck.Pos{Line: 4, Col: 39}},
	}
	if diff := cmp.Diff(want, deck.Media(text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMediaInTimeLinearInTheText(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{"![](a.png)", "[![](a.mp3)](b.mp3)", "[", "![](a", "\n![](a.png)"} {
		start := time.Now()
		deck.Media(strings.Repeat(piece, 500_000/len(piece)))
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("500 kB of %q took %v", piece, took)
		}
	}
}
