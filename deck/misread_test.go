package deck_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
)

// misread are small files that were once read otherwise than their authors meant, in silence.
var misread = []struct {
	file               string
	cards, diagnostics []string
}{
	{
		"fence-open.md",
		[]string{
			"basic Before? | fine",
			"basic How does one write a loop? | ```python\nfor i in x:\n    print(i)\n\nQ: Is this note asked?\n" +
				"A: It should be, or the file should be named.\n\nQ: How does one write a function?\n" +
				"A: ```python\ndef f(): pass\n```",
			"basic After? | fine",
		},
		[]string{"5:4: warning: code fence that contains a label and the start of another fence"},
	},
	{
		"dollars-are-no-math.md",
		[]string{
			"basic Which variable holds the id of the shell? | $$",
			"basic Which holds that of the last background job? | $!",
			"basic How do you print the id of the shell? | echo $$",
			"basic After? | fine",
		},
		[]string{"2:4: warning: math block that ends only below a label, heading or separator"},
	},
	{
		"comment-open.md",
		[]string{
			"basic Is this note asked? | It should be, or the file should be named.",
			"basic After? | fine",
		},
		[]string{"1:1: warning: unclosed comment"},
	},
	{
		"gap-braces-in-math.md",
		[]string{
			`cloze […] falls as x grows. | $\frac{1}{\sqrt{x}}$`,
			`cloze $f(x) = […]$ is even. | \sum_{k} \frac{x^{2k}}{2k!}`,
		},
		nil,
	},
	{
		"gap-code-braces.md",
		[]string{"cloze Jinja prints a value by […]. | `{{ name }}`", "cloze The pair is […]. | {1, 2}"},
		nil,
	},
	{
		"gap-colons-in-code.md",
		[]string{
			"cloze The growable array of C++ is […]. | `std::vector`",
			"cloze In Rust [a path] opens a file. | `std::fs::File::open`",
		},
		nil,
	},
	{
		"brackets-of-markdown.md",
		[]string{
			"cloze See [the guide][guide] for the […] of [[Slices]].\n\n[guide]: https://example.org/guide | details",
		},
		[]string{
			`1:8: advice: "[the guide][guide]" is a link, not a gap`,
			`1:48: advice: "[[Slices]]" is a link to a page, not a gap`,
			`3:1: advice: "[guide]: https://example.org/guide" defines where a link leads, and is not a gap`,
		},
	},
	{
		"brackets-of-tasks.md",
		[]string{"cloze The release needs a […]:\n- [x] changelog written\n- [ ] binaries built | tag"},
		[]string{`2:3: advice: "[x]" is a task box, not a gap; 1 more in this file`},
	},
}

func TestNothingIsMisread(t *testing.T) {
	t.Parallel()
	for _, c := range misread {
		src, err := os.ReadFile(filepath.Join("testdata", "misread", c.file))
		if err != nil {
			t.Fatal(err)
		}
		f := deck.Parse("x.md", src)
		if diff := cmp.Diff(c.cards, cards(f)); diff != "" {
			t.Errorf("cards of %s (-want +got):\n%s", c.file, diff)
		}
		if diff := cmp.Diff(c.diagnostics, diagnostics(f)); diff != "" {
			t.Errorf("diagnostics of %s (-want +got):\n%s", c.file, diff)
		}
	}
}

const (
	mathTooFar  = "math block that ends only below a label, heading or separator"
	mathOpen    = "unclosed math block"
	commentOpen = "unclosed comment"
	fenceOpen   = "unclosed code fence"
	fenceTakes  = "code fence that contains a label and the start of another fence"
	fenceLabel  = "code fence that contains a label"
)

// openingCases are blocks that a later one would close, and what must not be taken for that.
var openingCases = []parseCase{
	{
		name: "math behind a label", source: "Q: a\nA: $$\nx^2\n$$\nQ: b\nA: $$x\n\ny$$\n",
		cards: []string{"basic a | $$\nx^2\n$$", "basic b | $$x\n\ny$$"},
	},
	{
		name: "math that a heading cuts", source: "Q: a\nA:\n$$\nx\n# H\ny $$\nQ: b\nA: c",
		cards:       []string{"basic a | $$\nx", "basic b | c"},
		diagnostics: []string{"3:1: warning: " + mathTooFar},
	},
	{
		name: "math that a separator cuts", source: "Q: a\nA: $$ x\n---\nQ: b\nA: $$ y\n$$",
		cards:       []string{"basic a | $$ x", "basic b | $$ y\n$$"},
		diagnostics: []string{"2:4: warning: " + mathTooFar},
	},
	{
		name: "dollars of a shell in a row", source: "Q: a\nA: $$\nQ: b\nA: kill $$\n\nQ: c\nA: $$\n\n",
		cards: []string{"basic a | $$", "basic b | kill $$", "basic c | $$"}, diagnostics: []string{
			"2:4: warning: " + mathTooFar,
		},
	},
	{
		name: "dollars of a shell alone", source: "Q: a\nA: $$\n\nQ: b\nA: c",
		cards: []string{"basic a | $$", "basic b | c"},
	},
	{
		name: "dollars of a shell at the end", source: "T: a\nD: $$",
		cards: []string{"basic a | $$", "reversed $$ | a"},
	},
	{
		name: "math that lacks its end", source: "Q: a\nA: $$\nx^2\n\nQ: b\nA: c",
		cards:       []string{"basic a | $$\nx^2", "basic b | c"},
		diagnostics: []string{"2:4: warning: " + mathOpen},
	},
	{
		name:   "math with something like a label, marks alone",
		source: "Q: a\nA:\n$$\nC: x\n---\n$$\nQ: b\nA: c",
		cards:  []string{"basic a | $$\nC: x\n---\n$$", "basic b | c"},
	},
	{
		name:   "math with something like a label and a blank line",
		source: "Q: a\nA:\n$$\nx\n\nC: [y]\n$$\n",
		cards:  []string{"basic a | $$\nx", "cloze […]\n$$ | y"}, diagnostics: []string{
			"3:1: warning: " + mathTooFar, "7:1: warning: " + mathOpen,
		},
	},
	{
		name: "a note that is commented out", source: "<!--\nQ: a\nA: b\n-->\nQ: c\nA: d",
		cards: []string{"basic c | d"},
	},
	{
		name:        "comment in a note that lacks its end",
		source:      "Q: a\n<!-- x\nA: b\n\nQ: c\nA: d <!-- y -->",
		cards:       []string{"basic a\n<!-- x | b", "basic c | d"},
		diagnostics: []string{"2:1: warning: " + commentOpen},
	},
	{
		name:        "comments as answers",
		source:      "Q: opens?\nA: <!--\n\nQ: closes?\nA: -->",
		cards:       []string{"basic opens? | <!--", "basic closes? | -->"},
		diagnostics: []string{"2:4: warning: " + commentOpen},
	},
	{
		name:        "comment behind a label that would hold a heading",
		source:      "Q: a\nA: <!-- x\n# b\n-->\n\nT: <!--\n---\nc -->\nQ: d\nA: e",
		cards:       []string{"basic a | <!-- x", "basic d | e"},
		diagnostics: []string{"2:4: warning: " + commentOpen, "6:1: error: term without a definition", "6:4: warning: " + commentOpen},
	},
	{
		name:   "comment behind a label that holds neither",
		source: "Q: a\nA: <!-- x\n\ny -->\nb\n\n<!-- z --><!--\nQ: c\nA: d\n-->",
		cards:  []string{"basic a | b"},
	},
	{
		name: "comment on a line that lacks its end", source: "Q: a <!-- x <!-- y --> b\nA: c",
		cards: []string{"basic a <!-- x  b | c"}, diagnostics: []string{"1:6: warning: " + commentOpen},
	},
	{
		name:   "two comments that lack their ends",
		source: "<!-- x\nQ: a\nA: b\n<!-- y\nQ: c\nA: d\n<!-- z -->",
		cards:  []string{"basic a | b\n<!-- y", "basic c | d"}, diagnostics: []string{
			"1:1: warning: " + commentOpen, "4:1: warning: " + commentOpen,
		},
	},
	{
		name: "comment that lacks its end, at the end", source: "Q: a\nA: b\n<!-- x\n\nQ: c\nA: d",
		cards:       []string{"basic a | b\n<!-- x", "basic c | d"},
		diagnostics: []string{"3:1: warning: " + commentOpen},
	},
	{
		name: "fence with a label", source: "Q: a\nA:\n```\nQ: b\nA: c\n```\nQ: d\nA: e",
		cards: []string{"basic a | ```\nQ: b\nA: c\n```", "basic d | e"},
	},
	{
		name:   "fence with a longer mark around a deck",
		source: "Q: a\nA:\n````md\nQ: b\nA:\n```go\nc\n```\n````\nQ: d\nA: e",
		cards:  []string{"basic a | ````md\nQ: b\nA:\n```go\nc\n```\n````", "basic d | e"},
	},
	{
		name:   "fence of tildes that takes in one of backticks",
		source: "Q: a\nA:\n~~~\nx\n\nQ: b\nA:\n```go\ny\n```\n\nQ: c\nA:\n~~~\nz",
		cards:  []string{"basic a | ~~~\nx\n\nQ: b\nA:\n```go\ny\n```\n\nQ: c\nA:\n~~~\nz"},
		diagnostics: []string{
			"3:1: warning: " + fenceTakes,
		},
	},
	{
		name:   "fence that takes in one behind a label",
		source: "Q: a\nA: ```\nx\n\nQ: b\nA: ```\ny\n```\n\nQ: c\nA: d",
		cards:  []string{"basic a | ```\nx\n\nQ: b\nA: ```\ny\n```", "basic c | d"},
		diagnostics: []string{
			"2:4: warning: " + fenceTakes,
		},
	},
	{
		name:   "indented fence in a list that lacks its end",
		source: "Q: a\nA:\n- x\n  ```sh\n  ls\n\nQ: b\nA:\n- y\n  ```sh\n  ps\n  ```\n",
		cards:  []string{"basic a | - x\n  ```sh\n  ls\n\nQ: b\nA:\n- y\n  ```sh\n  ps\n  ```"},
		diagnostics: []string{
			"4:3: warning: " + fenceTakes,
		},
	},
	{
		name:   "fences without a word, of which the first lacks its end",
		source: "Q: a\nA:\n```\nx\n\nQ: b\nA:\n```\ny\n```\n\nQ: c\nA: d",
		cards:  []string{"basic a | ```\nx\n\nQ: b\nA:\n```\ny\n```", "basic c | d"},
		diagnostics: []string{
			"3:1: warning: " + fenceLabel, "10:1: warning: " + fenceOpen,
		},
	},
	{
		name:   "quoted fence that lacks its end",
		source: "Q: a\nA:\n> ```sh\n> ls\n\nQ: b\nA:\n> ```sh\n> ps\n> ```\n",
		cards:  []string{"basic a | > ```sh\n> ls", "basic b | > ```sh\n> ps\n> ```"},
	},
}

func TestOpenings(t *testing.T) {
	t.Parallel()
	runParseCases(t, openingCases)
}

// numberedCases are numbered gaps with braces and colons in them.
var numberedCases = []parseCase{
	{
		name: "TeX", source: "C: {{c1::$\\{x : x > 0\\}$::a set}} and {{c2::$a_{b_{c}}$}}",
		cards: []string{
			`cloze [a set] and $a_{b_{c}}$ | $\{x : x > 0\}$`,
			`cloze $\{x : x > 0\}$ and […] | $a_{b_{c}}$`,
		},
	},
	{
		name:   "code with braces that have no partner",
		source: "C: It ends with {{c1::`}}`}}, it begins with {{c2::`{{`::two braces}}.",
		cards: []string{
			"cloze It ends with […], it begins with `{{`. | `}}`",
			"cloze It ends with `}}`, it begins with [two braces]. | `{{`",
		},
	},
	{
		name: "code with colons", source: "C: {{c1::`a::b`::h}} {{c2::``c`::`d``}} {{c3::e `f::g` h}}",
		cards: []string{
			"cloze [h] ``c`::`d`` e `f::g` h | `a::b`", "cloze `a::b` […] e `f::g` h | ``c`::`d``",
			"cloze `a::b` ``c`::`d`` […] | e `f::g` h",
		},
	},
	{
		name: "a fence", source: "C: So:\n{{c1::\n```rust\nstd::mem::swap(&mut {{ a }});\n}}\n```\n}}\nend",
		cards: []string{"cloze So:\n\n[…]\n\nend | ```rust\nstd::mem::swap(&mut {{ a }});\n}}\n```"},
	},
	{
		name:   "gap in a formula stays as it is",
		source: "C: $\\sqrt{{c2::x}}$ and $\\frac{{{c1::a}}}{{{c3::b}}}$",
		cards: []string{
			`cloze $\sqrt[…]$ and $\frac{a}{b}$ | x`, `cloze $\sqrtx$ and $\frac{[…]}{b}$ | a`,
			`cloze $\sqrtx$ and $\frac{a}{[…]}$ | b`,
		},
	},
	{
		name: "gap in code within a gap", source: "C: {{c1::`f({{c2::x}}, {y: z::w})`}} is called",
		cards: []string{
			"cloze […] is called | `f(x, {y: z::w})`",
			"cloze `f([…], {y: z::w})` is called | x",
		},
	},
	{
		name: "brackets before a gap within a gap", source: "C: {{c1::[a] {{c2::b}}}} and $[n]$ of [c]",
		cards: []string{
			"cloze […] and $n$ of c | [a] b", "cloze [a] […] and $n$ of c | b",
			"cloze [a] b and $[…]$ of c | n", "cloze [a] b and $n$ of […] | c",
		},
	},
	{
		name: "pairs of braces", source: "C: {{c1::{a: {b: 1}}}} {{c2::{{x}}::h}} {{c3::a{b}c{d}}}",
		cards: []string{
			"cloze […] {{x}} a{b}c{d} | {a: {b: 1}}", "cloze {a: {b: 1}} [h] a{b}c{d} | {{x}}",
			"cloze {a: {b: 1}} {{x}} […] | a{b}c{d}",
		},
	},
	{
		name: "braces without a partner", source: "C: {{c1::a { b}} and {{c2::c } d}} and {{c3::e}}",
		cards: []string{
			"cloze […] and c } d and e | a { b", "cloze a { b and […] and e | c } d",
			"cloze a { b and c } d and […] | e",
		},
	},
	{
		name:   "neither math nor code begins in one gap and ends in another",
		source: "C: {{c1::US$}} and {{c2::A$::not US}} and {{c3::`}} and {{c4::`}}",
		cards: []string{
			"cloze […] and A$ and ` and ` | US$", "cloze US$ and [not US] and ` and ` | A$",
			"cloze US$ and A$ and […] and ` | `", "cloze US$ and A$ and ` and […] | `",
		},
	},
	{
		name:   "link with colons and braces",
		source: "C: See {{c1::[`a::b`](https://x.y/{{id}}::z)::a page}}.",
		cards:  []string{"cloze See [a page]. | [`a::b`](https://x.y/{{id}}::z)"},
	},
	{
		name: "hint with braces", source: "C: {{c1::x::{a} `b}}`}} y",
		cards: []string{"cloze [{a} `b}}`] y | x"},
	},
}

func TestNumberedGaps(t *testing.T) {
	t.Parallel()
	runParseCases(t, numberedCases)
}

const (
	rawText = "brackets in code or math are text, as there are other gaps"
	rawGaps = "brackets in code or math are taken as gaps, because there are no others"
)
