package deck_test

import (
	"testing"
)

// bracketCases are clozes with brackets that are something else than gaps, or perhaps are.
var bracketCases = []parseCase{
	{
		name:   "gaps in math beside others",
		source: `C: Matrix product $(m \times [n]) \cdot ([n] \times p)$ needs equal [inner dimensions].`,
		cards: []string{
			`cloze Matrix product $(m \times […]) \cdot (n \times p)$ needs equal inner dimensions. | n`,
			`cloze Matrix product $(m \times n) \cdot ([…] \times p)$ needs equal inner dimensions. | n`,
			`cloze Matrix product $(m \times n) \cdot (n \times p)$ needs equal […]. | inner dimensions`,
		},
	},
	{
		name: "gaps in math alone", source: `C: $\frac{[a]}{2} = [\frac{1}{2} a]$ and $x^[n]$ and \([f(x, y)]\)`,
		cards: []string{
			`cloze $\frac{[…]}{2} = \frac{1}{2} a$ and $x^n$ and \(f(x, y)\) | a`,
			`cloze $\frac{a}{2} = […]$ and $x^n$ and \(f(x, y)\) | \frac{1}{2} a`,
			`cloze $\frac{a}{2} = \frac{1}{2} a$ and $x^[…]$ and \(f(x, y)\) | n`,
			`cloze $\frac{a}{2} = \frac{1}{2} a$ and $x^n$ and \([…]\) | f(x, y)`,
		},
	},
	{
		name: "code beside a gap", source: "C: `append` makes a [slice] of type `[]int`.\nC: `a[i]` is an [element].\nC: ```\nx[0]\n```\nis the [first].",
		cards: []string{
			"cloze `append` makes a […] of type `[]int`. | slice", "cloze `a[i]` is an […]. | element",
			"cloze ```\nx[0]\n```\nis the […]. | first",
		},
		diagnostics: []string{
			"1:38: warning: " + rawText, "2:6: warning: " + rawText,
			"4:2: warning: " + rawText,
		},
	},
	{
		name: "notation of math beside a gap",
		source: "C: $\\sqrt[3]{8}$ is [2].\nC: $E[X]$ is the [mean].\nC: $[0, 1]$ is [closed].\nC: $\\left[ x \\right]$ is [rounded].\n" +
			"C: $\\begin{matrix} a \\\\[2pt] b \\end{matrix}$ is a [column].\nC: $x_{i}[t]$ is a [signal].",
		cards: []string{
			`cloze $\sqrt[3]{8}$ is […]. | 2`, "cloze $E[X]$ is the […]. | mean",
			"cloze $[0, 1]$ is […]. | closed",
			`cloze $\left[ x \right]$ is […]. | rounded`,
			`cloze $\begin{matrix} a \\[2pt] b \end{matrix}$ is a […]. | column`,
			"cloze $x_{i}[t]$ is a […]. | signal",
		},
		diagnostics: []string{
			"1:10: warning: " + rawText, "2:6: warning: " + rawText, "3:5: warning: " + rawText,
			"4:10: warning: " + rawText,
			"5:24: warning: " + rawText, "6:10: warning: " + rawText,
		},
	},
	{
		name:   "where all gaps are numbered, brackets in code and math are text",
		source: "C: `a[i]` and $[n]$ have an {{c1::index}}",
		cards:  []string{"cloze `a[i]` and $[n]$ have an […] | index"},
	},
	{
		name: "code in a gap", source: "C: [`a[i]`] is an element, [$[n]$] is {{c1::`b[j]`}}",
		cards: []string{
			"cloze […] is an element, $[n]$ is `b[j]` | `a[i]`",
			"cloze `a[i]` is an element, […] is `b[j]` | $[n]$",
			"cloze `a[i]` is an element, $[n]$ is […] | `b[j]`",
		},
	},
	{
		name: "brackets without a partner in math", source: `C: $[0, 1)$ and $]0, 1]$ are [half open].`,
		cards: []string{`cloze $[0, 1)$ and $]0, 1]$ are […]. | half open`},
	},
	{
		name: "notation of math alone", source: `C: $\sqrt[3]{8}$`,
		cards:       []string{`cloze $\sqrt[…]{8}$ | 3`},
		diagnostics: []string{"1:10: warning: " + rawGaps},
	},
	{
		name: "tasks", source: "C: Before the [release]:\n- [ ] a\n* [x] b\n  1. [X] c\n- [x]d\n- [x] [e](f) [g]\n> [x] h",
		cards: []string{
			"cloze Before the […]:\n- [ ] a\n* [x] b\n  1. [X] c\n- xd\n- [x] [e](f) g\n> x h | release",
			"cloze Before the release:\n- [ ] a\n* [x] b\n  1. [X] c\n- […]d\n- [x] [e](f) g\n> x h | x",
			"cloze Before the release:\n- [ ] a\n* [x] b\n  1. [X] c\n- xd\n- [x] [e](f) […]\n> x h | g",
			"cloze Before the release:\n- [ ] a\n* [x] b\n  1. [X] c\n- xd\n- [x] [e](f) g\n> […] h | x",
		},
		diagnostics: []string{
			`2:3: advice: "[ ]" is a task box, not a gap; 3 more in this file`,
		},
	},
	{
		name: "pages of a wiki", source: "C: [[a]] [[b#c|d]] [e] [[f]](g)",
		cards: []string{"cloze [[a]] [[b#c|d]] […] [[f]](g) | e"},
		diagnostics: []string{
			`1:4: advice: "[[a]]" is a link to a page, not a gap; 1 more in this file`,
		},
	},
	{
		name: "no page of a wiki", source: "C: [[1, 2], [3]]",
		cards: []string{"cloze [[…], 3] | 1, 2", "cloze [1, 2, […]] | 3"},
		diagnostics: []string{
			`1:4: warning: "[" that is not closed before the next one`, `1:16: warning: "]" without a "["`,
		},
	},
	{
		name: "a page of a wiki in a gap", source: "C: [[[a]]] and [the [[b]] c]", cards: []string{
			"cloze […] and the [[b]] c | [[a]]", "cloze [[a]] and […] | the [[b]] c",
		},
		diagnostics: []string{
			`1:5: advice: "[[a]]" is a link to a page, not a gap; 1 more in this file`,
		},
	},
	{
		name: "citations", source: "C: [@doe] [see @doe, p. 3; -@roe_2; @x] [@{u:r/l}] [me@a.b] [a @ b] [c; @d]",
		cards: []string{
			"cloze [@doe] [see @doe, p. 3; -@roe_2; @x] [@{u:r/l}] […] a @ b c; @d | me@a.b",
			"cloze [@doe] [see @doe, p. 3; -@roe_2; @x] [@{u:r/l}] me@a.b […] c; @d | a @ b",
			"cloze [@doe] [see @doe, p. 3; -@roe_2; @x] [@{u:r/l}] me@a.b a @ b […] | c; @d",
		},
		diagnostics: []string{
			`1:4: advice: "[@doe]" is a citation, not a gap; 2 more in this file`,
		},
	},
	{
		name:   "links by reference",
		source: "[Far away]: https://x.y\n\nC: [a][b] [c][Far  AWAY] [Far away][] [c][d] [![e][b]][b] [f]\n\n[b]: <g h/i> (title)\n---\n[d]: no address",
		cards: []string{
			"cloze [a][b] [c][Far  AWAY] [Far away][] […]d [![e][b]][b] f\n\n[b]: <g h/i> (title) | c",
			"cloze [a][b] [c][Far  AWAY] [Far away][] c[…] [![e][b]][b] f\n\n[b]: <g h/i> (title) | d",
			"cloze [a][b] [c][Far  AWAY] [Far away][] cd [![e][b]][b] […]\n\n[b]: <g h/i> (title) | f",
		},
		diagnostics: []string{
			`3:4: advice: "[a][b]" is a link, not a gap; 3 more in this file`,
			`5:1: advice: "[b]: <g h/i> (title)" defines where a link leads, and is not a gap`,
		},
	},
	{
		name:        "a link that looks like a gap",
		source:      "C: A [slice] and a [map].\n---\n[slice]: https://go.dev",
		cards:       []string{"cloze A [slice] and a […]. | map"},
		diagnostics: []string{`1:6: warning: "[slice]" is a link, because the file defines where it leads`},
	},
	{
		name: "definitions", source: "C: [a]\n\n[b]: https://c.d 'e'\n [f]: ./g.md\n\n[h]: i j\n\n[k]: 3.14", cards: []string{
			"cloze […]\n\n[b]: https://c.d 'e'\n [f]: ./g.md\n\nh: i j\n\nk: 3.14 | a",
			"cloze a\n\n[b]: https://c.d 'e'\n [f]: ./g.md\n\n[…]: i j\n\nk: 3.14 | h",
			"cloze a\n\n[b]: https://c.d 'e'\n [f]: ./g.md\n\nh: i j\n\n[…]: 3.14 | k",
		},
		diagnostics: []string{
			`3:1: advice: "[b]: https://c.d 'e'" defines where a link leads, and is not a gap; 1 more in this file`,
		},
	},
	{
		name: "tags of HTML", source: "C: <a href=\"x[1]\" title='[b]'>[c]</a> <img alt=\"[d]\" src=e.png> <f [g]>", cards: []string{
			"cloze <a href=\"x[1]\" title='[b]'>[…]</a> <img alt=\"[d]\" src=e.png> <f g> | c",
			"cloze <a href=\"x[1]\" title='[b]'>c</a> <img alt=\"[d]\" src=e.png> <f […]> | g",
		},
	},
	{name: "embedded files", source: "C: ![[a.png]] [b]", cards: []string{"cloze ![[a.png]] […] | b"}},
	{
		name: "callouts", source: "C:\n> [!note] a\n> [b] c\n\n> [!x y]\n\n[!warning]", cards: []string{
			"cloze > [!note] a\n> […] c\n\n> !x y\n\n!warning | b",
			"cloze > [!note] a\n> b c\n\n> […]\n\n!warning | !x y",
			"cloze > [!note] a\n> b c\n\n> !x y\n\n[…] | !warning",
		},
	},
}

func TestBrackets(t *testing.T) {
	t.Parallel()
	runParseCases(t, bracketCases)
}
