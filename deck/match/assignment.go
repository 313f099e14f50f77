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
	old, new *group
	isLinked bool
	part     bool // of a note that was split, or of notes that were merged
	verdict
}

// rivalry returns how much a pair speaks against another one.
func (v verdict) rivalry() float64 {
	if v.barred {
		return 0
	}
	return v.score
}

// matcher assigns the new notes of a corpus.
type matcher struct {
	*corpus
	fresh  []*group
	pairs  []pair
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

// between returns what compares the notes of a pair.
func (m *matcher) between(p pair) *comparer { return &comparer{m.corpus, p.old, p.new} }

// free says whether neither note of a pair is linked.
func (m *matcher) free(p pair) bool {
	isLinked := func(card int32) bool { return m.cards[card].isLinked }
	return !p.new.isLinked && !slices.ContainsFunc(p.old.cards, isLinked)
}

// linkUnique links the pairs of a level whose notes are in no other pair of that level.
func (m *matcher) linkUnique(at level) {
	var chosen []int
	for i, p := range m.pairs {
		if p.level == at && m.free(p) {
			others := m.contenders(i)
			isRival := func(q pair) bool { return q.level == at && m.free(q) }
			if slices.ContainsFunc(others, isRival) {
				continue
			}
			if at < samePrompt && m.isPart(i) {
				continue
			}
			chosen = append(chosen, i)
		}
	}
	for _, i := range chosen {
		m.link(i)
	}
}

// contenders returns the pairs that cannot hold together with a pair. Two texts of the same cards
// do not contend.
func (m *matcher) contenders(i int) []pair {
	p := m.pairs[i]
	var out []pair
	for _, j := range p.new.pairs {
		if q := m.pairs[j]; !slices.Equal(p.old.cards, q.old.cards) {
			out = append(out, q)
		}
	}
	for _, card := range p.old.cards {
		for _, j := range m.cards[card].pairs {
			if q := m.pairs[j]; q.new != p.new {
				out = append(out, q)
			}
		}
	}
	return out
}

// linkSimilar links the pairs that are similar and clearly more so than any other pair of their
// notes.
func (m *matcher) linkSimilar() {
	var chosen []int
	for i, p := range m.pairs {
		if p.level != similar || !m.free(p) {
			continue
		}
		rival := 0.0
		for _, q := range m.contenders(i) {
			rival = max(rival, q.rivalry())
		}
		switch {
		case p.score < rival+clearance:
			m.pairs[i].part, m.pairs[i].reason = true, "something else is as similar"
		case !m.isPart(i):
			chosen = append(chosen, i)
		}
	}
	slices.SortStableFunc(chosen, m.compareScores)
	for _, i := range chosen {
		m.link(i)
	}
}

// compareScores orders pairs from the likeliest on.
func (m *matcher) compareScores(i, j int) int {
	return cmp.Compare(m.pairs[j].score, m.pairs[i].score)
}

// isPart says whether a pair is a part of a note that was split, or of notes that were merged: what
// one of its notes lacks stands in another note that has no better counterpart.
func (m *matcher) isPart(i int) bool {
	const least = 0.3
	p := m.pairs[i]
	c := m.between(p)
	l := c.compare(p.old.allWords(), p.new.allWords())
	for _, q := range m.contenders(i) {
		if !m.free(q) || q.score < least || q.old != p.old && q.new != p.new {
			continue
		}
		lacking, other := l.onlyA, q.new
		if q.new == p.new {
			lacking, other = l.onlyB, q.old
		}
		if c.holds(other.allWords(), lacking) {
			m.pairs[i].part, m.pairs[i].reason = true, "a note was split, or notes were merged"
			return true
		}
	}
	return false
}

// link links the cards of the notes of a pair, as far as they are not linked yet.
func (m *matcher) link(i int) {
	p := &m.pairs[i]
	if !m.free(*p) {
		return // with another text of the same cards
	}
	p.isLinked, p.new.isLinked = true, true
	for _, c := range m.pairCards(p.old, p.new) {
		old, new := &m.texts[c.old], &m.texts[c.new]
		m.cards[old.card].isLinked = true
		m.result.Links = append(m.result.Links, Link{old.Key, new.Key, p.reason, p.score})
	}
}

// propose reports what is likely but not certain of the new notes that are not linked. Each note is
// in one proposal, the likeliest, unless others have the same answer too.
func (m *matcher) propose() {
	var chosen []int
	for i, p := range m.pairs {
		if m.free(p) && p.level >= asked && (p.answered || !p.part) {
			chosen = append(chosen, i)
		}
	}
	slices.SortStableFunc(chosen, m.compareScores)
	asked := map[*group]float64{} // what has been proposed for a note
	for _, i := range chosen {
		p := m.pairs[i]
		if !m.isNext(p, asked) {
			continue
		}
		asked[p.old], asked[p.new] = max(asked[p.old], p.score), max(asked[p.new], p.score)
		for _, c := range m.pairCards(p.old, p.new) {
			old, new := m.texts[c.old].Key, m.texts[c.new].Key
			m.result.Proposals = append(m.result.Proposals, Proposal{old, new, p.reason, p.score})
		}
	}
}

// isNext says whether a pair is to be proposed after likelier ones: nothing was for its notes, or
// its answer has stayed and the others were hardly likelier.
func (m *matcher) isNext(p pair, asked map[*group]float64) bool {
	best := max(asked[p.old], asked[p.new])
	return best == 0 || p.answered && p.score > best-clearance
}
