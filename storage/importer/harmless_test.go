package importer_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"cards/storage/importer"
	"cards/storage/importer/source"
)

// TestControlCharactersDoNotReachADeck: what a terminal would obey is left out of texts of whatever
// format, and the report says so.
func TestControlCharactersDoNotReachADeck(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"table.tsv":   "front\tback\na\x1b[31m red\tb\x07\nplain\tok\u0002\n",
		"gift.gift":   "::t:: What is \x1b]0;x\x07this? {=on\u009be ~two}\n",
		"vault.md":    "#flashcards\n\nfirst\x1b[2J::second\x7f\n",
		"notes.txt":   "# Words\n\n**Q:** what\x1b[0m is it?\n**A:** that\x08\n",
		"outline.org": "* Item :drill:\nWhat \x1b[31mred?\n** Answer\nyes\x07\n",
		"anki.txt":    "#separator:tab\n#html:true\na\x1b[31m\tb\n",
	} {
		root, source := collection(t, nil, files{name: text})
		reports := run(t, root, filepath.Join(source, name))
		if len(reports) != 1 || reports[0].Notes == 0 || !slices.ContainsFunc(reports[0].Remarks, func(s string) bool {
			return strings.Contains(s, "left out of the texts")
		}) {
			t.Errorf("%s: reports %+v", name, reports)
		}
		for file, deck := range read(t, root) {
			if strings.ContainsFunc(deck, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
				t.Errorf("%s: %s is %q", name, file, deck)
			}
		}
	}
}

// TestTextsWithoutCardsAreNamed: of a folder every file that is called a text is reported.
func TestTextsWithoutCardsAreNamed(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, files{
		"d/a.tsv": "a\tb\nc\td\ne\tf\n", "d/nul.csv": "a,b\nc,\x00\n", "d/prose.txt": "Nothing here.\n", "d/empty.txt": "",
		"d/make.sh": "echo\n",
	})
	want := []string{
		"d/a.md: table d/a, 3 notes, media []", `  1 basic new "a" = "b"`, `  2 basic new "c" = "d"`,
		`  3 basic new "e" = "f"`,
		"d/nul.csv: cards , 0 notes, media []", "  refused 0: not text: there is a NUL character in line 2",
		"d/prose.txt: cards , 0 notes, media []", "  left out 0: no cards found in it",
	}
	if diff := cmp.Diff(want, describe(run(t, root, filepath.Join(source, "d")))); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
}

func TestNULIsNamed(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, files{"a.tsv": "a\tb\nc\t\x00d\n"})
	_, err := imports(t, root, filepath.Join(source, "a.tsv"), importer.Options{})
	if e, ok := errors.AsType[*importer.UnsupportedError](err); !ok || e.Text == nil ||
		!strings.Contains(e.Text.Error(), "line 2") {
		t.Errorf("error %v, want one that names line 2", err)
	}
}

func TestTooManyLinesAreRefused(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, files{"a.csv": "a,b\n" + strings.Repeat("\n", 1_500_000)})
	got := describe(run(t, root, filepath.Join(source, "a.csv")))
	want := []string{
		"a.csv: cards , 0 notes, media []",
		"  refused 0: more than 1500000 lines, the most that are read: split it into several files",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
}

// TestUpdateOfManyNotes: those of one deck get their new texts at once, however long these are, and
// what was edited here stays.
func TestUpdateOfManyNotes(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, files{"a.tsv": "one\t1\ntwo\t2\nthree\t3\nfour\t4\n"})
	from := filepath.Join(source, "a.tsv")
	run(t, root, from)
	write(t, root, files{"a.md": "Q: one\nA: 1\n\n---\n\nQ: two\nA: my two\n\nQ: three\nA: 3\n\nQ: four\nA: 4\n"})
	write(t, source, files{"a.tsv": "one\t\"first\nline\"\ntwo\tsecond\nthree\tthird\nfour\t4\n"})
	if _, err := imports(t, root, from, importer.Options{Update: true}); err != nil {
		t.Fatal(err)
	}
	got := read(t, root)["a.md"]
	want := "Q: one\nA: first\nline\n\n---\n\nQ: two\nA: my two\n\nQ: three\nA: third\n\nQ: four\nA: 4\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("deck (-want +got):\n%s", diff)
	}
}

// TestOpenQuotesAreNamed: a quote that nothing closes takes in no other row, and is told of.
func TestOpenQuotesAreNamed(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a.csv": "one,\"two\nthree,four\nfive,\"six, seven\"\n\"Eight\" is,nine\n",
		"b.tsv": "one\t\"two\nthree\tfour\nfive\t\"six, seven\"\n\"Eight\" is\tnine\n",
		"c.txt": "#separator:comma\none,\"two\nthree,four\nfive,\"six, seven\"\n\"Eight\" is,nine\n",
	} {
		root, from := collection(t, nil, files{name: text})
		reports := run(t, root, filepath.Join(from, name))
		line := 1 + strings.Count(text[:strings.Index(text, "one")], "\n")
		want := []source.Reason{{Line: line, Reason: "a quote that is never closed: it was taken as it stands"}}
		if diff := cmp.Diff(want, reports[0].LeftOut); diff != "" {
			t.Errorf("%s: left out (-want +got):\n%s", name, diff)
		}
		var got []string
		for _, c := range reports[0].Cards {
			got = append(got, c.Question+" = "+c.Answer)
		}
		want2 := `one = "two; three = four; five = six, seven; "Eight" is = nine`
		if joined := strings.Join(got, "; "); joined != want2 {
			t.Errorf("%s: %s", name, joined)
		}
	}
}
