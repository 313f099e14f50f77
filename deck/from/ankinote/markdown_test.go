package ankinote_test

import (
	"testing"

	"cards/deck/from/ankinote"
)

func TestMarkdown(t *testing.T) {
	t.Parallel()
	w := ankinote.Writer{Media: func(name string) string { return "@/media/" + name }}
	for from, want := range map[string]string{
		"plain &amp; simple &lt;x&gt;":                 `plain & simple \<x>`,
		"one<br>two<br><br>three":                      "one\ntwo\n\nthree",
		"a\nb <b>c</b>\n  d":                           "a b **c** d",
		"<div>one</div><div>two</div><div><br></div>x": "one\ntwo\n\nx",
		"a<div>b</div>":                                "a\nb",
		"<p>a</p><p>b</p>":                             "a\n\nb",
		"x<b> y </b>z":                                 "x **y** z",
		"<b>a<br>b</b>":                                "**a**\n**b**",
		"<b>foo</b>bar<b>!</b>":                        "**foo**bar!",
		"<b>x <i>y</i></b> z":                          "**x *y*** z",
		"<b>Note:</b> it":                              "**Note:** it",
		"<b>Note:</b>it":                               "Note:it",
		"a_b_c and snake_case":                         "a_b_c and snake_case",
		"_d_ and _e_":                                  `\_d\_ and \_e\_`,
		"2 * 3 * 4":                                    "2 * 3 * 4",
		"*p++ = *q":                                    `\*p++ = \*q`,
		"costs $5 and $10":                             "costs $5 and $10",
		"from $a to b$ now":                            `from \$a to b$ now`,
		`\(x^2\) and \[y\]`:                            "$x^2$ and $$y$$",
		`[$]\frac{a}{b}[/$]5`:                          `\(\frac{a}{b}\)5`,
		`<anki-mathjax block="true">a &lt; b</anki-mathjax>`: "$$a < b$$",
		`\(<i>x</i>&lt;y\)`:                                                 "$x<y$",
		"[latex]$x$[/latex]":                                                "$x$",
		"[latex]\\begin{align}x\\end{align}[/latex]":                        `$$\begin{align}x\end{align}$$`,
		`<img src="a b.png">`:                                               "![](<@/media/a b.png>)",
		`<img src="%C3%BC.jpg" alt="u">`:                                    "![u](@/media/ü.jpg)",
		`<img src="https://x.y/a.png">`:                                     "![](https://x.y/a.png)",
		"[sound:say.mp3] hi":                                                "[say.mp3](@/media/say.mp3) hi",
		"<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>after":             "- a\n- b\n  - c\n\nafter",
		"<ol><li>a</li><li>b</li></ol>":                                     "1. a\n2. b",
		"<pre>if a &lt; b:\n  x</pre>":                                      "```\nif a < b:\n  x\n```",
		"<code>a*b</code> and <code>`</code>":                               "`a*b` and `` ` ``",
		"<table><tr><td>a</td><td>b|c</td></tr><tr><td>1</td></tr></table>": "| a | b\\|c |\n|---|---|\n| 1 |  |",
		"H<sub>2</sub>O x<sup>2</sup>":                                      "H<sub>2</sub>O x<sup>2</sup>",
		"<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>":                    "漢(kan)",
		`<a href="http://x.y/(z)">t</a>`:                                    "[t](http://x.y/%28z%29)",
		`<a href="javascript:x()">t</a>`:                                    "t",
		"<blockquote>q<br>r</blockquote>z":                                  "> q\n> r\n\nz",
		"<h1>T</h1>x":                                                       "**T**\n\nx",
		"a<hr>b":                                                            "a\n\n* * *\n\nb",
		"<script>x()</script>a<style>b</style>":                             "a",
		"&nbsp;&nbsp;x&nbsp;y":                                              "x y",
		"> quoted<br># head<br>---":                                         "\\> quoted\n\\# head\n\\---",
		"see [x](y)":                                                        `see \[x](y)`,
		"{{c1::<b>bold</b> x}} y {{c2::a::hint}}":                           "{{c1::**bold** x}} y {{c2::a::hint}}",
		"<code>for {{c1::x}} in</code>":                                     "`for {{c1::x}} in`",
		`<span style="font-weight: bold">x</span>`:                          "**x**",
		"":                "",
		"1 < 2 and 3 > 2": "1 < 2 and 3 > 2",
		"C:\\dir \\* x":   `C:\dir \\* x`,
	} {
		if got := w.Markdown(from); got != want {
			t.Errorf("%q: %q, want %q", from, got, want)
		}
	}
}

func TestFilters(t *testing.T) {
	t.Parallel()
	for template, want := range map[string]string{
		"{{kana:F}}": "abckazi", "{{kanji:F}}": "abckanji", "{{furigana:F}}": "abckan(ka)ji(zi)",
		"{{text:B}}": "bold", "{{unknown::B}}": "<b>bold</b>", "{{ B }}": "<b>bold</b>",
		"{{#B}}yes{{/B}}{{^B}}no{{/B}}": "yes", "{{#E}}yes{{/E}}{{^E}}no{{/E}}": "no",
		"{{#Tags}}tagged{{/Tags}}":           "tagged",
		"a<!-- {{B}} -->b{{hint:B}}":         "ab",
		"{{=<% %>=}}<%B%>{{B}}":              "<b>bold</b>{{B}}",
		"{{#c1}}one{{/c1}}{{#c2}}two{{/c2}}": "one",
	} {
		tm, err := ankinote.ParseTemplate(template)
		if err != nil {
			t.Fatalf("%q: %v", template, err)
		}
		got := tm.Fill(ankinote.Card{
			Fields:  map[string]string{"F": "abc kan[ka] ji[zi]", "B": "<b>bold</b>", "E": "<br>&nbsp; "},
			Special: map[string]string{"Tags": "x"}, Numbers: []int{1},
		}).Text
		if got != want {
			t.Errorf("%q: %q, want %q", template, got, want)
		}
	}
	for _, bad := range []string{"{{#A}}x", "{{/A}}", "{{#A}}{{/B}}", "{{#A}}{{^B}}{{/A}}{{/B}}"} {
		if _, err := ankinote.ParseTemplate(bad); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

func TestGaps(t *testing.T) {
	t.Parallel()
	all := func(int) bool { return true }
	only := func(n int) func(int) bool { return func(k int) bool { return k == n } }
	for _, c := range []struct {
		field string
		has   func(int) bool
		want  string
		moved map[int]int
	}{
		{"{{c1::sun}} {{c2::moon::orbits}}", all, "{{c1::sun}} {{c2::moon::orbits}}", nil},
		{"{{c1::sun}} {{c2::moon::orbits}}", only(1), "{{c1::sun}} moon", nil},
		{"{{c1,2::both}} x", all, "{{c1::both}} x", map[int]int{2: 1}},
		{"{{c1,2::both}} {{c1::A}} {{c2::B}}", all, "{{c1::both}} {{c1::A}} {{c2::B}}", nil},
		{"{{c1::red {{c2::car}}::paint}}", only(2), "red {{c2::car}}", nil},
		{"{{c0::a}} {{c0,1::b}}", all, "a {{c1::b}}", nil},
		{"{{c1::open", all, "{{c1::open", nil},
		{"{{c900::far}}", all, "{{c500::far}}", nil},
		{"{{c1::}} x", all, "{{c1::—}} x", nil},
		{"{{c1::::hint}} x {{c2:: }}", all, "{{c1::—::hint}} x {{c2::—}}", nil},
		{"{{c1::&nbsp;<br>}}", all, "{{c1::—}}", nil},
		{"{{c1::&emsp;\u3000}}", all, "{{c1::—}}", nil},
		{"{{c1::<b> </b><div></div>}}", all, "{{c1::—}}", nil},
		{"{{c1::}} x", only(2), " x", nil},
		{"{{c1::a {{c2::}}}}", all, "{{c1::a {{c2::—}}}}", nil},
		{`{{c1::<img src="a.png">}}`, all, `{{c1::<img src="a.png">}}`, nil},
		{"{{c1::[sound:a.mp3]}}", all, "{{c1::[sound:a.mp3]}}", nil},
	} {
		got, moved := ankinote.Gaps(c.field, c.has)
		if got != c.want || len(moved) != len(c.moved) {
			t.Errorf("%q: %q %v, want %q %v", c.field, got, moved, c.want, c.moved)
		}
	}
}

func TestWithoutButtons(t *testing.T) {
	t.Parallel()
	for template, want := range map[string]string{
		`{{Front}}`: `{{Front}}`,
		`a<button id="toggle">Toggle Masks</button>b`: `ab`,
		"<button\nclass=x>x\ny</button>{{B}}":         `{{B}}`,
		`<button>{{Front}}</button>`:                  `<button>{{Front}}</button>`,
		`<button>{{#A}}x{{/A}}</button>`:              `<button>{{#A}}x{{/A}}</button>`,
		`<button>never closed`:                        `<button>never closed`,
		`a<BUTTON>Toggle</BUTTON>b`:                   `ab`,
	} {
		if got := ankinote.WithoutButtons(template); got != want {
			t.Errorf("%s becomes %s, want %s", template, got, want)
		}
	}
}
