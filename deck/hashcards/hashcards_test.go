package hashcards_test

import (
	"testing"

	"cards/deck"
	"cards/deck/hashcards"

	"github.com/google/go-cmp/cmp"
)

func TestDifferences(t *testing.T) {
	t.Parallel()
	type kinds map[hashcards.Kind]int // with the line of the first
	for _, c := range []struct {
		path, source string
		want         kinds
	}{
		{source: "---\nname = \"x\"\n---\nQ: a\nA: b\n\n---\n\nC: a [gap] and \\[text\\] ![x](y.png)\nT: c\nD: d\n---\nQ: e\nA: f\n"},
		{source: "---\nname: x\n---\nQ: a\nA: b\n", want: kinds{hashcards.Front: 1}},
		{source: "+++\nname = \"x\"\n+++\nQ: a\nA: b\n", want: kinds{hashcards.Front: 1}},
		{source: "\ufeffQ: a\r\nA: b\r\n", want: kinds{hashcards.Mark: 1}},
		{path: "x.MD", source: "Q: a\nA: b\n", want: kinds{hashcards.Extension: 1}},
		{source: "text\n", want: kinds{hashcards.NoCard: 1, hashcards.Outside: 1}},
		{source: "Q: a\nA: b\nQ: c\n", want: kinds{hashcards.Refused: 3}},
		{source: "Q (typed): a\nA: b\nA (more): c\n", want: kinds{hashcards.Words: 1}},
		{source: "Q: a\nA: b\n\u200bQ: c\nA: d\n", want: kinds{hashcards.Hidden: 3}},
		{source: "Q: a\nA: b\n```\nx\n---\nA: c\n```\n", want: kinds{hashcards.Block: 5}},
		{source: "Q: a\nA: ```\nQ: c\n```\n", want: kinds{hashcards.Block: 3}},
		{source: "Q: a\nA: $$\nx\n$$\n", want: nil},
		{
			source: "# a\nQ: a\nA: b\n## c\ntext\n",
			want:   kinds{hashcards.Heading: 1, hashcards.Outside: 5},
		},
		{source: "Q: a\nA: b\n  ---\nc\n", want: kinds{hashcards.Separator: 3}},
		{source: "Q: a\n#tag #b/c\nA: #b\n", want: kinds{hashcards.Tags: 2}},
		{
			source: "Q: a <!-- x -->\nA: b\n<!--\nC: no\n-->\n",
			want:   kinds{hashcards.Comment: 1, hashcards.Block: 4},
		},
		{source: "T: a\nD: b\nQ: c\nA: d\n", want: kinds{hashcards.Pair: 3}},
		{source: "Q: a\nA:\n", want: kinds{hashcards.NoAnswer: 1}},
		{source: "Q: a\nA:\n- [x] b\n- [ ] c\n", want: kinds{hashcards.Choice: 1}},
		{source: "C: a\nC: {{c1::b}}\n", want: kinds{hashcards.Refused: 1, hashcards.NumberedGap: 2}},
		{source: "C: {{c1::b}} [c](d)\n", want: kinds{hashcards.NumberedGap: 1, hashcards.Gaps: 1}},
		{source: "C: {{c1::b}} [c]\n", want: kinds{hashcards.NumberedGap: 1}},
		{source: "C: [a](b) [c]\n", want: kinds{hashcards.Gaps: 1}},
		{source: "C: a ] [c]\n", want: kinds{hashcards.Bracket: 1}},
		{source: "C: a [ [c]\n", want: kinds{hashcards.Bracket: 1}},
		{source: "C: [c] [\n", want: kinds{hashcards.Bracket: 1}},
		{source: "C: [] [c]\n", want: kinds{hashcards.Gaps: 1}},
		{source: "Q:\nA: b\n", want: kinds{hashcards.NoQuestion: 1}},
		{source: "T:\nD: b\n", want: kinds{hashcards.NoQuestion: 1}},
		{source: "Q: a\nA:\n- [ ] b\n", want: kinds{hashcards.Choice: 2}},
		{source: "C: the [[a]]\nC: [b]\n", want: kinds{hashcards.Gaps: 1}},
		{source: "C: the\nC: [b]\n", want: kinds{hashcards.Refused: 1}},
		{source: "Q (what): a\nA: b\n", want: kinds{hashcards.Words: 1}},
		{source: "Q (id=x id=y): a\nA: b\n", want: kinds{hashcards.Words: 1}},
		{source: "Q (id=-): a\nA: b\n", want: kinds{hashcards.Words: 1}},
		{source: "C: `a[0]` [c]\nC: $x[1]$ [d]\n", want: kinds{hashcards.Gaps: 1}},
		{source: "C: 水は[100]度で[沸騰]する。\n", want: nil},
	} {
		if c.path == "" {
			c.path = "x.md"
		}
		got := kinds(nil)
		for _, d := range hashcards.Differences(c.path, []byte(c.source)) {
			if got == nil {
				got = kinds{}
			}
			got[d.Kind] = d.Pos.Line
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.source, diff)
		}
	}
}

func FuzzDifferences(f *testing.F) {
	f.Add("---\nname: x\n---\nQ: a\nA: ```\nQ: c\n```\n# b\nC: [a](b) [c]\n<!-- x -->")
	f.Add("\ufeffQ (typed): a\r\nA: b\r\n")
	f.Fuzz(func(t *testing.T, source string) {
		for _, d := range hashcards.Differences("x.md", []byte(source)) {
			if d.Pos == (deck.Pos{}) {
				t.Errorf("%q: %v", source, d)
			}
		}
	})
}
