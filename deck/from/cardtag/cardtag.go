// Package cardtag reads notes in which a tag makes a card of a block: "#card" behind a question,
// with the answer in the lines or the items below it, as in Logseq and the plugin Flashcards of
// Obsidian. Logseq's gaps, and what it knows of how a card was learned, are read too.
//
//	cardtag.go   cards and their lines
//	scan.go      from lines to cards
//	outline.go   from the blocks of a page of Logseq to cards
//	line.go      what single lines are
package cardtag

import (
	"slices"
	"strings"
)

// Kind says how a card is asked.
type Kind uint8

// The kinds of cards.
const (
	Basic    Kind = iota
	Reversed      // in both directions
	Cloze
)

// Card is one card, or two that are each other's reverse, or a text with gaps.
type Card struct {
	Line, End int   // the first and the last line, from 1
	Behind    []int // further lines of it, behind cards that stand inside of it
	Kind      Kind
	Title     bool   // it is asked by a heading
	Front     string // of a cloze the text, with gaps as {{c1::text}}
	Back      string // of a cloze what stands below it
	Tags      []string
	Section   []string          // the headings above it
	ID        string            // by the program's own means; "" if it has none
	Known     map[string]string // properties of Logseq, by their names
}

// Note is what a note holds.
type Note struct {
	Cards    []Card
	Open     []Card // that are marked, and have no answer
	Marked   int    // of both, those with a tag: the others stand on one line
	Headings []int  // lines that are headings
	Outline  bool   // it is one of Logseq
}

// Read reads a note. Flashcards says that "#flashcard" marks cards too, not "#card" alone.
func Read(text string, flashcards bool) Note {
	marked := strings.Contains(text, "#card") || strings.Contains(text, "#[[card]]")
	if !marked && !(flashcards && strings.Contains(text, "#flashcard")) {
		return Note{}
	}
	if strings.Contains(text, "){:") {
		text = size().ReplaceAllString(text, "$1")
	}
	s := scanner{lines: strings.Split(strings.TrimSuffix(text, "\n"), "\n"), flashcards: flashcards}
	for i := range s.lines {
		s.lines[i] = strings.TrimSuffix(s.lines[i], "\r")
	}
	if s.note.Outline = isOutline(s.lines); s.note.Outline {
		s.readOutline()
	} else {
		s.scan()
	}
	slices.SortStableFunc(s.note.Cards, func(a, b Card) int { return a.Line - b.Line })
	return s.note
}
