package match

import (
	"cmp"
	"slices"

	"cards/deck"
)

// pair is a known and a live note that may be one.
type pair struct {
	old, new *group
	verdict
}

// distance is how much more similar a pair must be than whatever else is similar to one of its notes.
const distance = 0.08

// candidates bounds the notes with which a new one is compared for sharing words with it.
const candidates = 8

// maxSame bounds the texts with an equal side with which a new note is compared; a side that more have is no evidence.
const maxSame = 50

// matcher holds what one call of Match works with.
type matcher struct {
	texts    []trace
	versions [][]int32 // by known card: the places of its texts
	parted   func(a, b deck.Key) bool
	survey   *survey
	words    *wordReader
	homes    map[string]map[string]bool // by file that is gone: the files in which its cards stand now

	fresh  []*group
	pairs  []pair
	byNew  map[*group][]int    // places in pairs
	byCard map[int32][]int     // by known card
	seen   map[*group][]*group // by new note: those that it was compared with
	known  map[int32]*group    // by place of a text: its note, of those that are not new
	linked map[int32]bool      // places of live texts
	taken  map[int32]bool      // known cards
	result Matching
}

func newMatcher(known []Known, live []Live, parted func(a, b deck.Key) bool) *matcher {
	fold := &folder{}
	m := &matcher{
		parted: parted, survey: &survey{counts: counts{fold: fold}}, words: &wordReader{fold: fold, lex: newLexicon()},
		versions: make([][]int32, len(known)), texts: make([]trace, 0, len(known)+len(live)),
		byNew: map[*group][]int{}, byCard: map[int32][]int{},
		seen: map[*group][]*group{}, known: map[int32]*group{},
		linked: map[int32]bool{}, taken: map[int32]bool{},
	}
	for i, texts := range known {
		for j := range texts {
			m.versions[i] = append(m.versions[i], int32(len(m.texts)))
			m.texts = append(m.texts, trace{Seen: &texts[j], class: gone, card: int32(i)})
		}
	}
	for i := range live {
		l := &live[i]
		t := trace{Seen: &l.Seen, class: fresh, card: -1}
		if l.Reviewed {
			t.class = settled
		}
		m.texts = append(m.texts, t)
	}
	m.survey.take(m.texts)
	m.findHomes(live)
	return m
}

// findFresh puts the new cards into notes.
func (m *matcher) findFresh() {
	var places []int32
	for i := range m.texts {
		if m.texts[i].class == fresh {
			places = append(places, int32(i))
		}
	}
	m.fresh = m.groups(places)
}

// compareSame compares each new note with those that have an id or a side in common with it.
func (m *matcher) compareSame() {
	m.findFresh()
	ids := m.idPlaces()
	m.compare(m.fresh, func(n *group) []int32 { return m.sameTexts(n, ids) })
}

// compareNear compares each new note that is not linked with those that share rare words with it.
func (m *matcher) compareNear() {
	var rest []*group
	for _, n := range m.fresh {
		if !slices.ContainsFunc(n.places, func(at int32) bool { return m.linked[at] }) {
			rest = append(rest, n)
		}
	}
	m.compare(rest, m.nearTexts)
}

// compare compares new notes with the notes that the texts found for them belong to.
func (m *matcher) compare(notes []*group, find func(*group) []int32) {
	found := make([][]int32, len(notes))
	for i, n := range notes {
		found[i] = find(n)
	}
	groupOf := m.groupsOf(found)
	for i, n := range notes {
		for _, at := range found[i] {
			if g := groupOf[at]; !slices.Contains(m.seen[n], g) {
				m.seen[n] = append(m.seen[n], g)
				if g.class == gone {
					m.addPair(g, n)
				}
			}
		}
	}
}

// groupsOf returns by text the note that it belongs to, with all of its cards.
func (m *matcher) groupsOf(found [][]int32) map[int32]*group {
	wholes := map[uint64]bool{}
	for _, list := range found {
		for _, at := range list {
			wholes[m.texts[at].whole] = true
		}
	}
	var places []int32
	for i := range m.texts {
		if t := &m.texts[i]; t.class != fresh && m.known[int32(i)] == nil && wholes[t.whole] {
			places = append(places, int32(i))
		}
	}
	for _, g := range m.groups(places) {
		for _, at := range g.places {
			m.known[at] = g
		}
	}
	return m.known
}

// idPlaces returns the places of known texts by explicit id, if any new note has one.
func (m *matcher) idPlaces() map[string][]int32 {
	places := map[string][]int32{}
	for _, n := range m.fresh {
		if n.id() != "" {
			places[n.id()] = nil
		}
	}
	if len(places) == 0 {
		return nil
	}
	for i := range m.texts {
		if t := &m.texts[i]; t.class == gone && t.Text.ID != "" {
			if list, ok := places[t.Text.ID]; ok {
				places[t.Text.ID] = append(list, int32(i))
			}
		}
	}
	return places
}

// sameTexts returns the places of texts that share an id or a side with a new note.
func (m *matcher) sameTexts(n *group, ids map[string][]int32) []int32 {
	found := slices.Clone(ids[n.id()])
	for _, at := range n.places {
		o := m.survey.fold.outline(&m.texts[at], func(uint32) {})
		for _, list := range [][]int32{m.survey.prompts[o.prompt], m.survey.answers[o.answer]} {
			if len(list) <= maxSame {
				found = append(found, list...)
			}
		}
	}
	return m.sorted(found)
}

// nearTexts returns the places of texts that share rare words with a new note.
func (m *matcher) nearTexts(n *group) []int32 {
	var slots []uint32
	for _, at := range n.places {
		m.survey.fold.outline(&m.texts[at], func(slot uint32) { slots = append(slots, slot) })
	}
	slices.Sort(slots)
	isFresh := func(at int32) bool { return m.texts[at].class == fresh }
	return m.sorted(m.survey.near(slices.Compact(slots), candidates, isFresh, m.comparePlaces))
}

// sorted returns places of texts that are not new, each once, in an order that does not depend on that of the texts.
func (m *matcher) sorted(places []int32) []int32 {
	places = slices.DeleteFunc(places, func(at int32) bool { return m.texts[at].class == fresh })
	slices.SortFunc(places, m.comparePlaces)
	return slices.Compact(places)
}

// addPair compares two notes and keeps them unless a person has parted all of their cards.
func (m *matcher) addPair(old, new *group) {
	if len(m.pairCards(old, new)) == 0 {
		return
	}
	m.prepare(old)
	m.prepare(new)
	p := pair{old, new, m.judge(old, new)}
	m.byNew[new] = append(m.byNew[new], len(m.pairs))
	for _, at := range old.places {
		card := m.texts[at].card
		m.byCard[card] = append(m.byCard[card], len(m.pairs))
	}
	m.pairs = append(m.pairs, p)
}

// rival returns how similar the known note of a pair is to live ones that have reviews: as much as any note of this
// sort is, so that it says nothing. A note that only grew is not measured by those that lack what it kept, or that have
// always been its twins.
func (m *matcher) rival(p pair) float64 {
	rival := 0.0
	for _, g := range m.seen[p.new] {
		if g.class == settled {
			m.prepare(g)
			if p.grown && (p.answered || m.tellsApart(p, g)) {
				continue
			}
			rival = max(rival, m.judge(p.old, g).rivalry())
		}
	}
	return rival
}

// tellsApart says whether the notes of a pair have a word in common that says much and that a third note lacks.
func (m *matcher) tellsApart(p pair, g *group) bool {
	const least = 0.5
	c := m.comparer(p.old, p.new)
	third := g.allWords()
	return slices.ContainsFunc(p.old.promptWords, func(w word) bool {
		isSame := func(v word) bool { return v.text == w.text }
		return c.weight(w) >= least && slices.ContainsFunc(p.new.promptWords, isSame) &&
			!slices.ContainsFunc(third, isSame)
	})
}

// free says whether neither note of a pair is linked.
func (m *matcher) free(p pair) bool {
	return !slices.ContainsFunc(p.new.places, func(at int32) bool { return m.linked[at] }) &&
		!slices.ContainsFunc(p.old.places, func(at int32) bool { return m.taken[m.texts[at].card] })
}

// linkUnique links the pairs of a level whose notes are in no other pair of that level.
func (m *matcher) linkUnique(at level) {
	var chosen []pair
	for i, p := range m.pairs {
		if p.level == at && m.free(p) {
			others := m.contenders(i)
			if slices.ContainsFunc(others, func(q pair) bool { return q.level == at && m.free(q) }) {
				continue
			}
			if at < samePrompt && m.isPart(i) {
				continue
			}
			chosen = append(chosen, p)
		}
	}
	for _, p := range chosen {
		m.link(p)
	}
}

// contenders returns the pairs that cannot hold together with a pair. Two texts of the same cards do not contend.
func (m *matcher) contenders(i int) []pair {
	p := m.pairs[i]
	var out []pair
	for _, j := range m.byNew[p.new] {
		if q := m.pairs[j]; j != i && !(m.sameCards(p.old, q.old) && m.sameCards(q.old, p.old)) {
			out = append(out, q)
		}
	}
	for _, at := range p.old.places {
		for _, j := range m.byCard[m.texts[at].card] {
			if q := m.pairs[j]; q.new != p.new {
				out = append(out, q)
			}
		}
	}
	return out
}

// linkSimilar links the pairs that are similar and clearly more so than any other pair of their notes.
func (m *matcher) linkSimilar() {
	var chosen []pair
	for i, p := range m.pairs {
		if !p.alike || !m.free(p) {
			continue
		}
		rival := m.rival(p)
		for _, q := range m.contenders(i) {
			rival = max(rival, q.rivalry())
		}
		switch {
		case p.score < rival+distance:
			m.pairs[i].reason = "something else is as similar"
		case !m.isPart(i):
			chosen = append(chosen, p)
		}
	}
	slices.SortStableFunc(chosen, func(a, b pair) int { return cmp.Compare(b.score, a.score) })
	for _, p := range chosen {
		m.link(p)
	}
}

// isPart says whether a pair is a part of a note that was split, or of notes that were merged: what one of its notes
// lacks stands in another note that has no better counterpart.
func (m *matcher) isPart(i int) bool {
	const least = 0.3
	p := m.pairs[i]
	c := m.comparer(p.old, p.new)
	l := c.compare(p.old.allWords(), p.new.allWords())
	for _, q := range m.contenders(i) {
		if !m.free(q) || q.score < least || q.old != p.old && q.new != p.new {
			continue
		}
		lacking, other := l.onlyA, q.new
		if q.new == p.new {
			lacking, other = l.onlyB, q.old
		}
		if !m.hasBetter(q, other) && c.holds(other.allWords(), lacking) {
			m.pairs[i].reason = "a note was split, or notes were merged"
			return true
		}
	}
	return false
}

// hasBetter says whether a note of a pair has more in common with another one.
func (m *matcher) hasBetter(p pair, g *group) bool {
	var list []int
	if g == p.new {
		list = m.byNew[g]
	} else {
		list = m.byCard[m.texts[g.places[0]].card]
	}
	return slices.ContainsFunc(list, func(j int) bool {
		q := m.pairs[j]
		return (q.old != p.old || q.new != p.new) && q.score > p.score
	})
}

// link links the cards of two notes, as far as they are not linked yet.
func (m *matcher) link(p pair) {
	if !m.free(p) {
		return // with another text of the same cards
	}
	for _, c := range m.pairCards(p.old, p.new) {
		old, new := &m.texts[c.old], &m.texts[c.new]
		m.linked[c.new], m.taken[old.card] = true, true
		m.result.Links = append(m.result.Links, Link{old.Key, new.Key, p.reason, p.score})
	}
}

// propose reports what is likely but not certain of the new notes that are not linked: the answers are the same and
// distinctive, or both sides are similar. Each note is in one proposal at most, the likeliest first.
func (m *matcher) propose() {
	const least = 0.5
	var likely []int
	for i, p := range m.pairs {
		if m.free(p) && p.score >= least && (p.alike || !p.barred || p.answered && m.isDistinctive(p.old, p.new)) {
			likely = append(likely, i)
		}
	}
	slices.SortStableFunc(likely, func(i, j int) int { return cmp.Compare(m.pairs[j].score, m.pairs[i].score) })
	for _, i := range likely {
		p := m.pairs[i]
		if !m.free(p) {
			continue
		}
		for _, c := range m.pairCards(p.old, p.new) {
			old, new := &m.texts[c.old], &m.texts[c.new]
			m.linked[c.new], m.taken[old.card] = true, true
			m.result.Proposals = append(m.result.Proposals, Proposal{old.Key, new.Key, p.reason, p.score})
		}
	}
}
