package browser

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// longest is how long anything may take that a test waits for: a machine may be busy, or stand still
// for a while.
const longest = 90 * time.Second

// browser is a tab of Chromium, with what it complained about.
type browser struct {
	t   *testing.T
	ctx context.Context

	touch bool // taps are those of a finger

	mu       sync.Mutex
	problems []string
	foreign  []string
}

func open(t *testing.T, width, height int, dark, touch bool, flags ...chromedp.ExecAllocatorOption) *browser {
	t.Helper()
	path := os.Getenv("CHROMIUM")
	if path == "" {
		t.Skip("CHROMIUM names no browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.WindowSize(width, height), chromedp.WSURLReadTimeout(longest))
	options = append(options, flags...)
	alloc, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancelTab := chromedp.NewContext(alloc, chromedp.WithErrorf(func(string, ...any) {}))
	t.Cleanup(cancelTab)
	ctx, cancelTime := context.WithTimeout(ctx, 8*time.Minute)
	t.Cleanup(cancelTime)
	b := &browser{t: t, ctx: ctx, touch: touch}
	chromedp.ListenTarget(ctx, b.listen)
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	if err := chromedp.Run(ctx); err != nil { // starts the browser, for as long as ctx lives
		t.Fatal(err)
	}
	b.do(network.Enable(), log.Enable(), runtime.Enable(),
		emulation.SetDeviceMetricsOverride(int64(width), int64(height), 1, touch),
		emulation.SetTouchEmulationEnabled(touch),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
	return b
}

func (b *browser) listen(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch ev := ev.(type) {
	case *log.EventEntryAdded:
		if ev.Entry.Source == log.SourceSecurity || strings.Contains(ev.Entry.Text, "Content Security Policy") {
			b.problems = append(b.problems, ev.Entry.Text)
		}
	case *runtime.EventExceptionThrown:
		b.problems = append(b.problems, ev.ExceptionDetails.Error())
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(ev.Request.URL)
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "127.0.0.1" && u.Hostname() != "phone.lan" {
			b.foreign = append(b.foreign, ev.Request.URL)
		}
	}
}

func (b *browser) do(actions ...chromedp.Action) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, longest)
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		var page string
		_ = chromedp.Run(b.ctx, chromedp.Evaluate("document.body.innerHTML", &page))
		b.t.Fatalf("%v, problems %q\nthe page says:\n%s", err, b.problems, page)
	}
}

// wants waits until an expression of JavaScript holds.
func (b *browser) wants(expression string) {
	b.t.Helper()
	b.do(chromedp.Poll("Boolean("+expression+")", nil, chromedp.WithPollingTimeout(longest)))
}

func (b *browser) eval(expression string) (v any) {
	b.t.Helper()
	b.do(chromedp.Evaluate(expression, &v))
	return v
}

// tap touches what a selector finds first, with a finger where the screen has touch, after the time
// in which a tap is taken for one too many.
func (b *browser) tap(selector string) {
	b.t.Helper()
	b.do(chromedp.Sleep(300 * time.Millisecond))
	if !b.touch {
		b.do(chromedp.Click(selector, chromedp.ByQuery))
		return
	}
	b.do(chromedp.ScrollIntoView(selector, chromedp.ByQuery))
	place, ok := b.eval(fmt.Sprintf(`(() => { const r = document.querySelector(%q).getBoundingClientRect();
		return [r.x + r.width / 2, r.y + r.height / 2]; })()`, selector)).([]any)
	if !ok {
		b.t.Fatalf("no place of %s", selector)
	}
	at := []*input.TouchPoint{{X: place[0].(float64), Y: place[1].(float64)}}
	b.do(input.DispatchTouchEvent(input.TouchStart, at), input.DispatchTouchEvent(input.TouchEnd, []*input.TouchPoint{}))
}

// write fills a field as a person does: it touches it and types.
func (b *browser) write(selector, text string) {
	b.t.Helper()
	b.tap(selector)
	b.wants(fmt.Sprintf("document.activeElement === document.querySelector(%q)", selector))
	b.do(chromedp.KeyEvent(text))
}

func (b *browser) press(keys string) {
	b.t.Helper()
	b.do(chromedp.Sleep(300*time.Millisecond), chromedp.KeyEvent(keys))
}

// view shows a view of the page by its address, and waits until what it shows has a sign: that of
// the view before may have been the same.
func (b *browser) view(address, sign string) {
	b.t.Helper()
	b.old()
	const goes = `if (location.hash === %q) window.dispatchEvent(new Event("hashchange")); else location.hash = %[1]q; 0`
	b.do(chromedp.Evaluate(fmt.Sprintf(goes, "#/"+address), nil))
	b.anew(sign)
}

// old marks what the page shows now.
func (b *browser) old() {
	b.t.Helper()
	b.do(chromedp.Evaluate(`for (const one of document.getElementById("page").children) one.dataset.old = "yes"; 0`, nil))
}

// anew waits until the page shows something else than what is marked, which has a sign.
func (b *browser) anew(sign string) {
	b.t.Helper()
	b.wants(fmt.Sprintf(`!document.querySelector("[data-old]") && document.querySelector(%q)`, sign))
}

// text waits until the page says something.
func (b *browser) text(want string) {
	b.t.Helper()
	b.wants(fmt.Sprintf("document.body.innerText.includes(%q)", want))
}

// shot keeps a picture of the page, if somebody wants it.
func (b *browser) shot(name string) {
	b.t.Helper()
	if dir := os.Getenv("SHOTS"); dir != "" {
		var data []byte
		b.do(chromedp.Sleep(400*time.Millisecond), chromedp.CaptureScreenshot(&data))
		write(b.t, filepath.Join(dir, name+".png"), string(data))
	}
}

// sound looks at the page with axe, and at its width.
func (b *browser) sound(name string) {
	b.t.Helper()
	if wide := b.eval("document.documentElement.scrollWidth > document.documentElement.clientWidth"); wide == true {
		b.t.Errorf("%s scrolls sideways", name)
	}
	path := os.Getenv("AXE")
	if path == "" {
		return
	}
	source, err := os.ReadFile(path)
	if err != nil {
		b.t.Fatal(err)
	}
	const look = `axe.run().then((r) => r.violations.filter((v) => v.impact === "serious" || v.impact === "critical")
		.map((v) => v.id + ": " + v.nodes.map((n) => n.html).join(" ")).join("\n"))`
	var found string
	b.do(chromedp.Evaluate(string(source)+";0", nil), chromedp.Evaluate(look, &found,
		func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	if found != "" {
		b.t.Errorf("%s: axe says:\n%s", name, found)
	}
}

// clean says what the browser complained about.
func (b *browser) clean() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.problems)+len(b.foreign) > 0 {
		b.t.Errorf("problems %q, requests to elsewhere %q", b.problems, b.foreign)
	}
}
