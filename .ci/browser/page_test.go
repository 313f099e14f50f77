// Package browser drives the page of `cards serve` in Chromium, as a person would.
package browser

import (
	"bufio"
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

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
