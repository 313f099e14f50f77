package media_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/deck/decktest"
	"cards/deck/media"
)

func TestMedia(t *testing.T) {
	t.Parallel()
	const text = "\ufeffQ: ![a](a.png)?\r\n" +
		"A: größer ![](@/b/c%20d.svg) and ![again](a.png)\r\n\r\n" +
		"Notes [sound](e.MP3), [text](f.txt), [![in a link](g.gif)](h.ogg).\r\n" +
		"`![](code.png)` <!-- ![](comment.png) --> \\![](escaped.png)\r\n" +
		"![](https://i.org/j.png) ![](data:image/png;base64,k) ![](//l/m.png) [n](#n.mp3) ![]()\r\n"
	want := []media.Medium{
		{Path: "a.png", Pos: deck.Pos{Line: 1, Col: 4}},
		{Path: "@/b/c%20d.svg", Pos: deck.Pos{Line: 2, Col: 11}},
		{Path: "e.MP3", Sound: true, Pos: deck.Pos{Line: 4, Col: 7}},
		{Path: "h.ogg", Sound: true, Pos: deck.Pos{Line: 4, Col: 38}},
		{Path: "g.gif", Pos: deck.Pos{Line: 4, Col: 39}},
	}
	if diff := cmp.Diff(want, media.Find(text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMediaInOtherForms(t *testing.T) {
	t.Parallel()
	const text = "Q: ![[a.png]] <img src='b.png' alt=x>\n" +
		"A:\n[p]: c.png\n\n![x][P] ![y][q] ![][r s] [![z][p]](d.mp3) ![w](e f.png)\n\n" +
		"C: ![[g/h.jpg|30]] ![[i.ogg]] [j]: ![k](l\\_m&amp;n.png \"o\") ![[page]] `![[code.png]]` ![u](v w)\n\n" +
		"> [q]: t.xyz\n> [r  S]: <u v.svg>\n\n" +
		"<!-- ![[comment.png]] --> ![no][s] <img alt=src> <img src=https://x.org/y.png>\n"
	want := []media.Medium{
		{Path: "a.png", Embedded: true, Pos: deck.Pos{Line: 1, Col: 4}},
		{Path: "b.png", Pos: deck.Pos{Line: 1, Col: 15}},
		{Path: "c.png", Pos: deck.Pos{Line: 3, Col: 1}},
		{Path: "t.xyz", Pos: deck.Pos{Line: 5, Col: 9}},
		{Path: "d.mp3", Sound: true, Pos: deck.Pos{Line: 5, Col: 26}},
		{Path: "e f.png", Pos: deck.Pos{Line: 5, Col: 43}},
		{Path: "g/h.jpg", Embedded: true, Pos: deck.Pos{Line: 7, Col: 4}},
		{Path: "i.ogg", Sound: true, Embedded: true, Pos: deck.Pos{Line: 7, Col: 20}},
		{Path: "l_m&n.png", Pos: deck.Pos{Line: 7, Col: 36}},
		{Path: "u v.svg", Pos: deck.Pos{Line: 10, Col: 3}},
	}
	if diff := cmp.Diff(want, media.Find(text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMediaInTimeLinearInTheText(t *testing.T) {
	for _, piece := range []string{
		"![](a.png)", "[![](a.mp3)](b.mp3)", "[", "![](a", "\n![](a.png)",
		"![[a.png]]", "![[a", "<img src=a>", "<img src='", "![a](b c", "[a]: b.png\n\n![a]\n\n",
	} {
		took := decktest.CPU(func() { media.Find(strings.Repeat(piece, 500_000/len(piece))) })
		if took > 5*time.Second {
			t.Errorf("500 kB of %q took %v", piece, took)
		}
	}
}

// TestMediaAreSeenWhereTheParserSeesThem: neither labels nor what looks like blocks hide a picture,
// and blocks hide what is none.
func TestMediaAreSeenWhereTheParserSeesThem(t *testing.T) {
	t.Parallel()
	const text = "Q: a\nA: ```md\n\n![](code.png)\n```\n![](1.png)\n\nQ: b\nA: $$\n\nQ: ![](2.png)\nA: echo $$\n" +
		"Q: `c\nA: ![](3.png) `\n# ![](4.png)\n<!-- d\n\n![](5.png)\n<!-- ![](comment.png) -->![](6.png)\nT: ```\nD: ![](7.png)\n" +
		"> ~~~\n> ![](code.png)\n\n![](8.png)\n"
	var got []string
	for _, m := range media.Find(text) {
		got = append(got, m.Path)
	}
	want := []string{"1.png", "2.png", "3.png", "4.png", "5.png", "6.png", "7.png", "8.png"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
