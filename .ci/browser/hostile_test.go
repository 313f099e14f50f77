package browser

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// payloads are texts that want a browser to run or to load something.
func payloads() []string {
	return []string{
		`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<svg onload=alert(1)>`,
		`<iframe src=//evil.example></iframe>`, `[a](javascript:alert(1))`, `[a](JaVaScRiPt:alert(1))`,
		"[a](java\tscript:alert(1))", `[a](data:text/html,<script>alert(1)</script>)`, `[a](vbscript:x)`,
		`[a](file:///etc/passwd)`, `![x](https://evil.example/pixel.png)`, `![x](javascript:alert(1))`,
		`<a href="javascript:alert(1)">x</a>`, `<style>*{display:none}</style>`,
		`<form action=//evil.example><input></form>`,
		`<math><mi xlink:href="javascript:alert(1)">x</mi></math>`, "`<script>`",
		`$\href{javascript:alert(1)}{x}$ and $\includegraphics{https://evil.example/p.png}$`,
		`<base href=//evil.example>`, `<object data=//evil.example></object>`,
		"```html\n<img src=x onerror=alert(1)>\n```",
	}
}

// TestHostile shows what hostile decks say, on cards, as notes and in a list: nothing runs, loads or
// breaks a rule.
func TestHostile(t *testing.T) {
	dir := t.TempDir()
	var text strings.Builder
	for i, p := range payloads() {
		fmt.Fprintf(&text, "# Part %d %s\n\nNotes: %s\n\nQ: Number %d? %s\nA: %s\n\n", i, p, p, i, p, p)
	}
	write(t, filepath.Join(dir, "physics.md"), text.String())
	(&site{t: t, dir: dir}).run("init", ".")
	s := start(t, "", "0", dir)
	b := open(t, 1280, 800, false, false)
	chromedp.ListenTarget(b.ctx, func(ev any) {
		if opened, ok := ev.(*page.EventJavascriptDialogOpening); ok {
			b.mu.Lock()
			b.problems = append(b.problems, "alert "+opened.Message)
			b.mu.Unlock()
		}
	})
	b.do(page.Enable(), chromedp.Navigate(s.pair))
	for range 20 { // as many as are new on a day
		b.one()
	}
	for _, view := range []string{"notes/physics", "find/Number", "decks"} {
		b.view(view, "main .notes, main .found a, main table")
		b.shot("hostile-" + strings.ReplaceAll(view, "/", "-"))
		b.sound("hostile " + view)
	}
	b.clean()
}
