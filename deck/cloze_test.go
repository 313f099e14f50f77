package deck_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
)

var clozeCases = []parseCase{
	{name: "gaps", source: "C: Water boils at [100] degrees at [sea level].", cards: []string{
		"cloze Water boils at […] degrees at sea level. | 100",
		"cloze Water boils at 100 degrees at […]. | sea level",
	}},
	{
		name: "lines", source: "C:\n[ab]\n\n[cd]\nef",
		cards: []string{"cloze […]\n\ncd\nef | ab", "cloze ab\n\n[…]\nef | cd"},
	},
	{
		name:   "images, links, footnotes and escapes are no gaps",
		source: `C: ![a](b.png) [c](d) [^1] \[e\] [f]`,
		cards:  []string{`cloze ![a](b.png) [c](d) [^1] \[e\] […] | f`},
	},
	{
		name: "a link within a gap", source: "C: [see [c](d)]",
		cards: []string{"cloze […] | see [c](d)"},
	},
	{name: "neighbours", source: "C: [a][b]", cards: []string{"cloze […]b | a", "cloze a[…] | b"}},
	{
		name:   "what Markdown owns",
		source: "C: [a][b] ![c][] [b] ![[d.png]] ![e](f g.png) <i title='[h]'> [i]\n\n[b]: /j\n[C]: k.png",
		cards: []string{"cloze [a][b] ![c][] [b] ![[d.png]] ![e](f g.png) <i title='[h]'> […]\n\n" +
			"[b]: /j\n[C]: k.png | i"},
		diagnostics: []string{
			`1:4: advice: "[a][b]" is a link, not a gap`,
			`1:18: warning: "[b]" is a link, because the file defines where it leads`,
			`3:1: advice: "[b]: /j" defines where a link leads, and is not a gap; 1 more in this file`,
		},
	},
	{
		name: "exclamation mark", source: "C: Write [$k!$] for k factorial.",
		cards: []string{"cloze Write […] for k factorial. | $k!$"},
	},
	{
		name: "brackets in code and math are text", source: "C: `a[i]` $b[j]$ [c]\n```\nd[k]\n```",
		cards: []string{
			"cloze `a[i]` $b[j]$ […]\n```\nd[k]\n``` | c",
		}, diagnostics: []string{"1:6: warning: " + rawText},
	},
	{
		name: "code within a gap", source: "C: Opens an index: [`\\[`]",
		cards: []string{"cloze Opens an index: […] | `\\[`"},
	},
	{name: "prices are no math", source: "C: costs $5 [a day] and $10 [a week]", cards: []string{
		"cloze costs $5 […] and $10 a week | a day", "cloze costs $5 a day and $10 […] | a week",
	}},
	{
		name: "white space moves out of a gap", source: "C: a[ b ]c",
		cards: []string{"cloze a […] c | b"},
	},
	{
		name: "a square gap with a hint", source: "C: [a::the hint] [b:: c] [d ::e] `x` [`f::g`::h]",
		cards: []string{
			"cloze [the hint] b d  `x` `f::g` | a", "cloze a [c] d  `x` `f::g` | b",
			"cloze a b [e]  `x` `f::g` | d",
			"cloze a b d  `x` [h] | `f::g`",
		},
	},
	{
		name:   "colons that are no hint",
		source: "C: [std::vector] [a::b::c] [f :: Int] [::d] [e::] [g\\::h] [i:j] [`k::l`]",
		cards: []string{
			"cloze […] a::b::c f :: Int ::d e:: g\\::h i:j `k::l` | std::vector",
			"cloze std::vector […] f :: Int ::d e:: g\\::h i:j `k::l` | a::b::c",
			"cloze std::vector a::b::c […] ::d e:: g\\::h i:j `k::l` | f :: Int",
			"cloze std::vector a::b::c f :: Int […] e:: g\\::h i:j `k::l` | ::d",
			"cloze std::vector a::b::c f :: Int ::d […] g\\::h i:j `k::l` | e::",
			"cloze std::vector a::b::c f :: Int ::d e:: […] i:j `k::l` | g\\::h",
			"cloze std::vector a::b::c f :: Int ::d e:: g\\::h […] `k::l` | i:j",
			"cloze std::vector a::b::c f :: Int ::d e:: g\\::h i:j […] | `k::l`",
		},
	},
	{
		name: "numbered gaps", source: "C: {{c1::a}} {{c2::b::the hint}} {{c1::c}} {{c02::d}}",
		cards: []string{
			"cloze […] b […] d | a, c", "cloze a [the hint] c […] | b, d",
		},
	},
	{
		name: "numbered gaps in code and math", source: "C: `f({{c1::x}})` $\\frac{{{c2::a}}}{b}$",
		cards: []string{
			"cloze `f([…])` $\\frac{a}{b}$ | x", "cloze `f(x)` $\\frac{[…]}{b}$ | a",
		},
	},
	{
		name: "nested gaps", source: "C: {{c1::a {{c2::b}} c}} d",
		cards: []string{"cloze […] d | a b c", "cloze a […] c d | b"},
	},
	{
		name: "nested gaps of one number", source: "C: {{c1::a {{c1::b}} c}} d",
		cards: []string{"cloze […] d | a b c"},
	},
	{
		name: "brackets within a numbered gap are text", source: "C: {{c1::a[0]}} [b]",
		cards: []string{"cloze […] b | a[0]", "cloze a[0] […] | b"},
	},
	{
		name: "a numbered gap within brackets", source: "C: [a {{c1::b}} c]",
		cards: []string{"cloze […] | a b c", "cloze a […] c | b"},
	},
	{name: "escaped braces", source: `C: \{{c1::a}} [b]`, cards: []string{`cloze \{{c1::a}} […] | b`}},
	{
		name: "other braces are text", source: "C: {{a}} {{c::b}} {{c0::c}} }} [d]",
		cards: []string{"cloze {{a}} {{c::b}} {{c0::c}} }} […] | d"},
		diagnostics: []string{
			`1:10: warning: "{{c::" is not the beginning of a gap`, `1:19: warning: "{{c0::" is not the beginning of a gap`,
		},
	},
	{
		name: "explanation and tags", source: "C: [a]\nA (more): b\n#t",
		cards: []string{"cloze […] | a"},
	},
	{
		name: "comments are not asked", source: "C: [a] <!-- [b] -->\n<!--\n[c]\n-->\n",
		cards: []string{"cloze […] | a"},
	},

	{
		name: "brackets in code when there are no others", source: "C: `a[i]` \\[b\\]",
		cards:       []string{"cloze `a[…]` \\[b\\] | i"},
		diagnostics: []string{"1:6: warning: brackets in code or math are taken as gaps, because there are no others"},
	},
	{
		name: "brackets in math when there are no others", source: "C: $\\det$ is $[ad - bc]$.",
		cards: []string{"cloze $\\det$ is $[…]$. | ad - bc"},
	},
	{
		name: "brackets do not nest", source: "C: é [a [b] c] d",
		cards: []string{"cloze é [a […] c] d | b"},
		diagnostics: []string{
			`1:6: warning: "[" that is not closed before the next one`, `1:14: warning: "]" without a "["`,
		},
	},
	{
		name: "unmatched brackets", source: "C: ] [a] [b", cards: []string{"cloze ] […] [b | a"},
		diagnostics: []string{
			`1:4: warning: "]" without a "["`, `1:10: warning: "[" that is never closed`,
		},
	},
	{
		name: "empty gaps", source: "C: [] [ ] {{c1::}} {{c1:: ::h}} [a]",
		cards: []string{"cloze [] [ ] {{c1::}} {{c1:: ::h}} […] | a"},
		diagnostics: []string{
			"1:4: warning: empty gap", "1:7: warning: empty gap", "1:11: warning: empty gap",
			"1:20: warning: empty gap",
		},
	},
	{
		name: "numbered gap that nothing closes", source: "C: {{c1::a [b]",
		cards: []string{"cloze {{c1::a […] | b"},
		diagnostics: []string{
			`1:4: warning: "{{c1::" that is never closed`,
		},
	},
	{
		name:   "what looks like a numbered gap",
		source: "C: {{C1::a}} {{c0::b}} {{c::c}} {{c1,2::d}} {{ c1::e}} {{c1 ::f}} {{c1:g}} {{1::h}} {c1::i} [j]",
		cards:  []string{"cloze {{C1::a}} {{c0::b}} {{c::c}} {{c1,2::d}} {{ c1::e}} {{c1 ::f}} {{c1:g}} {{1::h}} {c1::i} […] | j"},
		diagnostics: []string{
			`1:4: warning: "{{C1::" is not the beginning of a gap`, `1:14: warning: "{{c0::" is not the beginning of a gap`,
			`1:24: warning: "{{c::" is not the beginning of a gap`, `1:33: warning: "{{c1,2::" is not the beginning of a gap`,
			`1:45: warning: "{{ c1::" is not the beginning of a gap`, `1:56: warning: "{{c1 ::" is not the beginning of a gap`,
			`1:67: warning: "{{c1:" is not the beginning of a gap`, `1:76: warning: "{{1::" is not the beginning of a gap`,
			`1:85: warning: "{c1::" is not the beginning of a gap`,
		},
	},
	{
		name:   "braces that look like no gap",
		source: "C: {{ name }} {{c}} {{ c: d }} {c: 1} {{count::e}} `{{C1::f}}` $x_{c1::}$ {{c1::{{c0::g}}}} \\{{c0::h}} {{c1}}",
		cards:  []string{"cloze {{ name }} {{c}} {{ c: d }} {c: 1} {{count::e}} `{{C1::f}}` $x_{c1::}$ […] \\{{c0::h}} {{c1}} | {{c0::g}}"},
	},
	{
		name:   "place of a warning behind tags and comments",
		source: "C: [a]\n#t\n<!-- x\n--> y\nü ]", cards: []string{"cloze […]\n y\nü ] | a"},
		diagnostics: []string{`5:3: warning: "]" without a "["`},
	},
	{name: "no gap", source: "C: none ]", diagnostics: []string{
		"1:1: error: cloze without a gap", `1:9: warning: "]" without a "["`,
	}},
	{name: "only code without brackets", source: "C: `code` ]", diagnostics: []string{
		"1:1: error: cloze without a gap", `1:11: warning: "]" without a "["`,
	}},
}

func TestClozes(t *testing.T) {
	t.Parallel()
	runParseCases(t, clozeCases)
}

// TestGapsAreMarked: what a renderer needs to show an asked gap in colour.
func TestGapsAreMarked(t *testing.T) {
	t.Parallel()
	card := deck.Parse("x.md", []byte("C: a [ b] {{c1::c::d}}")).Notes[0].Cards[1]
	got := []string{card.Front, card.Back, card.Text.Cloze}
	want := []string{"a  b \x02[d]\x03", "a  b \x02c\x03", "a b \x02c\x03"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("front, back and text (-want +got):\n%s", diff)
	}
}
