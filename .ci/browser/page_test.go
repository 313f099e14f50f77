// Package browser drives the page of `cards serve` in Chromium, as a person would.
package browser

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/url"
	"os"
	"os/exec"
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

const deck = "---\ndescription: Every kind of card\n---\n# Physics\n\nA *note* with $E = mc^2$.\n\n" +
	"Q: What does Newton's second law say?\nA: $$F = \\frac{dp}{dt}$$\n\nA (more): Force is the change of momentum.\n\n" +
	"Q (typed): Which keyword starts a goroutine?\nA: go\n\n" +
	"Q: Which of these are prime?\nA:\n- [x] 2\n- [ ] 4\n- [x] 5\n\n" +
	"Q: Which is the capital of France?\nA:\n- [ ] Lyon\n- [x] Paris\n- [ ] Nice\n\n" +
	"C: The [mitochondrion::cell part] makes [ATP].\n\n" +
	"T: recursion\nD: see recursion\n\n" +
	"Q: What does this print?\nA: Nothing:\n\n```go\nfunc main() { // a comment\n\tx := \"text\"\n\t_ = x\n}\n```\n\n" +
	"Q: What is on the picture?\nA: ![a square](square.png)\n\n" +
	"Q: Which rows are there?\nA: Two:\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n"

// square is a red picture of 40 by 40 pixels.
func square(t *testing.T) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 40, 40))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{R: 200, A: 255}), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// site is a running `cards serve`.
type site struct {
	t     *testing.T
	dir   string
	cmd   *exec.Cmd
	port  string
	pair  string
	host  string
	extra []string // further options of the program
}

func start(t *testing.T, host, port, dir string, extra ...string) *site {
	t.Helper()
	binary := os.Getenv("CARDS")
	if binary == "" {
		t.Skip("CARDS names no program")
	}
	s := &site{t: t, dir: dir, host: host, port: port, extra: extra}
	if dir == "" {
		s.dir = t.TempDir()
		write(t, filepath.Join(s.dir, "physics.md"), deck)
		write(t, filepath.Join(s.dir, "square.png"), square(t))
		s.run("init", ".")
	}
	s.serve(binary)
	return s
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// run runs a command of the program and returns what it prints.
func (s *site) run(args ...string) string {
	s.t.Helper()
	cmd := exec.Command(os.Getenv("CARDS"), args...)
	cmd.Dir, cmd.Env = s.dir, append(os.Environ(), "HOME="+s.dir)
	out, err := cmd.Output()
	if err != nil {
		s.t.Fatalf("cards %v: %v", args, err)
	}
	return string(out)
}

func (s *site) serve(binary string) {
	s.t.Helper()
	args := []string{"serve", "--json", "--no-open", "--port", s.port}
	if s.host != "" {
		args = append(args, "--host", s.host)
	}
	args = append(args, s.extra...)
	s.cmd = exec.Command(binary, args...)
	s.cmd.Dir, s.cmd.Env = s.dir, append(os.Environ(), "HOME="+s.dir)
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { s.kill() })
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		s.t.Fatalf("cards serve: %v", err)
	}
	var says struct{ URL, Pair string }
	if err := json.Unmarshal(line, &says); err != nil {
		s.t.Fatal(err)
	}
	u, err := url.Parse(says.URL)
	if err != nil {
		s.t.Fatal(err)
	}
	s.pair, s.port = says.Pair, u.Port()
}

func (s *site) kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// reviews returns how many answers are in the log, and how many different ones.
func (s *site) reviews() []string {
	s.t.Helper()
	var ids []string
	for line := range strings.Lines(s.run("export", "--format", "jsonl")) {
		var e struct{ ID, Kind, Type string }
		if json.Unmarshal([]byte(line), &e) == nil && (e.Kind == "review" || e.Type == "review") {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

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

// step answers whatever is asked, by touch, and says what kind it was; false at the end.
func (b *browser) step() (kind string, more bool) {
	b.t.Helper()
	b.wants(`document.querySelector(".card") || document.querySelector("h1")`)
	if b.eval(`!document.querySelector(".card")`) == true {
		return "", false
	}
	kind = "plain"
	switch {
	case b.eval(`!!document.querySelector(".typing")`) == true:
		kind = "typed"
		b.write(".typing input", "go")
		b.tap(".typing button")
	case b.eval(`!!document.querySelector(".option") && !document.querySelector("footer > button.main")`) == true:
		kind = "choice"
		b.tap(".option")
	case b.eval(`!!document.querySelector(".option")`) == true:
		kind = "several"
		b.tap(".option")
		b.tap("footer > button.main")
	default:
		b.tap("footer > button.main")
	}
	b.wants(`document.querySelector(".ratings")`)
	return kind, true
}

// rate rates a card easy, and waits until that is kept.
func (b *browser) rate() {
	b.t.Helper()
	b.tap(".ratings button:nth-child(4)")
	b.wants(`!document.querySelector(".ratings")`)
}

// TestTouch reviews every kind of card by touch on a small dark screen, takes one back, and looks
// at the other pages.
func TestTouch(t *testing.T) {
	s := start(t, "", "0", "")
	b := open(t, 390, 844, true, true)
	b.do(chromedp.Navigate(s.pair))
	kinds := map[string]int{}
	answered, pictures, undone := 0, 0, false
	for {
		kind, more := b.step()
		if !more {
			break
		}
		kinds[kind]++
		if kinds[kind] == 1 {
			b.sound("answer " + kind)
			b.shot("answer-" + kind + "-dark")
		}
		if b.eval(`!!document.querySelector(".answer img")`) == true {
			pictures++
			b.wants(`document.querySelector(".answer img").naturalWidth === 40`)
			b.shot("answer-picture-dark")
		}
		b.rate()
		answered++
		if answered == 2 && !undone {
			undone = true
			b.wants(`document.querySelector(".more")`)
			b.tap(".more summary")
			b.tap(".more button")
			b.text("Taken back")
			answered--
		}
		if answered > 30 {
			t.Fatal("it does not end")
		}
	}
	if pictures != 1 || answered < 8 || kinds["typed"] == 0 || kinds["choice"] == 0 || kinds["several"] == 0 {
		t.Errorf("%d answers, of kinds %v, %d pictures", answered, kinds, pictures)
	}
	b.sound("the end")
	b.shot("done-dark")
	for _, page := range []string{"decks", "stats", "find", "add", "notes/physics"} {
		b.view(page, "main h1, main .figures")
		b.sound(page)
		b.shot(strings.ReplaceAll(page, "/", "-") + "-dark")
	}
	b.clean()
	s.arrive(answered + 1)
	if got := s.reviews(); len(got) != answered+1 {
		t.Errorf("%d reviews in the log, want %d and one that was taken back", len(got), answered)
	}
}

// TestKeyboard reviews on a wide light screen by keys, edits a card, adds one, and takes a quiz.
func TestKeyboard(t *testing.T) {
	s := start(t, "", "0", "")
	b := open(t, 1280, 800, false, false)
	b.do(chromedp.Navigate(s.pair))
	b.wants(`document.querySelector(".card")`)
	b.sound("question")
	b.shot("question-light")
	b.press(" ")
	b.wants(`document.querySelector(".ratings")`)
	b.wants(`document.querySelector(".answer math")`)
	b.shot("answer-light")
	b.press("3")
	b.wants(`!document.querySelector(".ratings") && document.querySelector(".card")`)
	b.wants(`document.querySelector(".typing input")`)
	b.leaveField() // else e is typed
	b.press("e")
	b.wants(`document.querySelector("textarea")`)
	b.sound("edit")
	b.shot("edit-light")
	b.do(chromedp.Evaluate(`document.querySelector("textarea").value =
		document.querySelector("textarea").value.replace("goroutine", "new goroutine"); 0`, nil))
	b.tap("main button.main")
	b.text("1 card edited")
	b.wants(`document.querySelector(".card")`) // it goes back by itself
	b.view("add", "#question")
	b.do(chromedp.SendKeys("#question", "What is two and two?", chromedp.ByQuery),
		chromedp.SendKeys("#answer", "four", chromedp.ByQuery), chromedp.SendKeys("#deck", "physics", chromedp.ByQuery))
	b.tap("main button.main")
	b.text("Added to physics.md")
	text, err := os.ReadFile(filepath.Join(s.dir, "physics.md"))
	if err != nil || !bytes.Contains(text, []byte("new goroutine")) || !bytes.Contains(text, []byte("Q: What is two and two?\nA: four")) {
		t.Errorf("%v\n%s", err, text)
	}
	b.view("find", "#words")
	b.do(chromedp.SendKeys("#words", "captial", chromedp.ByQuery))
	b.text("Which is the capital of France?")
	b.view("quiz", ".card")
	b.sound("quiz")
	b.shot("quiz-light")
	b.quiz()
	b.view("stats", ".figures svg")
	b.sound("stats")
	b.shot("stats-light")
	b.clean()
}
