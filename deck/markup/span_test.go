package markup_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"cards/deck/decktest"
	"cards/deck/markup"

	"github.com/google/go-cmp/cmp"
)

var names = map[markup.Kind]string{
	markup.Code: "code", markup.Math: "math", markup.Link: "link", markup.Image: "image",
	markup.Footnote: "footnote",
	markup.Comment:  "comment", markup.Escape: "escape", markup.Tag: "tag",
	markup.Definition: "definition",
}

// describe shows spans as lines: kind, what it spans, its text, its destination.
func describe(src string, spans []markup.Span) []string {
	var lines []string
	for _, s := range spans {
		line := fmt.Sprintf("%s %s | %s", names[s.Kind], s.In(src), s.Text.In(src))
		if s.Dest != (markup.Range{}) {
			line += " | " + s.Dest.In(src)
		}
		lines = append(lines, line)
	}
	return lines
}

type spanCase struct {
	name, src string
	want      []string
}

var spanCases = []spanCase{
	{"plain text", "no markup at all, (not) [this] either", nil},
	{"code", "a `b [c]` d", []string{"code `b [c]` | b [c]"}},
	{"code with backticks inside", "`` a`b ``", []string{"code `` a`b `` |  a`b "}},
	{"a run that nothing closes", "``a` b", nil},
	{"no escape in code", "`a\\`b`", []string{"code `a\\` | a\\"}},
	{"escaped backtick", "\\`a`", []string{"escape \\` | `"}},
	{"code does not cross a blank line", "`a\n\nb`", nil},
	{"code crosses a line", "`a\nb`", []string{"code `a\nb` | a\nb"}},
	{"code does not cross list items", "- a ` b\n- c ` d", nil},
	{"code does not cross table rows", "| a ` | b |\n| c ` | d |", nil},
	{"code in a quote", "> a `b\n> c`", []string{"code `b\n> c` | b\n> c"}},
	{"fence", "a\n```go\n[x] $y$\n```\nb", []string{"code ```go\n[x] $y$\n``` | [x] $y$\n"}},
	{"empty fence", "```\n```", []string{"code ```\n``` | "}},
	{
		"deeply indented fence", "        ~~~\n`\n        ~~~",
		[]string{"code ~~~\n`\n        ~~~ | `\n"},
	},
	{
		"fence closes with a longer run", "```\na\n``\n`````",
		[]string{"code ```\na\n``\n````` | a\n``\n"},
	},
	{
		"fence in a list", "- ```\n  a `\n  ```\n- b `c`",
		[]string{"code ```\n  a `\n  ``` |   a `\n", "code `c` | c"},
	},
	{"fence in a quote", "> ```\n> a\n> ```", []string{"code ```\n> a\n> ``` | > a\n"}},
	{"fence that nothing closes", "```go\na `b` c\n~~~", []string{"code `b` | b"}},
	{"no fence with a backtick behind it", "``` a`b\n```", []string{"code ``` a`b\n``` |  a`b\n"}},
	{"math", "$x^2$ and $a[i]$", []string{"math $x^2$ | x^2", "math $a[i]$ | a[i]"}},
	{"prices", "costs $5 [a day] and $10 [a week]", nil},
	{"digit after the closing dollar", "$a$5", nil},
	{"space after the opening dollar", "$ a$", nil},
	{"dollar before a line end", "a $\nb$", nil},
	{"escaped dollars", `\$5 and $a\$b$`, []string{`escape \$ | $`, `math $a\$b$ | a\$b`}},
	{"display math", "a $$x$y$$ b", []string{"math $$x$y$$ | x$y"}},
	{"display math over lines", "a $$x\ny$$ b", []string{"math $$x\ny$$ | x\ny"}},
	{
		"math block with a blank line", "$$\na\n\n# b\n$$",
		[]string{"math $$\na\n\n# b\n$$ | \na\n\n# b\n"},
	},
	{"unclosed math block", "$$\na `b`\n\nc", []string{"code `b` | b"}},
	{"four dollars", "$$$$ a", nil},
	{"parentheses", `\(a[0]\) and \[b\]`, []string{`math \(a[0]\) | a[0]`, `math \[b\] | b`}},
	{"parenthesis that nothing closes", `f\(x`, []string{`escape \( | (`}},
	{"line break in TeX", `\[a \\] b \]`, []string{`math \[a \\] b \] | a \\] b `}},
	{"link", "a [b](c) d", []string{"link [b](c) | b | c"}},
	{"link with a title", "[b](c \"d (e)\")", []string{"link [b](c \"d (e)\") | b | c"}},
	{"link with spaces in angles", "[b](<c d>)", []string{"link [b](<c d>) | b | c d"}},
	{"link with parentheses", "[b](c(d)e)", []string{"link [b](c(d)e) | b | c(d)e"}},
	{"link without URL", "[b]()", []string{"link [b]() | b | "}},
	{"no link", "[a] (b) [c](d e) [f]", nil},
	{"references are no links", "[a][b] [a]: c", nil},
	{"code in a link", "[`]` a](b)", []string{"link [`]` a](b) | `]` a | b"}},
	{"code is stronger than a link", "[a `](b)`", []string{"code `](b)` | ](b)"}},
	{"math is stronger than a link", "[a $](b)$", []string{"math $](b)$ | ](b)"}},
	{"links do not nest", "[a [b](c) d](e)", []string{"link [b](c) | b | c"}},
	{"image in a link", "[![a](b)](c)", []string{"link [![a](b)](c) | ![a](b) | c"}},
	{"link in an image", "![[a](b)](c)", []string{"image ![[a](b)](c) | [a](b) | c"}},
	{"image", "![a b](c.png)", []string{"image ![a b](c.png) | a b | c.png"}},
	{"no image", `\![a](b)`, []string{`escape \! | !`, "link [a](b) | a | b"}},
	{"footnote", "a[^1] [^b c] [^]", []string{"footnote [^1] | 1"}},
	{"footnote that is a link", "[^1](a)", []string{"link [^1](a) | ^1 | a"}},
	{"autolink", "<https:b/[c]> <b.c>", []string{"link <https:b/[c]> | https:b/[c] | https:b/[c]"}},
	{"escapes", `\[a\] \a \\`, []string{`math \[a\] | a`, `escape \\ | \`}},
	{"line break", "a\\\nb", nil},
	{
		"comment in a line", "a <!-- [b] --> `c`",
		[]string{"comment <!-- [b] --> |  [b] ", "code `c` | c"},
	},
	{"comment in code", "`<!-- a` -->", []string{"code `<!-- a` | <!-- a"}},
	{"comment within a line must end there", "a <!-- b\nc -->", nil},
	{
		"comment over lines", "<!-- a\n\n`b\n--> `c`",
		[]string{"comment <!-- a\n\n`b\n--> |  a\n\n`b\n", "code `c` | c"},
	},
	{"unclosed comment", "<!-- `a`", []string{"code `a` | a"}},
}

func TestSpans(t *testing.T) {
	t.Parallel()
	runSpanCases(t, markup.Spans, spanCases)
}

func TestClozeSpans(t *testing.T) {
	t.Parallel()
	runSpanCases(t, markup.ClozeSpans, []spanCase{
		{
			"square brackets are escaped, not math", `\[no gap\] [gap]`,
			[]string{`escape \[ | [`, `escape \] | ]`},
		},
		{"other math stands", `\(a\) $b$`, []string{`math \(a\) | a`, `math $b$ | b`}},
	})
}

func runSpanCases(t *testing.T, spans func(string) []markup.Span, cases []spanCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, describe(c.src, spans(c.src))); diff != "" {
				t.Errorf("spans of %q (-want +got):\n%s", c.src, diff)
			}
		})
	}
}

// hostile are texts that make naive scanners slow, as patterns to repeat.
var hostile = []string{
	"[", "]", "[]", "`", "$", "\\", "!", "<", "![", "[a](", "[a](<", "[a](b \"", "[a](b (", "[a](b",
	"[a](b)", "![[a](b)",
	"$a ", "$a\\$", "$$a ", "\\(", "\\[", "<!--", "<!--\n", "<!-- -->", "<a:", "<a:b", "[^", "[^a]",
	"> ", "- ", "1. ",
	"```\n", "```a\n", "````a\n```\n", "> ```\n", "~~~a\n", "$$\n", "$$\n\n", "|`", "`a``b", "\n",
	"# `\n", "[a]( ", "\\`",
	"[[", "[[a]]", "[[a", "[@a", "[@a; ", "- [x] ", "> [!a] ", "[a]: b/c\n", "> ~~~a\n", "$$ a\n\n",
	"$$\n\n", "<!--a",
}

func TestSpansAreFastOnHostileText(t *testing.T) {
	texts := map[string]string{
		"runs": growingRuns('`'), "fences": shrinkingFences(),
		"brackets around": around("[", "]"),
	}
	for _, pattern := range hostile {
		texts[pattern] = strings.Repeat(pattern, 1<<20/len(pattern))
	}
	texts["long openings, short closings"] = strings.Repeat("````a\n", 80_000) +
		strings.Repeat("> ````\n```b\n", 50_000)
	for name, text := range texts {
		took := decktest.CPU(func() { markup.Spans(text) })
		if took > 5*time.Second {
			t.Errorf("a megabyte of %q took %v", name, took)
		}
	}
}

func growingRuns(mark byte) string {
	var b strings.Builder
	for n := 1; b.Len() < 1<<20; n++ {
		b.WriteString(strings.Repeat(string(mark), n) + " ")
	}
	return b.String()
}

func shrinkingFences() string {
	var b strings.Builder
	for n := 1000; n >= 3; n-- {
		b.WriteString(strings.Repeat("~", n) + "\n")
	}
	return b.String() + strings.Repeat("```a\n```\n", 50_000)
}

func around(left, right string) string {
	return strings.Repeat(left, 1<<19) + strings.Repeat(right, 1<<19)
}

// addSeeds gives a fuzz test the sources of all tables, and what repeats in hostile texts.
func addSeeds(f *testing.F) {
	for _, c := range blockCases {
		f.Add(c.src)
	}
	for _, c := range spanCases {
		f.Add(c.src)
	}
	for _, c := range parseCases {
		f.Add(gaps.Replace(c.src))
	}
	for _, pattern := range hostile {
		f.Add(pattern + "a " + pattern)
	}
}

func FuzzSpans(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, src string) {
		for _, spans := range [][]markup.Span{markup.Spans(src), markup.ClozeSpans(src)} {
			pos := 0
			for _, s := range spans {
				if s.Start < pos || s.Text.Start <= s.Start && s.Kind != markup.Code ||
					s.Text.Start > s.Text.End ||
					s.Text.End > s.End || s.End > len(src) || s.Start >= s.End {
					t.Fatalf("span %+v after %d of %q", s, pos, src)
				}
				pos = s.End
			}
		}
	})
}

func BenchmarkClozeSpans(b *testing.B) {
	words := []string{
		"a [slice] has", "`code [x]`", "$a_i$", "a [link](url)", "plain words here",
		"*emphasis*", `\[no\]`,
	}
	r := rand.New(rand.NewPCG(1, 2))
	texts := make([]string, 100_000)
	for i := range texts {
		var parts []string
		for range 8 {
			parts = append(parts, words[r.IntN(len(words))])
		}
		texts[i] = strings.Join(parts, " ")
	}
	b.Run("100k-clozes", func(b *testing.B) {
		for b.Loop() {
			for _, text := range texts {
				markup.ClozeSpans(text)
			}
		}
	})
}
