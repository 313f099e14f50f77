package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestKeyboardReviews reviews every kind of card by keys alone on a wide dark screen, and takes one
// back.
func TestKeyboardReviews(t *testing.T) {
	s := start(t, "", "0", "")
	b := open(t, 1280, 800, true, false)
	b.do(chromedp.Navigate(s.pair))
	b.wants(`document.querySelector(".card")`)
	if want, got := s.run("due", "--jq", `"\(.new) · \(.learning) · \(.review)"`),
		b.eval(`document.querySelector(".counts").textContent`); strings.TrimSpace(want) != got {
		t.Errorf("%v wait, want %s", got, want) // whatever is on the page yet
	}
	b.press("f")
	b.wants(`document.querySelector(".place b")`) // the flag
	b.press("u")
	b.wants(`document.querySelector(".card") && !document.querySelector(".place b")`)
	kinds := map[string]int{}
	answered := 0
	for ; answered < 30; answered++ {
		b.wants(`document.querySelector(".card") || document.querySelector("h1")`)
		if b.eval(`!document.querySelector(".card")`) == true {
			break
		}
		kind := b.reveal()
		kinds[kind]++
		if kinds[kind] == 1 {
			b.sound("answer " + kind)
			b.shot("keyboard-" + kind)
		}
		b.press("4")
		b.wants(`!document.querySelector(".ratings")`)
		if answered == 1 {
			b.wants(`document.querySelector(".card")`)
			b.leaveField() // else u is typed
			b.old()
			b.press("u")
			b.anew(".card")
			b.text("Taken back")
			b.reveal()
			b.press("4")
			b.wants(`!document.querySelector(".ratings")`)
		}
	}
	s.arrive(answered + 1)
	if answered < 8 || len(kinds) != 4 {
		t.Errorf("%d answers, of kinds %v", answered, kinds)
	}
	if got := s.reviews(); len(got) != answered+1 {
		t.Errorf("%d reviews in the log, want %d and one that was taken back", len(got), answered)
	}
	b.clean()
}

// leaveField takes the cursor out of the field of a card whose answer is typed, once it is there.
func (b *browser) leaveField() {
	b.t.Helper()
	b.wants(`!document.querySelector(".typing") || document.activeElement.matches(".typing input")`)
	b.press(kb.Escape)
	b.wants(`!document.activeElement.matches(".typing input")`)
}

// reveal shows the answer of what is asked, by keys, and says what kind of card it is.
func (b *browser) reveal() (kind string) {
	b.t.Helper()
	is := func(expression string) bool { return b.eval(expression) == true }
	switch {
	case is(`!!document.querySelector(".typing")`):
		kind = "typed"
		// The driver sends a key and its character apart: that of the key before may have come here.
		b.do(chromedp.Evaluate(`document.querySelector(".typing input").value = ""; 0`, nil))
		b.press("go" + kb.Enter)
		b.wants(`document.querySelector(".verdict.right")`)
	case is(`!!document.querySelector(".option") && !document.querySelector("footer > button.main")`):
		kind = "choice"
		b.press("1")
	case is(`!!document.querySelector(".option")`):
		kind = "several"
		b.press("1")
		b.press("2")
		b.press(kb.Enter)
	default:
		kind = "plain"
		b.press(" ")
	}
	b.wants(`document.querySelector(".ratings")`)
	return kind
}

// TestKeyboardQuiz goes through a quiz by keys alone, takes an answer back, and comes again by the
// link that has paired the browser.
func TestKeyboardQuiz(t *testing.T) {
	s := start(t, "", "0", "")
	for range 9 {
		s.run("answer", strings.TrimSpace(s.run("next", "--jq", ".id")), "easy")
	}
	b := open(t, 1280, 800, false, false)
	b.do(chromedp.Navigate(s.pair))
	b.wants(`document.querySelector("h1, .card")`)
	b.view("quiz", ".card")
	forms := map[string]bool{}
	for range 60 {
		if b.eval(`document.body.innerText.includes("The quiz is over")`) == true {
			break
		}
		form := b.byKeys()
		b.wants(`document.querySelector(".verdict")`)
		if !forms[form] {
			b.sound("quiz " + form)
			b.press("u")
			b.wants(`!document.querySelector(".verdict")`)
			b.byKeys()
			b.wants(`document.querySelector(".verdict")`)
		}
		forms[form] = true
		b.press(" ")
		b.wants(`!document.querySelector(".verdict")`)
	}
	b.text("The quiz is over")
	if len(forms) < 2 {
		t.Errorf("asked only in the forms %v", forms)
	}
	b.do(chromedp.Navigate("about:blank"), chromedp.Navigate(s.pair))
	b.wants(`location.pathname === "/" && document.querySelector("h1, .card")`)
	if b.eval(`document.body.innerText.includes("Not paired")`) == true {
		t.Error("a browser that is paired is asked for a code")
	}
}

// byKeys answers a question of a quiz by keys, and returns in which form it was asked.
func (b *browser) byKeys() string {
	b.t.Helper()
	has := func(selector string) bool {
		return b.eval(`!!document.querySelector("`+selector+`")`) == true
	}
	switch {
	case has(".typing input"):
		b.write(".typing input", "go")
		b.press(kb.Enter)
		return "typed"
	case has(".option"):
		b.press("2")
		if has("footer > button.main") {
			b.press(" ")
		}
		return "choice"
	case !has(".ratings"):
		b.press(" ")
		b.wants(`document.querySelector(".ratings")`)
	}
	b.press("1")
	return "recall"
}
