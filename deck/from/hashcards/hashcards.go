// Package hashcards reads deck files as hashcards does, to know its cards by the names that it
// gives them, and what it knows of how they were learned: its export as JSON, and the rows of its
// database (eudoxia0/hashcards, src/parser.rs and src/cmd/export.rs).
//
//	hashcards.go  cards of a file
//	cloze.go      gaps
//	history.go    how cards were learned
//	export.go     the export
//	database.go   the database, and that of repeater, which is like it
package hashcards

import (
	"encoding/hex"
	"strings"

	"cards/deck/from/blake3"
)

// Card is one card as hashcards asks it.
type Card struct {
	Line int    // of the label of its note, from 1
	Gap  int    // which of the note's gaps it asks, in the order of the text; of a term 0 asks the definition
	Text string // what it asks for; of a question its answer
	Hash string // its name: 64 hexadecimal digits
}

// state is what the lines that are read belong to.
type state uint8

const (
	outside state = iota
	question
	answer
	cloze
	term
	definition
)

// reader reads a file line by line. What hashcards would refuse spoils only its own note here.
type reader struct {
	cards  []Card
	state  state
	line   int // of the note's label
	sides  [2]strings.Builder
	broken bool
}

// Read returns the cards of a file.
func Read(text string) []Card {
	var r reader
	number := 0
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], "\r")
	}
	number = frontMatter(lines)
	for i, line := range lines[number:] {
		r.read(line, number+i+1)
	}
	r.close()
	return r.cards
}

// frontMatter returns how many lines stand before the text.
func frontMatter(lines []string) int {
	if strings.TrimSpace(lines[0]) != "---" {
		return 0
	}
	for i, line := range lines[1:] {
		if strings.TrimSpace(line) == "---" {
			return i + 2
		}
	}
	return 0
}

func (r *reader) read(line string, number int) {
	label, text := labelOf(line)
	switch {
	case label == 'Q':
		r.open(question, number, text)
	case label == 'C':
		r.open(cloze, number, text)
	case label == 'T':
		r.open(term, number, text)
	case label == 'A' && r.state == question:
		r.state = answer
		r.sides[1].WriteString(text)
	case label == 'D' && r.state == term:
		r.state = definition
		r.sides[1].WriteString(text)
	case label != 0:
		r.broken = true
	case strings.TrimSpace(line) == "---":
		r.close()
	case r.state == answer || r.state == definition:
		r.sides[1].WriteString("\n" + line)
	case r.state != outside:
		r.sides[0].WriteString("\n" + line)
	}
}

// labelOf returns the label that a line begins with, 0 for none, and what stands behind it.
func labelOf(line string) (label byte, text string) {
	if len(line) < 2 || line[1] != ':' || strings.IndexByte("QACTD", line[0]) < 0 {
		return 0, ""
	}
	return line[0], strings.TrimSpace(line[2:])
}

func (r *reader) open(s state, number int, text string) {
	r.close()
	r.state, r.line = s, number
	r.sides[0].WriteString(text)
}

// close adds the cards of the note that is open, if it is whole.
func (r *reader) close() {
	first, second := strings.TrimSpace(r.sides[0].String()), strings.TrimSpace(r.sides[1].String())
	if !r.broken {
		switch r.state {
		case answer:
			r.add(0, second, []byte("Basic"+first+second))
		case cloze:
			text, gaps := Gaps(first)
			for i, g := range gaps {
				r.add(i, text[g.Start:g.End+1], clozeName(text, g))
			}
		case definition:
			text := "Term: " + first + "\n\nDefinition: " + second
			at := len(text) - len(second)
			r.add(0, second, clozeName(text, Gap{at, len(text) - 1}))
			start := len("Term: ")
			r.add(1, first, clozeName(text, Gap{start, start + len(first) - 1}))
		}
	}
	*r = reader{cards: r.cards}
}

func (r *reader) add(gap int, text string, name []byte) {
	r.cards = append(r.cards, Card{Line: r.line, Gap: gap, Text: text, Hash: hash(name)})
}

func hash(name []byte) string {
	sum := blake3.Sum256(name)
	return hex.EncodeToString(sum[:])
}
