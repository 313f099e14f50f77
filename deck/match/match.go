// Package match finds which texts are one card: a note that was edited, and what it was before. It links for reasons,
// and proposes to a person what is likely but not certain.
package match

import (
	"slices"

	"cards/deck"
)

// Seen is one text of a card and the file it stands in, or stood in when it was last known.
type Seen struct {
	Key  deck.Key
	Kind deck.Kind
	Text deck.Text
	Path string
}

// Known is a card that has reviews but whose text is gone: every text it ever had, in any order.
type Known []Seen

// Live is a card of the decks as they are now.
type Live struct {
	Seen
	Reviewed bool   // by its own key or through a link; it is never linked, but others are measured by it
	Was      string // of a reviewed card: the file its text was first seen in, which tells of renamed files
}

// Link says that two texts are of one card: the author has edited it.
type Link struct {
	Old, New   deck.Key
	Reason     string  // for people, such as "same question"
	Confidence float64 // above 0, at most 1, which is for texts that are equal
}

// Refusal is the known card that is nearest to a new one without being linked to it.
type Refusal struct {
	Old, New deck.Key
	Reason   string  // for people, such as `"france" became "spain"`
	Likeness float64 // above 0, at most 1
}

// Matching is what [Match] finds, each list in the order of the new keys.
type Matching struct {
	Links   []Link
	Refused []Refusal
}

// Match finds which of the live cards without reviews are known cards whose text was edited. Each known and each live
// card is in at most one link. Two keys for which parted returns true are never linked; nil parts none. The result does
// not depend on the order of the arguments.
//
// Notes are matched first, then the cards in them. The evidence, from the strongest to the weakest, is: the same
// explicit id or text; the same prompt; the same answer, if no other card has it, with a similar prompt; several
// unchanged answers with prompts that were all reworded in the same way; similar prompts and answers, with a clear
// distance to whatever else is similar. Evidence counts only if it is mutual and unique. What both sides name and what
// differs forbids a link, whatever else is equal: a number, a name, code, something quoted, a word and its opposite.
// Where a card stands in its file is no evidence.
func Match(known []Known, live []Live, parted func(a, b deck.Key) bool) Matching {
	if len(known) == 0 || !slices.ContainsFunc(live, func(l Live) bool { return !l.Reviewed }) {
		return Matching{}
	}
	if parted == nil {
		parted = func(a, b deck.Key) bool { return false }
	}
	m := newMatcher(known, live, parted)
	m.compareSame()
	m.linkUnique(sameText)
	m.linkUnique(samePrompt)
	m.compareNear()
	for at := sameText; at > similar; at-- {
		m.linkUnique(at)
	}
	m.linkFrames()
	m.linkSimilar()
	m.refuse()
	slices.SortFunc(m.result.Links, func(a, b Link) int { return a.New.Compare(b.New) })
	slices.SortFunc(m.result.Refused, func(a, b Refusal) int { return a.New.Compare(b.New) })
	return m.result
}
