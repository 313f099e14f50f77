package ankiblock_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/deck/from/ankiblock"
)

func TestRead(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text string
		want []ankiblock.Block
	}{
		"fields": {"# Sun\n\nSTART\nBasic\nWhat\nis it?\nBack: A star.\n\nOf gas.\nTags: sky warm\n<!--ID: 1566-->\nEND\n", []ankiblock.Block{{
			Line: 3, End: 12, Type: "Basic", Fields: []string{"What\nis it?", "A star.\n\nOf gas."},
			Tags: []string{"sky", "warm"}, ID: "1566", Section: []string{"Sun"},
		}}},
		"named fields": {"START\nBasic\nFront: a: b\nBack:\n\nc\nID: 7\nEND", []ankiblock.Block{{
			Line: 1, End: 8, Type: "Basic", Fields: []string{"a: b", "c"}, ID: "7",
		}}},
		"own types and marks": {"START_CARD\nMy type\n\nAnverso: uno\nReverso: one\n\nEND_CARD\nSTART\nx\ny", []ankiblock.Block{{
			Line: 1, End: 7, Type: "My type", Fields: []string{"uno", "one"},
		}}},
		"fields of a type of one's own": {"START\nJapanese\nKeyword: one\nClue:\nKanji: 一\nStory: a\nline\nNote:\n<!--ID: 17-->\nEND\nSTART\nWord\nHund\nMeaning: dog\nEND\nSTART\nx\nonly: this\nEND", []ankiblock.Block{
			{Line: 1, End: 10, Type: "Japanese", Fields: []string{"one", "Kanji: 一\nStory: a\nline"}, ID: "17"},
			{Line: 11, End: 15, Type: "Word", Fields: []string{"Hund", "Meaning: dog"}},
			{Line: 16, End: 19, Type: "x", Fields: []string{"only: this"}},
		}},
		"indented": {"- START\n\tBasic\n\tFront: a\n\tBack: b\n\tEND\n START\n Basic\n Front: a\n Back: b\n END", []ankiblock.Block{
			{Line: 6, End: 10, Type: "Basic", Fields: []string{"a", "b"}},
		}},
		"gaps": {"START\nCloze\nThe {sun} is {2:hot}.\nExtra: yes\nEND\nSTART\nCloze+\n{{c1::a}} {b}\nEND", []ankiblock.Block{
			{Line: 1, End: 5, Type: "Cloze", Fields: []string{"The {{c1::sun}} is {{c2::hot}}.", "yes"}},
			{Line: 6, End: 9, Type: "Cloze+", Fields: []string{"{{c1::a}} {b}"}},
		}},
		"on a line": {"- STARTI [Basic] a? Back: b! Tags: x <!--ID: 12--> ENDI\nSTARTI [Basic] c Back: d ENDI", []ankiblock.Block{
			{Line: 1, End: 1, Type: "Basic", Fields: []string{"a?", "b!"}, Tags: []string{"x"}, ID: "12"},
			{Line: 2, End: 2, Type: "Basic", Fields: []string{"c", "d"}},
		}},
		"in code":  {"```\nSTART\nBasic\na\nBack: b\nEND\n```\n", nil},
		"no block": {"START\nhere\n\nRESTART [x] END", nil},
		"unclosed": {"START\nBasic\na\nSTART\nBasic\nb\nBack: c\nEND", []ankiblock.Block{
			{Line: 4, End: 8, Type: "Basic", Fields: []string{"b", "c"}},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := ankiblock.Read(tt.text)
			if diff := cmp.Diff(tt.want, n.Blocks, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadOfAll(t *testing.T) {
	t.Parallel()
	n := ankiblock.Read("TARGET DECK\nA::B\n\nFILE TAGS: x, #y\n\nSTART\nBasic\nq\nBack: a\nEND\n")
	if n.Deck != "A/B" || strings.Join(n.Tags, " ") != "x y" {
		t.Errorf("deck %q, tags %q", n.Deck, n.Tags)
	}
	if diff := cmp.Diff([]int{1, 2, 4}, n.Frames); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("# h\nSTART\nBasic\na\nBack: b\nTags: c\n<!--ID: 1-->\nEND\nSTARTI [Cloze] {a} ENDI")
	f.Add("TARGET DECK\nSTART\nSTART\nEND\n```\nEND")
	f.Fuzz(func(t *testing.T, text string) {
		n := ankiblock.Read(text)
		lines, last := 1+strings.Count(text, "\n"), 0
		for _, b := range n.Blocks {
			if b.Line <= last || b.End < b.Line || b.End > lines {
				t.Errorf("%q: %+v behind line %d", text, b, last)
			}
			last = b.End
		}
	})
}
