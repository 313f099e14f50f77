package term_test

import (
	"strings"
	"testing"

	"cards/cmd/internal/out"
	"cards/cmd/internal/term"
	"cards/deck"
	"cards/storage"
)

// FuzzHostileDeck shows all cards of a deck from its text to the screen: nothing in it reaches the
// terminal that the program has not written itself.
func FuzzHostileDeck(f *testing.F) {
	for _, src := range []string{
		"Q: \x1b[2J \x9b1m\nA: \x1b]0;x\x07 ok\n", "C: [a\x1b[m::b\x07] {{c1::\u202ec::\u009b}}\n",
		"T: \x1bc\nD: \u2028\n",
		"Q: a\nA:\n- [x] \x1b[31m\n- [ ] \x1b]8;;http://x\x07\n", "Q (typed): a\nA: \x1b[6n\n",
		"Q: ```\x1b\nA: ```go\n\x1bP1$r\x1b\\ // \x9d\n```\n",
		"Q: $\\text{\x1b[2J}_{\x07}$\nA: |a|b\x1b|\n|-|-|\n|\x1b[H|c|\n",
		"Q: [a](https://e.org/\x1b]8;;\x07 \"t\") <https://e.org/\x1b> ![\x1b](\x07.png)\nA: [^\x1b] x\n\n[^\x1b]: \x07\n",
		"# \x1b[31m\n\nQ: a\nA: b\nA (more): \x1b_Gi=1;\x1b\\\n",
		"Q: <sub>\x1b</sub> &#27; &#x9b; &#8238;\nA: x\\\x1b\n",
	} {
		f.Add(src, uint8(40))
	}
	f.Fuzz(func(t *testing.T, src string, width uint8) {
		plain := func(card *storage.Card) {
			var b strings.Builder
			o := options()
			s := &sitting{now: noon, cards: []*storage.Card{card}}
			if err := term.RunPlain(t.Context(), s, strings.NewReader("a\nshow\n:show\n3\n"), &b,
				o); err != nil {
				t.Fatal(err)
			}
			if !harmless(b.String()) {
				t.Fatalf("%q says %q", src, b.String())
			}
		}
		for _, n := range deck.Parse("a.md", []byte(src)).Notes {
			for _, c := range n.Cards {
				card := &storage.Card{
					Card: c, Deck: src, Section: n.Section, More: n.More,
					Definitions: n.Definitions, Options: n.Options,
				}
				plain(card)
				for _, theme := range []out.Theme{out.Bare, out.Dark} {
					o := options()
					o.Look = term.Look{Theme: theme, Links: theme != out.Bare, Words: true}
					screen := term.NewScreen(&sitting{now: noon, cards: []*storage.Card{card}},
						&term.Frames{}, int(width)+1, 24, o)
					for _, keys := range []string{"", "a 1 enter", "G"} {
						pressAll(screen, keys)
						view := ours.ReplaceAllString(screen.View(), "")
						if !harmless(view) || strings.Contains(view, "\t") {
							t.Fatalf("%q shows %q", src, view)
						}
					}
				}
			}
		}
	})
}
