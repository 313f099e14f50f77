package deck_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/deck/front"
	"cards/deck/printer"
)

// twoSides is what is said of most conflicts.
const twoSides = "error: merge conflict between 2 versions"

// git returns a conflict as git leaves it.
func git(ours, theirs string) string {
	return "<<<<<<< HEAD\n" + ours + "=======\n" + theirs + ">>>>>>> feature\n"
}

var conflictCases = []parseCase{
	{
		name: "two versions of a note, and their base",
		source: "# Ports\n\n<<<<<<< HEAD\nQ: SSH?\nA: 22, TCP\n||||||| base\nQ: SSH?\nA: 22\n=======\n" +
			"Q: SSH by default?\nA: TCP port 22\n>>>>>>> feature\n\nQ: DNS?\nA: 53\n",
		cards: []string{"basic DNS? | 53"}, diagnostics: []string{"3:1: " + twoSides},
	},
	{
		name:   "other notes on each side",
		source: "Q: a\nA: b\n" + git("\nQ: c\nA: d\n", "\nQ: e\nA: f\n") + "\nQ: g\nA: h\n",
		cards:  []string{"basic a | b", "basic g | h"}, diagnostics: []string{"3:1: " + twoSides},
	},
	{
		name: "within an answer", source: "Q: a\nA: b\n" + git("c\n", "d\n") + "e\n\nQ: f\nA: g\n",
		cards: []string{"basic f | g"}, diagnostics: []string{"3:1: " + twoSides},
	},
	{
		name:   "a side that takes a note away",
		source: "Q: a\nA: b\n" + git("", "Q: c\nA: d\n") + "---\nC: [e]\n",
		cards:  []string{"basic a | b", "cloze […] | e"}, diagnostics: []string{"3:1: " + twoSides},
	},
	{
		name:   "what both sides have in common",
		source: git("Q: a\nA: b\nQ: c\nA: 1\n", "Q: c\nA: 2\nQ: a\nA: b\n"),
		cards:  []string{"basic a | b"}, diagnostics: []string{"1:1: " + twoSides},
	},
	{
		name: "a conflict within one", source: "Q: a\nA: b\n\n" +
			git(git("Q: c\nA: 1\n", "Q: c\nA: 2\n"), "Q: c\nA: 3\n") + "\nQ: d\nA: e\n",
		cards:       []string{"basic a | b", "basic d | e"},
		diagnostics: []string{"4:1: error: merge conflict between 3 versions"},
	},
	{
		name: "a note with an id", source: git("Q (id=x): a\nA: b\n", "Q (id=x): a\nA: c\n") +
			"Q: d\nA: e\n",
		cards: []string{"basic d | e"}, diagnostics: []string{"1:1: " + twoSides},
	},
	{
		name: "an explanation", source: "Q: a\nA: b\nA (more): c\n" + git("d\n", "e\n") + "Q: f\nA: g\n",
		cards: []string{"basic f | g"}, diagnostics: []string{"4:1: " + twoSides},
	},
	{
		name: "front matter", source: "---\n" + git("tags: [a]\n", "tags: [b]\n") + "---\nQ: a\nA: b\n",
		cards: []string{"basic a | b"}, diagnostics: []string{"2:1: " + twoSides},
	},
	{
		name:   "front matter as a whole",
		source: git("---\nname: a\n---\n", "---\nname: b\n---\n") + "Q: a\nA: b\n",
		cards:  []string{"basic a | b"}, diagnostics: []string{"1:1: " + twoSides},
	},
	{
		name: "code", source: "Q: a\nA:\n```go\nx := 1\n" + git("y := 2\n", "y := 3\n") +
			"```\nQ: b\nA: c\n",
		cards: []string{"basic b | c"}, diagnostics: []string{"5:1: " + twoSides},
	},
	{
		name: "the end of code", source: "Q: a\nA:\n```\nx\n" + git("y\n```\n", "z\n```\n") +
			"Q: b\nA: c\n",
		cards: []string{"basic b | c"}, diagnostics: []string{"5:1: " + twoSides},
	},
	{
		name: "math and comments", source: "Q: a\nA: $$\n" + git("x\n", "y\n") + "$$\n<!--\n" +
			git("c\n", "d\n") + "-->\nQ: b\nA: c\n",
		cards: []string{"basic b | c"}, diagnostics: []string{"3:1: " + twoSides, "10:1: " + twoSides},
	},
	{
		name: "two conflicts", source: git("Q: a\nA: 1\n", "Q: a\nA: 2\n") + "Q: b\nA: c\n" +
			git("Q: d\nA: 1\n", "Q: d\nA: 2\n"),
		cards: []string{"basic b | c"}, diagnostics: []string{"1:1: " + twoSides, "10:1: " + twoSides},
	},
	{
		name: "a base that is a conflict itself",
		source: "<<<<<<< ours\nQ: a\nA: 1\n||||||| base\n<<<<<<<<< one\nQ: a\nA: 2\n=========\nQ: a\nA: 3\n>>>>>>>>> two\n" +
			"=======\nQ: a\nA: 4\n>>>>>>> theirs\nQ: b\nA: c\n",
		cards: []string{"basic b | c"}, diagnostics: []string{"1:1: " + twoSides},
	},
	{
		name: "jj, a diff and a side",
		source: "Q: a\nA: b\n<<<<<<< Conflict 1 of 1\n%%%%%%% Changes from base to side #1\n c\n-d\n+e\n" +
			"+++++++ Contents of side #2\nf\n>>>>>>> Conflict 1 of 1 ends\nQ: g\nA: h\n",
		cards: []string{"basic g | h"}, diagnostics: []string{"3:1: " + twoSides},
	},
	{
		name: "jj, names of commits on a line of their own",
		source: "<<<<<<< conflict 1 of 1\n%%%%%%% diff from: vpxusssl 38d49363\n\\\\\\\\\\\\\\        to: rlvkpnrz 5e0f1b27\n" +
			"-Q: a\n+Q: b\n A: c\n+++++++ zsuskuln 45a6b7c8\nQ: d\nA: c\n>>>>>>> conflict 1 of 1 ends\nQ: g\nA: h\n",
		cards: []string{"basic g | h"}, diagnostics: []string{"1:1: " + twoSides},
	},
	{
		name: "jj, three sides",
		source: "<<<<<<< conflict 1 of 1\n+++++++ one\nQ: a\nA: 1\n------- base\nQ: a\nA: 0\n+++++++ two\nQ: a\nA: 2\n" +
			"------- base\nQ: a\nA: 0\n+++++++ three\nQ: a\nA: 3\n>>>>>>> conflict 1 of 1 ends\nQ: g\nA: h\n",
		cards:       []string{"basic g | h"},
		diagnostics: []string{"1:1: error: merge conflict between 3 versions"},
	},
	{
		name:   "longer markers, with other markers in a side",
		source: "<<<<<<<<<<< HEAD\nQ: a\nA: b\n<<<<<<< c\n===========\nQ: a\nA: d\n>>>>>>>>>>> feature\nQ: g\nA: h\n",
		cards:  []string{"basic g | h"}, diagnostics: []string{"1:1: " + twoSides},
	},
	{
		name: "Chinese and Japanese", source: git("Q: 中国的首都是哪里？\nA: 北京\n", "Q: 中国的首都是？\nA: 北京市\n") +
			"T: 犬\nD: いぬ\n",
		cards: []string{"basic 犬 | いぬ", "reversed いぬ | 犬"}, diagnostics: []string{"1:1: " + twoSides},
	},
	{
		name:   "what is wrong in both versions",
		source: "Q: a\n---\n" + git("Q: b\n", "Q: c\n") + "---\nA: d\n",
		diagnostics: []string{
			"1:1: error: question without an answer", "3:1: " + twoSides,
			`9:1: error: "A:" out of place without a question or term above`,
		},
	},
	{
		name:   "markers that were left behind",
		source: "Q: a\nA: b\n>>>>>>> feature\n\nQ: c\nA: d\n---\n||||||| base\nQ: e\n<<<<<<<\nA: f\n",
		cards:  []string{"basic c | d"}, diagnostics: []string{
			`3:1: error: conflict marker ">>>>>>>" without the others of its kind`,
			`8:1: error: conflict marker "|||||||" without the others of its kind`,
			`10:1: error: conflict marker "<<<<<<<" without the others of its kind`,
		},
	},
	{
		name: "no card in the file", source: "# Notes\n" + git("a\n", "b\n"),
		diagnostics: []string{"2:1: warning: merge conflict between 2 versions"},
	},
	{
		name: "underlines, quotes, indentation, arrows and other sizes",
		source: "Q: a\nA: Title\n=======\n> > > > > > > > deep\n " + git("b\n", "c\n")[:13] +
			"\n  >>>>>>> d\n<<<<<< e\n>>>>>>>>>> f\n<<<<<<<g\n`<<<<<<< h`\n",
		cards: []string{"basic a | Title\n=======\n> > > > > > > > deep\n <<<<<<< HEAD\n\n  >>>>>>> d\n<<<<<< e\n>>>>>>>>>> f\n<<<<<<<g\n`<<<<<<< h`"},
	},
	{
		name: "shown as text", source: "Q: a\nA:\n```diff\n" + git("b\n", "c\n") +
			"```\nQ: d\nA: ~~~ text\n<<<<<<< HEAD\n~~~\n",
		cards: []string{
			"basic a | ```diff\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> feature\n```",
			"basic d | ~~~ text\n<<<<<<< HEAD\n~~~",
		},
	},
	{
		name: "shown as code of no language", source: "Q: a\nA:\n```\n" + git("b\n", "c\n") + "```\n",
		cards:       []string{"basic a | ```\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> feature\n```"},
		diagnostics: []string{"4:1: warning: conflict markers in a code fence are taken for code"},
	},
}

func TestConflicts(t *testing.T) {
	t.Parallel()
	runParseCases(t, conflictCases)
	for _, c := range conflictCases {
		f := deck.Parse("x.md", []byte(lines("\ufeff", "\r\n", c.source)))
		if diff := cmp.Diff(c.cards, cards(f)); diff != "" {
			t.Errorf("%s: cards with CRLF (-want +got):\n%s", c.name, diff)
		}
		if diff := cmp.Diff(c.diagnostics, diagnostics(f)); diff != "" {
			t.Errorf("%s: diagnostics with CRLF (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestConflictsKeepWhatIsKnown: the cards of all versions of a conflict are known, so that no
// answer given to one of them is given up while the file is in conflict.
func TestConflictsKeepWhatIsKnown(t *testing.T) {
	t.Parallel()
	file := func(answer string) string {
		return "Q: a\nA: b\nQ: c\nA:\n```go\nd\n" + answer + "e\n```\n#f\nQ: g\nA: h\n"
	}
	source := file("<<<<<<< HEAD\n1\n||||||| base\n2\n=======\n3\n>>>>>>> feature\n")
	f := deck.Parse("x.md", []byte(source))
	known := keys(f)
	for _, c := range f.Broken {
		known = append(known, c.Key.String())
	}
	for _, answer := range []string{"1\n", "2\n", "3\n"} {
		for _, key := range keys(deck.Parse("x.md", []byte(file(answer)))) {
			if !slices.Contains(known, key) {
				t.Errorf("with %q, key %s is not known", answer, key)
			}
		}
	}
	if diff := cmp.Diff([]string{"basic a | b", "basic g | h"}, cards(f)); diff != "" {
		t.Errorf("cards (-want +got):\n%s", diff)
	}
}

// TestConflictsOfTags: the front matter of a file in conflict is that of its first version.
func TestConflictsOfTags(t *testing.T) {
	t.Parallel()
	for _, source := range []string{
		"---\nname: x\n" + git("tags: [a]\n", "tags: [b]\n") + "---\n",
		git("---\nname: x\ntags: [a]\n---\n", "---\nname: y\n---\n"),
	} {
		f := deck.Parse("x.md", []byte(source+"Q: a\nA: b\n"))
		if diff := cmp.Diff(front.Matter{Name: "x", Tags: []string{"a"}}, f.Front); diff != "" {
			t.Errorf("front matter of\n%s\n(-want +got):\n%s", source, diff)
		}
	}
}

func TestEscapeOfMarkers(t *testing.T) {
	t.Parallel()
	text := "a\n<<<<<<< HEAD\nb\n```go\n=======\n>>>>>>> c\n```"
	f := deck.Parse("x.md", []byte("Q: q\nA: "+printer.Escape(text)))
	want := "a\n <<<<<<< HEAD\nb\n```go\n=======\n >>>>>>> c\n```"
	if len(f.Diagnostics) > 0 || len(f.Notes) != 1 || f.Notes[0].Answer != want {
		t.Errorf("%q is read with %v as %v", printer.Escape(text), f.Diagnostics, f.Notes)
	}
}

// TestConflictsAreFastOnHostileText: time is linear in the length of the text, whatever the markers
// are.
func TestConflictsAreFastOnHostileText(t *testing.T) {
	t.Parallel()
	var growing strings.Builder
	for n := range 2000 {
		growing.WriteString(strings.Repeat("<", 7+n) + "\n")
	}
	for _, text := range []string{
		strings.Repeat("<<<<<<<\n", 200_000), strings.Repeat("<<<<<<<\n=======\n>>>>>>>\n", 50_000),
		growing.String(),
		strings.Repeat("```\n<<<<<<<\n=======\n>>>>>>>\n```\n", 30_000),
		"<<<<<<<\n" + strings.Repeat("=======\nQ: a\nA: b\n", 50_000) + ">>>>>>>\n",
		"<<<<<<<\n%%%%%%%\n" + strings.Repeat("\\\\\\\\\\\\\\\n", 50_000) +
			">>>>>>>\n<<<<<<<\n-------\n\\\\\\\\\\\\\\\n>>>>>>>\n",
	} {
		deck.Parse("x.md", []byte(text))
	}
}
