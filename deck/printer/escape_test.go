package printer_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"cards/deck"
	"cards/deck/decktest"
	"cards/deck/printer"
)

func TestEscape(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{" plain *text*\r\n", "plain *text*"},
		{"Q: a\nA (more): b\n---\n# c\n#d\na: e", " Q: a\n A (more): b\n ---\n # c\n #d\n a: e"},
		{"```\nQ: a\n```\nQ: b", "```\nQ: a\n```\n Q: b"},
		{"```\nQ: a", "\\`\\`\\`\n Q: a"},
		{"$$ a\n<!-- b\n- ~~~", "\\$\\$ a\n\\<!-- b\n- \\~\\~\\~"},
		{"- [ ] a\n- [ ] b", "- \\[ ] a\n- [ ] b"},
		{"- [x] a", "- [x] a"},
		{"a\x00\xffb", "a\ufffd\ufffdb"},
		{"", ""},
	} {
		if got := printer.Escape(c.text); got != c.want {
			t.Errorf("Escape(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// squash leaves of a text what Escape keeps.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\\' {
			return -1
		}
		if strings.ContainsRune("\x00\x02\x03", r) {
			return utf8.RuneError
		}
		return r
	}, s)
}

func FuzzEscape(f *testing.F) {
	for _, s := range decktest.Sources(f, "..") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		escaped := printer.Escape(text)
		for _, format := range []string{"Q: q\nA: ", "Q: q\nA:\n"} {
			src := format + escaped + "\n\nQ: r\nA: s\n"
			f := deck.Parse("x.md", []byte(src))
			for _, d := range f.Diagnostics {
				if d.Severity == deck.Error {
					t.Errorf("%q is read with %v", src, d)
				}
			}
			if len(f.Notes) != 2 {
				t.Fatalf("%q is read as %d notes", src, len(f.Notes))
			}
			if got, want := squash(f.Notes[0].Answer), squash(text); got != want {
				t.Errorf("%q of %q is read as %q", escaped, text, f.Notes[0].Answer)
			}
		}
		if again := printer.Escape(escaped); again != escaped {
			t.Errorf("%q is escaped to %q, that to %q", text, escaped, again)
		}
	})
}

func ExampleEscape() {
	fmt.Println("Q: How does a deck begin?\nA: " + printer.Escape("---\nname: Go\n---"))
	// Output:
	// Q: How does a deck begin?
	// A:  ---
	// name: Go
	//  ---
}
