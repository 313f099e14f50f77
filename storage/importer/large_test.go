package importer

import (
	"strings"
	"testing"
	"time"

	"cards/deck/decktest"
)

// TestReadersAreFastOnHostileText repeats what made readers look again and again at what they have
// read.
func TestReadersAreFastOnHostileText(t *testing.T) {
	if testing.Short() {
		t.Skip("processor time, which the race detector multiplies")
	}
	const size = 1 << 18
	for _, tt := range []struct{ format, begin, piece string }{
		{orgName, "* a :drill:\n", "x "},
		{orgName, "* a :drill:\n", "[["},
		{orgName, "* a :drill:\n", "~a~ "},
		{orgName, "* a :drill:\n", "#+begin_src =a= "},
		{orgName, "* a :drill:\n", "\\["},
		{orgName, "* a :drill:\nb\n", "* h\n"},
		{orgName, "* a :drill:\nb\n** c\nd\n", "\n"},
		{obsidianName, "#flashcards\n", "==a==^["},
		{obsidianName, "#flashcards\na::", "["},
		{obsidianName, "#flashcards\na\n?\n", "<!--SR:"},
		{obsidianName, "#flashcards\na::b\n", "\n"},
		{obsidianName, "#flashcards\na::b\n", "<!--\n"},
		{obsidianName, "#flashcards\na::b\n", "$$ x\n"},
		{markdownName, "**Q:** a\n**A:** ", "\n"},
		{markdownName, "**Q:** ", "x "},
		{markdownName, "", "<details>\n"},
		{markdownName, "", "### a?\n"},
		{aikenName, "", "a\n"},
		{giftName, "::a::b{", "=a "},
		{giftName, "", "a? {b"},
		{cardtagName, "a #card\n", "- "},
		{carddownName, "a #flashcard\n", "x\n"},
		{tableName, "a,b\n", "\""},
		{studyPageName, "Questions\n", "What?\n"},
		{kiName, "# a\n```\nnotetype: b\n```\n## c\n", "## d\n"},
	} {
		text := tt.begin + strings.Repeat(tt.piece, size/len(tt.piece)) + "\n"
		took := decktest.CPU(func() {
			known := recognise(newSample("", []byte(text)), tt.format)
			c, err := known.Read(Input{Data: []byte(text), Zone: time.UTC})
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

// TestReadersSayWhereATextIsNone reads what is no text as each format of texts.
func TestReadersSayWhereATextIsNone(t *testing.T) {
	t.Parallel()
	for _, f := range formats() {
		for _, data := range []string{"a\nb\x00\n", "a\nb \xff\xfe c\n", "a\n\xed\xa0\x80"} {
			g := readAs(formats(), newSample("a", []byte(data)), f.name)
			if g.Read == nil || f.name == xlsxName || f.name == mochiName { // these are archives
				continue
			}
			in := Input{Name: "a", Data: []byte(data), Zone: time.UTC}
			if _, err := g.Read(in); err == nil || !strings.Contains(err.Error(), "line 2") {
				t.Errorf("%q as %s: %v", data, f.name, err)
			}
		}
	}
}
