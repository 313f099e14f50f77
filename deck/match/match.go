package match

import (
	"cmp"
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
	// Reviewed is whether it was, by its own key or through a link. It is never linked then, but
	// others are measured by it.
	Reviewed bool
	// Was is, of a reviewed card, the file its text was first seen in: it tells of renamed files.
	Was string
}

// Link says that two texts are of one card: the author has edited it.
type Link struct {
	Old, New   deck.Key
	Reason     string  // for people, such as "same question"
	Confidence float64 // above 0, at most 1, which is for texts that are equal
}

// Proposal is a pair of texts that are likely but not certainly of one card: a person decides.
type Proposal struct {
	Old, New deck.Key
	Reason   string  // for people, why it is no link, such as "similar, but not enough to be sure"
	Likeness float64 // above 0, at most 1
}

// Matching is what [Match] finds: links in the order of the new keys, proposals from the strongest
// to the weakest. A card is in one link at most, and in no proposal then. It may be in several
// proposals, if several cards have its answer.
type Matching struct {
	Links     []Link
	Proposals []Proposal
}

// Match finds which of the live cards without reviews are known cards whose text was edited. Each
// known and each live card is in at most one link. Two keys for which parted returns true are never
// linked; nil parts none. The result does not depend on the order of the arguments.
//
// Notes are matched first, then the cards in them. The evidence, from the strongest to the weakest,
// is: the same explicit id or text; the same prompt; the same answer, if no other card has it, with
// a prompt that was reworded; the same replacement in several notes; similar prompts and answers,
// with a clear distance to whatever else is similar. Evidence counts only if it is mutual and
// unique. Where a card stands in its file is no evidence.
func Match(known []Known, live []Live, parted func(a, b deck.Key) bool) Matching {
	if len(known) == 0 || !slices.ContainsFunc(live, func(l Live) bool { return !l.Reviewed }) {
		return Matching{}
	}
	if parted == nil {
		parted = func(a, b deck.Key) bool { return false }
	}
	m := newMatcher(newCorpus(known, live, parted))
	m.compareSame()
	m.linkUnique(sameText)
	m.linkUnique(samePrompt)
	m.compareNear()
	for at := sameText; at > similar; at-- {
		m.linkUnique(at)
	}
	m.linkReplacements()
	m.linkSimilar()
	m.propose()
	slices.SortFunc(m.result.Links, func(a, b Link) int { return a.New.Compare(b.New) })
	slices.SortFunc(m.result.Proposals, Proposal.compare)
	return m.result
}

func (p Proposal) compare(q Proposal) int {
	return cmp.Or(cmp.Compare(q.Likeness, p.Likeness), p.New.Compare(q.New))
}
