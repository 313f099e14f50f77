package obsidian_test

import (
	"strings"
	"testing"

	"cards/deck/from/obsidian"
)

// TestFieldsAreNoCards states which lines with "::" say something of a note.
func TestFieldsAreNoCards(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"tags:: #a, #b\nup:: [[Map]]\n\nTerm:: its meaning\n", "Term"},
		{"created:: 2024-05-01 10:00\nsource:: https://example.org/a?b\n\nTerm::x\n", "Term"},
		{"see:: [[A]], [a page](b.md) | [[C]]\ndone:: true\n", ""},
		{"**Breakfast**:: 0\n**Study**:: 1.5 h\n**Reflection**:: \n", ""},
		{"- **Sleep hours**:: 7\n- **Run**:: 5 km\n- **Water**:: H2O\n", "Water"},
		{"**Osmosis**:: water through a wall\nempty::\n", "Osmosis"},
		{"Planets:: 8\nFrance:: Paris\n", "Planets France"},
		{"the capital of France:: [[Paris]]\n", "the capital of France"},
		{"#flashcards\nFrance:: [[Paris]]\n", "France"},
		{"France:: [[Paris]]\n<!--SR:!2024-05-01,3,250-->\n", "France"},
		{"- France:: [[Paris]]\n", "France"},
		// pages of Logseq
		{"title:: English\nicon:: a\n\n- word\n\t- meaning\n", ""},
		{"alias:: ai\n- A plan\n  collapsed:: true\n\t- one\n\t  id:: 68ac38c3-a2ea\n", ""},
		{"alias:: book\ntitle:: Book\n", ""},
		{"tags:: a, b\n\n- chapter:: 4\n- # A title\n\t- words\n", ""},
		{"- collapsed:: true\n\t- kind:: a thing\n", ""},
		{"- A term here:: its meaning\n  collapsed:: true\n", "A term here"},
		// none of it
		{"gato:: cat\nperro:: dog\n", "gato perro"},
		{"gato:: cat\nperro:: dog\n\nSome words.\n\n- an item\n", "gato perro"},
		{"question\n?\ntags:: #a\n", "question"},
	} {
		note := obsidian.Read(tt.text, obsidian.Defaults())
		var got []string
		for _, c := range note.Cards {
			got = append(got, c.Front)
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%q: cards %q, want %q", tt.text, got, tt.want)
		}
	}
}
