package lint_test

import (
	"strings"
	"testing"

	"cards/deck"
	"cards/deck/lint"

	"github.com/google/go-cmp/cmp"
)

// hints returns the hints about a file, without their remedies.
func hints(t *testing.T, src string) []string {
	t.Helper()
	f := deck.Parse("a.md", []byte(src))
	if len(f.Diagnostics) > 0 {
		t.Fatalf("%s: %v", src, f.Diagnostics)
	}
	twins := &lint.Twins{}
	twins.Add(f)
	var list []string
	for _, d := range append(lint.File(f, src), twins.Hints()...) {
		if d.Hint == "" {
			t.Errorf("%v has no remedy", d)
		}
		list = append(list, strings.TrimPrefix(d.String(), "a.md:"))
	}
	return list
}

func TestHints(t *testing.T) {
	t.Parallel()
	many := strings.Repeat("word ", 61)
	for _, c := range []struct{ src, want string }{
		{"Q: " + many + "?\nA: yes", "1:1: advice: long: the question has 62 words"},
		{"Q: Why?\nA: " + many, "2:1: advice: long: the answer has 61 words"},
		{"Q: Why?\nA:\n\n```\n" + many + "\n```", ""},
		{"Q: Why?\nA: ok\nA (more): " + many, ""},
		{
			"Q: What is Go?\nA: A language. It was made at Google. It compiles fast.",
			"2:1: advice: facts: the answer has 3 sentences, perhaps as many facts",
		},
		{"Q: What is Go?\nA: A language, e.g. for servers. Made by Mr. Pike et al. in 2009.", ""},
		{
			"Q: Which are there?\nA:\n- a\n- b\n- c\n- d\n- e\n- f\n- g\n- h",
			"2:1: advice: set: the answer is a set of 8 items",
		},
		{
			"Q: Which are there?\nA: one, two, three, four, five, six, seven and eight",
			"2:1: advice: set: the answer is a set of 8 items",
		},
		{"Q: Which are there?\nA:\n- a\n- b\n- c\n- d\n- e\n- f\n- g", ""},
		{"Q: Which are right?\nA:\n- [x] a\n- [ ] b\n- [ ] c\n- [ ] d\n- [ ] e\n- [ ] f\n- [ ] g\n- [ ] h", ""},
		{
			"Q: Which river is the Nile?\nA: The Nile.",
			`1:1: advice: leak: the question gives away its answer, "The Nile."`,
		},
		{"Q: Is it the Nile or the Rhine?\nA: the Nile", ""},
		{"Q: What lists files?\nA: `ls`", ""},
		{"Q: How much is 2 + 2?\nA: 4", ""},
		{"Q: Does it block?\nA: It does not block.", ""},
		{
			"T: mutex\nD: A mutex keeps others out.",
			`2:1: advice: leak: the definition gives away the term "mutex", which is asked in the other direction`,
		},
		{"T: mutex\nD: It keeps others out.", ""},
		{
			"C: The heart pumps blood; the [heart] is a muscle.",
			`1:1: advice: leak: the rest of the text gives away "heart", which is asked`,
		},
		{"C: The [heart] pumps blood.", ""},
		{"Q: Which city? ![Paris](paris.png) [paris](paris.mp3)\nA: Paris", ""},
		{"Q: What is the capital of France?\nA: Paris\n\nQ: What's the capital of France?\nA: Paris", `4:1: advice: twin: asks nearly the same as line 1: "What is the capital of France?"`},
		{"Q: Which planet is the largest of the solar system?\nA: Jupiter\n\nQ: What is the solar system's largest planet?\nA: Jupiter", `4:1: advice: twin: asks nearly the same as line 1: "Which planet is the largest of the sola…"`},
		{"Q: What is the capital of France?\nA: Paris\n\nQ: What is the capital of Spain?\nA: Madrid", ""},
		{"Q: Who beat Rome at Cannae?\nA: Carthage\n\nQ: Who did Rome beat at Cannae?\nA: nobody", ""},
		{"Q: What if r < 1 then?\nA: a\n\nQ: What if r > 1 then?\nA: b", ""},
		{"Q: What does F do there?\nA: a\n\nQ: What does f do there?\nA: b", ""},
		{"Q: Which kinds?\nA: one: a, b, c, d, two: e, f, g, h, i", ""},
		{"Q: What does 2 to 5 mean?\nA: a\n\nQ: What does 2 to 6 mean?\nA: a", ""},
		{"Q: What does it do?\nA: a\n\nQ: What does it do not?\nA: b", ""},
		{"---\nlint_off: [set]\n---\nQ: Which are there?\nA: a, b, c, d, e, f, g and h", ""},
		{"+++\nlint_off = [\"leak\", \"twin\"]\n+++\nQ: Which river is the Nile?\nA: The Nile.", ""},
		{"Q (draft): Which river is the Nile?\nA: The Nile.", ""},
	} {
		if diff := cmp.Diff(c.want, strings.Join(hints(t, c.src), "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.src, diff)
		}
	}
}

// TestTwinsOfTwoFiles names the file of the other.
func TestTwinsOfTwoFiles(t *testing.T) {
	t.Parallel()
	twins := &lint.Twins{}
	twins.Add(deck.Parse("a.md", []byte("Q: Which keyword starts a goroutine?\nA: go")))
	twins.Add(deck.Parse("b.md", []byte("# X\n\nQ: What keyword starts goroutines?\nA: go")))
	if got := twins.Hints(); len(got) != 1 ||
		!strings.Contains(got[0].String(), `b.md:3:1: advice: twin: asks nearly the same as a.md:1:`) {
		t.Errorf("got %v", got)
	}
}

func TestLintOffNamesHints(t *testing.T) {
	t.Parallel()
	f := deck.Parse("a.md", []byte("---\nlint_off: [sets]\n---\nQ: a\nA: b"))
	const want = "front matter: lint_off must be a list of long, facts, set, leak and twin"
	if len(f.Diagnostics) != 1 || f.Diagnostics[0].Text != want {
		t.Errorf("got %v", f.Diagnostics)
	}
}
