package tex_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"cards/deck/decktest"
	"cards/deck/markup/tex"
)

func TestUnicode(t *testing.T) {
	t.Parallel()
	for _, c := range vectors {
		got, ok := tex.Unicode(c.src)
		if !ok {
			got = "(no TeX)"
		}
		if got != c.want {
			t.Errorf("%s\n is %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestScripts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		shift      func(string) (string, bool)
		text, want string
	}{
		{tex.Superscript, "-1", "⁻¹"},
		{tex.Superscript, "n+1", "ⁿ⁺¹"},
		{tex.Superscript, "st", "ˢᵗ"},
		{tex.Superscript, "π", ""},
		{tex.Superscript, "", ""},
		{tex.Superscript, "A B", "ᴬ ᴮ"},
		{tex.Subscript, "i=1", "ᵢ₌₁"},
		{tex.Subscript, "max", "ₘₐₓ"},
		{tex.Subscript, "b", ""},
		{tex.Subscript, "ρ", "ᵨ"},
	} {
		if got, ok := c.shift(c.text); got != c.want || ok != (c.want != "") {
			t.Errorf("%q is %q (%v), want %q", c.text, got, ok, c.want)
		}
	}
}

func TestUnicodeTakesHostileText(t *testing.T) {
	for _, piece := range []string{
		"{", "}", "^", "_", "\\", "\\frac", "\\frac{", "{^", "a^{", "\\left(", "\\begin{matrix}",
		"\\sqrt[", "'",
		"\\\\", "&", "\\text{", "\\foo{", "\\foo[", "|", "\\hat", "\u0002", "\u0003",
		"\u0002a\u0003", "\\not", "\\ce{", "\\ce{1^", "a\\over ", "{a\\over ", "\\substack{",
		"\\qty{", "\\dv{",
		"\\xrightarrow[", "\\SI{1}{", "\\ce{->[", "\\abs{", "\\prescript{a}{b}{", "1",
	} {
		took := decktest.CPU(func() {
			tex.Unicode(strings.Repeat(piece, 100_000/len(piece)))
			tex.Unicode(strings.Repeat(piece, 8_000/len(piece)))
			tex.Unicode(strings.Repeat(piece, 4_000/len(piece)) + strings.Repeat("}", 4_000/len(piece)))
		})
		if took > 5*time.Second {
			t.Errorf("many %q took %v", piece, took)
		}
	}
}

// FuzzUnicode holds that no mark of a gap is lost, doubled or left alone, and that nothing comes
// out that did not go in but letters, signs and line feeds.
func FuzzUnicode(f *testing.F) {
	for _, c := range vectors {
		f.Add(c.src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		text, ok := tex.Unicode(src)
		if !ok {
			return
		}
		for _, mark := range []string{"\u0002", "\u0003"} {
			if got, want := strings.Count(text, mark), strings.Count(src, mark); got != want {
				t.Errorf("%q is %q: %d marks %q, want %d", src, text, got, mark, want)
			}
		}
		if utf8.ValidString(src) && !utf8.ValidString(text) {
			t.Errorf("%q is %q", src, text)
		}
		for _, r := range text {
			if r < ' ' && r != '\n' && !strings.ContainsRune(src, r) {
				t.Errorf("%q is %q, with %q", src, text, r)
			}
		}
	})
}

func BenchmarkUnicode(b *testing.B) {
	for b.Loop() {
		tex.Unicode(`x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}`)
	}
}
