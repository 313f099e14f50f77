package match

import (
	"maps"
	"slices"

	"cards/deck"
)

// pair is a known and a live note that may be one.
type pair struct {
	old, new *group
	linked   bool
	part     bool // of a note that was split, or of notes that were merged
	verdict
}

// clearance is how much more similar a pair must be than whatever else is similar to one of its
// notes.
const clearance = 0.08

// candidates bounds the notes with which a new one is compared for sharing words with it.
const candidates = 5

// maxSame bounds the texts with an equal side with which a new note is compared; a side that more
// have is no evidence.
const maxSame = 50

// maxGone bounds the texts that are gone from a file with all of which a new note in it is
// compared.
const maxGone = 32

// matcher holds what one call of Match works with.
type matcher struct {
	texts    []trace
	known    []int32 // by known card: the place of its first text; behind them that of the first live one
	places   []int32 // of all texts, in order
	parted   func(a, b deck.Key) bool
	survey   *survey
	words    *wordReader
	goneFrom map[string][]int32 // by file of a new note: the places of texts that are gone from it
	homes    map[[2]string]bool // of files: the second one has cards of the first one, which is gone

	fresh  []*group
	pairs  []pair
	byNew  map[*group][]int    // places in pairs
	byCard map[int32][]int     // by known card
	seen   map[*group][]*group // by new note: those that it was compared with
	notes  map[int32]*group    // by place of a text: its note, of those that are not new
	linked map[int32]bool      // places of live texts
	taken  map[int32]bool      // known cards
	result Matching
}

func newMatcher(known []Known, live []Live, parted func(a, b deck.Key) bool) *matcher {
	fold := &folder{}
	m := &matcher{
		parted: parted, survey: &survey{fold: fold},
		words: &wordReader{fold: fold, vocab: words()},
		known: make([]int32, 0, len(known)+1), texts: make([]trace, 0, len(known)+len(live)),
		goneFrom: map[string][]int32{}, byNew: map[*group][]int{}, byCard: map[int32][]int{},
		seen: map[*group][]*group{}, notes: map[int32]*group{},
		linked: map[int32]bool{}, taken: map[int32]bool{},
	}
	m.addTexts(known, live)
	m.survey.take(m.texts)
	m.homes = homesOf(live)
	return m
}

// addTexts takes in all texts, those that are gone first.
func (m *matcher) addTexts(known []Known, live []Live) {
	for i, texts := range known {
		m.known = append(m.known, int32(len(m.texts)))
		for j := range texts {
			m.texts = append(m.texts, trace{Seen: &texts[j], class: gone, card: int32(i)})
		}
	}
	m.known = append(m.known, int32(len(m.texts)))
	for i := range live {
		l := &live[i]
		t := trace{Seen: &l.Seen, class: settled, card: -1}
		if !l.Reviewed {
			t.class = fresh
			m.goneFrom[l.Path] = nil
		}
		m.texts = append(m.texts, t)
	}
	m.places = make([]int32, len(m.texts))
	for i := range m.texts {
		m.places[i] = int32(i)
	}
	m.findGone()
}

// gone returns the texts that are gone, which stand before the others.
func (m *matcher) gone() []trace { return m.texts[:m.known[len(m.known)-1]] }

// findGone notes the places of texts that are gone from the files of new notes.
func (m *matcher) findGone() {
	path, isOfNew := "", false // of the text before, as texts of a file stand together
	for i := range m.gone() {
		t := &m.texts[i]
		if t.Path != path || i == 0 {
			path = t.Path
			_, isOfNew = m.goneFrom[path]
		}
		if list := m.goneFrom[path]; isOfNew && len(list) <= maxGone {
			m.goneFrom[path] = append(list, int32(i))
		}
	}
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
	first := len(m.pairs)
	for i, n := range notes {
		for _, at := range found[i] {
			if g := groupOf[at]; !slices.Contains(m.seen[n], g) {
				m.seen[n] = append(m.seen[n], g)
				m.addPair(g, n)
			}
		}
	}
	for i := first; i < len(m.pairs); i++ {
		p := &m.pairs[i]
		p.verdict = m.judge(p.old, p.new)
	}
}

// groupsOf returns by text the note that it belongs to, with all of its cards.
func (m *matcher) groupsOf(found [][]int32) map[int32]*group {
	wholes := map[uint64]bool{}
	var some [1 << 16]bool // by the low bits: the map is looked at for few texts
	for _, list := range found {
		for _, at := range list {
			whole := m.texts[at].whole
			wholes[whole], some[uint16(whole)] = true, true
		}
	}
	var places []int32
	for i := range m.gone() {
		t := &m.texts[i]
		if some[uint16(t.whole)] && wholes[t.whole] && m.notes[int32(i)] == nil {
			places = append(places, int32(i))
		}
	}
	for _, g := range m.groups(places) {
		for _, at := range g.places {
			m.notes[at] = g
		}
	}
	return m.notes
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
	for i := range m.gone() {
		if t := &m.texts[i]; t.Text.ID != "" {
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
		o := m.survey.fold.outline(&m.texts[at])
		for _, list := range [][]int32{m.survey.withPrompt(o.prompt), m.survey.withAnswer(o.answer)} {
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
		slots = append(slots, m.survey.fold.slotsOf(&m.texts[at])...)
	}
	slices.Sort(slots)
	found := m.survey.near(slices.Compact(slots), candidates, m.comparePlaces)
	if gone := m.goneFrom[n.path()]; len(gone) <= maxGone {
		found = append(found, gone...) // words may be in other forms on both sides
	}
	return m.sorted(found)
}

// sorted returns places of texts that are gone, each once, in an order that does not depend on that
// of the texts.
func (m *matcher) sorted(places []int32) []int32 {
	places = slices.DeleteFunc(places, func(at int32) bool { return m.texts[at].class != gone })
	slices.SortFunc(places, m.comparePlaces)
	return slices.Compact(places)
}

// addPair keeps two notes to be compared unless a person has parted all of their cards.
func (m *matcher) addPair(old, new *group) {
	if len(m.pairCards(old, new)) == 0 {
		return
	}
	m.byNew[new] = append(m.byNew[new], len(m.pairs))
	for _, at := range old.places {
		card := m.texts[at].card
		m.byCard[card] = append(m.byCard[card], len(m.pairs))
	}
	m.pairs = append(m.pairs, pair{old: old, new: new})
}

// rivalry returns how much a pair speaks against another one.
func (v verdict) rivalry() float64 {
	if v.barred {
		return 0
	}
	return v.score
}

// homesOf finds where the cards of files stand that are gone: renamed, split or merged.
func homesOf(live []Live) map[[2]string]bool {
	homes := map[[2]string]bool{}
	for i := range live {
		if l := &live[i]; l.Reviewed && l.Was != l.Path {
			homes[[2]string{l.Was, l.Path}] = true
		}
	}
	if len(homes) == 0 {
		return nil
	}
	files := map[string]bool{}
	for i := range live {
		files[live[i].Path] = true
	}
	maps.DeleteFunc(homes, func(move [2]string, _ bool) bool { return files[move[0]] })
	return homes
}

// sameFile says whether a note stands in the file where the other one stood, or in one that took
// its place.
func (m *matcher) sameFile(old, new *group) bool {
	return old.path() == new.path() || m.homes[[2]string{old.path(), new.path()}]
}
