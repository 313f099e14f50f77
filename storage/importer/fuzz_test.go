package importer

import (
	"testing"
	"time"

	"cards/storage/importer/formats"
	"cards/storage/importer/source"
)

// FuzzForced gives each reader what a person says it is to read, whatever it is.
func FuzzForced(f *testing.F) {
	names := formats.Names()
	for _, text := range []string{
		"* a :drill:\nb\n** c\n", "- a #card\n\t- b\n", "::t::q{=a ~b}\n", "q\nA. x\nB. y\nANSWER: B\n",
		"#flashcards\na::b\nc\n?\nd\n", "#separator:tab\na\tb\n", "Q: a\nA: b\n", "a,b\n\"c\n\",d\n", "a : b #flashcard\n",
	} {
		for i := range names {
			f.Add(uint8(i), text)
		}
	}
	f.Fuzz(func(t *testing.T, pick uint8, text string) {
		known := formats.Recognise(source.NewSample("", []byte(text)), names[int(pick)%len(names)])
		if known.Read == nil {
			return
		}
		c, err := known.Read(source.Input{Data: []byte(text), Zone: time.UTC})
		if err != nil {
			return
		}
		r := newReport("x", "y")
		entries, _ := newEntries(&r, c, deckTexts(c.Items))
		for _, e := range entries {
			if e.Note != nil && len(e.cards) == 0 {
				t.Errorf("%s: a note without cards: %q", known.Name, e.text)
			}
		}
		next := 1
		for _, p := range c.Parts {
			if c.Unit == "" && (p.Line != next || p.End < p.Line) {
				t.Fatalf("%s: %q: part of lines %d to %d after line %d", known.Name, text, p.Line, p.End, next-1)
			}
			next = p.End + 1
		}
		if lines := source.LineCount(text); c.Unit == "" && next != lines+1 {
			t.Errorf("%s: %q: accounts for %d of %d lines", known.Name, text, next-1, lines)
		}
	})
}

// FuzzRead reads a file as what it is taken for, and has every note of it make cards.
func FuzzRead(f *testing.F) {
	f.Add("page.txt", "Quiz\nWhat?\nWhat?\nStudy Notes\nT\n- a: b\n")
	f.Add("a.csv", "a,b\n\"c\nd\",e\n")
	f.Add("a.md", "Q: a\nA: b\n<!--\n")
	f.Fuzz(func(t *testing.T, name, text string) {
		known := formats.Recognise(source.NewSample(name, []byte(text)), "")
		if known.Read == nil {
			return
		}
		c, err := known.Read(source.Input{Name: name, Data: []byte(text), Zone: time.UTC})
		if err != nil {
			return
		}
		r := newReport("x", "y")
		entries, _ := newEntries(&r, c, deckTexts(c.Items))
		for _, e := range entries {
			if e.Note != nil && len(e.cards) == 0 {
				t.Errorf("a note without cards: %q", e.text)
			}
		}
	})
}
