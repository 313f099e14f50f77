package source

import (
	"bytes"
	"context"

	"cards/deck"
	"cards/deck/from/obsidian"
)

// Sure is how sure a recogniser must be for its reader to be used unasked.
const Sure = 0.5

// Enough is how many bytes of a file tell its format.
const Enough = 1 << 16

// Sample is what a format is recognised by.
type Sample struct {
	Name   string             // of the file, without its folder; "" for standard input
	Head   []byte             // of the file: all of it, or its first bytes
	Whole  bool               // the head is all of it
	Forced bool               // a person has named the format
	Vault  *obsidian.Settings // of the vault of Obsidian that the file is in; nil if it is in none
	// Habits returns how the notes of the folder divide the sides of cards; nil for a single file.
	Habits func() obsidian.Habits
	// Learned names the formats of which the folder holds how cards were learned, in files of their
	// own.
	Learned []string

	// Own is the head as a deck of ours, once it is asked for.
	Own  *OwnDeck
	text *headText // likewise
}

// Guess says how sure a recogniser is that it knows a format.
type Guess struct {
	// Confidence is 0 for "not this one", 1 for a signature that nothing else has. Below [Sure] it
	// is read only if the format is forced.
	Confidence float64
	Reason     string // why, for people: "every line has two columns, divided by tabs"
	Read       Reader
	Open       Opener // of a format whose files are not held in memory, in place of Read
}

// Reader reads one file. The error says that nothing can be read; what is wrong with a part of it
// stands in the content.
type Reader func(Input) (*Content, error)

// Opener reads one file that is too large to be held in memory. What it returns is closed once the
// import has ended.
type Opener func(context.Context, Input) (*Content, error)

// NewSample returns what a file that was read whole is recognised by.
func NewSample(name string, data []byte) Sample {
	head := data
	if len(data) > Enough {
		head = data[:Enough]
	}
	s := Sample{Name: name}.Of(head)
	s.Whole = len(head) == len(data)
	return s
}

// Of returns a sample of the same file by data, which is all of it.
func (s Sample) Of(data []byte) Sample {
	s.Head, s.Whole, s.Own, s.text = data, true, new(OwnDeck), new(headText)
	return s
}

// Text returns the head as text up to the end of its last whole line; false if it is none.
func (s Sample) Text() (string, bool) {
	head := s.Head
	if !s.Whole {
		head = head[:bytes.LastIndexByte(head, '\n')+1]
	}
	return s.text.of(head)
}

// headText is a head as text. Every recogniser asks for it, and it is made once.
type headText struct {
	text       string
	made, isOK bool
}

func (t *headText) of(head []byte) (string, bool) {
	if t == nil {
		t = new(headText)
	}
	if !t.made {
		t.text, t.isOK, t.made = string(head), IsText(head), true
	}
	return t.text, t.isOK
}

// OwnDeck is a text read as a deck of ours. Several recognisers look at it, and what they see is
// read once.
type OwnDeck struct{ file *deck.File }

// Read returns the deck that a text is.
func (d *OwnDeck) Read(text []byte) *deck.File {
	if d == nil {
		return deck.Parse("", text)
	}
	if d.file == nil {
		d.file = deck.Parse("", text)
	}
	return d.file
}

// Labels counts the notes of a text, those with errors included.
func (s Sample) Labels(text string) int {
	f := s.Own.Read([]byte(text))
	return len(f.Notes) + len(f.Broken)
}
