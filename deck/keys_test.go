package deck_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
)

// pinned are the keys of the notes in testdata/keys.json. They are frozen: whoever changes one
// takes away the history of every card of that form.
var pinned = []struct {
	name string
	keys []string
}{
	{"basic", []string{"7be3356008825ad5ea9716fd37e4052d"}},
	{"words-more-tags-and-comments", []string{"7be3356008825ad5ea9716fd37e4052d"}},
	{"white-space", []string{"7be3356008825ad5ea9716fd37e4052d"}},
	{"crlf-and-bom", []string{"7be3356008825ad5ea9716fd37e4052d"}},
	{"nfc", []string{"b2caa8c916465d63d46f2843148d51e4"}},
	{"many-combining-marks", []string{"95759070e51a2aa25ba347d481b3bc01"}},
	{"31-marks-composed", []string{"d7bc9311daa17eb4de05b48c0af5cc44"}},
	{"31-marks-decomposed", []string{"d7bc9311daa17eb4de05b48c0af5cc44"}},
	{"escapes-and-markup-stay", []string{"145e1a9e8b62265b70340065f8f16d2d"}},
	{"empty-answer", []string{"4c625d8507089428019216758bbae8ec"}},
	{"fence", []string{"21a80e5717dd7e2a93e1dec6dbfa5190"}},
	{"fence-behind-label-and-in-list", []string{"72bf86ec411b69f31cb533da32b81dac"}},
	{"comment-in-code-stays", []string{"b4dfcbfec7f3b9d284d32df8a8926860"}},
	{"comment-in-quoted-code-stays", []string{"bf584cc69c195b1596193250b6b839aa"}},
	{"choice", []string{"2898226cd768f7c90a839088213bc6ac"}},
	{"term", []string{"94e9f9b4dff8bdb2e9dd4c193dfeb7d1", "49af06bc4d628fe806b771b49bcbe269"}},
	{"basic-of-the-term", []string{"94e9f9b4dff8bdb2e9dd4c193dfeb7d1"}},
	{"cloze", []string{"6835476676070bf4727e8faaa9a24e19", "3d9bfd81bca4b1707c3b373e32d5ca4f"}},
	{"cloze-with-one-more-gap", []string{
		"6835476676070bf4727e8faaa9a24e19",
		"3d9bfd81bca4b1707c3b373e32d5ca4f",
		"77d766f189e4346b35ac81aa2510b042",
	}},
	{"numbered-gaps", []string{
		"d044b05d82e17d6da5fe342d188aa75d",
		"212663902f8e8985f0b64ee0c9a95c4f",
	}},
	{"nested-gaps", []string{
		"322f988875ee9f81908ceda924aa3bdc",
		"0bfd07063e0e4e0663dd3a2bcb16e657",
		"b1ee11c3edb6871e36452a20dabb11f2",
	}},
	{"no-gaps", []string{"7678602a445645e13d0d2b12e5461def"}},
	{"numbered-gaps-in-code", []string{
		"dab7e6db4853849ee1be298675c6f973",
		"5a43996aa10d03d202297b462139cfae",
		"1b46857b32f621dce1d1d9cb6c743a03",
	}},
	{"brackets-in-math-only", []string{"7583af7e1ecde7565e3a422a158840d7"}},
	{"braces-and-colons-in-numbered-gaps", []string{
		"8ab8a567d53a07cb8de5f792c98fc0c6",
		"8ff14db9997e7a70967b0b5b6c683497",
		"9054ec1bd0b651ec24467768f92fe390",
		"e98221710ffb9017d2c3af69890a90f6",
	}},
	{"brackets-in-math-and-code-beside-gaps", []string{
		"1e4bc84df8f388db6b009a7cb992c5f9",
		"d45332b63cabdea41066a5c0c5ba22dd",
	}},
	{"gap-over-a-fence", []string{"4ffc7e3a6784e11c0d20ecb93c95bbfc"}},
	{"gap-in-a-fence", []string{"338e1ff4be8c80410f9897e26c9c8d2b"}},
	{"id", []string{"f34e42b630e234da82acb7a1b9246277"}},
	{"id-of-a-term", []string{"426979b9498efe873f978864d1c0d038", "4ac36dcf1ab2c1a4339f7efc53b5af4b"}},
	{"id-of-a-cloze", []string{
		"52b9fcfe0b26d1d26c42bdc473aa7398",
		"f8f9a51b4aa134f817eb98b865a17dc9",
		"e65dbc67ec3a9158e6183ed6b4754724",
	}},
}

// vector is a note and the keys of its cards.
type vector struct {
	Name, Source string
	Keys         []string
}

func readVectors(t testing.TB) []vector {
	t.Helper()
	data, err := os.ReadFile("testdata/keys.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []vector
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	return vectors
}

func TestKeys(t *testing.T) {
	t.Parallel()
	vectors := readVectors(t)
	if len(vectors) != len(pinned) {
		t.Fatalf("%d vectors, %d pinned", len(vectors), len(pinned))
	}
	for i, v := range vectors {
		if v.Name != pinned[i].name || !slices.Equal(v.Keys, pinned[i].keys) {
			t.Errorf("vector %q has keys %q, pinned are %q with %q", v.Name, v.Keys, pinned[i].name,
				pinned[i].keys)
		}
		f := deck.Parse("keys.md", []byte(v.Source))
		if len(f.Notes) != 1 {
			t.Errorf("%s: %d notes, diagnostics %v", v.Name, len(f.Notes), f.Diagnostics)
			continue
		}
		var got []string
		for _, c := range f.Notes[0].Cards {
			got = append(got, c.Key.String())
		}
		if diff := cmp.Diff(v.Keys, got); diff != "" {
			t.Errorf("%s: keys (-want +got):\n%s", v.Name, diff)
		}
	}
}

// TestKeysComputedIndependently has the keys computed by a script that shares nothing with this
// package.
func TestKeysComputedIndependently(t *testing.T) {
	t.Parallel()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	input, err := os.Open("testdata/keys.json")
	if err != nil {
		t.Fatal(err)
	}
	defer input.Close()
	cmd := exec.Command(python, "testdata/keys.py")
	var out, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = input, &out, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("keys.py: %v\n%s", err, &stderr)
	}
	var want strings.Builder
	for _, p := range pinned {
		want.WriteString(p.name + " " + strings.Join(p.keys, " ") + "\n")
	}
	if diff := cmp.Diff(want.String(), out.String()); diff != "" {
		t.Errorf("keys by the script (-want +got):\n%s", diff)
	}
}

// TestKeysOfLongRunsOfMarks has text that is as long before it is composed as after.
func TestKeysOfLongRunsOfMarks(t *testing.T) {
	t.Parallel()
	key := func(src string) deck.Key {
		return deck.Parse("keys.md",
			[]byte(src)).Notes[0].Cards[0].Key
	}
	question := "Q: a" + strings.Repeat("\u0316", 31)
	composed, decomposed := key(question+"\u00e9\u00e9\nA: b"), key(question+"e\u0301e\u0301\nA: b")
	if composed != decomposed {
		t.Errorf("composed text has the key %v, decomposed text %v", composed, decomposed)
	}
}

// TestEdgesOfKeys holds what FORMAT.md says of edits that keep a key one would not expect, or do
// not.
func TestEdgesOfKeys(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, from, to string
		same           bool // the first cards of both
	}{
		{"task list of one item", "Q: a\nA: - [x] b", "Q: a\nA: x b", true},
		{
			"gap around all of a line and a fence", "C: [b] z\n```\nx\n```\nend",
			"C: [b] {{c1::z\n```\nx\n```\n}}end", true,
		},
		{
			"gap before the opening of a fence", "C: [b]\n```\nx\n```\nend",
			"C: [b]\n{{c1::```\nx\n```\nend}}", false,
		},
		{"escaped tag", "C: [b]\n\\#tag", "C: [b]\n[#tag]", false},
		{"escaped label", "C: [b]\nQ\\: a", "C: [b]\n[Q]: a", false},
		{"link", "C: [b] x(y)", "C: [b] [x](y)", false},
		{"no link", "C: [b] x(y)", "C: [b] {{c1::x}}(y)", true},
		{"footnote", "C: [b] ^x", "C: [b] [^x]", false},
		{"gap that parts a letter from its mark", "C: [b] e\u0301", "C: [b] [e]\u0301", true},
		{"grapheme joiner", "Q: a\nA: b", "Q: a\u034f\nA: b", false},
		{"character without width", "Q: ab\nA: c", "Q: a\u200bb\nA: c", false},
		{"letter of another case", "Q: a\nA: b", "Q: A\nA: b", false},
	}
	for _, tt := range tests {
		from, to := deck.Parse("a.md", []byte(tt.from)).Notes, deck.Parse("a.md", []byte(tt.to)).Notes
		if len(from) != 1 || len(to) != 1 {
			t.Errorf("%s: %d and %d notes", tt.name, len(from), len(to))
			continue
		}
		if same := from[0].Cards[0].Key == to[0].Cards[0].Key; same != tt.same {
			t.Errorf("%s: the same key is %t, want %t", tt.name, same, tt.same)
		}
	}
}

// TestWhiteSpaceOfKeys has every character of the first plane, where all white space is, between
// two letters: those that FORMAT.md lists are one space.
func TestWhiteSpaceOfKeys(t *testing.T) {
	t.Parallel()
	const listed = "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
		"\u2028\u2029\u202f\u205f\u3000"
	want := deck.Parse("a.md", []byte("Q: a b\nA: c")).Notes[0].Cards[0].Key
	for r := rune(1); r <= 0xffff; r++ {
		if !utf8.ValidRune(r) || r == '\x02' || r == '\x03' {
			continue
		}
		notes := deck.Parse("a.md", []byte("Q: a"+string(r)+"b\nA: c")).Notes
		if space := notes[0].Cards[0].Key == want; space != strings.ContainsRune(listed, r) {
			t.Errorf("%U is white space: %t", r, space)
		}
	}
}
