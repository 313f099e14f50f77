package web_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"cards/deck/markup"
	"cards/deck/markup/web"
)

func images(destination string) string {
	if destination == "a.png" {
		return "data:image/png;base64,AA"
	}
	return ""
}

func TestHTML(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"one *two* **three** `four` ~~five~~": "<p>one <em>two</em> <strong>three</strong> <code>four</code> <del>five</del></p>",
		"a line\nand a verse":                 "<p>a line<br>and a verse</p>",
		"# Title":                             "<h3>Title</h3>",
		"- a\n- b":                            "<ul><li>a</li><li>b</li></ul>",
		"3. a\n4. b":                          `<ol start="3"><li>a</li><li>b</li></ol>`,
		"> said":                              "<blockquote><p>said</p></blockquote>",
		"```go\na < b\n```":                   "<pre tabindex=\"0\"><code>a &lt; b\n</code></pre>",
		"$x^2 \\le y$":                        `<p><span class="math">x² ≤ y</span></p>`,
		"[a](https://b.example/?c&d)":         `<p><a href="https://b.example/?c&amp;d" rel="noopener noreferrer">a</a></p>`,
		"[a](javascript:alert(1))":            "<p>a</p>",
		"[a](file:///etc/passwd)":             "<p>a</p>",
		"<https://b.example>":                 `<p><a href="https://b.example" rel="noopener noreferrer">https://b.example</a></p>`,
		"![alt](a.png)":                       `<p><img src="data:image/png;base64,AA" alt="alt"></p>`,
		"![alt \"x\"](b.png)":                 "<p>alt &#34;x&#34;</p>",
		"<script>alert(1)</script>":           "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
		"<b onclick=\"x\">y</b>":              "<p>&lt;b onclick=&#34;x&#34;&gt;y&lt;/b&gt;</p>",
		"H<sub>2</sub>O":                      "<p>H<sub>2</sub>O</p>",
		"|a|b|\n|-|-:|\n|1|2|": `<table><tr><th>a</th><th class="right">b</th></tr>` +
			`<tr><td>1</td><td class="right">2</td></tr></table>`,
		"a\n\n---\n\nb": "<p>a</p><hr><p>b</p>",
	}
	for src, want := range tests {
		if got := web.HTML(markup.Parse(src, ""), web.Show{Images: images}); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", src, got, want)
		}
	}
}

// FuzzHTML holds what is written to the elements and attributes that it may have.
func FuzzHTML(f *testing.F) {
	for _, src := range []string{"<img src=x onerror=alert(1)>", "[a]( javascript:x )", "![](<x\" onload=\"y>)", "<a href='x'>", "`</code>`"} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		z := html.NewTokenizer(strings.NewReader(web.HTML(markup.Parse(src, ""),
			web.Show{Images: images})))
		for {
			switch z.Next() {
			case html.ErrorToken:
				return
			case html.StartTagToken, html.SelfClosingTagToken:
				token := z.Token()
				if strings.Contains(" script style iframe object form input ", " "+token.Data+" ") {
					t.Fatalf("%q: <%s>", src, token.Data)
				}
				for _, a := range token.Attr {
					isLink := a.Key == "href" && (strings.HasPrefix(a.Val, "http") ||
						strings.HasPrefix(strings.ToLower(a.Val), "mailto:"))
					isImage := a.Key == "src" && a.Val == "data:image/png;base64,AA"
					if !isLink && !isImage && !strings.Contains(" rel class start alt ", " "+a.Key+" ") {
						t.Fatalf("%q: %s=%q", src, a.Key, a.Val)
					}
				}
			}
		}
	})
}
