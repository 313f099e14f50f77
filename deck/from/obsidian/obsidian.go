// Package obsidian reads notes of Obsidian with the cards of its plugin Spaced Repetition and of
// its kin: question::answer on a line, "?" between two texts, highlights as gaps, and the schedules
// that the plugin writes into comments. It follows the plugin's own parser (st3v3nmw,
// obsidian-spaced-repetition, src/parser.ts).
//
//	obsidian.go   cards and their lines
//	settings.go   how a vault writes cards
//	scan.go       from lines to blocks
//	block.go      from blocks to cards
//	field.go      lines that say something of a note, and are no cards
//	cloze.go      gaps
//	schedule.go   the comments
package obsidian

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

// Card is one card of a note, or two that are each other's reverse, or a text with gaps.
type Card struct {
	Line, End int // the first and the last line, from 1; a schedule belongs to them
	Kind      Kind
	Apart     bool   // a line with a mark stands between its sides
	Front     string // of a cloze the text, with gaps as {{c1::text::hint}}
	Back      string
	Deck      string   // below the tag that makes a note one of cards, with slashes; "" if not named
	Section   []string // the headings above it
	Schedules []Schedule
}

// Line says what a line of a note is that belongs to no card.
type Line struct {
	Number int // from 1
	What   What
}

// What is what a line is.
type What uint8

// What lines are.
const (
	Blank   What = iota
	Text         // words that are no card
	Heading      // or a line of tags, which name a deck
	Skipped      // front matter or a comment
	Broken       // a card without a question or an answer
)

// Note is what a note holds.
type Note struct {
	Tags  []string // of the front matter and of the text, without "#"
	Cards []Card
	Lines []Line // those that belong to no card, in order
}

// Read reads a note.
func Read(text string, s Settings) Note {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	r := reader{settings: s, lines: lines, unclosed: make(map[string]bool)}
	for i := range r.lines {
		r.lines[i] = strings.TrimSuffix(r.lines[i], "\r")
	}
	if text == "" {
		r.lines = nil
	}
	if s.Inline == fieldMark {
		r.page = pageOf(r.lines, text, s)
	}
	r.note.Lines = slices.Grow(r.note.Lines, len(r.lines))
	r.read()
	return r.note
}
