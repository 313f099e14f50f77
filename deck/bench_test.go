package deck_test

import (
	"fmt"
	"strings"
	"testing"

	"cards/deck"
	"cards/deck/edit"
)

// files writes decks with 100,000 cards in 1,000 files: four of ten cards are questions, two terms,
// the others gaps of clozes.
func files() [][]byte {
	var list [][]byte
	for f := range 1000 {
		var b strings.Builder
		fmt.Fprintf(&b, "---\nname = \"deck %d\"\ntags = [\"a\"]\n---\n\n# Section\n\nNotes of the section.\n\n", f)
		for i := range 10 {
			n := f*10 + i
			fmt.Fprintf(&b, "Q: What does the function number %d return when it is called?\nA: The number %d.\n\n", n, n*7)
			fmt.Fprintf(&b, "Q: Which of these belongs to café %d?\nA: A list of things\n- one\n- `two`\n\nA (more): See %d.\n#tag\n\n", n, n)
			fmt.Fprintf(&b, "Q: What prints this?\n```go\nfmt.Println(%d)\n```\nA: It prints\n\n    %d\n\n", n, n)
			fmt.Fprintf(&b, "Q (draft): Is %d prime?\nA:   **no**\n\n", n)
			fmt.Fprintf(&b, "T: der Hund %d\nD: the dog number %d\n\n", n, n)
			fmt.Fprintf(&b, "C: The [heart %d] has [four] chambers and {{c1::beats}} all day.\n\n", n)
			fmt.Fprintf(&b, "C: In `code %d[0]` the [index] counts from \\[0\\].\n\n", n)
		}
		list = append(list, []byte(b.String()))
	}
	return list
}

// marked writes decks with 50,000 cards in 500 files whose answers are full of quotes, lists, code,
// math, comments and links.
func marked() [][]byte {
	var list [][]byte
	for f := range 500 {
		var b strings.Builder
		for i := range 50 {
			n := f*50 + i
			fmt.Fprintf(&b, "<!-- checked %d -->\nQ: What is `f(%d)` of $x_{%d}$?\nA:\n> quoted **text**\n> over lines\n\n"+
				"- one\n  ```go\n  // <!-- kept -->\n  x[%d] = 1\n  ```\n- two <!-- left out -->\n\n> ~~~\n> code %d\n> ~~~\n\n", n, n, n, n, n)
			fmt.Fprintf(&b, "C: $$\n\\sum_{i} [x_i]\n$$\nis the sum %d of [the guide](https://x.y/%d), see [[page %d]].\n\n", n, n, n)
		}
		list = append(list, []byte(b.String()))
	}
	return list
}

func BenchmarkParse(b *testing.B) {
	b.Run("100k-cards-in-1000-files", func(b *testing.B) { parseAll(b, files(), 100_000) })
	b.Run("50k-cards-with-blocks", func(b *testing.B) { parseAll(b, marked(), 50_000) })
}

// parseAll parses files that hold so many cards.
func parseAll(b *testing.B, list [][]byte, want int) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		count := 0
		for _, src := range list {
			for _, n := range deck.Parse("x.md", src).Notes {
				count += len(n.Cards)
			}
		}
		if count != want {
			b.Fatalf("%d cards", count)
		}
	}
}

// BenchmarkFormat lays out what BenchmarkParse parses. Each text is parsed before and after.
func BenchmarkFormat(b *testing.B) {
	list := files()
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range list {
			if _, err := edit.Format(src); err != nil {
				b.Fatal(err)
			}
		}
	}
}
