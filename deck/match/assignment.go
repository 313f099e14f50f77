package match

import (
	"cmp"
	"slices"

	"cards/deck/match/index"
)

// clearance is how much more similar a pair must be than whatever else is similar to one of its
// notes.
const clearance = 0.08

// pair is a known and a live note that may be one.
type pair struct {
	*evidence
	verdict
}

// isFree says whether neither note of a pair is linked.
func (p *pair) isFree() bool {
	isLinked := func(card int32) bool { return p.cards[card].isLinked }
	return !p.new.isLinked && !slices.ContainsFunc(p.old.cards, isLinked)
}

// contenders returns the pairs that cannot hold together with a pair. Two texts of the same cards
// do not contend.
func (p *pair) contenders() []*pair {
	var out []*pair
	for _, q := range p.new.pairs {
		if !slices.Equal(p.old.cards, q.old.cards) {
			out = append(out, q)
		}
	}
	for _, card := range p.old.cards {
		for _, q := range p.cards[card].pairs {
			if q.new != p.new {
				out = append(out, q)
			}
		}
	}
	return out
}

// isPart says whether a pair is a part of a note that was split, or of notes that were merged: what
// one of its notes lacks stands in another note that has no better counterpart.
func (p *pair) isPart() bool {
	const least = 0.3
	l := p.compare(p.old.allWords(), p.new.allWords())
	return slices.ContainsFunc(p.contenders(), func(q *pair) bool {
		lacking, other := l.onlyA, q.new
		if q.new == p.new {
			lacking, other = l.onlyB, q.old
		}
		return q.isFree() && q.score >= least && p.holds(other.allWords(), lacking)
	})
}

// matcher assigns the new notes of a corpus.
type matcher struct {
	*corpus
	fresh  []*group
	pairs  []*pair
	result Matching
}

func newMatcher(c *corpus) *matcher {
	var places []int32
	for at := len(c.gone()); at < len(c.texts); at++ {
		if c.texts[at].class == index.Fresh {
			places = append(places, int32(at))
		}
	}
	return &matcher{corpus: c, fresh: c.groups(places)}
}

// linkUnique links the pairs of a level whose notes are in no other pair of that level.
func (m *matcher) linkUnique(at level) {
	var chosen []*pair
	isRival := func(q *pair) bool { return q.level == at && q.isFree() }
	for _, p := range m.pairs {
		isUnique := isRival(p) && !slices.ContainsFunc(p.contenders(), isRival)
		if isUnique && (at >= samePrompt || !p.isPart()) {
			chosen = append(chosen, p)
		}
	}
	for _, p := range chosen {
		m.link(p)
	}
}

// linkSimilar links the pairs that are similar and clearly more so than any other pair of their
// notes.
func (m *matcher) linkSimilar() {
	var chosen []*pair
	for _, p := range m.pairs {
		isRival := func(q *pair) bool { return p.score < q.score+clearance }
		isSimilar := p.level == similar && p.isFree()
		if isSimilar && !slices.ContainsFunc(p.contenders(), isRival) && !p.isPart() {
			chosen = append(chosen, p)
		}
	}
	slices.SortStableFunc(chosen, compareScores)
	for _, p := range chosen {
		m.link(p)
	}
}

// compareScores orders pairs from the likeliest on.
func compareScores(p, q *pair) int { return cmp.Compare(q.score, p.score) }

// link links the cards of the notes of a pair, as far as they are not linked yet.
func (m *matcher) link(p *pair) {
	if !p.isFree() {
		return // with another text of the same cards
	}
	p.new.isLinked = true
	for _, c := range m.pairCards(p.old, p.new) {
		old, new := &m.texts[c.old], &m.texts[c.new]
		m.cards[old.card].isLinked = true
		m.result.Links = append(m.result.Links, Link{old.Key, new.Key, p.reason, p.score})
	}
}

// propose reports what is likely but not certain of the new notes that are not linked. Each note is
// in one proposal, the likeliest, unless others have the same answer too and were hardly likelier.
func (m *matcher) propose() {
	chosen := slices.DeleteFunc(slices.Clone(m.pairs), func(p *pair) bool {
		return !p.isFree() || p.level < asked
	})
	slices.SortStableFunc(chosen, compareScores)
	best := map[*group]float64{} // of what has been proposed for a note
	for _, p := range chosen {
		before := max(best[p.old], best[p.new])
		if before > 0 && !(p.hasSameAnswer() && p.score > before-clearance) {
			continue
		}
		best[p.old], best[p.new] = max(best[p.old], p.score), max(best[p.new], p.score)
		if p.level > asked {
			p.reason = "something else is just as similar"
		}
		for _, c := range m.pairCards(p.old, p.new) {
			old, new := m.texts[c.old].Key, m.texts[c.new].Key
			m.result.Proposals = append(m.result.Proposals, Proposal{old, new, p.reason, p.score})
		}
	}
}
