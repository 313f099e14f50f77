package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// goes shows a view of the page.
func (b *browser) goes(view, sign string) {
	b.t.Helper()
	b.old()
	b.tap(`nav a[href="#/` + view + `"]`)
	b.anew(sign)
}

// file is the text of the deck file.
func (s *site) file() string {
	s.t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, "physics.md"))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(data)
}

// comesTo waits until the deck file has a text.
func (s *site) comesTo(text string) {
	s.t.Helper()
	for late := time.Now().Add(longest); time.Now().Before(late); time.Sleep(100 * time.Millisecond) {
		if s.file() == text {
			return
		}
	}
	s.t.Errorf("the file is\n%s\nwant\n%s", s.file(), text)
}

// TestTouchWrites adds a card, edits one and takes both back, by touch on a small screen.
func TestTouchWrites(t *testing.T) {
	s := start(t, "", "0", "")
	b := open(t, 390, 844, true, true)
	b.do(chromedp.Navigate(s.pair))
	b.one()
	before := s.file()
	b.goes("add", "#question")
	b.write("#question", "What is two and two?")
	b.write("#answer", "four")
	b.write("#deck", "physics")
	b.tap("main button.main")
	b.text("Added to physics.md")
	b.shot("added-touch-dark")
	added := s.file()
	if !strings.Contains(added, "Q: What is two and two?\nA: four") {
		t.Errorf("added\n%s", added)
	}
	b.goes("", ".card")
	b.view("find/goroutine", ".found a")
	b.tap(".found a")
	b.wants(`document.querySelector("textarea")`)
	b.do(chromedp.Evaluate(`document.querySelector("textarea").setSelectionRange(10, 10); 0`, nil), // where Q (typed): ends
		chromedp.KeyEvent(" By the way,"))
	b.tap("main button.main")
	b.text("1 card edited")
	b.wants(`document.querySelector(".found a")`) // it goes back by itself
	if !strings.Contains(s.file(), "Q (typed): By the way, Which keyword") {
		t.Errorf("edited\n%s", s.file())
	}
	b.old()
	b.tap("#said button")
	b.text("Taken back")
	b.anew(".found a")
	s.comesTo(added)
	b.goes("", ".card")
	b.tap(".more summary")
	b.tap(".more button") // undo: what was done before the edit is the card that was added
	s.comesTo(before)
	b.wants(`document.querySelector(".card") && !document.querySelector(".more[open]")`)
	b.tap(".more summary")
	b.tap(".more button") // and before that the answer
	b.wants(`document.getElementById("sent").textContent === ""`)
	b.text("Newton")
	b.clean()
}

// TestTouchQuiz goes through a quiz by touch on a small dark screen.
func TestTouchQuiz(t *testing.T) {
	s := start(t, "", "0", "")
	for range 9 {
		s.run("answer", strings.TrimSpace(s.run("next", "--jq", ".id")), "easy")
	}
	b := open(t, 390, 844, true, true)
	b.do(chromedp.Navigate(s.pair))
	b.wants(`document.querySelector("h1, .card")`)
	b.goes("quiz", ".card")
	forms := b.quiz()
	b.sound("the end of the quiz")
	if len(forms) < 2 {
		t.Errorf("asked only in the forms %v", forms)
	}
	b.clean()
}

// quiz answers all questions of a quiz, and returns in which forms they were asked.
func (b *browser) quiz() map[string]bool {
	b.t.Helper()
	forms := map[string]bool{}
	for range 60 {
		if b.eval(`document.body.innerText.includes("The quiz is over")`) == true {
			break
		}
		has := func(selector string) bool { return b.eval(`!!document.querySelector("`+selector+`")`) == true }
		comes := `document.querySelector(".verdict")`
		switch {
		case has(".verdict"):
			comes = "!" + comes
			b.tap("footer .main")
		case has(".ratings"):
			b.tap(".ratings .main")
		case has(".typing input"):
			forms["typed"] = true
			b.write(".typing input", "go")
			b.tap(".typing button")
		case has(".option"):
			forms["choice"] = true
			b.tap(".option")
			if has("footer > button.main") {
				b.tap("footer > button.main")
			}
		default:
			forms["recall"], comes = true, `document.querySelector(".ratings")`
			b.tap("footer .main")
		}
		b.wants(comes)
	}
	b.text("The quiz is over")
	return forms
}

// TestZoom looks at every view with everything twice as large, as a browser zooms and as a phone
// enlarges text: nothing scrolls sideways, and what is pressed is in sight.
func TestZoom(t *testing.T) {
	s := start(t, "", "0", "")
	b := open(t, 1280, 800, false, false)
	b.do(chromedp.Navigate(s.pair))
	b.wants(`document.querySelector(".card")`)
	b.do(emulation.SetDeviceMetricsOverride(640, 400, 2, false))
	b.views(s, "zoom")
	b.do(emulation.SetDeviceMetricsOverride(390, 844, 1, true),
		chromedp.Evaluate(`document.documentElement.style.fontSize = "200%"; 0`, nil))
	b.views(s, "large")
	b.clean()
}

func (b *browser) views(s *site, name string) {
	b.t.Helper()
	for _, view := range []string{"", "decks", "stats", "find", "add", "notes/physics", "quiz"} {
		b.view(view, "main h1, main .figures, main .card, main .notes")
		b.sound(name + " " + view)
		b.shot(name + "-" + strings.ReplaceAll(view, "/", "-"))
	}
	b.view("", ".card, h1")
	for range 4 {
		kind, more := b.step()
		if !more {
			break
		}
		b.sound(name + " answer " + kind)
		b.shot(name + "-answer-" + kind)
		if hidden := b.eval(`(() => { const r = document.querySelector(".ratings").getBoundingClientRect();
			return r.bottom > innerHeight + 1 && getComputedStyle(document.querySelector("footer")).position === "sticky"; })()`); hidden == true {
			b.t.Errorf("%s: the ratings of %s are out of sight", name, kind)
		}
		b.rate()
	}
}
