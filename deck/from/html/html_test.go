package html_test

import (
	"testing"

	"cards/deck/from/html"
)

func TestMarkdown(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{
		"plain &amp; simple &lt;x&gt;":             "plain & simple <x>",
		"a&nbsp;b":                                 "a b",
		"a<br>b<br/>c":                             "a\nb\nc",
		"<div>a</div><div>b</div>":                 "a\n\nb",
		"<p>a</p><p>b</p>":                         "a\n\nb",
		"<b>bold</b> <i>it</i> <em>em</em>":        "**bold** *it* *em*",
		"<code>x</code>":                           "`x`",
		"<pre>a\n  b</pre>":                        "```\na\n  b\n```",
		"H<sub>2</sub>O x<sup>2</sup>":             "H<sub>2</sub>O x<sup>2</sup>",
		"<ul><li>a</li><li>b</li></ul>":            "- a\n- b",
		"<ol><li>a</li><li>b</li></ol>":            "1. a\n2. b",
		`<a href="https://x.y">z</a>`:              "[z](https://x.y)",
		`<img src="a.png" alt="b">`:                "![b](a.png)",
		"<u>under</u> <span style='x'>span</span>": "under span",
		"<script>x()</script>a<style>b</style>":    "a",
		"<s>no</s>":                                "~~no~~",
		"1 < 2":                                    "1 < 2",
		"a_b * c":                                  "a_b * c",
		"x <b>a_b * c</b>":                         "x **a_b * c**",
	} {
		if got := html.Markdown(from); got != want {
			t.Errorf("%q: %q, want %q", from, got, want)
		}
	}
}
