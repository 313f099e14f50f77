// Package org reads Org files with the cards of org-drill, org-fc, org-srs and those that are sent
// to Anki: headings with their drawers, the schedules in these, and markup, which becomes Markdown.
//
//	org.go       cards and what is known of them
//	outline.go   headings with their properties, drawers and bodies
//	drill.go     the cards of org-drill
//	fc.go        the cards of org-fc
//	srs.go       the cards of org-srs
//	anki.go      the cards of anki-editor and org-anki
//	gap.go       gaps
//	stamp.go     time stamps and tables
//	markdown.go  Org markup as Markdown
package org

import (
	"slices"
	"strings"
	"time"
)

// Kind says how a card is asked.
type Kind uint8

// The kinds of cards.
const (
	Basic    Kind = iota
	Reversed      // in both directions
	Typed         // the answer is typed
	Cloze
)

// Card is what one heading asks: a card, two that are each other's reverse, or a text with gaps.
type Card struct {
	Line, End int // of the heading and what belongs to it, from 1
	Kind      Kind
	Front     string // Markdown; of a cloze the text, with gaps as {{c1::text::hint}}
	Back      string
	Tags      []string
	Section   []string  // titles of the headings above it
	ID        string    // that the file gives it; "" if none
	Known     []History // by the order of its cards; there may be fewer
}

// History is what a file knows of how one card was learned. The zero History is that of a new card.
type History struct {
	Last, Due  time.Time // zero if not known
	Interval   float64   // days
	Ease       float64   // as SM-2 has it, 1.3 to some 3; 0 if not known
	Stability  float64   // days; 0 if not known
	Difficulty float64   // 0 if not known
	Reviews    int
	Lapses     int
	Answers    []Answer // the log, if there is one
}

// Answer is one answer of a log; the rating counts from 1, again, to 4, easy.
type Answer struct {
	At     time.Time
	Rating int
}

// Problem is a heading that is marked as a card and is none.
type Problem struct {
	Line, End int
	What      string
}

// File is what a file holds.
type File struct {
	Title    string
	Tags     []string // for all of its cards
	Cards    []Card
	Problems []Problem
	Headings []int // lines of headings that are no cards
	Keywords []int // lines of settings above the first heading
}

// Read reads a file. Times without a zone are in the given one.
func Read(text string, zone *time.Location) File {
	o := parse(text)
	f := File{Title: o.keyword("title"), Tags: splitTags(o.keyword("filetags"))}
	f.Keywords = o.keyLines
	r := reader{outline: o, zone: zone, file: &f}
	for i := range o.headings {
		r.heading(i)
	}
	return f
}

// reader turns headings into cards.
type reader struct {
	outline
	zone *time.Location
	file *File
	end  int // of the last card: headings before it belong to one
}

func (r *reader) heading(i int) {
	h := &r.headings[i]
	if h.line <= r.end {
		return
	}
	var cards []Card
	var problem string
	switch h.cards() {
	case drillCards:
		cards, problem = r.drill(i)
	case fcCards:
		cards, problem = r.fc(i)
	case srsCards:
		cards, problem = r.srs(i)
	case ankiCards:
		cards, problem = r.anki(i)
	default:
		r.file.Headings = append(r.file.Headings, h.line)
		return
	}
	r.end = r.lastLine(i)
	if problem != "" {
		r.file.Problems = append(r.file.Problems, Problem{h.line, r.end, problem})
	}
	for _, c := range cards {
		c.Line, c.End, c.ID = h.line, r.end, h.property("ID")
		c.Section, c.Tags = r.above(i), r.tagsOf(i)
		r.file.Cards = append(r.file.Cards, c)
	}
}

// tagsOf returns the tags of a heading and of those above it, but for those that mark cards.
func (r *reader) tagsOf(i int) []string {
	var tags []string
	for at := i; at >= 0; at = r.parent(at) {
		for _, t := range r.headings[at].tags {
			isMark := t == "drill" || t == "fc" || t == "suspended" || t == "leech"
			if !isMark && !slices.Contains(tags, t) {
				tags = append(tags, t)
			}
		}
	}
	for t := range strings.FieldsSeq(r.headings[i].property("ANKI_TAGS")) {
		if !slices.Contains(tags, t) {
			tags = append(tags, t)
		}
	}
	slices.Sort(tags)
	return tags
}
