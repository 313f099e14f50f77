package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestStatsPage looks at the file that `cards stats --html` writes: no script, no request, nothing
// that axe finds serious, and a title, a description and a table for every chart.
func TestStatsPage(t *testing.T) {
	s := start(t, "", "0", numbers(t, 40))
	for i := range 20 {
		id := strings.TrimSpace(s.run("next", "--jq", ".id"))
		s.run("answer", id, []string{"again", "hard", "good", "easy"}[i%4])
	}
	path := filepath.Join(s.dir, "stats.html")
	s.run("stats", "--all", "--html", path)
	text, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(text), "<script") || strings.Contains(string(text), "http") {
		t.Errorf("a script or an address in the page, or none: %v", err)
	}
	for _, dark := range []bool{false, true} {
		for _, width := range []int{390, 1280} {
			b := open(t, width, 900, dark, false)
			b.do(chromedp.Navigate("file://" + path))
			b.sound(fmt.Sprintf("statistics at %d, dark %v", width, dark))
			b.shot(fmt.Sprintf("statistics-%d-%v", width, dark))
			if n := b.eval(`[...document.querySelectorAll("svg")].filter((s) => !s.querySelector("title") ||
				!s.querySelector("desc") || !s.closest("figure").querySelector("table")).length`); n != float64(0) {
				t.Errorf("%v charts without title, description or table", n)
			}
			if n := b.eval(`document.querySelectorAll("svg").length`); n.(float64) < 5 {
				t.Errorf("%v charts", n)
			}
			b.clean()
		}
	}
}
