package deck_test

import (
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"cards/deck"
	"cards/deck/decktest"
)

// hostile are pieces of decks that make naive parsers slow or hungry when they are repeated.
var hostile = []string{
	"x", "\n", " ", "\x00", "\xff", "\x00\n", "\r\n", "Q:\n", "A:\n", "Q: a\nA: b\n", "# a\n",
	"#a ", "#a\n", "---\n", "T: x\nD: x\n",
	"```\n", "```a\n", "~~~~a\n", "````a\n```\n", "A: ```\n", "$$\n", "$$a\n", "a $$\n", "<!--",
	"<!--\n", "<!-- -->", "<!-- -->\n", "`<!--", "` ",
	"C: [a] ", "C: [", "[", "]", "[a]", "[[a]", "[]", "{{c1::", "}}", "{{c1::a}}", "{{c1::a::b}}",
	"::", "`[a]` ", "$[a]$ ", "\\[",
	"[[a]]", "[@a; ", "$[a", "$\\{", "{{c1::{", "{{c1::$}}", "{{c1::`}}`", "{", "- [x] [",
	"> [!a] [", "[a]: b/c\n", "> ```\n", "> ~~~a\n",
	"$$ a\n\nC: [b]\n", "$$\n\n", "<!-- a\n\nC: [b]\n", "```a\nQ: b\nA: ```a\n", "\n- > ```\n  > a\n",
	"A (", "(", "Q (id=a): b\nA: c\n", "Q (a b c): x\n", "- [ ] a\n", "a:\n", "a :: b\n", "é́ ",
	"\u0301", "![", "[a](", "{{c1::`", "[`",
	"[^a]: ", "[^a]", "[^a]: x\n", "> [^a]: b[^c]\n", "Q: x[^a]\nA: y\n\n[^a]: z\n",
}

// prefixes put what is repeated into each place where it is read differently.
var prefixes = []string{
	"", "Q: a\nA: ", "C: [g] ", "C: {{c1::g}} ", "---\n", "```\n", "- [x] a\n",
	"Q: a\nA: - [x] a\n",
}

// TestParseIsFastOnHostileText reads each piece in two of the places, in its full form in all.
func TestParseIsFastOnHostileText(t *testing.T) {
	const size = 1 << 18
	for p, prefix := range prefixes {
		for i, piece := range hostile {
			if p > 0 && p != 1+i%(len(prefixes)-1) && os.Getenv("CARDS_LONG") == "" {
				continue
			}
			src := []byte(prefix + strings.Repeat(piece, size/len(piece)))
			took, megabytes := cost(src)
			if took > 3*time.Second || megabytes > 150 {
				t.Errorf("%q and 256 KB of %q took %v and %d MB", prefix, piece, took, megabytes)
			}
		}
	}
}

// TestFormsOfGaps: what looks like the mark of a gap is looked for once among many gaps and code.
func TestFormsOfGaps(t *testing.T) {
	isLinear := decktest.IsLinear(1_000, func(n int) {
		deck.Parse("x.md", []byte("C: "+strings.Repeat("{{c1::a}} {{c0::b}} `x` ", n)))
	})
	if !isLinear {
		t.Error("ten times as many take more than twenty times as long")
	}
}

// cost returns what it takes to parse a file.
func cost(src []byte) (took time.Duration, megabytes uint64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	took = decktest.CPU(func() { deck.Parse("x.md", src) })
	runtime.ReadMemStats(&after)
	return took, (after.TotalAlloc - before.TotalAlloc) >> 20
}
