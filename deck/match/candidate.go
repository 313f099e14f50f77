package match

import (
	"slices"

	"cards/deck/match/index"
)

// candidates bounds the notes with which a new one is compared for sharing words with it.
const candidates = 5

// maxSame bounds the texts with an equal side with which a new note is compared; a side that more
// have is no evidence.
const maxSame = 50

// maxGone bounds the texts that are gone from a file with all of which a new note in it is
// compared.
const maxGone = 32

// compareSame compares each new note with those that have an id or a side in common with it.
func (m *matcher) compareSame() {
	ids := m.goneBy(func(t *trace) string { return t.Text.ID })
	m.compareAll(m.fresh, func(n *group) []int32 {
		found := slices.Clone(ids[n.id()])
		for _, at := range n.places {
			o := m.texts[at].outline(m.scan)
			for _, list := range [][]int32{m.index.WithPrompt(o.Prompt), m.index.WithAnswer(o.Answer)} {
				if len(list) <= maxSame {
					found = append(found, list...)
				}
			}
		}
		return found
	})
}

// compareNear compares each new note that is not linked with those that share rare words with it,
// and with the few that are gone from its file: words may be in other forms on both sides.
func (m *matcher) compareNear() {
	goneFrom := m.goneBy(func(t *trace) string { return t.Path })
	rest := slices.DeleteFunc(slices.Clone(m.fresh), func(n *group) bool { return n.isLinked })
	m.compareAll(rest, func(n *group) []int32 {
		var slots []uint32
		for _, at := range n.places {
			slots = append(slots, m.slotsOf(&m.texts[at])...)
		}
		slices.Sort(slots)
		found := m.index.Near(slices.Compact(slots), candidates, m.order)
		if gone := goneFrom[n.path()]; len(gone) <= maxGone {
			found = append(found, gone...)
		}
		return found
	})
}

// compareAll compares new notes with the notes that the texts found for them belong to, in an order
// that does not depend on that of the texts.
func (m *matcher) compareAll(notes []*group, find func(*group) []int32) {
	found := make([][]int32, len(notes))
	for i, n := range notes {
		isLive := func(at int32) bool { return m.texts[at].class != index.Gone }
		found[i] = slices.DeleteFunc(find(n), isLive)
		slices.SortFunc(found[i], m.order)
	}
	m.putTogether(slices.Concat(found...))
	for i, n := range notes {
		for _, at := range found[i] {
			m.addPair(m.texts[at].note, n)
		}
	}
}

// addPair compares two notes unless they were before, or a person has parted all of their cards.
func (m *matcher) addPair(old, new *group) {
	isPair := func(p *pair) bool { return p.old == old }
	if slices.ContainsFunc(new.pairs, isPair) || len(m.pairCards(old, new)) == 0 {
		return
	}
	p := m.judge(old, new)
	m.pairs, new.pairs = append(m.pairs, p), append(new.pairs, p)
	for _, card := range old.cards {
		m.cards[card].pairs = append(m.cards[card].pairs, p)
	}
}

// putTogether puts texts that are gone into their notes, with all other cards of these.
func (m *matcher) putTogether(found []int32) {
	wholes := map[uint64]bool{}
	var some [1 << 16]bool // by the low bits: the map is looked at for few texts
	for _, at := range found {
		whole := m.texts[at].whole
		wholes[whole], some[uint16(whole)] = true, true
	}
	var places []int32
	for i := range m.gone() {
		t := &m.texts[i]
		if some[uint16(t.whole)] && wholes[t.whole] && t.note == nil {
			places = append(places, int32(i))
		}
	}
	for _, g := range m.groups(places) {
		for _, at := range g.places {
			m.texts[at].note = g
		}
	}
}

// goneBy returns the places of texts that are gone by something that new notes have, such as a
// file. Texts that stand together mostly have it in common.
func (m *matcher) goneBy(what func(*trace) string) map[string][]int32 {
	places := map[string][]int32{}
	for _, n := range m.fresh {
		places[what(n.first)] = nil
	}
	if delete(places, ""); len(places) == 0 {
		return nil
	}
	last, isWanted := "", false
	for i := range m.gone() {
		is := what(&m.texts[i])
		if is != last {
			last = is
			_, isWanted = places[is]
		}
		if isWanted {
			places[is] = append(places[is], int32(i))
		}
	}
	return places
}
