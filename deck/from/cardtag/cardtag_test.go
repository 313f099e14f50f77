package cardtag_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/deck/decktest"
	"cards/deck/from/cardtag"
)

func TestRead(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text string
		want []cardtag.Card
	}{
		"paragraph": {"How many\nbytes? #card #unit/size\n\nEight\nof them.\n^1614665312060\n\nText.", []cardtag.Card{{
			Line: 1, End: 6, Front: "How many\nbytes?", Back: "Eight\nof them.", Tags: []string{"unit/size"}, ID: "1614665312060",
		}}},
		"heading": {"# Linux\n## What is a shell? #card\nA program.\n\n## Other\nText", []cardtag.Card{{
			Line: 2, End: 3, Title: true, Front: "What is a shell?", Back: "A program.", Section: []string{"Linux"},
		}}},
		"both ways": {"Hund #card-reverse\ndog\n\nKatze #card/reverse\ncat", []cardtag.Card{
			{Line: 1, End: 2, Kind: cardtag.Reversed, Front: "Hund", Back: "dog"},
			{Line: 4, End: 5, Kind: cardtag.Reversed, Front: "Katze", Back: "cat"},
		}},
		"on a line": {"a #card\nb\n\n- in: line::x\nc:::d\ncreated:: 2022\n`x::y` z", []cardtag.Card{
			{Line: 1, End: 2, Front: "a", Back: "b"},
			{Line: 4, End: 4, Front: "in: line", Back: "x"},
			{Line: 5, End: 5, Kind: cardtag.Reversed, Front: "c", Back: "d"},
		}},
		"code": {"How? #card\n```\nx #card\n\ny\n```\n\n```\nz #card\nw\n```", []cardtag.Card{
			{Line: 1, End: 6, Front: "How?", Back: "```\nx #card\n\ny\n```"},
		}},
		"style sheets": {"<style>\n#card {\n margin: 1px;\n}\na::before {}\n</style>\n\nWhat? #card\nThat.\n\n<script src=\"x\">f(\"a::b\")</script>\n", []cardtag.Card{
			{Line: 8, End: 9, Front: "What?", Back: "That."},
		}},
		"gaps without an answer": {"The ==heart== has {2:four} #card\n\n", []cardtag.Card{
			{Line: 1, End: 1, Kind: cardtag.Cloze, Front: "The {{c1::heart}} has {{c2::four}}"},
		}},
		"logseq": {"- Capital of France? #card\n  id:: 63c6\n  card-repeats:: 3\n\t- Paris\n- {{cloze Berlin}} lies in {{cloze Germany}} #[[card]] {not} ==a gap==\n- Text #cards #geo\n\t- one\n\t- two\n- plain:: text", []cardtag.Card{
			{Line: 1, End: 4, Front: "Capital of France?", Back: "Paris", ID: "63c6", Known: map[string]string{"id": "63c6", "card-repeats": "3"}},
			{Line: 5, End: 5, Kind: cardtag.Cloze, Front: "{{c1::Berlin}} lies in {{c2::Germany}} {not} ==a gap=="},
			{Line: 6, End: 8, Front: "Text", Back: "- one\n- two", Tags: []string{"geo"}},
		}},
		"a card in another": {"- a #card\n\t- b\n\t\t- c #card\n\t\t\t- d\n- e #card\n\t- ```\n\t  - f #card\n\t  ```\n- g #card\n\t- h", []cardtag.Card{
			{Line: 1, End: 2, Front: "a", Back: "b"},
			{Line: 3, End: 4, Front: "c", Back: "d"},
			{Line: 5, End: 8, Front: "e", Back: "- ```\n  - f #card\n  ```"},
			{Line: 9, End: 10, Front: "g", Back: "h"},
		}},
		"behind a card in another": {"- a #card\n\t- b\n\t\t- c #card\n\t\t\t- d\n\t\t- e\n\t- f #card\n\t\t- g\n\t\t\t- h #card\n\t\t\t\t- i\n\t\t- j\n\t- k\n\t  id:: 7\n- l", []cardtag.Card{
			{Line: 1, End: 2, Behind: []int{5, 11, 12}, Front: "a", Back: "- b\n\t- e\n- k"},
			{Line: 3, End: 4, Front: "c", Back: "d"},
			{Line: 6, End: 7, Behind: []int{10}, Front: "f", Back: "- g\n- j"},
			{Line: 8, End: 9, Front: "h", Back: "i"},
		}},
		"only cards in another, then text": {"- a #card\n\t- c #card\n\t\t- d\n\t- ```\n\t  x #card\n\t  ```\n", []cardtag.Card{
			{Line: 1, End: 1, Behind: []int{4, 5, 6}, Front: "a", Back: "- ```\n  x #card\n  ```"},
			{Line: 2, End: 3, Front: "c", Back: "d"},
		}},
		"a page of Logseq that begins with a heading": {"# Words #card\ncard-repeats:: 1\n\t- one\n\t- Two? #card\n\t  id:: 7\n\t\t- x::y\n- `code`#card\n\t- z", []cardtag.Card{
			{Line: 1, End: 3, Title: true, Front: "Words", Back: "one", Known: map[string]string{"card-repeats": "1"}},
			{Line: 4, End: 6, Front: "Two?", Back: "x::y", Section: []string{"Words"}, ID: "7", Known: map[string]string{"id": "7"}},
			{Line: 7, End: 8, Front: "`code`", Back: "z", Section: []string{"Words"}},
		}},
		"a page of Logseq by its properties": {"First block\n\t- a #card\n\t  card-last-interval:: 4\n\t\t- b\n- c::d", []cardtag.Card{
			{Line: 2, End: 4, Front: "a", Back: "b", Known: map[string]string{"card-last-interval": "4"}},
		}},
		"tags on other lines of a block": {"- The law\n  says $x$: #card\n  id:: 5\n  card-repeats:: 2\n\t- b\n\t  goes on\n\t-\n- $$\n  y\n  $$ #card #sums\n  collapsed:: true\n\t- z {{cloze w}}\n- ```\n  q #card\n  ```\n\t- r\n- Empty #card\n\t-\n- v #card\n\t- id:: 01234567-89ab-cdef-0123-456789abcdef\n\t  u\n", []cardtag.Card{
			{Line: 1, End: 7, Front: "The law\nsays $x$:", Back: "- b\n  goes on", ID: "5", Known: map[string]string{"id": "5", "card-repeats": "2"}},
			{Line: 8, End: 12, Front: "$$\ny\n$$", Back: "z w", Tags: []string{"sums"}, Known: map[string]string{"collapsed": "true"}},
			{Line: 19, End: 21, Front: "v", Back: "-\n  u"},
		}},
		"tags that are words": {"- Capital of #Austria? #card\n\t- Vienna\n- #geo Where is #[[New York]] now? #card #us\n\t- there\n- [ ] #a #b Text #1 hit #c #card #d\n\t- x\n- a #x {{cloze b}} #card\n", []cardtag.Card{
			{Line: 1, End: 2, Front: "Capital of #Austria?", Back: "Vienna", Tags: []string{"Austria"}},
			{Line: 3, End: 4, Front: "Where is #[[New York]] now?", Back: "there", Tags: []string{"geo", "New York", "us"}},
			{Line: 5, End: 6, Front: "Text #1 hit", Back: "x", Tags: []string{"a", "b", "1", "c", "d"}},
			{Line: 7, End: 7, Kind: cardtag.Cloze, Front: "a #x {{c1::b}}", Tags: []string{"x"}},
		}},
		"sizes of pictures": {"- What? #card\n\t- ![a](../assets/a b.png){:height 2, :width 3}\n- Is ![](c.png){:width 3} it? #card\n\t- {:no} size", []cardtag.Card{
			{Line: 1, End: 2, Front: "What?", Back: "![a](../assets/a b.png)"},
			{Line: 3, End: 4, Front: "Is ![](c.png) it?", Back: "{:no} size"},
		}},
		"no space before": {"**What?**#card\nThat\n\nIs it so?#card\nYes\n\n[x](y#card) #cards\nz", []cardtag.Card{
			{Line: 1, End: 2, Front: "**What?**", Back: "That"},
			{Line: 4, End: 5, Front: "Is it so?", Back: "Yes"},
			{Line: 7, End: 8, Front: "[x](y#card)", Back: "z"},
		}},
		"other words":     {"About #cardiology\nand #cards-of-mine\n\na#card\nb", nil},
		"only a mark":     {"#card\nText", nil},
		"other questions": {"What? #flashcard\nThat", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, cardtag.Read(tt.text, false).Cards, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadFlashcards(t *testing.T) {
	t.Parallel()
	n := cardtag.Read("1. What? #flashcard \nThat\n\nWho? #flashcard\n\n# Next\n", true)
	want := cardtag.Note{
		Marked: 2, Headings: []int{6}, Cards: []cardtag.Card{{Line: 1, End: 2, Front: "What?", Back: "That"}},
		Open: []cardtag.Card{{Line: 4, End: 4, Front: "Who?"}},
	}
	if diff := cmp.Diff(want, n, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("- a #card\n\t- b\n- {{cloze c}} #card")
	f.Add("a #card/reverse\n\nb\n^1\nc::d")
	f.Fuzz(func(t *testing.T, text string) {
		n := cardtag.Read(text, true)
		lines := 1 + strings.Count(text, "\n")
		last := 0
		for _, c := range n.Cards {
			if c.Front == "" || c.Back == "" && c.Kind != cardtag.Cloze || c.Line <= last || c.End < c.Line || c.End > lines {
				t.Errorf("%q: %+v behind line %d", text, c, last)
			}
			last = c.End
		}
	})
}

// TestReadLongOutline: what stands behind a card in another takes time that is linear in its length.
// It does not run in parallel, see [decktest.CPU].
func TestReadLongOutline(t *testing.T) {
	isLinear := decktest.IsLinear(10_000, func(n int) {
		note := cardtag.Read("- a #card\n\t- b #card\n\t\t- d\n"+strings.Repeat("\t- c\n", n), false)
		if len(note.Cards) != 2 {
			t.Errorf("%d cards", len(note.Cards))
		}
	})
	if !isLinear {
		t.Error("the time of an outline grows faster than its length")
	}
}
