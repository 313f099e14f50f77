package deck_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
)

var diagnosticCases = []parseCase{
	{
		name: "question without an answer", source: "Q: a\nQ: b\nA: c", cards: []string{"basic b | c"},
		diagnostics: []string{
			"1:1: error: question without an answer",
		},
	},
	{
		name: "question before a separator, a heading, the end", source: "Q: a\n---\nQ:b\n# c\nQ: d",
		diagnostics: []string{
			"1:1: error: question without an answer", "3:1: error: question without an answer",
			"5:1: error: question without an answer",
		},
	},
	{
		name: "term without a definition", source: "T: a\nC: [b]", cards: []string{"cloze […] | b"},
		diagnostics: []string{
			"1:1: error: term without a definition",
		},
	},
	{name: "empty question and term", source: "Q: <!-- a -->\nA: b\nT:\n\nD: c", diagnostics: []string{
		"1:1: error: empty question", "3:1: error: empty term",
	}},
	{
		name:        "second answer and definition",
		source:      "Q: a\nA: b\nA: c\nA (more): d\nT: e\nD: f\nD: g\n---\nQ: h\nA: i",
		cards:       []string{"basic h | i"},
		diagnostics: []string{"3:1: error: second answer", "7:1: error: second definition"},
	},
	{
		name: "labels without a note", source: "text\nA: a\nb\nD: c\n---\nA (more): d\n# e\ntext",
		diagnostics: []string{
			`2:1: error: "A:" out of place without a question or term above`,
			`4:1: error: "D:" out of place without a question or term above`,
			"6:1: error: explanation without an answer before it",
		},
	},
	{
		name:   "labels of another note",
		source: "Q: a\nD: b\nA: c\nT: d\nA: e\nD: f\nC: [g]\nD: h\nC: [i]\nA: j",
		diagnostics: []string{
			`2:1: error: "D:" out of place below a question`, `5:1: error: "A:" out of place below a term`,
			`8:1: error: "D:" out of place below a cloze`, `10:1: error: "A:" out of place below a cloze`,
		},
	},
	{name: "explanation before the answer", source: "Q: a\nA (more): b\nA: c", diagnostics: []string{
		"2:1: error: explanation without an answer before it",
	}},
	{
		name: "unknown words", source: "Q (typed, tpyed): a\nA (mroe): b\nC (typed): [c]\nT (é b): d\nD (x): e",
		diagnostics: []string{
			`1:11: error: unknown word "tpyed" after Q`, `2:4: error: unknown word "mroe" after A`,
			`3:4: error: unknown word "typed" after C`, `4:4: error: unknown word "é" after T`,
			`4:6: error: unknown word "b" after T`, `5:4: error: unknown word "x" after D`,
		},
	},
	{name: "parentheses in words", source: "Q (a (b): c): d\nA: e", diagnostics: []string{
		`1:4: error: unknown word "a" after Q`, `1:6: error: unknown word "(b):" after Q`,
		`1:11: error: unknown word "c" after Q`,
	}},
	{
		name: "bad ids", source: "Q (id=): a\nA: b\nQ (id=-x): a\nA: b\nQ (id=ä): a\nA: b\nQ (id=x id=y): a\nA: b",
		diagnostics: []string{
			`1:4: error: bad id ""`, `3:4: error: bad id "-x"`, `5:4: error: bad id "ä"`,
			`7:9: error: a second id "y"`,
		},
	},
	{
		name: "id used twice", source: "Q (id=x): a\nA: b\nC (id=x): [c]\nQ (id=X): d\nA: e",
		cards:       []string{"basic a | b", "basic d | e"},
		diagnostics: []string{`3:1: error: id "x" is used twice, first at x.md:1`},
	},
	{
		name: "id of a note that is left out", source: "Q (id=x): a\nT (id=x): b\nD: c",
		diagnostics: []string{
			"1:1: error: question without an answer", `2:1: error: id "x" is used twice, first at x.md:1`,
		},
	},
	{name: "nothing ticked", source: "Q: a\nA:\n- [ ] b\n- [ ] c", diagnostics: []string{
		"2:1: error: task list with nothing ticked",
	}},
	{
		name:   "characters that no deck may hold",
		source: "a\x00b\xff\n# c\x02\nQ: é\xff\nA: b\nQ: c\nA: d\n\n\x03\x03\n---\nQ: e\nA: f",
		cards:  []string{"basic e | f"}, diagnostics: []string{
			"1:2: error: character U+0000", "2:4: error: character U+0002",
			"3:5: error: invalid UTF-8", "8:1: error: character U+0003",
		},
	},
	{
		name: "cut character", source: "Q: a\nA: \xe2\x82",
		diagnostics: []string{"2:4: error: invalid UTF-8"},
	},
	{
		name: "replacement character is text", source: "Q: \ufffd\nA: a",
		cards: []string{"basic \ufffd | a"},
	},

	{
		name:   "drafts for want of an answer",
		source: "Q: a\nA:\n\nT: b\nD: <!-- c -->\n\nQ (draft): d\nA: e",
		cards: []string{
			"basic a | ", "basic b | ", "reversed  | b", "basic d | e",
		}, diagnostics: []string{
			"1:1: warning: 2 notes have no answer and are drafts",
		},
	},
	{
		name:   "lines that look like labels",
		source: "q: a\nQ: b\na: c\nP: d\n\nP: e\np: f\nA: g\nQ : h\nA(more): i\nA  (more): j\nQ： k\nR:l\ng:h",
		cards:  []string{"basic b\na: c\nP: d\n\nP: e\np: f | g\nQ : h\nA(more): i\nA  (more): j\nQ： k\nR:l\ng:h"}, diagnostics: []string{
			`1:1: warning: "q:" is not a label`, `3:1: warning: "a:" is not a label`,
			`6:1: warning: "P:" is not a label`,
			`9:1: warning: "Q :" is not a label`, `10:1: warning: "A(more):" is not a label`,
			`11:1: warning: "A  (more):" is not a label`,
			`12:1: warning: "Q：" is not a label: its colon is full-width`,
		},
	},
	{
		name: "tags leave a part empty", source: "Q: a\nA:\n#define\n\nQ:\n#x\nA: b",
		cards: []string{"basic a | "},
		diagnostics: []string{
			"1:1: warning: 1 note has no answer and is a draft",
			"3:1: warning: line of tags leaves the answer empty",
			"5:1: error: empty question", "6:1: warning: line of tags leaves the question empty",
		},
	},
	{
		name: "heading leaves a part empty", source: "Q: a\nA:\n# b\nT: c\nD: d\nA (more):\n# e",
		cards: []string{
			"basic a | ", "basic c | d", "reversed d | c",
		}, diagnostics: []string{
			"1:1: warning: 1 note has no answer and is a draft",
			"3:1: warning: heading leaves the answer empty",
			"7:1: warning: heading leaves the explanation empty",
		},
	},
	{
		name:   "a key that occurs more than once",
		source: "Q: a\nA: b\nQ:  a\nA: b <!-- c -->\nT: a\nD: b\nT: x\nD: x",
		cards: []string{
			"basic a | b", "basic a | b", "basic a | b", "reversed b | a", "basic x | x", "reversed x | x",
		}, diagnostics: []string{
			"3:1: warning: asks the same as x.md:1", "5:1: warning: asks the same as x.md:1",
			"7:1: warning: asks the same as x.md:7",
		},
	},
	{
		name:   "openings that nothing closes",
		source: "  ```go\nQ: a\nA: $$\n~~~\nC: [b]\n<!-- c\nd <!-- e\n---\n<!-- f\n$$ x",
		cards: []string{
			"basic a | $$\n~~~", "cloze […]\n<!-- c\nd <!-- e | b",
		}, diagnostics: []string{
			"1:3: warning: unclosed code fence", "3:4: warning: unclosed math block",
			"4:1: warning: unclosed code fence", "6:1: warning: unclosed comment",
			"7:3: warning: unclosed comment", "9:1: warning: unclosed comment",
			"10:1: warning: unclosed math block",
		},
	},
	{name: "places out of order", source: "C: a]\r<!-- [b] !-- [b--\n[c]\n--", cards: []string{
		"cloze a]\r<!-- […] !-- [b--\nc\n-- | b", "cloze a]\r<!-- b !-- [b--\n[…]\n-- | c",
	}, diagnostics: []string{
		`1:5: warning: "]" without a "["`, "1:7: warning: unclosed comment",
		`1:20: warning: "[" that is not closed before the next one`,
	}},
	{
		name: "places behind a comment", source: "C:\n<!--<!-- -->{{c1:: [a]",
		cards: []string{"cloze <!--{{c1:: […] | a"},
		diagnostics: []string{
			"2:1: warning: unclosed comment",
			`2:13: warning: "{{c1::" that is never closed`,
		},
	},
	{
		name:        "places of notes that are read last",
		source:      "---\nname = \"x\"\n---\n\né <!-- a\nC: [b] ]",
		cards:       []string{"cloze […] ] | b"},
		diagnostics: []string{"5:3: warning: unclosed comment", `6:8: warning: "]" without a "["`},
	},
	{name: "fence before blank text", source: "```\n ```\n "},

	{
		name:   "two blank lines inside an answer",
		source: "Q: a\n\n\nb\nA: c\n\n\nTitle\n\nQ: d\nA:\n\n\ne", cards: []string{
			"basic a\n\n\nb | c\n\n\nTitle", "basic d | e",
		}, diagnostics: []string{"8:1: advice: two blank lines inside an answer"},
	},
	{name: "a line of a pair", source: "a :: b\n", diagnostics: []string{
		`1:1: advice: 1 line of the form "term :: definition"`,
	}},
	{
		name: "lines of pairs", source: "a :: b\nc::d\n :: e\nQ: f\nA: g :: h\n---\ni :: j",
		cards: []string{"basic f | g :: h"},
		diagnostics: []string{
			`1:1: advice: 2 lines of the form "term :: definition"`,
		},
	},
}

func TestDiagnostics(t *testing.T) {
	t.Parallel()
	runParseCases(t, diagnosticCases)
}

func TestHints(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ source, want string }{
		{"Q: a", `answer it with a line that begins with "A:"`},
		{"Q (tpyed): a\nA: b", `known words: typed, exact, draft, id=NAME; if this is text, write Q (...)\:`},
		{"T: a\nD (x): b", `no words are allowed there; if this is text, write D (...)\:`},
		{"a: b", `did you mean "A:"?`},
		{"Q: a\nA: b\nA: c", `write "A (more):" for an explanation; if this is text, write A\:`},
	} {
		if got := deck.Parse("x.md", []byte(c.source)).Diagnostics[0].Hint; got != c.want {
			t.Errorf("hint for %q: %q, want %q", c.source, got, c.want)
		}
	}
}

// TestDiagnosticsAreLimited: a file that is no deck does not fill the screen, and says how much it
// left unsaid.
func TestDiagnosticsAreLimited(t *testing.T) {
	t.Parallel()
	f := deck.Parse("x.md", []byte("C: [gap]\n"+strings.Repeat("\x00\n",
		12_000)+"---\n"+strings.Repeat("a:\n", 5)))
	if n := len(f.Diagnostics); n != 10_001+5 {
		t.Fatalf("%d diagnostics", n)
	}
	want := "x.md:10002:1: error: 2000 more, which are not listed"
	if got := f.Diagnostics[10_000].String(); got != want {
		t.Errorf("last error %q, want %q", got, want)
	}
}

// TestBroken: of notes that an error spoils, the keys of the cards that can be read are known.
func TestBroken(t *testing.T) {
	t.Parallel()
	f := deck.Parse("x.md", []byte("Q: a\nA: b\nA: c\n\nC (typed): [d]\n\nQ: \x00\nA: e\n\nQ: f\n"))
	good := deck.Parse("x.md", []byte("Q: a\nA: b\n\nC: [d]"))
	var got []string
	for _, c := range f.Broken {
		got = append(got, c.Key.String())
	}
	if diff := cmp.Diff(keys(good), got); diff != "" {
		t.Errorf("keys of broken notes (-want +got):\n%s", diff)
	}
	if len(f.Notes) > 0 {
		t.Errorf("notes %v", f.Notes)
	}
}

func TestDiagnosticString(t *testing.T) {
	t.Parallel()
	d := deck.Diagnostic{
		Path: "a/b.md", Pos: deck.Pos{Line: 3, Col: 7}, Severity: deck.Warning,
		Text: "text",
	}
	if got, want := d.String(), "a/b.md:3:7: warning: text"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
