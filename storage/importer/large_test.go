package importer

import (
	"strings"
	"testing"
	"time"

	"cards/deck/decktest"
	"cards/storage/importer/formats"
	"cards/storage/importer/source"
)

// TestReadersAreFastOnHostileText repeats what made readers look again and again at what they have
// read.
func TestReadersAreFastOnHostileText(t *testing.T) {
	if testing.Short() {
		t.Skip("processor time, which the race detector multiplies")
	}
	const size = 1 << 18
	for _, tt := range []struct{ format, begin, piece string }{
		{"org", "* a :drill:\n", "x "},
		{"org", "* a :drill:\n", "[["},
		{"org", "* a :drill:\n", "~a~ "},
		{"org", "* a :drill:\n", "#+begin_src =a= "},
		{"org", "* a :drill:\n", "\\["},
		{"org", "* a :drill:\nb\n", "* h\n"},
		{"org", "* a :drill:\nb\n** c\nd\n", "\n"},
		{"obsidian", "#flashcards\n", "==a==^["},
		{"obsidian", "#flashcards\na::", "["},
		{"obsidian", "#flashcards\na\n?\n", "<!--SR:"},
		{"obsidian", "#flashcards\na::b\n", "\n"},
		{"obsidian", "#flashcards\na::b\n", "<!--\n"},
		{"obsidian", "#flashcards\na::b\n", "$$ x\n"},
		{"markdown", "**Q:** a\n**A:** ", "\n"},
		{"markdown", "**Q:** ", "x "},
		{"markdown", "", "<details>\n"},
		{"markdown", "", "### a?\n"},
		{"aiken", "", "a\n"},
		{"gift", "::a::b{", "=a "},
		{"gift", "", "a? {b"},
		{"cardtag", "a #card\n", "- "},
		{"carddown", "a #flashcard\n", "x\n"},
		{"table", "a,b\n", "\""},
		{"study-page", "Questions\n", "What?\n"},
		{"ki", "# a\n```\nnotetype: b\n```\n## c\n", "## d\n"},
	} {
		text := tt.begin + strings.Repeat(tt.piece, size/len(tt.piece)) + "\n"
		took := decktest.CPU(func() {
			known := formats.Recognise(source.NewSample("", []byte(text)), tt.format)
			c, err := known.Read(source.Input{Data: []byte(text), Zone: time.UTC})
			if err != nil {
				return
			}
			r := newReport("x", "y")
			newEntries(&r, c, deckTexts(c.Items))
		})
		if took > 4*time.Second {
			t.Errorf("%s: %q and 256 KB of %q took %v", tt.format, tt.begin, tt.piece, took)
		}
	}
}
