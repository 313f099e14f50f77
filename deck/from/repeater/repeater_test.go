package repeater_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/deck/from/repeater"
)

func TestRead(t *testing.T) {
	t.Parallel()
	const unpaired, unanswered = "a line with :: and nothing on one side of it", "a question without an answer"
	const ungapped = "a text without a gap in brackets"
	for text, want := range map[string][]repeater.Card{
		"Tibia :: shin bone": {{Line: 1, End: 1, Front: "Tibia", Back: "shin bone"}},
		"prose\nQ: x\nA: y\n---\nmore prose\nQ: z\nA: w\n": {
			{Line: 2, End: 3, Front: "x", Back: "y"}, {Line: 6, End: 7, Front: "z", Back: "w"},
		},
		"Q: one\nA: two\n Q: three\nA: four": {{Line: 1, End: 4, Front: "three", Back: "four"}},
		"Q: a\nA: b\nA: c":                   {{Line: 1, End: 3, Front: "a", Back: "c"}},
		"Q: only\nC: clo [ze]":               {{Line: 1, End: 1, Problem: unanswered}, {Line: 2, End: 2, Front: "clo [ze]", Cloze: true}},
		"C: The [heart] has [four] chambers": {{Line: 1, End: 1, Front: "The [heart] has [four] chambers", Cloze: true}},
		"C: no bracket\nC: bad [\nC: empty []": {
			{Line: 1, End: 1, Front: "no bracket", Cloze: true, Problem: ungapped},
			{Line: 2, End: 2, Front: "bad [", Cloze: true, Problem: ungapped},
			{Line: 3, End: 3, Front: "empty []", Cloze: true, Problem: ungapped},
		},
		"Q: code\nA:\n```\nA: inside\n  indented\n```\nend\n": {
			{Line: 1, End: 7, Front: "code", Back: "```\nA: inside\n  indented\n```\nend"},
		},
		"---\nname: a::b\n---\nQ: x\nA: y": {
			{Line: 2, End: 2, Front: "name: a", Back: "b"}, {Line: 4, End: 5, Front: "x", Back: "y"},
		},
		"Q: p\n   indented\nA: r": {{Line: 1, End: 3, Front: "p\nindented", Back: "r"}},
		"foo::\n":                 {{Line: 1, End: 1, Problem: unpaired}},
	} {
		got := repeater.Read(text)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(repeater.Card{}, "Hash")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// TestHash: the name is BLAKE3 of the lines in small letters; the digits are those of b3sum.
func TestHash(t *testing.T) {
	t.Parallel()
	a, b := repeater.Read("Q: One\nA:  Two\n\n"), repeater.Read("q\nQ: one\nA: two\n---\n")
	if a[0].Hash != b[0].Hash {
		t.Errorf("%s and %s differ", a[0].Hash, b[0].Hash)
	}
	if want := "9f2cc0ad8a3c875f42c3d7e4c3c7db96d4d33dd34f9071d65adfedc0e2a7d05e"; a[0].Hash != want {
		t.Errorf("hash %s, want %s", a[0].Hash, want)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Q: a\nA: b\n---\nx :: y\nC: [z]\n```\nQ: c")
	f.Fuzz(func(t *testing.T, text string) {
		next := 1
		for _, c := range repeater.Read(text) {
			if c.Line < next || c.End < c.Line {
				t.Fatalf("lines %d to %d after line %d", c.Line, c.End, next-1)
			}
			next = c.End + 1
		}
	})
}
